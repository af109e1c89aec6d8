/// What the sample shows of one column.
struct ColumnEvidence {
  var filled = 0
  var numbers = 0
  /// Whole numbers without a mark.
  var integers = 0
  var clocks = 0

  /// Too few cells are numbers for a number column.
  var looksLikeWords: Bool { filled > 0 && Double(numbers) < 0.8 * Double(filled) }

  static func gather(_ body: [[Sample.Cell]], _ columns: Int, _ layout: Layout) -> [ColumnEvidence] {
    var all = [ColumnEvidence](repeating: ColumnEvidence(), count: columns)
    for record in body {
      for (column, cell) in record.prefix(columns).enumerated()
      where !layout.missing.contains(cell.bytes.span, cell.content) {
        all[column].filled += 1
        let shape = NumberShape(cell)
        if shape.isNumber {
          all[column].numbers += 1
          if shape.marks.isEmpty { all[column].integers += 1 }
        } else if isClock(cell) {
          all[column].clocks += 1
        } else if isInfinity(cell) {
          all[column].numbers += 1
        }
      }
    }
    return all
  }

  private static func isClock(_ cell: Sample.Cell) -> Bool {
    var position = 0
    var cutDigits = false
    let time = DateParser.clock(cell.bytes.span, &position, true, &cutDigits)
    return time > DateParser.impossible && position == cell.bytes.count - 1
  }

  private static func isInfinity(_ cell: Sample.Cell) -> Bool {
    var position = 0
    guard case .outOfRange = NumberParser(decimal: 0x2E).read(cell.bytes.span, &position) else { return false }
    return position == cell.bytes.count - 1
  }
}
