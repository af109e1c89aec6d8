import CSQLite

/// A row of a result while the query stands at it: values by their places, from 0. A value of another kind is converted as SQLite
/// converts it.
struct SQLRow {
  /// Of a statement that has stepped onto a row.
  let statement: OpaquePointer

  private func isNull(_ place: Int32) -> Bool { sqlite3_column_type(statement, place) == SQLITE_NULL }

  func integer(_ place: Int32) -> Int64 { sqlite3_column_int64(statement, place) }
  func integerIfAny(_ place: Int32) -> Int64? { isNull(place) ? nil : integer(place) }

  func count(_ place: Int32) -> Int { Int(integer(place)) }
  func countIfAny(_ place: Int32) -> Int? { isNull(place) ? nil : count(place) }

  func flag(_ place: Int32) -> Bool { integer(place) != 0 }

  func numberIfAny(_ place: Int32) -> Double? {
    isNull(place) ? nil : sqlite3_column_double(statement, place)
  }

  func text(_ place: Int32) -> String { textIfAny(place) ?? "" }

  func textIfAny(_ place: Int32) -> String? {
    // The text is asked for before its length, as it may have to be made first.
    guard let start = sqlite3_column_text(statement, place) else { return nil }
    let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, place)))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Every value with the name of its column.
  var fields: [(name: String, value: SQLValue)] {
    (0..<sqlite3_column_count(statement)).map { place in
      let value: SQLValue =
        switch sqlite3_column_type(statement, place) {
        case SQLITE_INTEGER: .integer(integer(place))
        case SQLITE_FLOAT: .real(sqlite3_column_double(statement, place))
        case SQLITE_NULL: .null
        default: .text(text(place))
        }
      return (String(cString: sqlite3_column_name(statement, place)), value)
    }
  }
}
