import Basics
import Telemetry

/// A column that says at how many of a part's origins each row is scored. It stands there only where a row has fewer than
/// all: such a row is not to be held against the others.
struct OriginCells {
  /// Of the part.
  private let all: Int
  /// Whether there is such a column.
  let isShown: Bool

  /// - Parameter scores: of the rows that are scored.
  init(_ scores: [Scores], of all: Int) {
    self.all = all
    isShown = scores.contains { $0.count < all }
  }

  /// The column's name, where there is one.
  var head: [String] { isShown ? [Words.evaluationOrigins] : [] }

  /// As `2 of 25`, or `25` for all; empty for what has no scores.
  func cell(_ scores: Scores?) -> [String] {
    guard isShown else { return [] }
    guard let count = scores?.count else { return [""] }
    return [count < all ? Words.scoreOriginsOf(count: count, all: all) : "\(count)"]
  }
}
