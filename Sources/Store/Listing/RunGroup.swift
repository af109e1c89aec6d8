import Basics
import Telemetry

/// Runs of one ground, in the order in which a list shows them: the one rule of `runs list` and of the screen.
package struct RunGroup: Sendable {
  package let ground: ComparisonGround
  package fileprivate(set) var rows: [RunRow]

  /// Whether there are origins, or samples, enough to rank by.
  package var isRankable: Bool { rows[0].isAmongMany }

  /// The places of the best run of each grain that has several, where any may be ranked.
  package var best: [Int] {
    guard isRankable else { return [] }
    let grains = Dictionary(grouping: rows.indices.filter { rows[$0].canBeRanked }) { rows[$0].rung }
    return grains.values.filter { $0.count > 1 }.compactMap { places in
      places.min { key($0) < key($1) }
    }
  }

  private func key(_ place: Int) -> Standing {
    let row = rows[place]
    return Standing(
      row.validationScore ?? .infinity, PredictionTask(rawValue: row.task) ?? .forecast, cost: row.epochCost,
      place: Int(row.startedAt.instant))
  }

  /// What has no rank stands behind all that have one.
  private func ranked(by order: RunColumn) -> RunGroup {
    guard order.ranks else { return self }
    func isRanked(_ row: RunRow) -> Bool { order == .loss ? row.isSound : row.canBeRanked }
    var places = rows.indices.filter { isRanked(rows[$0]) }
    if order != .loss {
      let keys = rows.indices.map(key)
      places.sort { (keys[$0], $0) < (keys[$1], $1) }
    }
    var group = self
    group.rows = places.map { rows[$0] } + rows.filter { !isRanked($0) }
    return group
  }

  /// Runs by their grounds. A list by scores begins with the ground of the newest run, whatever its scores are, and ends with
  /// those of too few origins; any other begins with the ground of its first run.
  ///
  /// - Parameter rows: in the order that was asked for.
  package static func groups(_ rows: [RunRow], by order: RunColumn) -> [RunGroup] {
    var places: [ComparisonGround: Int] = [:]
    var groups: [RunGroup] = []
    for row in rows {
      let ground = ComparisonGround(row)
      if let place = places[ground] {
        groups[place].rows.append(row)
      } else {
        places[ground] = groups.count
        groups.append(RunGroup(ground: ground, rows: [row]))
      }
    }
    guard order.ranks else { return groups }
    let sorted = groups.map {
      (group: $0.ranked(by: order), newest: $0.rows.map(\.startedAt).max() ?? $0.rows[0].startedAt)
    }
    .sorted { $0.newest > $1.newest }.map(\.group)
    return sorted.filter(\.isRankable) + sorted.filter { !$0.isRankable }
  }

  /// The first runs of a list.
  package static func first(_ count: Int, of groups: [RunGroup]) -> [RunGroup] {
    var left = count
    return groups.compactMap { group in
      var group = group
      group.rows = Array(group.rows.prefix(left))
      left -= group.rows.count
      return group.rows.isEmpty ? nil : group
    }
  }
}
