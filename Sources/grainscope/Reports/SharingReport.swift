import Basics
import Canvas
import Granularity
import Models
import Studies
import Telemetry

/// What the `sharing` command found with so many days: models apart against models that share, over several seeds.
struct SharingReport: Encodable {
  let event = "sharing"
  let days, windows, seeds: Int
  /// α of each seed.
  let alpha: [Float]
  /// The part by whose verdict one chooses.
  let rankedBy = ScoredPart.validation
  let validation, test: Part?

  /// On one part.
  struct Part: Encodable {
    let windows: Int
    /// Mean over seeds of the mean error over models; half the length of the 95 % interval, nil from one seed.
    let apart, shared: Double
    let apartInterval, sharedInterval: Double?
    /// Of the differences seed by seed: below 0, sharing does better.
    let difference: Double
    let differenceInterval: Double?
    let verdict: String
  }

  /// - Parameter shown: the parts whose errors may be seen.
  init(days: Int, _ study: SharingStudy, _ outcomes: [SharingStudy.Outcome], shown: [ScoredPart]) {
    self.days = days
    windows = study.trainingWindows
    seeds = outcomes.count
    alpha = outcomes.map(\.sharing)
    validation =
      shown.contains(.validation) && study.validationWindows > 0
      ? Part(outcomes, .validation, windows: study.validationWindows) : nil
    test = shown.contains(.test) ? Part(outcomes, .test, windows: study.testWindows) : nil
  }

  static var columns: [(title: String, width: Int)] {
    [
      (Words.sharingHeadDays, 5), (Words.sharingHeadWindows, 9), (Words.sharingHeadPart, 12),
      (Words.sharingHeadApart, 18), (Words.sharingHeadShared, 18), (Words.sharingHeadDifference, 20), ("α", 7),
    ]
  }

  /// As rows under ``columns``, one a part, each ending with its verdict.
  var lines: [String] {
    let all: [(ScoredPart, Part?)] = [(.validation, validation), (.test, test)]
    return all.compactMap { part, errors in errors.map { line(part, $0) } }
  }

  private func line(_ part: ScoredPart, _ errors: Part) -> String {
    func interval(_ mean: Double, _ half: Double?) -> String {
      ScoreTable.number(mean) + (half.map { " ± " + ScoreTable.number($0) } ?? "")
    }
    let chosen = Set(alpha).sorted()
    let share =
      chosen.count == 1
      ? shortDecimal(Double(chosen[0]))
      : "\(shortDecimal(Double(chosen[0])))…\(shortDecimal(Double(chosen[chosen.count - 1])))"
    let name =
      switch part {
      case .validation: Words.sharingValidation
      case .test: Words.sharingTest
      }
    let cells = [
      String(days), String(windows), name, interval(errors.apart, errors.apartInterval),
      interval(errors.shared, errors.sharedInterval), interval(errors.difference, errors.differenceInterval), share,
    ]
    return zip(cells, Self.columns).map { TextWidth.padded($0, to: $1.width, .right) }.joined() + "  " + errors.verdict
  }
}

extension SharingReport.Part {
  fileprivate init(_ outcomes: [SharingStudy.Outcome], _ part: ScoredPart, windows: Int) {
    self.windows = windows
    let apart = MeanInterval(outcomes.map { $0.apart.mean(on: part) })
    let shared = MeanInterval(outcomes.map { $0.shared.mean(on: part) })
    let gap = MeanInterval(outcomes.map { $0.shared.mean(on: part) - $0.apart.mean(on: part) })
    self.apart = apart?.mean ?? .nan
    self.shared = shared?.mean ?? .nan
    apartInterval = apart?.halfWidth
    sharedInterval = shared?.halfWidth
    difference = gap?.mean ?? .nan
    differenceInterval = gap?.halfWidth
    verdict = Self.verdict(difference, gap?.halfWidth)
  }

  private static func verdict(_ difference: Double, _ halfWidth: Double?) -> String {
    guard let halfWidth else { return Words.sharingOneSeed }
    if difference + halfWidth < 0 { return Words.sharingWins }
    if difference - halfWidth > 0 { return Words.sharingLoses }
    return Words.withinSeedNoise
  }
}
