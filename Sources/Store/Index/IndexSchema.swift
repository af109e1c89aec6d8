/// The tables of the index. All of it can be made anew from the shards, so that another form of it needs no migration.
enum IndexSchema {
  /// SQLite's `user_version`; another one is made anew.
  static let version = 5

  private static let tables = ["session", "run", "setting", "change", "metric", "artifact", "source"]

  static func makeAnew(_ database: Database) throws(SQLError) {
    try database.script(tables.map { "DROP TABLE IF EXISTS \($0);" }.joined() + form)
  }

  static func version(of database: Database) throws(SQLError) -> Int {
    try database.rows("PRAGMA user_version") { $0.count(0) }.first ?? 0
  }

  private static let form = """
    CREATE TABLE session (
      id TEXT PRIMARY KEY NOT NULL, command TEXT NOT NULL, dataHash TEXT NOT NULL, originsHash TEXT NOT NULL,
      dataPath TEXT NOT NULL, dataName TEXT NOT NULL, task TEXT NOT NULL, options TEXT NOT NULL, version TEXT NOT NULL,
      kernel TEXT NOT NULL, blas TEXT NOT NULL, level TEXT NOT NULL, startedAt INTEGER NOT NULL
    );
    -- With what lists ask of its session.
    CREATE TABLE run (
      id TEXT PRIMARY KEY NOT NULL, session TEXT NOT NULL, parent TEXT, forkStep INTEGER,
      dataHash TEXT NOT NULL, dataName TEXT NOT NULL, task TEXT NOT NULL, begunBy TEXT NOT NULL,
      rung TEXT NOT NULL, recipe TEXT NOT NULL, seedGroup TEXT NOT NULL, status TEXT NOT NULL,
      originsHash TEXT NOT NULL, command TEXT NOT NULL, number INTEGER NOT NULL, seed INTEGER NOT NULL,
      step INTEGER NOT NULL, epochs INTEGER NOT NULL, parameters INTEGER NOT NULL,
      validationOrigins INTEGER NOT NULL, testOrigins INTEGER NOT NULL, multiplyAdds INTEGER,
      unranked TEXT, epochCost INTEGER NOT NULL, bestEpoch INTEGER, bestStep INTEGER, testRevealedAt INTEGER, deletedAt INTEGER,
      bestValidation REAL, validationScore REAL, testScore REAL, seconds REAL,
      tag TEXT, note TEXT, star INTEGER NOT NULL, startedAt INTEGER NOT NULL
    );
    CREATE INDEX runByStart ON run (startedAt);
    CREATE INDEX runInTrash ON run (deletedAt);
    CREATE TABLE setting (
      run TEXT NOT NULL, knob TEXT NOT NULL, number REAL, text TEXT NOT NULL, PRIMARY KEY (run, knob)
    ) WITHOUT ROWID;
    CREATE INDEX settingByKnob ON setting (knob, number);
    CREATE TABLE change (
      run TEXT NOT NULL, step INTEGER NOT NULL, knob TEXT, old TEXT, new TEXT, summary TEXT NOT NULL
    );
    CREATE INDEX changeByRun ON change (run);
    CREATE TABLE metric (
      run TEXT NOT NULL, epoch INTEGER NOT NULL, step INTEGER NOT NULL, train REAL, validation REAL,
      learningRate REAL, seconds REAL, PRIMARY KEY (run, epoch)
    ) WITHOUT ROWID;
    CREATE TABLE artifact (
      run TEXT NOT NULL, kind TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL,
      step INTEGER NOT NULL
    );
    CREATE INDEX artifactByRun ON artifact (run);
    -- What of each folder the index was made from, and why it could not be, where it could not.
    CREATE TABLE source (
      run TEXT PRIMARY KEY NOT NULL, shardBytes INTEGER NOT NULL, shardTime INTEGER NOT NULL,
      marksBytes INTEGER NOT NULL, marksTime INTEGER NOT NULL, fault TEXT
    ) WITHOUT ROWID;
    PRAGMA user_version = \(version);
    """
}
