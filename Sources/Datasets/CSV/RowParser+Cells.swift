/// Cells that the quick way could not read. Each function returns the cell's terminator, −1 where a quote stays open.
extension RowParser {
  var takesCommaFraction: Bool { scanner.separator != 0x2C }

  func slowNumber(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ column: Int, _ state: inout RowState
  ) -> (terminator: Int, value: Double) {
    guard let cell = scanner.cell(bytes, at: start, end: end) else { return (-1, .nan) }
    state.lineBreaks += cell.lineBreaks
    if missing.contains(bytes, cell.content) {
      if let word = missing.furtherIndex(bytes, cell.content) { state.addMissing(word) }
      return (cell.terminator, .nan)
    }
    var position = cell.content.lowerBound
    let outcome = cell.isQuoted ? numbers.read(bytes, &position) : plainNumbers.read(bytes, &position)
    var problem = OddCell.Problem.notANumber
    if position == cell.content.upperBound {
      if case .number(let value) = outcome {
        let isComplete = cell.terminator < end || state.mayEndAtBuffer
        if isComplete, numbers.losesDigits(value, of: bytes, cell.content) { state.longColumns.insert(column) }
        return (cell.terminator, value)
      }
      if case .outOfRange = outcome { problem = .outOfRange }
    }
    if let thousands, let value = groupedNumber(bytes, cell.content, thousands) { return (cell.terminator, value) }
    if let sign = signs[column], let value = signedNumber(bytes, cell.content, sign) { return (cell.terminator, value) }
    let line = state.line
    state.addOdd(odd(bytes, cell, column, problem, line), column)
    return (cell.terminator, .nan)
  }

  /// `$1,234.5`: a number with the sign of its column.
  private func signedNumber(_ bytes: Span<UInt8>, _ range: Range<Int>, _ sign: UnitSign) -> Double? {
    guard range.count < 64, let bare = sign.bare(bytes, range) else { return nil }
    let alone = alone(bytes, bare.range)
    var position = 0
    let value: Double
    if case .number(let plain) = numbers.read(alone.span, &position), position == alone.count - 1 {
      value = plain
    } else if let thousands, let grouped = groupedNumber(alone.span, 0..<alone.count - 1, thousands) {
      value = grouped
    } else {
      return nil
    }
    return bare.isNegated ? -value : value
  }

  /// `1,234.5`: marks between groups of three digits are left out.
  private func groupedNumber(_ bytes: Span<UInt8>, _ range: Range<Int>, _ mark: ThousandsMark) -> Double? {
    guard range.count < 64 else { return nil }
    var plain: [UInt8] = []
    var digits = 0
    var groups = 0
    var isWhole = true
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      if byte &- 0x30 <= 9 {
        digits += 1
      } else if byte == numbers.decimal {
        guard isWhole, groups == 0 || digits == 3 else { return nil }
        isWhole = false
      } else if let spelled = ThousandsMark.spelled(bytes, at: index, end: range.upperBound), spelled.mark == mark {
        guard isWhole, groups == 0 ? (1...3).contains(digits) : digits == 3 else { return nil }
        groups += 1
        digits = 0
        index += spelled.length
        continue
      }
      plain.append(byte)
      index += 1
    }
    guard groups > 0, !isWhole || digits == 3 else { return nil }
    plain.append(0x0A)
    var position = 0
    guard case .number(let value) = numbers.read(plain.span, &position), position == plain.count - 1 else { return nil }
    return value
  }

  func slowStamp(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ column: Int, _ row: Int, _ state: inout RowState
  ) -> Int {
    state.stamps[row] = DateParser.notADate
    guard let cell = scanner.cell(bytes, at: start, end: end) else { return -1 }
    state.lineBreaks += cell.lineBreaks
    state.dates.takesCommaFraction = takesCommaFraction || cell.isQuoted
    var position = cell.content.lowerBound
    let stamp: Int64
    if scanner.mergesRuns {
      // A space ends this cell, and would not end a stamp.
      let alone = alone(bytes, cell.content)
      position = 0
      stamp = state.dates.read(alone.span, &position)
      position += cell.content.lowerBound
    } else {
      stamp = state.dates.read(bytes, &position)
    }
    state.dates.takesCommaFraction = takesCommaFraction
    if stamp > DateParser.impossible, position == cell.content.upperBound {
      state.stamps[row] = stamp
    } else {
      let isImpossible = stamp == DateParser.impossible
      if isImpossible { state.impossibleStamps += 1 }
      let line = state.line
      state.badStamps.add(odd(bytes, cell, column, isImpossible ? .impossibleDate : .notADate, line))
    }
    return cell.terminator
  }

  /// A cell's content with a line end behind it.
  private func alone(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] { range.map { bytes[$0] } + [0x0A] }

  func otherCell(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ column: Int, _ row: Int, _ state: inout RowState
  ) -> Int {
    guard let cell = scanner.cell(bytes, at: start, end: end) else { return -1 }
    state.lineBreaks += cell.lineBreaks
    switch kinds[column] {
    case .text:
      // A cell that touches the buffer's end may continue there; its beginning must not become a word.
      let isComplete = cell.terminator < end || state.mayEndAtBuffer
      let isMissing = !isComplete || missing.contains(bytes, cell.content)
      if isMissing, isComplete, let word = missing.furtherIndex(bytes, cell.content) { state.addMissing(word) }
      state.codes[slots[column] * state.capacity + row] =
        isMissing ? -1 : state.interners[slots[column]].code(bytes, cell.content, hasEscapes: cell.hasEscapes)
    case .clock:
      let alone = alone(bytes, cell.content)
      var position = 0
      var cutDigits = false
      let time = DateParser.clock(alone.span, &position, takesCommaFraction, &cutDigits)
      let isRead = time > DateParser.impossible && position == cell.content.count
      state.clocks[row] = isRead ? time : DateParser.notADate
      let line = state.line
      if !isRead { state.badStamps.add(odd(bytes, cell, column, .notADate, line)) }
    case .number, .stamp, .skip: break
    }
    return cell.terminator
  }

  private func odd(
    _ bytes: Span<UInt8>, _ cell: CellScanner.Cell, _ column: Int, _ problem: OddCell.Problem, _ line: Int
  ) -> OddCell {
    let shown = cell.content.prefix(80).map { bytes[$0] }
    return OddCell(
      line: line, column: names[column], text: Clean.text(String(decoding: shown, as: UTF8.self), limit: 40),
      problem: problem)
  }
}
