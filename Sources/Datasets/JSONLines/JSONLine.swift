/// Takes lines of JSON apart, each of them an object, into the cells of a row.
///
/// Source: RFC 8259; besides, the words `NaN`, `Infinity` and `-Infinity` that Python writes.
struct JSONLine {
  /// A value where it stands; missing where `object` is not the one at hand.
  struct Cell {
    enum Kind { case word, yes, no, text, escaped }
    var object = 0
    var kind = Kind.word
    var range = 0..<0
  }

  private var keys = JSONKeys()
  /// One for each column, once all lines are known.
  private(set) var cells: [Cell] = []
  /// Objects that were read, from 1.
  private(set) var objects = 0
  /// Values that they held.
  private(set) var values = 0

  /// Reads the object of a line, behind which a line feed stands.
  ///
  /// - Returns: false where the line is blank.
  mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>) throws(JSONScanner.Failure) -> Bool {
    var place = line.lowerBound
    JSONScanner.skipBlanks(bytes, &place)
    guard place < line.upperBound else { return false }
    objects += 1
    guard bytes[place] == UInt8(ascii: "{") else {
      var failure = JSONScanner.failure(.object, bytes, place)
      if bytes[place] == UInt8(ascii: "[") {
        failure.remedy = Words.jsonRemedyList
      }
      throw failure
    }
    try object(bytes, &place, within: JSONKeys.root, depth: 1)
    JSONScanner.skipBlanks(bytes, &place)
    guard place == line.upperBound else { throw JSONScanner.failure(.lineEnd, bytes, place) }
    return true
  }

  /// Once all lines were read: what the columns are. From now on rows are written.
  mutating func settle() -> Dialect {
    let dialect = keys.settle()
    cells = [Cell](repeating: Cell(), count: dialect.names.count)
    return dialect
  }

  // MARK: Values

  private mutating func object(
    _ bytes: Span<UInt8>, _ place: inout Int, within parent: Int, depth: Int
  ) throws(JSONScanner.Failure) {
    try JSONScanner.descend(bytes, &place, depth)
    guard bytes[place] != UInt8(ascii: "}") else {
      place += 1
      return
    }
    var before = parent
    repeat {
      JSONScanner.skipBlanks(bytes, &place)
      let start = place
      let text = try JSONScanner.text(bytes, &place, .key)
      let key = keys.number(bytes, text, within: parent, behind: before)
      guard keys.count <= Layout.columnLimit else {
        throw JSONScanner.Failure(
          found: Words.jsonManyKeys(limit: Layout.columnLimit), offset: start, remedy: Words.jsonRemedyKeys)
      }
      guard keys.hold(key, in: objects) else {
        throw JSONScanner.Failure(
          found: Words.jsonKeyTwice(key: Clean.text(keys.name(of: key), limit: 60)), offset: start,
          remedy: Words.jsonRemedyKey)
      }
      before = key
      JSONScanner.skipBlanks(bytes, &place)
      try JSONScanner.take(UInt8(ascii: ":"), .colon, bytes, &place)
      JSONScanner.skipBlanks(bytes, &place)
      try value(bytes, &place, of: key, depth: depth)
    } while try JSONScanner.hasNext(bytes, &place, until: UInt8(ascii: "}"), .objectEnd)
  }

  private mutating func value(
    _ bytes: Span<UInt8>, _ place: inout Int, of key: Int, depth: Int
  ) throws(JSONScanner.Failure) {
    let start = place
    switch bytes[place] {
    case UInt8(ascii: "{"): try object(bytes, &place, within: key, depth: depth + 1)
    case UInt8(ascii: "["):
      try JSONScanner.pass(bytes, &place, depth: depth)
      keys.holdsList(key)
    case UInt8(ascii: "\""):
      let text = try JSONScanner.text(bytes, &place, .value)
      set(key, text.hasEscapes ? .escaped : .text, text.range)
    case UInt8(ascii: "t"): set(key, .yes, try JSONScanner.word("true", bytes, &place))
    case UInt8(ascii: "f"): set(key, .no, try JSONScanner.word("false", bytes, &place))
    case UInt8(ascii: "n"):
      _ = try JSONScanner.word("null", bytes, &place)
      _ = keys.column(of: key)
    default:
      try JSONScanner.number(bytes, &place)
      set(key, .word, start..<place)
    }
  }

  private mutating func set(_ key: Int, _ kind: Cell.Kind, _ range: Range<Int>) {
    values += 1
    let column = keys.column(of: key)
    if cells.indices.contains(column) { cells[column] = Cell(object: objects, kind: kind, range: range) }
  }

  // MARK: Rows

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
