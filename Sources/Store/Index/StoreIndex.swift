import Basics
import Dispatch
import Glibc
import Synchronization

/// What is known of all runs at a glance: a cache of the shards in SQLite, which is brought up to date before it is asked.
///
/// Where SQLite must not be relied on (a file system of another machine) or nothing can be written, it is made anew in
/// memory each time.
package final class StoreIndex: Sendable {
  let store: RunStore
  private let database: Mutex<Database>
  private let isInStore: Mutex<Bool>
  /// Whether it lies in the store, and is there when the program is begun again.
  package var isKept: Bool { isInStore.withLock { $0 } }

  static func path(in store: RunStore) -> String { store.path + "/" + KeptFolder.index }

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
          database = Mutex(found)
          isInStore = Mutex(true)
          return
        }
        usleep(50_000)
      }
    }
    database = Mutex(try Self.inMemory(path))
    isInStore = Mutex(false)
  }

  /// - Parameter path: where it ought to lie.
  private static func inMemory(_ path: String) throws(StoreError) -> sending Database {
    do throws(SQLError) {
      let made = try Database(path: nil)
      try IndexSchema.makeAnew(made)
      return made
    } catch { throw .unwritable(path: path, reason: error.message) }
  }

  /// How long one waits for others that write: nobody waits longer for what is a cache; ms.
  private static let patience: Int32 = 5000

  private static func open(_ path: String, anew: Bool) throws(SQLError) -> sending Database {
    if anew { for ending in ["", "-wal", "-shm"] { unlink(path + ending) } }
    let database = try Database(path: path, patience: patience)
    // Nothing waits for the disk but the moments when the log is taken in.
    try database.script("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
    if try IndexSchema.version(of: database) != IndexSchema.version {
      try database.transaction { () throws(SQLError) in
        // Another process may have made it meanwhile.
        if try IndexSchema.version(of: database) != IndexSchema.version { try IndexSchema.makeAnew(database) }
      }
    }
    return database
  }

  /// - Throws: ``StoreError/unreadable(path:reason:)``.
  func read<Value: Sendable>(_ body: @Sendable (Database) throws(SQLError) -> Value) throws(StoreError) -> Value {
    do throws(SQLError) {
      return try database.withLock { database throws(SQLError) in try body(database) }
    } catch { throw .unreadable(path: Self.path(in: store), reason: error.message) }
  }

  /// All that `body` writes, or nothing.
  ///
  /// - Throws: ``StoreError/unwritable(path:reason:)``.
  private func write(_ body: @Sendable (Database) throws(SQLError) -> Void) throws(StoreError) {
    do throws(SQLError) {
      try database.withLock { database throws(SQLError) in
        try database.transaction { () throws(SQLError) in try body(database) }
      }
    } catch { throw .unwritable(path: Self.path(in: store), reason: error.message) }
  }

  /// Takes in every shard that has changed since. Where that cannot be written, as on a disk that is full, it is made anew in memory.
  ///
  /// - Returns: why runs cannot be read, ascending by their names; they are left out.
  /// - Throws: ``StoreError/unwritable(path:reason:)``.
  @discardableResult
  package func refresh() throws(StoreError) -> [StoreError] {
    do throws(StoreError) { return try takeIn() } catch {
      guard isKept, case .unwritable = error else { throw error }
      let path = Self.path(in: store)
      try database.withLock { database throws(StoreError) in database = try Self.inMemory(path) }
      isInStore.withLock { $0 = false }
      return try takeIn()
    }
  }

  private func takeIn() throws(StoreError) -> [StoreError] {
    let folders = store.folders
    let (known, sources) = try sources(of: folders)
    var changed: [(folder: RunFolder, source: Source)] = []
    var found = 0
    for (folder, source) in zip(folders, sources) {
      let noted = known[folder.id]
      if noted != nil { found += 1 }
      // A folder whose first line is not written yet is no run yet.
      if noted != source, source.shard.bytes > 0 { changed.append((folder, source)) }
    }
    let gone = found == known.count ? [] : Set(known.keys).subtracting(folders.map(\.id))
    guard !changed.isEmpty || !gone.isEmpty else { return try knownFaults() }
    changed.sort { $0.folder.id < $1.folder.id }
    for start in stride(from: 0, to: changed.count, by: Self.batch) {
      let batch = changed[start..<min(start + Self.batch, changed.count)].map { folder, source in
        (folder, source, Result { () throws(StoreError) in try folder.run() })
      }
      try write { database throws(SQLError) in
        for (folder, source, result) in batch { try Self.take(folder, source, result, database) }
      }
    }
    try write { database throws(SQLError) in
      for id in gone.sorted() {
        try IndexEntry.remove(id, database)
        try database.run("DELETE FROM source WHERE run = \(id.text)")
      }
    }
    return try knownFaults()
  }

  /// What the index was made from, and what is there of each folder now. One file of every run is looked at each time, and its marks
  /// where there are some or it has changed: several threads find that sooner than one, and one of them reads the index meanwhile.
  private func sources(of folders: [RunFolder]) throws(StoreError) -> (known: [StoreID: Source], now: [Source]) {
    let runs = Glibc.open(store.path + "/" + RunStore.runs, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { close(runs) }
    let known = Mutex<Result<[StoreID: Source], StoreError>>(.success([:]))
    var now = [Source](unsafeUninitializedCapacity: folders.count) { buffer, count in
      nonisolated(unsafe) let places = buffer
      let chunks = (folders.count + Self.chunk - 1) / Self.chunk
      DispatchQueue.concurrentPerform(iterations: 1 + chunks) { part in
        guard part > 0 else {
          let found = Result { () throws(StoreError) in try self.known() }
          return known.withLock { $0 = found }
        }
        for place in (part - 1) * Self.chunk..<min(part * Self.chunk, folders.count) {
          let shard = Disk.change(of: RunFolder.shard, in: folders[place].id, below: runs)
          places.initializeElement(at: place, to: Source(shard: shard, marks: Disk.Change()))
        }
      }
      count = folders.count
    }
    let noted = try known.withLock { $0 }.get()
    for place in now.indices {
      let own = noted[folders[place].id]
      guard own.map({ $0.shard != now[place].shard || $0.marks != Disk.Change() }) ?? true else { continue }
      now[place].marks = Disk.change(of: RunFolder.marks, in: folders[place].id, below: runs)
    }
    return (noted, now)
  }

  private func known() throws(StoreError) -> [StoreID: Source] {
    try read { database throws(SQLError) in
      var known: [StoreID: Source] = [:]
      let count = try database.rows("SELECT COUNT(*) FROM source") { $0.count(0) }[0]
      known.reserveCapacity(count)
      _ = try database.rows("SELECT \(raw: Source.columns) FROM source") { row -> Never? in
        if let id = StoreID(row.text(0)) { known[id] = Source(row) }
        return nil
      }
      return known
    }
  }

  /// Folders that a thread looks at in one go.
  private static let chunk = 512

  /// Runs that are read before a transaction takes them in.
  private static let batch = 256

  private static func take(
    _ folder: RunFolder, _ source: Source, _ result: Result<StoredRun, StoreError>, _ database: Database
  ) throws(SQLError) {
    var fault: String?
    switch result {
    case .success(let run): try IndexEntry.put(run, database)
    case .failure(.notBegun): try IndexEntry.remove(folder.id, database)
    case .failure(let error):
      try IndexEntry.remove(folder.id, database)
      fault = error.place
    }
    try source.put(folder.id, fault: fault, database)
  }

  /// Those of shards that have not changed since they were looked at.
  private func knownFaults() throws(StoreError) -> [StoreError] {
    let faulty = try read { database throws(SQLError) in
      try database.rows("SELECT run FROM source WHERE fault IS NOT NULL ORDER BY run") { StoreID($0.text(0)) }
    }
    return faulty.compactMap { id in
      do throws(StoreError) { _ = try store.folder(of: id).run() } catch { return error }
      return nil
    }
  }

  /// Every row of every table but those of folders' sizes and times, in a fixed order: for comparing two indexes.
  package func contents() throws(StoreError) -> [String] {
    try read { database throws(SQLError) in
      var lines: [String] = []
      for table in ["session", "run", "setting", "change", "metric", "artifact"] {
        lines += try database.rows("SELECT * FROM \(raw: table)") { row in
          table + " " + row.fields.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
        }.sorted()
      }
      return lines
    }
  }
}

/// The state of a run's folder that the index was made from.
private struct Source: Equatable {
  var shard: Disk.Change
  var marks: Disk.Change

  static let columns = "run, shardBytes, shardTime, marksBytes, marksTime"

  init(shard: Disk.Change, marks: Disk.Change) { (self.shard, self.marks) = (shard, marks) }

  /// - Parameter row: of ``columns``.
  init(_ row: SQLRow) {
    shard = Disk.Change(bytes: row.integer(1), time: row.integer(2))
    marks = Disk.Change(bytes: row.integer(3), time: row.integer(4))
  }

  func put(_ id: StoreID, fault: String?, _ database: Database) throws(SQLError) {
    try database.run(
      """
      INSERT OR REPLACE INTO source(\(raw: Self.columns), fault) \
      VALUES (\(id.text), \(shard.bytes), \(shard.time), \(marks.bytes), \(marks.time), \(fault))
      """)
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
