/// A value as SQLite keeps it (https://sqlite.org/datatype3.html).
enum SQLValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
}

/// What SQLite can keep.
protocol SQLRepresentable {
  var sqlValue: SQLValue { get }
}

extension String: SQLRepresentable { var sqlValue: SQLValue { .text(self) } }
extension Int: SQLRepresentable { var sqlValue: SQLValue { .integer(Int64(self)) } }
extension Int64: SQLRepresentable { var sqlValue: SQLValue { .integer(self) } }
extension Double: SQLRepresentable { var sqlValue: SQLValue { .real(self) } }
extension Bool: SQLRepresentable { var sqlValue: SQLValue { .integer(self ? 1 : 0) } }
extension Optional: SQLRepresentable where Wrapped: SQLRepresentable {
  var sqlValue: SQLValue { self?.sqlValue ?? .null }
}
