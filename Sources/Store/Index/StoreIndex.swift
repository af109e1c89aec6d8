import GRDB
import Glibc

/// What is known of all runs at a glance: a cache of the shards in SQLite, which is brought up to date before it is asked.
///
/// Where SQLite must not be relied on (a file system of another machine) or nothing can be written, it is made anew in
/// memory each time.
package final class StoreIndex: Sendable {
  let store: RunStore
  let database: DatabaseQueue
  /// Whether it lies in the store, and is there when the program is begun again.
  package let isKept: Bool

  static func path(in store: RunStore) -> String { store.path + "/index.sqlite" }

  /// Opens the index, and makes it where there is none of this form.
  ///
  /// - Parameter anew: throws away what is there.
  /// - Throws: ``StoreError/unwritable(path:reason:)`` where not even memory holds one.
  package init(_ store: RunStore, anew: Bool = false) throws(StoreError) {
    self.store = store
    let path = Self.path(in: store)
    if Disk.exists(store.path), !Disk.isRemote(store.path), access(store.path, W_OK) == 0 {
      // Two processes may make it at the same moment; what is no database is a cache to be thrown away.
      for attempt in 0..<4 {
        if let found = try? Self.open(path, anew: anew || attempt == 2) {
          (database, isKept) = (found, true)
          return
        }
        usleep(50_000)
      }
    }
    do {
      database = try DatabaseQueue()
      try database.write { try IndexSchema.makeAnew($0) }
      isKept = false
    } catch { throw .unwritable(path: path, reason: "\(error)") }
  }

  private static func open(_ path: String, anew: Bool) throws -> DatabaseQueue {
    if anew { for ending in ["", "-wal", "-shm"] { unlink(path + ending) } }
    var configuration = GRDB.Configuration()
    // Others may write at the same time; nobody waits longer for what is a cache.
    configuration.busyMode = .timeout(5)
    configuration.journalMode = .wal
    let database = try DatabaseQueue(path: path, configuration: configuration)
    try database.write { database in
      let version = try Int.fetchOne(database, sql: "PRAGMA user_version")
      if version != IndexSchema.version { try IndexSchema.makeAnew(database) }
    }
    return database
  }

  /// Takes in every shard that has changed since.
  ///
  /// - Returns: why runs cannot be read, ascending by their names; they are left out.
  /// - Throws: ``StoreError/unwritable(path:reason:)``.
  @discardableResult
  package func refresh() throws(StoreError) -> [StoreError] {
    do { return try refreshed() } catch {
      throw .unwritable(path: Self.path(in: store), reason: Self.reason(error))
    }
  }

  private func refreshed() throws -> [StoreError] {
    let known = try database.read { database in
      var known: [String: Source] = [:]
      let rows = try Row.fetchCursor(
        database, Table("source").select(Source.columns.map { Column($0) }))
      while let row = try rows.next() { known[row[0]] = Source(row) }
      return known
    }
    var present: Set<String> = []
    var changed: [(folder: RunFolder, source: Source)] = []
    var faults: [StoreError] = []
    for folder in store.folders {
      present.insert(folder.id.text)
      let source = Source(folder)
      if known[folder.id.text] != source {
        // A folder whose first line is not written yet is no run yet.
        if source.shard.bytes > 0 { changed.append((folder, source)) }
      }
    }
    let gone = known.keys.filter { !present.contains($0) }
    guard !changed.isEmpty || !gone.isEmpty else { return try knownFaults() }
    changed.sort { $0.folder.id < $1.folder.id }
    for start in stride(from: 0, to: changed.count, by: Self.batch) {
      let batch = changed[start..<min(start + Self.batch, changed.count)].map { folder, source in
        (folder, source, Result { () throws(StoreError) in try folder.run() })
      }
      try database.write { database in
        for (folder, source, result) in batch { try take(folder, source, result, database) }
      }
    }
    try database.write { database in
      for id in gone.sorted() {
        if let id = StoreID(id) { try IndexEntry.remove(id, database) }
        try Table("source").filter(Column("run") == id).deleteAll(database)
      }
    }
    faults += try knownFaults()
    return faults
  }

  /// Takes in one run as its shard has it now.
  package func take(_ folder: RunFolder) throws(StoreError) {
    do {
      let source = Source(folder)
      let result = Result { () throws(StoreError) in try folder.run() }
      try database.write { try take(folder, source, result, $0) }
    } catch { throw .unwritable(path: Self.path(in: store), reason: Self.reason(error)) }
  }

  /// Runs that are read before a transaction takes them in.
  private static let batch = 256

  private func take(
    _ folder: RunFolder, _ source: Source, _ result: Result<StoredRun, StoreError>, _ database: Database
  ) throws {
    var fault: String?
    switch result {
    case .success(let run): try IndexEntry.put(run, database)
    case .failure(let error):
      try IndexEntry.remove(folder.id, database)
      fault = error.place
    }
    try source.put(folder.id, fault: fault, database)
  }

  /// Those of shards that have not changed since they were looked at.
  private func knownFaults() throws -> [StoreError] {
    let faulty = try database.read { database in
      try String.fetchAll(
        database, Table("source").filter(Column("fault") != nil).select(Column("run")).order(Column("run")))
    }
    return faulty.compactMap { id in
      guard let id = StoreID(id) else { return nil }
      do throws(StoreError) { _ = try store.folder(of: id).run() } catch { return error }
      return nil
    }
  }

  static func reason(_ error: any Error) -> String {
    (error as? DatabaseError)?.message ?? "\(error)"
  }

  /// Every row of every table but those of folders' sizes and times, in a fixed order: for comparing two indexes.
  package func contents() throws -> [String] {
    try database.read { database in
      var lines: [String] = []
      for table in ["session", "run", "setting", "change", "metric", "artifact"] {
        let rows = try Row.fetchAll(database, Table(table).all())
        lines += rows.map { table + " " + $0.map { "\($0.0)=\($0.1)" }.joined(separator: " ") }.sorted()
      }
      return lines
    }
  }
}

/// The state of a run's folder that the index was made from.
private struct Source: Equatable {
  var shard: Disk.Change
  var marks: Disk.Change

  static let columns = ["run", "shardBytes", "shardTime", "marksBytes", "marksTime"]

  init(_ folder: RunFolder) {
    shard = Disk.change(of: folder.shard)
    marks = Disk.change(of: folder.marks)
  }

  init(_ row: Row) {
    shard = Disk.Change(bytes: row[1], time: row[2])
    marks = Disk.Change(bytes: row[3], time: row[4])
  }

  func put(_ id: StoreID, fault: String?, _ database: Database) throws {
    let statement = try database.cachedStatement(
      sql: "INSERT OR REPLACE INTO source(\(Self.columns.joined(separator: ",")),fault) VALUES (?,?,?,?,?,?)")
    try statement.execute(arguments: [id.text, shard.bytes, shard.time, marks.bytes, marks.time, fault])
  }
}

extension StoreError {
  /// Where it is wrong, for the index.
  fileprivate var place: String { "\(self)" }
}

extension Result {
  fileprivate init(_ body: () throws(Failure) -> Success) {
    do throws(Failure) { self = .success(try body()) } catch { self = .failure(error) }
  }
}
