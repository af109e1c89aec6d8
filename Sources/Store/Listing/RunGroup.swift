import Basics
import Telemetry

/// Runs of one ground, in the order in which a list shows them: the one rule of `runs list` and of the screen.
package struct RunGroup: Sendable {
  package let ground: ComparisonGround
  package let rows: [RunRow]

  /// Whether there are origins, or samples, enough to rank by.
  package var isRankable: Bool { rows[0].isAmongMany }

  /// The places of the best run of each grain that has several, where any may be ranked.
  package var best: [Int] {
    guard isRankable else { return [] }
    let grains = Dictionary(grouping: rows.indices.filter { rows[$0].canBeRanked }) { rows[$0].rung }
    return grains.values.filter { $0.count > 1 }.compactMap { places in
      places.min { rows[$0].ranked.standing(place: nil) < rows[$1].ranked.standing(place: nil) }
    }
  }

  /// Runs by their grounds.
  ///
  /// - Parameter rows: in the order that was asked for.
  package static func groups(_ rows: [RunRow], by order: RunColumn) -> [RunGroup] {
    Ranking.groups(rows.map(\.ranked), by: order).map { places in
      RunGroup(ground: ComparisonGround(rows[places[0]]), rows: places.map { rows[$0] })
    }
  }
}

extension StoreIndex {
  /// The runs that are asked for by their grounds, no more than the limit, and how many there are in all.
  ///
  /// - Throws: ``StoreError/unreadable(path:reason:)``.
  package func groups(_ query: RunQuery) throws(StoreError) -> (groups: [RunGroup], count: Int) {
    guard query.order.ranks, query.limit > 0, !query.asksStatus else {
      var asked = query
      // Which come first is known once all are in their groups.
      if query.order.ranks { asked.limit = 0 }
      let found = try rows(asked)
      let count = asked.limit > 0 && found.count == asked.limit ? try self.count(query) : found.count
      let groups = RunGroup.groups(found, by: query.order)
      return (query.limit > 0 ? Self.first(query.limit, of: groups) : groups, count)
    }
    // Of many runs little is read, and all of those that are shown.
    var all = query
    all.limit = 0
    let statement = Self.statement(all, RankedRun.columns)
    let runs = try read { database throws(SQLError) in try database.rows(statement) { RankedRun($0) } }
    var left = query.limit
    let places = Ranking.groups(runs, by: query.order).map { group in
      let first = group.prefix(left)
      left -= first.count
      return first.map { runs[$0].id }
    }
    let shown = Dictionary(try rows(of: places.flatMap(\.self)).map { ($0.id, $0) }) { first, _ in first }
    let groups = places.compactMap { ids -> RunGroup? in
      let rows = ids.compactMap { shown[$0] }
      return rows.first.map { RunGroup(ground: ComparisonGround($0), rows: rows) }
    }
    return (groups, runs.count)
  }

  /// The first runs of a list.
  private static func first(_ count: Int, of groups: [RunGroup]) -> [RunGroup] {
    var left = count
    return groups.compactMap { group in
      let rows = Array(group.rows.prefix(left))
      left -= rows.count
      return rows.isEmpty ? nil : RunGroup(ground: group.ground, rows: rows)
    }
  }
}

extension RankedRun {
  fileprivate static let columns = [
    "run.id", "run.dataHash", "run.originsHash", "run.task", "run.validationOrigins", "run.validationScore",
    "run.unranked", "run.epochCost", "run.startedAt",
  ]

  /// - Parameter row: of ``columns``.
  fileprivate init?(_ row: SQLRow) {
    guard let id = StoreID(row.text(0)) else { return nil }
    self.id = id
    ground = ComparisonGround(dataHash: row.text(1), originsHash: row.text(2), task: row.text(3))
    validationOrigins = row.count(4)
    validationScore = row.numberIfAny(5)
    unranked = row.textIfAny(6).flatMap { Unranked(rawValue: $0) }
    epochCost = row.count(7)
    startedAt = Stamp(row.integer(8))
  }
}
