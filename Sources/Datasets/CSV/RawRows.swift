import Basics

/// Columns as read, before it is decided what they mean.
struct RawRows {
  var layout: Layout
  var rows = 0
  /// Number columns by their index in the file.
  var numbers: [Int: [Double]] = [:]
  var codes: [Int: [Int32]] = [:]
  var levels: [Int: [String]] = [:]
  var truncated: Set<Int> = []
  /// Wall-clock ms, or an instant where the stamp carried an offset; ``DateParser/notADate`` where unreadable.
  var stamps: [Int64] = []
  var lines = LineIndex()
  var zones = DateParser.ZoneTally()
  var oddCells = Findings<OddCell>()
  var oddCounts: [Int] = []
  /// Number columns with whole numbers of more digits than a Double keeps.
  var longColumns: Set<Int> = []
  var badStamps = Findings<OddCell>()
  var impossibleStamps = 0
  var raggedRows = Findings<Int>()
  /// For ``FileReport/missingWords``.
  var missingWords: [Int: Int] = [:]
}

/// The line on which each row begins: kept only where it does not follow from the row before.
struct LineIndex: Sendable {
  private var jumps: [(row: Int, line: Int)] = []
  private var next = (row: 0, line: -1)

  mutating func add(_ line: Int) {
    if line != next.line { jumps.append((next.row, line)) }
    next = (next.row + 1, line + 1)
  }

  subscript(row: Int) -> Int {
    let next = jumps.partitioningIndex { $0.row > row }
    guard next > 0 else { return row + 1 }
    return jumps[next - 1].line + row - jumps[next - 1].row
  }
}
