/// A piece of SQL with the values of its parameters. What is interpolated becomes a parameter, never text, unless it is asked for
/// by name.
struct SQL: ExpressibleByStringInterpolation {
  private(set) var text: String
  fileprivate(set) var values: [SQLValue] = []

  init(stringLiteral text: String) { self.text = text }

  init(stringInterpolation pieces: Interpolation) { self = pieces.sql }

  /// - Parameter text: must not come from outside.
  init(raw text: String) { self.text = text }

  struct Interpolation: StringInterpolationProtocol {
    fileprivate var sql: SQL = ""

    init(literalCapacity: Int, interpolationCount: Int) { sql.text.reserveCapacity(literalCapacity) }

    mutating func appendLiteral(_ literal: String) { sql.text += literal }

    mutating func appendInterpolation(_ value: some SQLRepresentable) {
      sql.text += "?"
      sql.values.append(value.sqlValue)
    }

    /// The missing value where there is none.
    mutating func appendInterpolation(_ value: (some SQLRepresentable)?) {
      sql.text += "?"
      sql.values.append(value.sqlValue)
    }

    mutating func appendInterpolation(_ piece: SQL) {
      sql.text += piece.text
      sql.values += piece.values
    }

    /// - Parameter text: must not come from outside.
    mutating func appendInterpolation(raw text: String) { sql.text += text }
  }
}

extension [SQL] {
  /// All of them must hold.
  var conjunction: SQL { dropFirst().reduce(first ?? "TRUE") { "\($0) AND \($1)" } }

  /// One beside the other.
  var list: SQL {
    var list = SQL(raw: map(\.text).joined(separator: ","))
    list.values = flatMap(\.values)
    return list
  }
}
