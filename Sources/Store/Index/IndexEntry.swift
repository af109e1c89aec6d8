import Telemetry

/// Puts a run into the index's tables, in the place of what they held of it.
enum IndexEntry {
  /// Tables with rows of a run.
  private static let ofRuns = ["setting", "change", "metric", "artifact"]

  static func remove(_ id: StoreID, _ database: Database) throws(SQLError) {
    for table in ofRuns { try database.run("DELETE FROM \(raw: table) WHERE run = \(id.text)") }
    try database.run("DELETE FROM run WHERE id = \(id.text)")
  }

  static func put(_ run: StoredRun, _ database: Database) throws(SQLError) {
    try remove(run.id, database)
    try session(run.session).insert(database)
    try row(run).insert(database)
    for (knob, value) in run.record.effectiveSettings {
      try Values(
        "setting", ["run": run.id.text, "knob": knob.rawValue, "number": value.number, "text": value.display]
      ).insert(database)
    }
    for change in run.record.interventions {
      try Values(
        "change",
        [
          "run": run.id.text, "step": change.step, "knob": change.knob?.rawValue, "old": change.old?.display,
          "new": change.new?.display, "summary": change.summary,
        ]
      ).insert(database)
    }
    for report in run.record.epochs {
      try Values(
        "metric",
        [
          "run": run.id.text, "epoch": report.epoch, "step": report.step, "train": Double(report.trainingLoss),
          "validation": report.validationLoss.map { Double($0) }, "learningRate": report.learningRate,
          "seconds": report.seconds,
        ]
      ).insert(database)
    }
    for artifact in run.artifacts.values.sorted(by: { $0.kind.rawValue < $1.kind.rawValue }) {
      try Values(
        "artifact",
        [
          "run": run.id.text, "kind": artifact.kind.rawValue, "path": artifact.path, "sha256": artifact.sha256,
          "bytes": artifact.bytes, "step": artifact.step,
        ]
      ).insert(database)
    }
  }

  private static func session(_ session: StoredSession) -> Values {
    Values(
      "session",
      [
        "id": session.id.text, "command": session.command, "dataHash": session.data.hash,
        "originsHash": session.data.originsHash, "dataPath": session.data.path, "dataName": session.dataName,
        "task": session.task.rawValue, "options": session.data.options, "version": session.version,
        "kernel": session.kernel, "blas": session.blas, "level": session.level,
        "startedAt": session.startedAt.instant,
      ])
  }

  private static func unranked(_ record: RunRecord) -> Unranked? {
    if let unranked = record.unranked { return unranked }
    let scores = record.bestScores ?? record.newestScores
    return scores?.validation?.scores.isRanked == false ? .fewOrigins : nil
  }

  private static func row(_ run: StoredRun) -> Values {
    let (record, plan, marks) = (run.record, run.header.plan, run.marks)
    let scores = record.bestScores ?? record.newestScores
    return Values(
      "run",
      [
        "id": run.id.text, "session": run.session.id.text, "parent": run.header.parent?.text,
        "forkStep": plan.parent?.step, "dataHash": run.session.data.hash, "dataName": run.session.dataName,
        "task": run.session.task.rawValue, "begunBy": run.session.command, "rung": plan.rung.label,
        "recipe": plan.recipe,
        "seedGroup": run.header.seedGroup, "status": run.lastPhase.rawValue,
        "originsHash": run.session.data.originsHash,
        "command": run.header.command.joined(separator: "\n"), "number": plan.run.number,
        "seed": Int64(bitPattern: plan.seed), "step": record.last?.step ?? record.end?.step ?? record.firstStep,
        "epochs": record.completedEpochs, "parameters": plan.parameterCount,
        "validationOrigins": run.session.validationOrigins, "testOrigins": run.session.testOrigins,
        "multiplyAdds": record.end?.multiplyAdds ?? record.last?.multiplyAdds, "unranked": unranked(record)?.rawValue,
        "epochCost": plan.epochCost, "bestEpoch": record.best?.epoch,
        "bestStep": record.best?.step, "testRevealedAt": marks.testRevealedAt?.instant,
        "deletedAt": marks.deletedAt?.instant, "bestValidation": record.bestValidation?.loss,
        "validationScore": scores?.validation?.scores.error(run.session.task),
        "testScore": scores?.test.scores.error(run.session.task),
        "seconds": record.end?.seconds ?? record.last?.seconds, "tag": marks.tag, "note": marks.note,
        "star": marks.isStarred, "startedAt": run.header.startedAt.instant,
      ])
  }
}

/// A row by the names of its columns, always in the same order.
private struct Values {
  private let table: String
  private let values: KeyValuePairs<String, any SQLRepresentable>

  init(_ table: String, _ values: KeyValuePairs<String, any SQLRepresentable>) {
    self.table = table
    self.values = values
  }

  /// In the place of a row of the same key.
  func insert(_ database: Database) throws(SQLError) {
    let names = values.map(\.key).joined(separator: ",")
    let marks = values.map { _ in "?" }.joined(separator: ",")
    try database.run("INSERT OR REPLACE INTO \(table)(\(names)) VALUES (\(marks))", values.map(\.value.sqlValue))
  }
}
