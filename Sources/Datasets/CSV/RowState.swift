/// What grows while rows are read: the stage of a few rows, and what was found on the way.
struct RowState {
  /// Rows that the stage can hold.
  let capacity: Int
  var rows = 0
  /// `[number columns, capacity]`
  var stage: [Double]
  /// `[text columns, capacity]`
  var codes: [Int32]
  var stamps: [Int64]
  var clocks: [Int64]
  var dates: DateParser
  var interners: [TextInterner]

  /// The line on which the next record begins.
  var line: Int
  /// Line ends within the quotes of the record at hand.
  var lineBreaks = 0
  /// The line of each staged row.
  var lines: [Int] = []
  /// The end of the buffer is the end of the file.
  var mayEndAtBuffer = false

  var oddCells = Findings<OddCell>()
  /// For each column.
  var oddCounts: [Int]
  /// Columns with whole numbers of more digits than a Double keeps.
  var longColumns: Set<Int> = []
  var badStamps = Findings<OddCell>()
  var impossibleStamps = 0
  var raggedRows = Findings<Int>()
  private var oddColumns: [Int] = []
  /// Cells that each of the user's words for missing values made missing, by the word's place; those of the record at hand.
  private(set) var missingWords: [Int: Int] = [:]
  private var missingAtHand: [Int] = []

  init(_ parser: RowParser, form: DateForm, line: Int) {
    let numbers = parser.kinds.count { $0 == .number }
    let texts = parser.kinds.count { $0 == .text }
    capacity = max(1, min(256, 65_536 / max(1, parser.kinds.count)))
    stage = [Double](repeating: .nan, count: numbers * capacity)
    codes = [Int32](repeating: -1, count: texts * capacity)
    stamps = [Int64](repeating: DateParser.notADate, count: capacity)
    clocks = stamps
    dates = DateParser(form: form, takesCommaFraction: parser.takesCommaFraction)
    interners = [TextInterner](repeating: TextInterner(), count: texts)
    oddCounts = [Int](repeating: 0, count: parser.kinds.count)
    self.line = line
  }

  /// Counts before a record, to which they return where the record turns out to be cut by the buffer's end.
  struct Marks {
    let odd, badStamps, impossible, ragged, oddColumns: Int
    let zones: DateParser.ZoneTally
  }

  var marks: Marks {
    Marks(
      odd: oddCells.count, badStamps: badStamps.count, impossible: impossibleStamps, ragged: raggedRows.count,
      oddColumns: oddColumns.count, zones: dates.zones)
  }

  mutating func rewind(to marks: Marks) {
    oddCells.rewind(to: marks.odd)
    badStamps.rewind(to: marks.badStamps)
    impossibleStamps = marks.impossible
    raggedRows.rewind(to: marks.ragged)
    for column in oddColumns[marks.oddColumns...] { oddCounts[column] -= 1 }
    oddColumns.removeLast(oddColumns.count - marks.oddColumns)
    missingAtHand.removeAll(keepingCapacity: true)
    dates.restore(marks.zones)
    lineBreaks = 0
  }

  mutating func addOdd(_ cell: @autoclosure () -> OddCell, _ column: Int) {
    oddCells.add(cell())
    oddCounts[column] += 1
    oddColumns.append(column)
  }

  mutating func addMissing(_ word: Int) { missingAtHand.append(word) }

  mutating func finishRow() {
    if !missingAtHand.isEmpty {
      for word in missingAtHand { missingWords[word, default: 0] += 1 }
      missingAtHand.removeAll(keepingCapacity: true)
    }
    lines.append(line)
    line += 1 + lineBreaks
    lineBreaks = 0
    rows += 1
    if !oddColumns.isEmpty { oddColumns.removeAll(keepingCapacity: true) }
  }

  mutating func emptyStage() {
    rows = 0
    lines.removeAll(keepingCapacity: true)
  }
}
