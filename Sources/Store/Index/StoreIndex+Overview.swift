import Telemetry

/// What is to be known of all runs before any is asked for.
package struct StoreOverview: Sendable {
  /// Runs without those in the trash.
  package let total: Int
  /// Runs that were cut off on some data.
  package let interrupted: Set<StoreID>
  /// The first letters of a name that tell all runs apart.
  package let nameLength: Int
}

extension StoreIndex {
  /// - Parameter dataHash: of the data whose interrupted runs are counted.
  package func overview(dataHash: String) throws(StoreError) -> StoreOverview {
    var query = RunQuery([RunQuery.Term(.column(.status), .equal, Phase.finished(.interrupted).rawValue)])
    query.dataHash = dataHash
    let interrupted = Set(try rows(query).map(\.id))
    let ids = try read { database throws(SQLError) in
      try database.rows("SELECT id, deletedAt IS NULL FROM run ORDER BY id") { (id: $0.text(0), isKept: $0.flag(1)) }
    }
    var length = Self.leastName
    for (left, right) in zip(ids, ids.dropFirst()) {
      let shared = zip(left.id.utf8, right.id.utf8).prefix { $0 == $1 }.count
      length = max(length, shared + 1)
    }
    return StoreOverview(total: ids.count(where: \.isKept), interrupted: interrupted, nameLength: length)
  }

  private static let leastName = 4
}
