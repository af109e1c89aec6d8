/// The row that a line becomes.
extension JSONLine {
  /// The most bytes that ``write(_:into:at:)`` puts for a line of so many.
  func rowLimit(_ line: Range<Int>) -> Int { line.count + cells.count + 2 }

  /// Writes the object that was read as cells between commas, with a line feed behind them.
  func write(_ bytes: Span<UInt8>, into target: inout MutableSpan<UInt8>, at place: inout Int) {
    let quote = CellScanner.quote
    for column in cells.indices {
      if column > 0 { put(Dialect.separator.byte, &target, &place) }
      let cell = cells[column]
      guard cell.object == objects else {
        // A line without anything would be no row.
        if cells.count == 1 { for _ in 0..<2 { put(quote, &target, &place) } }
        continue
      }
      switch cell.kind {
      case .word: for index in cell.range { put(bytes[index], &target, &place) }
      case .yes: put(UInt8(ascii: "1"), &target, &place)
      case .no: put(UInt8(ascii: "0"), &target, &place)
      case .text:
        let isPlain = isPlain(bytes, cell.range)
        if !isPlain { put(quote, &target, &place) }
        for index in cell.range { put(bytes[index], &target, &place) }
        if !isPlain { put(quote, &target, &place) }
      case .escaped:
        put(quote, &target, &place)
        for byte in JSONText(range: cell.range, hasEscapes: true).plain(bytes) {
          if byte == quote { put(quote, &target, &place) }
          // A row must not take more lines than its object, so that the numbers of lines are those of the file.
          put(byte == 0x0A || byte == 0x0D ? 0x09 : byte, &target, &place)
        }
        put(quote, &target, &place)
      }
    }
    put(0x0A, &target, &place)
  }

  @inline(__always)
  private func put(_ byte: UInt8, _ target: inout MutableSpan<UInt8>, _ place: inout Int) {
    target[place] = byte
    place += 1
  }

  /// Whether a text can stand between commas as it is, and begins neither a comment nor a byte order mark.
  private func isPlain(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard !range.isEmpty, bytes[range.lowerBound] > UInt8(ascii: "#"), bytes[range.lowerBound] != 0xEF else {
      return false
    }
    for index in range where bytes[index] == Dialect.separator.byte { return false }
    return true
  }
}
