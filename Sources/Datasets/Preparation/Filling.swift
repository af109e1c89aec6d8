/// Missing rows of a column that were given values.
package struct Filling: Hashable, Sendable {
  /// Rows of the grid.
  package let rows: Range<Int>
  /// The last row that the values are made of: before `rows` where a value was carried on, after them where a line was
  /// drawn. Until that row is known nothing of the filling is.
  package let source: Int
}

extension GapPolicy {
  /// Fills a column's gaps as the policy says.
  ///
  /// - Returns: what was filled, ascending. Rows before the first and, for lines, after the last known value stay missing.
  func fill(_ values: inout [Double]) -> [Filling] {
    guard self != .leaveOut else { return [] }
    var fillings: [Filling] = []
    var last: Int?
    for row in values.indices where !values[row].isNaN {
      if let last, row > last + 1 { fill(&values, after: last, before: row, &fillings) }
      last = row
    }
    if case .carryForward = self, let last, last + 1 < values.count {
      fill(&values, after: last, before: values.count, &fillings)
    }
    return fillings
  }

  private func fill(_ values: inout [Double], after last: Int, before next: Int, _ fillings: inout [Filling]) {
    switch self {
    case .leaveOut: return
    case .carryForward(let limit):
      let rows = last + 1..<min(next, last + 1 + limit)
      for row in rows { values[row] = values[last] }
      fillings.append(Filling(rows: rows, source: last))
    case .interpolate(let limit):
      let rows = last + 1..<next
      guard rows.count <= limit else { return }
      let (from, to) = (values[last], values[next])
      for row in rows { values[row] = from + (to - from) * Double(row - last) / Double(next - last) }
      fillings.append(Filling(rows: rows, source: next))
    }
  }
}
