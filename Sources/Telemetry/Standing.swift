import Basics

/// Where a choice stands among others: the one rule by which runs, rungs and forecasts are put in order, the best least.
///
/// Of errors that are alike as far as they are shown the cheaper choice comes first, of equal costs the smaller error, of equal
/// errors the earlier.
package struct Standing: Hashable, Comparable, Sendable {
  private let shown: Double
  private let cost: Int
  private let error: Double
  private let place: Int

  /// - Parameters:
  ///   - error: the less the better.
  ///   - shown: the same as coarse as it is shown.
  ///   - cost: multiply-adds of an epoch.
  ///   - place: the earlier, the less.
  package init(_ error: Double, shown: Double, cost: Int, place: Int) {
    (self.error, self.shown, self.cost, self.place) = (error, shown, cost, place)
  }

  package init(_ error: Double, _ task: PredictionTask, cost: Int, place: Int) {
    self.init(error, shown: task.shown(error), cost: cost, place: place)
  }

  package static func < (left: Standing, right: Standing) -> Bool {
    (left.shown, left.cost, left.error, left.place) < (right.shown, right.cost, right.error, right.place)
  }
}
