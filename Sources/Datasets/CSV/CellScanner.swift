/// Finds where a cell ends.
///
/// Where spaces separate, a run of them is one separator, and spaces at the beginning or the end of a line are none.
struct CellScanner: Sendable {
  let separator: UInt8
  let mergesRuns: Bool

  init(separator: UInt8) {
    self.separator = separator
    mergesRuns = separator == 0x20
  }

  struct Cell {
    /// The content without quotes and without spaces around.
    var content: Range<Int>
    /// Position of the separator or line end behind the cell.
    var terminator: Int
    /// Doubled quotes stand in the content.
    var hasEscapes = false
    var isQuoted = false
    /// Line ends within the quotes.
    var lineBreaks = 0
  }

  static let quote: UInt8 = 0x22

  @inline(__always)
  func isTerminator(_ byte: UInt8) -> Bool { byte == separator || byte == 0x0A || byte == 0x0D }

  @inline(__always)
  func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte == 0x09 && separator != 0x09) }

  /// The cell that starts at `start`; `bytes[end]` is a line end that stands behind the data.
  ///
  /// - Returns: nil where a quote is still open at `end`.
  func cell(_ bytes: Span<UInt8>, at start: Int, end: Int) -> Cell? {
    var first = start
    while isBlank(bytes[first]) { first += 1 }
    if bytes[first] == Self.quote { return quoted(bytes, at: first, end: end) }
    var cursor = first
    while !isTerminator(bytes[cursor]) { cursor += 1 }
    return Cell(content: first..<trimmed(bytes, first, cursor), terminator: settled(bytes, cursor))
  }

  private func quoted(_ bytes: Span<UInt8>, at quote: Int, end: Int) -> Cell? {
    var cell = Cell(content: quote + 1..<quote + 1, terminator: 0, isQuoted: true)
    var cursor = quote + 1
    while true {
      guard cursor < end else { return nil }
      let byte = bytes[cursor]
      if byte == Self.quote {
        guard bytes[cursor + 1] == Self.quote, cursor + 1 < end else { break }
        cell.hasEscapes = true
        cursor += 1
      } else if byte == 0x0A || (byte == 0x0D && bytes[cursor + 1] != 0x0A) {
        cell.lineBreaks += 1
      }
      cursor += 1
    }
    var first = quote + 1
    while first < cursor, bytes[first] == 0x20 { first += 1 }
    cell.content = first..<trimmed(bytes, first, cursor)
    cursor += 1
    while !isTerminator(bytes[cursor]) { cursor += 1 }
    cell.terminator = settled(bytes, cursor)
    return cell
  }

  /// The last separator of a run, or the line end behind it.
  @inline(__always)
  func settled(_ bytes: Span<UInt8>, _ terminator: Int) -> Int {
    guard mergesRuns else { return terminator }
    var cursor = terminator
    while bytes[cursor] == 0x20, isTerminator(bytes[cursor + 1]) { cursor += 1 }
    return cursor
  }

  /// Where the first cell of a record begins.
  @inline(__always)
  func recordStart(_ bytes: Span<UInt8>, _ position: Int) -> Int {
    guard mergesRuns else { return position }
    var cursor = position
    while bytes[cursor] == 0x20 { cursor += 1 }
    return cursor
  }

  private func trimmed(_ bytes: Span<UInt8>, _ first: Int, _ end: Int) -> Int {
    var last = end
    while last > first, isBlank(bytes[last - 1]) { last -= 1 }
    return last
  }

  /// The position behind a line end: `\n`, `\r\n` or a lone `\r`.
  @inline(__always)
  func afterLineEnd(_ bytes: Span<UInt8>, _ position: Int, end: Int) -> Int {
    bytes[position] == 0x0D && position + 1 < end && bytes[position + 1] == 0x0A ? position + 2 : position + 1
  }
}
