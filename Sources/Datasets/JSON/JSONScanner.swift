/// Steps over the parts that JSON is made of; each function stands at a byte and steps behind what it reads.
///
/// A byte that belongs to no value, such as a line feed, has to stand behind the text, so that no step needs to ask for
/// the end. Source: RFC 8259; besides, the words `NaN`, `Infinity` and `-Infinity` that Python writes.
enum JSONScanner {
  /// Why a text cannot be read, and at which byte.
  struct Failure: Error {
    let found: String
    let offset: Int
    var remedy = Words.jsonRemedyWhole
  }

  /// What belongs at a place, as the catalogue has it.
  enum Expected: String { case object, key, colon, objectEnd, listEnd, closingQuote, digit, lineEnd, value }

  /// Objects and lists within each other.
  static let deepest = 64

  /// Reads a value of which nothing is kept.
  static func pass(_ bytes: Span<UInt8>, _ place: inout Int, depth: Int) throws(Failure) {
    switch bytes[place] {
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      let isObject = bytes[place] == UInt8(ascii: "{")
      let end = UInt8(ascii: isObject ? "}" : "]")
      try descend(bytes, &place, depth + 1)
      guard bytes[place] != end else {
        place += 1
        return
      }
      repeat {
        skipBlanks(bytes, &place)
        if isObject {
          _ = try text(bytes, &place, .key)
          skipBlanks(bytes, &place)
          try take(UInt8(ascii: ":"), .colon, bytes, &place)
          skipBlanks(bytes, &place)
        }
        try pass(bytes, &place, depth: depth + 1)
      } while try hasNext(bytes, &place, until: end, .listEnd)
    case UInt8(ascii: "\""): _ = try text(bytes, &place, .value)
    case UInt8(ascii: "t"): _ = try word("true", bytes, &place)
    case UInt8(ascii: "f"): _ = try word("false", bytes, &place)
    case UInt8(ascii: "n"): _ = try word("null", bytes, &place)
    default: try number(bytes, &place)
    }
  }

  @inline(__always)
  static func skipBlanks(_ bytes: Span<UInt8>, _ place: inout Int) {
    while bytes[place] == 0x20 || bytes[place] == 0x09 || bytes[place] == 0x0D { place += 1 }
  }

  /// Steps over the bracket that opens an object or a list.
  static func descend(_ bytes: Span<UInt8>, _ place: inout Int, _ depth: Int) throws(Failure) {
    guard depth <= Self.deepest else {
      throw Failure(
        found: Words.jsonDeep(limit: Self.deepest), offset: place, remedy: Words.jsonRemedyDeep)
    }
    place += 1
    skipBlanks(bytes, &place)
  }

  /// Steps over a comma, or over the bracket that closes; true at the comma.
  @inline(__always)
  static func hasNext(
    _ bytes: Span<UInt8>, _ place: inout Int, until end: UInt8, _ expected: Expected
  ) throws(Failure) -> Bool {
    skipBlanks(bytes, &place)
    let byte = bytes[place]
    guard byte == UInt8(ascii: ",") || byte == end else { throw failure(expected, bytes, place) }
    place += 1
    return byte != end
  }

  @inline(__always)
  static func take(
    _ mark: UInt8, _ expected: Expected, _ bytes: Span<UInt8>, _ place: inout Int
  ) throws(Failure) {
    guard bytes[place] == mark else { throw failure(expected, bytes, place) }
    place += 1
  }

  @inline(__always)
  static func text(_ bytes: Span<UInt8>, _ place: inout Int, _ expected: Expected) throws(Failure) -> JSONText {
    guard bytes[place] == UInt8(ascii: "\"") else { throw failure(expected, bytes, place) }
    place += 1
    let start = place
    var hasEscapes = false
    while bytes[place] != UInt8(ascii: "\"") {
      if bytes[place] == UInt8(ascii: "\\") {
        guard let length = JSONText.escape(bytes, at: place) else {
          throw Failure(found: Words.jsonEscape, offset: place)
        }
        hasEscapes = true
        place += length
      } else {
        guard bytes[place] >= 0x20 else { throw failure(.closingQuote, bytes, place) }
        place += 1
      }
    }
    place += 1
    return JSONText(range: start..<place - 1, hasEscapes: hasEscapes)
  }

  static func word(_ word: String, _ bytes: Span<UInt8>, _ place: inout Int) throws(Failure) -> Range<Int> {
    let start = place
    for letter in word.utf8 {
      guard bytes[place] == letter else { throw failure(.value, bytes, start) }
      place += 1
    }
    return start..<place
  }

  @inline(__always)
  static func number(_ bytes: Span<UInt8>, _ place: inout Int) throws(Failure) {
    let start = place
    if bytes[place] == UInt8(ascii: "-") { place += 1 }
    if bytes[place] == UInt8(ascii: "0") {
      place += 1
    } else if bytes[place] &- 0x30 <= 9 {
      try digits(bytes, &place)
    } else {
      if bytes[place] == UInt8(ascii: "I") {
        _ = try word("Infinity", bytes, &place)
      } else {
        place = start
        _ = try word("NaN", bytes, &place)
      }
      return
    }
    if bytes[place] == UInt8(ascii: ".") {
      place += 1
      try digits(bytes, &place)
    }
    if bytes[place] | 0x20 == UInt8(ascii: "e") {
      place += 1
      if bytes[place] == UInt8(ascii: "+") || bytes[place] == UInt8(ascii: "-") { place += 1 }
      try digits(bytes, &place)
    }
  }

  @inline(__always)
  static func digits(_ bytes: Span<UInt8>, _ place: inout Int) throws(Failure) {
    guard bytes[place] &- 0x30 <= 9 else { throw failure(.digit, bytes, place) }
    while bytes[place] &- 0x30 <= 9 { place += 1 }
  }

  @inline(never)
  static func failure(_ expected: Expected, _ bytes: Span<UInt8>, _ place: Int) -> Failure {
    if bytes[place] == 0x0A {
      return Failure(
        found: Words.jsonLineEnds(expected: expected.rawValue), offset: place, remedy: Words.jsonRemedyDocument)
    }
    var letter: [UInt8] = []
    for index in place..<min(place + 4, bytes.count) { letter.append(bytes[index]) }
    let shown = Clean.text(String(decoding: letter, as: UTF8.self).prefix(1))
    return Failure(
      found: shown.isEmpty
        ? Words.jsonFoundControl(expected: expected.rawValue)
        : Words.jsonFound(expected: expected.rawValue, found: shown),
      offset: place)
  }
}
