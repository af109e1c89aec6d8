/// The first records of a file, cell by cell, from which the layout is guessed.
struct Sample {
  struct Cell {
    /// Content without quotes, followed by a line end.
    var bytes: [UInt8]
    var isQuoted = false

    var isEmpty: Bool { bytes.count <= 1 }
    var content: Range<Int> { 0..<bytes.count - 1 }
    var text: String { String(decoding: bytes.dropLast(), as: UTF8.self) }
  }

  var records: [[Cell]] = []
  /// Offset in the buffer behind the first record, and the number of lines up to there.
  var afterFirst = 0
  var linesOfFirst = 1
  /// Lines up to the end of the last record.
  private(set) var lines = 0
  /// The record behind the last one is not complete in the buffer.
  private(set) var isCut = false
  /// … because a quote is still open there.
  private(set) var isCutInQuotes = false

  static let recordLimit = 300
  private static let cellLimit = 60_000
  /// Of which there are so many all the same, however wide: a header shows nothing of what stands below it.
  private static let leastRecords = 4

  /// Up to `limit` whole records from `start`; nil where the first is not complete.
  init?(
    _ bytes: Span<UInt8>, from start: Int, end: Int, isLast: Bool, scanner: CellScanner, limit: Int = recordLimit
  ) {
    var position = start
    var cells = 0
    while records.count < limit, position < end,
      cells < Self.cellLimit || records.count < Self.leastRecords
    {
      if bytes[position] == 0x0A || bytes[position] == 0x0D {
        position = scanner.afterLineEnd(bytes, position, end: end)
        lines += 1
        continue
      }
      var record: [Cell] = []
      var cursor = scanner.recordStart(bytes, position)
      var breaks = 0
      while true {
        let found = scanner.cell(bytes, at: cursor, end: end)
        guard let cell = found, isLast || cell.terminator < end else {
          if records.isEmpty { return nil }
          isCut = true
          isCutInQuotes = found == nil
          return
        }
        breaks += cell.lineBreaks
        record.append(Self.copy(bytes, cell))
        cursor = cell.terminator
        guard bytes[cursor] == scanner.separator, record.count <= Layout.columnLimit else { break }
        cursor += 1
      }
      position = scanner.afterLineEnd(bytes, cursor, end: end)
      if records.isEmpty {
        afterFirst = min(position, end)
        linesOfFirst = 1 + breaks
      }
      lines += 1 + breaks
      cells += record.count
      records.append(record)
    }
  }

  private static func copy(_ bytes: Span<UInt8>, _ cell: CellScanner.Cell) -> Cell {
    var copied: [UInt8] = []
    if cell.hasEscapes {
      copied = TextInterner.unescaped(bytes, cell.content)
    } else {
      copied.reserveCapacity(cell.content.count + 1)
      for index in cell.content { copied.append(bytes[index]) }
    }
    copied.append(0x0A)
    return Cell(bytes: copied, isQuoted: cell.isQuoted)
  }

  /// The most common number of cells, and the share of records that have it.
  var shape: (columns: Int, share: Double) {
    var counts: [Int: Int] = [:]
    for record in records { counts[record.count, default: 0] += 1 }
    let best = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }
    return (best?.key ?? 0, Double(best?.value ?? 0) / Double(max(1, records.count)))
  }
}
