import Telemetry

/// The lines of a group of runs as a screen lists them: a branch below the run that it left, and runs that differ in nothing
/// but their seed in one line, which can be unfolded.
package struct RunArrangement: Sendable {
  package enum Line: Hashable, Sendable {
    /// - Parameter depth: runs of the list that it descends from, or 1 for a member of an unfolded line of seeds.
    case run(place: Int, depth: Int)
    /// The members by their places, in the order of the list.
    case seeds(group: String, places: [Int], isUnfolded: Bool)
  }

  package let lines: [Line]

  /// - Parameters:
  ///   - rows: of one ground, in the order that was asked for.
  ///   - order: by scores, branches stand where their own score puts them.
  ///   - single: runs that stand for themselves, as their knobs were turned or they are trained just now.
  ///   - unfolded: lines of seeds whose members are shown.
  package init(_ rows: [RunRow], by order: RunColumn, single: Set<StoreID> = [], unfolded: Set<String> = []) {
    let seeds = Self.seedGroups(rows, single: single)
    var lines: [(line: Line, error: Double?)] = []
    let places = Dictionary(uniqueKeysWithValues: rows.indices.map { (rows[$0].id, $0) })
    var branches: [Int: [Int]] = [:]
    if !order.ranks {
      for (place, row) in rows.enumerated() {
        if let parent = row.parent.flatMap({ places[$0] }) { branches[parent, default: []].append(place) }
      }
    }
    let isBelow = Set(branches.values.joined())
    for (place, row) in rows.enumerated() where !isBelow.contains(place) {
      if let members = seeds[row.seedGroup], members.contains(place) {
        // In the place of its first.
        guard members[0] == place else { continue }
        lines.append(
          (
            .seeds(group: row.seedGroup, places: members, isUnfolded: unfolded.contains(row.seedGroup)),
            Self.mean(members.map { rows[$0] }, by: order)
          ))
        continue
      }
      // A branch waits for the one that stands last.
      var waiting = [(place: place, depth: 0)]
      while let next = waiting.popLast() {
        lines.append((.run(place: next.place, depth: next.depth), Self.error(rows[next.place], by: order)))
        waiting += (branches[next.place] ?? []).reversed().map { ($0, next.depth + 1) }
      }
    }
    if order.ranks {
      let ranked = lines.enumerated().sorted { left, right in
        let key = { (line: (line: Line, error: Double?)) in line.error ?? .infinity }
        return (key(left.element), left.offset) < (key(right.element), right.offset)
      }
      lines = ranked.map(\.element)
    }
    self.lines = lines.map(\.line).flatMap { line -> [Line] in
      guard case .seeds(_, let members, true) = line else { return [line] }
      return [line] + members.map { .run(place: $0, depth: 1) }
    }
  }

  /// The places of runs that stand in one line, by the names of their groups: ended, no branches and none with branches, and of
  /// several seeds.
  private static func seedGroups(_ rows: [RunRow], single: Set<StoreID>) -> [String: [Int]] {
    let parents = Set(rows.compactMap(\.parent))
    let groups = Dictionary(
      grouping: rows.indices.filter { place in
        let row = rows[place]
        return row.parent == nil && !parents.contains(row.id) && !single.contains(row.id)
          && Self.isOver(row.status)
      }
    ) { rows[$0].seedGroup }
    return groups.filter { Set($0.value.map { rows[$0].seed }).count > 1 }
  }

  private static func isOver(_ status: String) -> Bool {
    switch Phase(rawValue: status) {
    case .finished(.interrupted), .waiting, .running, .paused, nil: false
    case .finished: true
    }
  }

  private static func error(_ row: RunRow, by order: RunColumn) -> Double? {
    guard row.isSound else { return nil }
    return order == .loss ? row.bestValidation : row.validationScore
  }

  private static func mean(_ rows: [RunRow], by order: RunColumn) -> Double? {
    let errors = rows.compactMap { error($0, by: order) }
    return errors.isEmpty ? nil : errors.reduce(0, +) / Double(errors.count)
  }
}
