import Basics
import Canvas
import Granularity
import Models
import Studies
import Telemetry

/// A row of the `sharing` command: models apart against models that share, over several seeds.
struct SharingReport: Encodable {
  let event = "sharing"
  let days, windows, seeds: Int
  /// Mean over seeds of the mean test error over models; half the length of the 95 % interval, nil from one seed.
  let apart, shared: Double
  let apartInterval, sharedInterval: Double?
  /// Of the differences seed by seed: below 0, sharing does better.
  let difference: Double
  let differenceInterval: Double?
  /// α of each seed.
  let alpha: [Float]
  let verdict: String

  init(days: Int, windows: Int, _ outcomes: [SharingStudy.Outcome]) {
    self.days = days
    self.windows = windows
    seeds = outcomes.count
    let apart = MeanInterval(outcomes.map(\.meanApart))
    let shared = MeanInterval(outcomes.map(\.meanShared))
    let gap = MeanInterval(outcomes.map { $0.meanShared - $0.meanApart })
    self.apart = apart?.mean ?? .nan
    self.shared = shared?.mean ?? .nan
    apartInterval = apart?.halfWidth
    sharedInterval = shared?.halfWidth
    difference = gap?.mean ?? .nan
    differenceInterval = gap?.halfWidth
    alpha = outcomes.map(\.sharing)
    verdict = Self.verdict(difference, gap?.halfWidth)
  }

  private static func verdict(_ difference: Double, _ halfWidth: Double?) -> String {
    guard let halfWidth else { return Words.sharingOneSeed }
    if difference + halfWidth < 0 { return Words.sharingWins }
    if difference - halfWidth > 0 { return Words.sharingLoses }
    return Words.withinSeedNoise
  }

  static var columns: [(title: String, width: Int)] {
    [
      (Words.sharingHeadDays, 5), (Words.sharingHeadWindows, 9), (Words.sharingHeadApart, 18),
      (Words.sharingHeadShared, 18), (Words.sharingHeadDifference, 20), ("α", 7),
    ]
  }

  /// As a row under ``columns``, ending with the verdict.
  var line: String {
    func interval(_ mean: Double, _ half: Double?) -> String {
      ScoreTable.number(mean) + (half.map { " ± " + ScoreTable.number($0) } ?? "")
    }
    let chosen = Set(alpha).sorted()
    let share =
      chosen.count == 1
      ? shortDecimal(Double(chosen[0]))
      : "\(shortDecimal(Double(chosen[0])))…\(shortDecimal(Double(chosen[chosen.count - 1])))"
    let cells = [
      String(days), String(windows), interval(apart, apartInterval), interval(shared, sharedInterval),
      interval(difference, differenceInterval), share,
    ]
    return zip(cells, Self.columns).map { TextWidth.padded($0, to: $1.width, .right) }.joined() + "  " + verdict
  }
}
