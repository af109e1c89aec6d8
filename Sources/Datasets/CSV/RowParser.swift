/// Turns bytes into staged values, one record after another, in a single pass.
struct RowParser: Sendable {
  let names: [String]
  let kinds: [CellKind]
  /// Index among the columns of the same kind.
  let slots: [Int]
  let scanner: CellScanner
  let numbers: NumberParser
  /// For cells without quotes: a mark that separates cells cannot be the decimal one there.
  let plainNumbers: NumberParser
  let missing: MissingWords
  let thousands: ThousandsMark?
  /// What stands before or behind every number of a column; nil for most.
  let signs: [UnitSign?]

  init(_ layout: Layout) {
    names = layout.names
    kinds = layout.kinds
    var counts: [CellKind: Int] = [:]
    slots = layout.kinds.map { kind in
      counts[kind, default: 0] += 1
      return (counts[kind] ?? 1) - 1
    }
    scanner = layout.scanner
    let decimal = layout.guess.decimal.byte
    numbers = NumberParser(decimal: decimal)
    plainNumbers = NumberParser(decimal: decimal == layout.guess.separator.byte ? 0x2E : decimal)
    missing = layout.missing
    thousands = layout.guess.thousands
    signs = layout.kinds.indices.map { layout.signs[$0] }
  }

  /// Where parsing stopped.
  enum Outcome {
    /// The stage holds its limit of rows.
    case full(next: Int)
    /// The record at `from` is not complete in the buffer.
    case needsMore(from: Int, insideQuotes: Bool)
    case finished
  }

  /// Parses records from `start` on until the stage is full or the bytes are used up.
  ///
  /// - Parameters:
  ///   - end: behind the last byte; `bytes[end]` is a line end.
  ///   - isLast: nothing follows in the file, so that a record may end without a line end.
  func parse(
    _ bytes: Span<UInt8>, from start: Int, end: Int, isLast: Bool, into state: inout RowState
  ) -> Outcome {
    let kinds = self.kinds.span
    let slots = self.slots.span
    let columns = kinds.count
    // The stage is moved out, so that writing to it needs no check of uniqueness.
    var stage: [Double] = []
    swap(&stage, &state.stage)
    defer { swap(&stage, &state.stage) }
    var staged = stage.mutableSpan
    var position = start
    while state.rows < state.capacity {
      guard position < end else { return isLast ? .finished : .needsMore(from: position, insideQuotes: false) }
      if bytes[position] == 0x0A || bytes[position] == 0x0D {
        if position + 1 == end, !isLast { return .needsMore(from: position, insideQuotes: false) }
        position = scanner.afterLineEnd(bytes, position, end: end)
        state.line += 1
        continue
      }
      let before = state.marks
      let row = state.rows
      var cursor = scanner.recordStart(bytes, position)
      var column = 0
      var terminator = 0
      while true {
        terminator = -1
        switch kinds[column] {
        case .number:
          var probe = cursor
          if scanner.isTerminator(bytes[probe]) {
            staged[slots[column] * state.capacity + row] = .nan
            terminator = probe
          } else if case .number(let value) = plainNumbers.read(bytes, &probe), scanner.isTerminator(bytes[probe]),
            value.magnitude < NumberParser.wholeLimit
          {
            staged[slots[column] * state.capacity + row] = value
            terminator = scanner.settled(bytes, probe)
          } else {
            let cell = slowNumber(bytes, cursor, end, column, &state)
            staged[slots[column] * state.capacity + row] = cell.value
            terminator = cell.terminator
          }
        case .stamp:
          var probe = cursor
          let stamp = scanner.mergesRuns ? DateParser.notADate : state.dates.read(bytes, &probe)
          if stamp > DateParser.impossible, scanner.isTerminator(bytes[probe]) {
            state.stamps[row] = stamp
            terminator = probe
          } else {
            terminator = slowStamp(bytes, cursor, end, column, row, &state)
          }
        case .text, .clock, .skip:
          terminator = otherCell(bytes, cursor, end, column, row, &state)
        }
        if terminator < 0 || (terminator >= end && !isLast) {
          state.rewind(to: before)
          return .needsMore(from: position, insideQuotes: terminator < 0)
        }
        guard bytes[terminator] == scanner.separator else { break }
        cursor = terminator + 1
        column += 1
        if column == columns {
          guard let lineEnd = surplus(bytes, cursor, end, &state) else {
            state.rewind(to: before)
            return .needsMore(from: position, insideQuotes: true)
          }
          terminator = lineEnd
          break
        }
      }
      if !isLast, terminator >= end || (bytes[terminator] == 0x0D && terminator + 1 == end) {
        state.rewind(to: before)
        return .needsMore(from: position, insideQuotes: false)
      }
      if column < columns - 1 {
        state.raggedRows.add(state.line)
        for absent in column + 1..<columns { clear(absent, row, &staged, &state) }
      }
      state.finishRow()
      position = scanner.afterLineEnd(bytes, terminator, end: end)
    }
    return .full(next: position)
  }

  /// The cell at `column` is missing because the row is short.
  private func clear(_ column: Int, _ row: Int, _ staged: inout MutableSpan<Double>, _ state: inout RowState) {
    switch kinds[column] {
    case .number: staged[slots[column] * state.capacity + row] = .nan
    case .text: state.codes[slots[column] * state.capacity + row] = -1
    case .stamp:
      state.stamps[row] = DateParser.notADate
      state.badStamps.add(OddCell(line: state.line, column: names[column], text: "", problem: .notADate))
    case .clock: state.clocks[row] = DateParser.notADate
    case .skip: break
    }
  }

  /// Cells beyond the last column; returns the line end, nil where a quote stays open.
  private func surplus(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ state: inout RowState) -> Int? {
    var cursor = start
    var hasContent = false
    while true {
      guard let cell = scanner.cell(bytes, at: cursor, end: end) else { return nil }
      state.lineBreaks += cell.lineBreaks
      if !cell.content.isEmpty || bytes[cell.terminator] == scanner.separator { hasContent = true }
      guard bytes[cell.terminator] == scanner.separator else {
        // One empty cell is only a separator at the end of the row.
        if hasContent { state.raggedRows.add(state.line) }
        return cell.terminator
      }
      cursor = cell.terminator + 1
    }
  }
}
