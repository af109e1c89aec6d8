import GRDB

/// The tables of the index. All of it can be made anew from the shards, so that another form of it needs no migration.
enum IndexSchema {
  /// SQLite's `user_version`; another one is made anew.
  static let version = 1

  private static let tables = ["session", "run", "setting", "change", "metric", "artifact", "source"]

  static func makeAnew(_ database: Database) throws {
    for table in tables where try database.tableExists(table) { try database.drop(table: table) }
    try database.create(table: "session") { table in
      table.primaryKey("id", .text)
      for name in ["command", "dataHash", "originsHash", "dataPath", "dataName", "task", "options", "version"] {
        table.column(name, .text).notNull()
      }
      for name in ["kernel", "blas", "level"] { table.column(name, .text).notNull() }
      table.column("startedAt", .integer).notNull()
    }
    try database.create(table: "run") { table in
      table.primaryKey("id", .text)
      table.column("session", .text).notNull()
      table.column("parent", .text)
      table.column("forkStep", .integer)
      for name in ["rung", "recipe", "seedGroup", "status", "originsHash", "command"] {
        table.column(name, .text).notNull()
      }
      for name in ["number", "seed", "step", "epochs", "parameters", "validationOrigins", "testOrigins"] {
        table.column(name, .integer).notNull()
      }
      for name in ["multiplyAdds", "bestEpoch", "bestStep", "testRevealedAt", "deletedAt"] {
        table.column(name, .integer)
      }
      for name in ["bestValidation", "validationScore", "testScore", "seconds"] { table.column(name, .double) }
      for name in ["tag", "note"] { table.column(name, .text) }
      table.column("star", .boolean).notNull()
      table.column("startedAt", .integer).notNull().indexed()
    }
    try database.create(table: "setting", options: .withoutRowID) { table in
      table.column("run", .text).notNull()
      table.column("knob", .text).notNull()
      table.column("number", .double)
      table.column("text", .text).notNull()
      table.primaryKey(["run", "knob"])
    }
    try database.create(index: "settingByKnob", on: "setting", columns: ["knob", "number"])
    try database.create(table: "change") { table in
      table.column("run", .text).notNull().indexed()
      table.column("step", .integer).notNull()
      table.column("knob", .text)
      table.column("old", .text)
      table.column("new", .text)
      table.column("summary", .text).notNull()
    }
    try database.create(table: "metric", options: .withoutRowID) { table in
      table.column("run", .text).notNull()
      table.column("epoch", .integer).notNull()
      table.column("step", .integer).notNull()
      for name in ["train", "validation", "learningRate", "seconds"] { table.column(name, .double) }
      table.primaryKey(["run", "epoch"])
    }
    try database.create(table: "artifact") { table in
      table.column("run", .text).notNull().indexed()
      for name in ["kind", "path", "sha256"] { table.column(name, .text).notNull() }
      table.column("bytes", .integer).notNull()
      table.column("step", .integer).notNull()
    }
    // What of each folder the index was made from, and why it could not be, where it could not.
    try database.create(table: "source") { table in
      table.primaryKey("run", .text)
      for name in ["shardBytes", "shardTime", "marksBytes", "marksTime"] { table.column(name, .integer).notNull() }
      table.column("fault", .text)
    }
    try database.execute(literal: "PRAGMA user_version = \(sql: "\(version)")")
  }
}
