import Basics
import Granularity
import Telemetry
import Tensors

/// The bands of a run at the origins of a part, of the level that was asked for and of those that are told beside it.
struct JudgedBands {
  private let levels: [Double]
  /// `[levels][origins]`, each `[steps]`; nil where there is none.
  private let halfWidths: [[[Double]?]]

  /// Told of every run, beside the one that was asked for.
  private static let usual = [0.5, 0.8, 0.9, 0.95]

  /// - Parameter level: stands first.
  init(_ track: ErrorTrack, level: Double, at origins: [Instant]) {
    levels = [level] + Self.usual.filter { $0 != level }
    halfWidths = AdaptiveBand.halfWidths(track, levels: levels, at: origins)
  }

  private init(_ levels: [Double], _ halfWidths: [[[Double]?]]) {
    self.levels = levels
    self.halfWidths = halfWidths
  }

  func prefix(_ count: Int) -> JudgedBands { JudgedBands(levels, halfWidths.map { Array($0.prefix(count)) }) }
  func suffix(_ count: Int) -> JudgedBands { JudgedBands(levels, halfWidths.map { Array($0.suffix(count)) }) }

  /// Of the level that was asked for, `[origins, steps]`, NaN where there is none; empty where there is none at any origin.
  func flat(steps: Int) -> [Double] {
    let own = halfWidths[0]
    guard own.contains(where: { $0 != nil }) else { return [] }
    return own.flatMap { $0 ?? [Double](repeating: .nan, count: steps) }
  }

  /// What they held of actual values `[origins, steps]`, from the lowest level on; levels without a band are left out.
  func held(of actual: DoubleMatrix, by predicted: DoubleMatrix) -> [BandLevel] {
    zip(levels, halfWidths).sorted { $0.0 < $1.0 }.compactMap { level, widths in
      guard let outcome = BandOutcome(level: level, halfWidths: widths, predicted: predicted, actual: actual) else {
        return nil
      }
      var scores = BandScores(level: level, coverage: outcome.coverage, origins: outcome.origins, width: outcome.width)
      scores.intervalScore = outcome.intervalScore
      return BandLevel(scores: scores, coverageBySteps: outcome.coverageBySteps)
    }
  }
}
