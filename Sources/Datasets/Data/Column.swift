/// What the numbers of a column are.
package enum ColumnType: String, Hashable, Sendable {
  case number
  /// All values are whole.
  case integer
  /// All values are 0 or 1.
  case flag
}

/// Numbers, one a row.
package struct Column: Sendable, Hashable {
  /// Cleaned of control characters; unique within its data set.
  package var name: String
  /// NaN where missing, otherwise finite.
  package var values: [Double]
  package var type: ColumnType

  package init(name: String, values: [Double], type: ColumnType? = nil) {
    self.name = name
    self.values = values
    self.type = type ?? Self.type(of: values)
  }

  /// No two known values differ.
  package var isConstant: Bool {
    guard let first = values.first(where: { !$0.isNaN }) else { return true }
    return values.allSatisfy { $0 == first || $0.isNaN }
  }

  /// The largest magnitude, where its square is beyond what numbers hold; nil elsewhere, and where all values are 0 or missing.
  package var reachBeyondSquares: Double? {
    let largest = values.reduce(0) { $1.isNaN ? $0 : max($0, abs($1)) }
    return largest > 0 && !(1e-150...1e150 ~= largest) ? largest : nil
  }

  package var missingCount: Int { values.count { $0.isNaN } }

  static func type(of values: [Double]) -> ColumnType {
    var isFlag = true
    for value in values where !value.isNaN {
      if value != value.rounded(.towardZero) { return .number }
      if value != 0 && value != 1 { isFlag = false }
    }
    return isFlag ? .flag : .integer
  }
}

/// Text, one value a row.
package struct TextColumn: Sendable, Hashable {
  package var name: String
  /// Index into `levels`, −1 where missing.
  package var codes: [Int32]
  /// The distinct values, in the order of their first appearance, cleaned of control characters.
  package var levels: [String]
  /// More distinct values than are kept: `codes` are then −1 from the first further one on.
  package var isTruncated: Bool

  package init(name: String, codes: [Int32], levels: [String], isTruncated: Bool = false) {
    self.name = name
    self.codes = codes
    self.levels = levels
    self.isTruncated = isTruncated
  }
}
