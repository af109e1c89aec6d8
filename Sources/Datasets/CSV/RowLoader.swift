/// Drives a parser over a whole file and collects its columns.
struct RowLoader {
  private let parser: RowParser
  private var state: RowState
  private var raw: RawRows
  private var numbers: [[Double]]
  private var codes: [[Int32]]
  private let hasStamps: Bool
  private let hasClock: Bool

  /// Reads all rows that `layout` describes; the source holds the file's beginning.
  static func load(
    _ layout: Layout, from source: inout ByteSource, observer: ReadObserver?
  ) throws(DatasetError) -> RawRows {
    var loader = RowLoader(layout)
    return try loader.run(&source, observer)
  }

  private init(_ layout: Layout) {
    parser = RowParser(layout)
    state = RowState(parser, form: layout.dateForm, line: layout.dataLine)
    raw = RawRows(layout: layout)
    numbers = [[Double]](repeating: [], count: layout.kinds.count { $0 == .number })
    codes = [[Int32]](repeating: [], count: layout.kinds.count { $0 == .text })
    hasStamps = layout.kinds.contains(.stamp)
    hasClock = layout.kinds.contains(.clock)
  }

  private mutating func run(_ source: inout ByteSource, _ observer: ReadObserver?) throws(DatasetError) -> RawRows {
    var position = raw.layout.dataOffset - source.offset
    var hasReserved = false
    var reported = 0
    reading: while true {
      state.mayEndAtBuffer = source.isLast
      let outcome = parser.parse(
        source.bytes.span, from: position, end: source.end, isLast: source.isLast, into: &state)
      flush()
      switch outcome {
      case .finished: break reading
      case .full(let next): position = next
      case .needsMore(let from, let insideQuotes):
        guard !source.isLast else { throw .unclosedQuote(path: source.path, line: state.line) }
        if !hasReserved, from > raw.layout.dataOffset {
          reserve(source)
          hasReserved = true
        }
        guard try source.fill(from: from) || source.isLast else {
          throw insideQuotes
            ? .unclosedQuote(path: source.path, line: state.line)
            : .recordTooLong(path: source.path, line: state.line, limit: source.recordLimit)
        }
        position = 0
        if let observer, source.offset - reported >= 1 << 20 {
          reported = source.offset
          let progress = ReadProgress(
            bytesRead: source.fileOffset, bytesTotal: source.fileSize, rows: raw.rows)
          guard observer(progress) else { throw .stopped(path: source.path) }
        }
      }
    }
    collect()
    return raw
  }

  /// Room for the rows that the file's size promises, so that columns need not move while they grow.
  private mutating func reserve(_ source: borrowing ByteSource) {
    let (size, read) = (source.fileSize, source.fileOffset)
    guard raw.rows > 0, read > 0 else { return }
    // A row takes at least a byte a column, so that what is reserved is bounded by what the file can hold.
    let expected = min(
      Int(Double(size) / Double(read) * Double(raw.rows) * 1.02) + 64, source.lengthBound / max(1, parser.kinds.count))
    for index in numbers.indices { numbers[index].reserveCapacity(expected) }
    for index in codes.indices { codes[index].reserveCapacity(expected) }
    if hasStamps { raw.stamps.reserveCapacity(expected) }
  }

  private mutating func flush() {
    let rows = state.rows
    guard rows > 0 else { return }
    for index in numbers.indices {
      let start = index * state.capacity
      numbers[index].append(contentsOf: state.stage[start..<start + rows])
    }
    for index in codes.indices {
      let start = index * state.capacity
      codes[index].append(contentsOf: state.codes[start..<start + rows])
    }
    if hasStamps {
      if hasClock {
        for row in 0..<rows {
          let isWhole = state.stamps[row] > DateParser.impossible && state.clocks[row] > DateParser.impossible
          state.stamps[row] = isWhole ? state.stamps[row] + state.clocks[row] : DateParser.notADate
        }
      }
      raw.stamps.append(contentsOf: state.stamps[0..<rows])
    }
    for line in state.lines { raw.lines.add(line) }
    raw.rows += rows
    state.emptyStage()
  }

  private mutating func collect() {
    for (column, kind) in parser.kinds.enumerated() {
      let slot = parser.slots[column]
      switch kind {
      case .number:
        raw.numbers[column] = numbers[slot]
        numbers[slot] = []
      case .text:
        raw.codes[column] = codes[slot]
        raw.levels[column] = state.interners[slot].levels
        if state.interners[slot].isTruncated { raw.truncated.insert(column) }
      case .stamp, .clock, .skip: break
      }
    }
    raw.zones = state.dates.zones
    raw.oddCells = state.oddCells
    raw.oddCounts = state.oddCounts
    raw.longColumns = state.longColumns
    raw.badStamps = state.badStamps
    raw.impossibleStamps = state.impossibleStamps
    raw.raggedRows = state.raggedRows
    raw.missingWords = state.missingWords
  }
}
