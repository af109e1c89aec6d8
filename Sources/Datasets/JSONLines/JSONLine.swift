/// Takes lines of JSON apart, each of them an object, into the cells of a row.
///
/// Source: RFC 8259; besides, the words `NaN`, `Infinity` and `-Infinity` that Python writes.
struct JSONLine {
  /// Why a line cannot be read, and at which byte.
  struct Failure: Error {
    let found: String
    let offset: Int
    var remedy = Words.jsonRemedyWhole
  }

  /// What belongs at a place of a line, as the catalogue has it.
  enum Expected: String { case object, key, colon, objectEnd, listEnd, closingQuote, digit, lineEnd, value }

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

  /// Objects and lists within each other.
  static let deepest = 64

  /// Reads the object of a line, behind which a line feed stands.
  ///
  /// - Returns: false where the line is blank.
  mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>) throws(Failure) -> Bool {
    var place = line.lowerBound
    skipBlanks(bytes, &place)
    guard place < line.upperBound else { return false }
    objects += 1
    guard bytes[place] == UInt8(ascii: "{") else {
      var failure = failure(.object, bytes, place)
      if bytes[place] == UInt8(ascii: "[") {
        failure.remedy = Words.jsonRemedyList
      }
      throw failure
    }
    try object(bytes, &place, within: JSONKeys.root, depth: 1)
    skipBlanks(bytes, &place)
    guard place == line.upperBound else { throw failure(.lineEnd, bytes, place) }
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
  ) throws(Failure) {
    try descend(bytes, &place, depth)
    guard bytes[place] != UInt8(ascii: "}") else {
      place += 1
      return
    }
    var before = parent
    repeat {
      skipBlanks(bytes, &place)
      let start = place
      let text = try text(bytes, &place, .key)
      let key = keys.number(bytes, text, within: parent, behind: before)
      guard keys.count <= Layout.columnLimit else {
        throw Failure(
          found: Words.jsonManyKeys(limit: Layout.columnLimit), offset: start, remedy: Words.jsonRemedyKeys)
      }
      guard keys.hold(key, in: objects) else {
        throw Failure(
          found: Words.jsonKeyTwice(key: Clean.text(keys.name(of: key), limit: 60)), offset: start,
          remedy: Words.jsonRemedyKey)
      }
      before = key
      skipBlanks(bytes, &place)
      try take(UInt8(ascii: ":"), .colon, bytes, &place)
      skipBlanks(bytes, &place)
      try value(bytes, &place, of: key, depth: depth)
    } while try hasNext(bytes, &place, until: UInt8(ascii: "}"), .objectEnd)
  }

  private mutating func value(
    _ bytes: Span<UInt8>, _ place: inout Int, of key: Int, depth: Int
  ) throws(Failure) {
    let start = place
    switch bytes[place] {
    case UInt8(ascii: "{"): try object(bytes, &place, within: key, depth: depth + 1)
    case UInt8(ascii: "["):
      try pass(bytes, &place, depth: depth)
      keys.holdsList(key)
    case UInt8(ascii: "\""):
      let text = try text(bytes, &place, .value)
      set(key, text.hasEscapes ? .escaped : .text, text.range)
    case UInt8(ascii: "t"): set(key, .yes, try word("true", bytes, &place))
    case UInt8(ascii: "f"): set(key, .no, try word("false", bytes, &place))
    case UInt8(ascii: "n"):
      _ = try word("null", bytes, &place)
      _ = keys.column(of: key)
    default:
      try number(bytes, &place)
      set(key, .word, start..<place)
    }
  }

  private mutating func set(_ key: Int, _ kind: Cell.Kind, _ range: Range<Int>) {
    values += 1
    let column = keys.column(of: key)
    if cells.indices.contains(column) { cells[column] = Cell(object: objects, kind: kind, range: range) }
  }
}
