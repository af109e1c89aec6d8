import CSQLite

/// What SQLite refused, with its own word for it (https://sqlite.org/rescode.html).
struct SQLError: Error, Hashable {
  let code: Int32
  let message: String
}

/// A connection to a database of SQLite, which one thread uses at a time (https://sqlite.org/c3ref/intro.html).
final class Database {
  private let connection: OpaquePointer
  /// By their text: prepared once, used again and again.
  private var statements: [String: Statement] = [:]

  /// - Parameters:
  ///   - path: made where it is not there; nil keeps the database in memory.
  ///   - patience: how long to wait for another connection that writes, ms.
  /// - Throws: where it cannot be opened. What the file holds is read by the first statement.
  init(path: String?, patience: Int32 = 0) throws(SQLError) {
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
    let code = sqlite3_open_v2(path ?? ":memory:", &opened, flags, nil)
    guard let opened else { throw SQLError(code: code, message: String(cString: sqlite3_errstr(code))) }
    connection = opened
    // The connection is there even where opening failed, and is closed with this object.
    guard code == SQLITE_OK else { throw error(code) }
    sqlite3_busy_timeout(connection, patience)
  }

  deinit {
    statements = [:]
    sqlite3_close_v2(connection)
  }

  /// Statements without results, divided by semicolons.
  func script(_ text: String) throws(SQLError) { try check(sqlite3_exec(connection, text, nil, nil, nil)) }

  /// One statement, without a result.
  func run(_ text: String, _ values: [SQLValue]) throws(SQLError) {
    let statement = try prepared(text, values)
    defer { statement.reset() }
    while try statement.step(self) {}
  }

  func run(_ sql: SQL) throws(SQLError) { try run(sql.text, sql.values) }

  /// What `make` makes of the rows; those are left out of which it makes nothing.
  func rows<Value>(_ sql: SQL, _ make: (SQLRow) -> Value?) throws(SQLError) -> [Value] {
    let statement = try prepared(sql.text, sql.values)
    defer { statement.reset() }
    var rows: [Value] = []
    while try statement.step(self) {
      if let value = make(SQLRow(statement: statement.pointer)) { rows.append(value) }
    }
    return rows
  }

  /// All that `body` does, or nothing of it.
  func transaction(_ body: () throws(SQLError) -> Void) throws(SQLError) {
    // Asks for the right to write at once: two that read first and write then would wait for each other.
    try script("BEGIN IMMEDIATE")
    do throws(SQLError) {
      try body()
      try script("COMMIT")
    } catch {
      // Where SQLite has taken it back by itself, there is nothing to take back.
      try? script("ROLLBACK")
      throw error
    }
  }

  private func prepared(_ text: String, _ values: [SQLValue]) throws(SQLError) -> Statement {
    let statement: Statement
    if let known = statements[text] {
      statement = known
    } else {
      var pointer: OpaquePointer?
      try check(sqlite3_prepare_v3(connection, text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &pointer, nil))
      guard let pointer else { throw SQLError(code: SQLITE_MISUSE, message: text) }
      statement = Statement(pointer)
      statements[text] = statement
    }
    for (place, value) in zip(Int32(1)..., values) { try check(statement.bind(value, place)) }
    return statement
  }

  fileprivate func check(_ code: Int32) throws(SQLError) {
    guard code == SQLITE_OK else { throw error(code) }
  }

  fileprivate func error(_ code: Int32) -> SQLError {
    SQLError(code: code, message: String(cString: sqlite3_errmsg(connection)))
  }
}

/// A prepared statement.
private final class Statement {
  let pointer: OpaquePointer

  init(_ pointer: OpaquePointer) { self.pointer = pointer }

  deinit { sqlite3_finalize(pointer) }

  /// - Parameter place: from 1.
  func bind(_ value: SQLValue, _ place: Int32) -> Int32 {
    switch value {
    case .null: sqlite3_bind_null(pointer, place)
    case .integer(let number): sqlite3_bind_int64(pointer, place, number)
    case .real(let number): sqlite3_bind_double(pointer, place, number)
    case .text(var text):
      text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) {
          grainscope_bind_text(pointer, place, $0.baseAddress, Int32($0.count))
        }
      }
    }
  }

  /// - Returns: whether it stands at a row.
  func step(_ database: Database) throws(SQLError) -> Bool {
    switch sqlite3_step(pointer) {
    case SQLITE_ROW: true
    case SQLITE_DONE: false
    case let code: throw database.error(code)
    }
  }

  func reset() { sqlite3_reset(pointer) }
}
