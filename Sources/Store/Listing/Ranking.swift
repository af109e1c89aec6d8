import Basics
import Telemetry

/// What is asked of a run to give it its place among others.
package struct RankedRun: Hashable, Sendable {
  package let id: StoreID
  package let ground: ComparisonGround
  package let validationOrigins: Int
  package let validationScore: Double?
  package let unranked: Unranked?
  package let epochCost: Int
  package let startedAt: Stamp

  private var task: PredictionTask { PredictionTask(rawValue: ground.task) ?? .forecast }

  /// Whether its model is one that can be compared: a run that diverged, no longer responds or has not learnt is none, nor is one
  /// that was judged at fewer origins than the others. Where all have too few, that is said of all.
  var isSound: Bool {
    switch unranked {
    case .diverged, .dead, .untrained: false
    case .fewOrigins: !isAmongMany
    case nil: true
    }
  }

  /// Whether there are origins, or samples, enough to rank by.
  var isAmongMany: Bool { validationOrigins >= ScoredPart.validation.leastRanked(task) }

  /// Whether its score says what its model is worth.
  var canBeRanked: Bool { validationScore != nil && isSound }

  /// - Parameter place: decides between equals; nil takes the moment at which it began.
  func standing(place: Int?) -> Standing {
    Standing(validationScore ?? .infinity, task, cost: epochCost, place: place ?? Int(startedAt.instant))
  }
}

/// The order in which a list shows runs.
enum Ranking {
  /// The places of runs of one ground each. A list by scores begins with the ground of the newest run, whatever its scores are, and
  /// ends with those of too few origins; any other begins with the ground of its first run.
  ///
  /// - Parameter runs: in the order that was asked for.
  static func groups(_ runs: [RankedRun], by order: RunColumn) -> [[Int]] {
    var known: [ComparisonGround: Int] = [:]
    var groups: [[Int]] = []
    for (place, run) in runs.enumerated() {
      if let group = known[run.ground] {
        groups[group].append(place)
      } else {
        known[run.ground] = groups.count
        groups.append([place])
      }
    }
    guard order.ranks else { return groups }
    let sorted = groups.map { places in
      (places: ranked(places, runs, by: order), newest: places.map { runs[$0].startedAt }.max() ?? Stamp(0))
    }
    .sorted { $0.newest > $1.newest }.map(\.places)
    func isRankable(_ places: [Int]) -> Bool { runs[places[0]].isAmongMany }
    return sorted.filter(isRankable) + sorted.filter { !isRankable($0) }
  }

  /// What has no rank stands behind all that have one.
  private static func ranked(_ places: [Int], _ runs: [RankedRun], by order: RunColumn) -> [Int] {
    func isRanked(_ place: Int) -> Bool { order == .loss ? runs[place].isSound : runs[place].canBeRanked }
    var first = places.filter(isRanked)
    if order != .loss {
      let keys = first.map { (key: (runs[$0].standing(place: nil), $0), place: $0) }
      first = keys.sorted { $0.key < $1.key }.map(\.place)
    }
    return first + places.filter { !isRanked($0) }
  }
}
