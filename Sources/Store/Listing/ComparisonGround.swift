/// What two runs have in common whose scores may be compared: the same data, the same origins or samples, the same task.
package struct ComparisonGround: Hashable, Sendable {
  package let dataHash, originsHash, task: String

  init(dataHash: String, originsHash: String, task: String) {
    (self.dataHash, self.originsHash, self.task) = (dataHash, originsHash, task)
  }

  package init(_ row: RunRow) {
    (dataHash, originsHash, task) = (row.dataHash, row.originsHash, row.task)
  }

  package init(_ run: StoredRun) {
    (dataHash, originsHash) = (run.session.data.hash, run.session.data.originsHash)
    task = run.session.task.rawValue
  }
}
