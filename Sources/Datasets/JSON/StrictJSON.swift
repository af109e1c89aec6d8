/// Reads JSON of objects, texts and lists of whole numbers, which is all that a header of tensors holds; refuses a key that
/// occurs twice in an object.
struct StrictJSON {
  indirect enum Value: Hashable {
    case text(String)
    case numbers([Int])
    /// In the order of the file.
    case object([Entry])
  }

  struct Entry: Hashable {
    let key: String
    let value: Value
  }

  /// What is wrong, and at which byte.
  struct Failure: Error {
    let what: String
    let offset: Int
  }

  /// Objects within objects; a header has three levels.
  private static let deepest = 4

  private let bytes: ArraySlice<UInt8>
  private var place: Int

  private init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    place = bytes.startIndex
  }

  /// The object that the bytes are, with spaces behind it and none before.
  static func object(_ bytes: ArraySlice<UInt8>) throws(Failure) -> [Entry] {
    var reader = StrictJSON(bytes)
    guard bytes.first == UInt8(ascii: "{") else { throw reader.failure(Words.strictNoBrace) }
    let entries = try reader.object(depth: 1)
    reader.skipSpace()
    guard reader.place == bytes.endIndex else { throw reader.failure(Words.strictMoreObjects) }
    return entries
  }

  private func failure(_ what: String) -> Failure { Failure(what: what, offset: place - bytes.startIndex) }

  private mutating func skipSpace() {
    while place < bytes.endIndex, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[place]) { place += 1 }
  }

  private mutating func take(_ mark: Unicode.Scalar) -> Bool {
    skipSpace()
    guard place < bytes.endIndex, bytes[place] == UInt8(ascii: mark) else { return false }
    place += 1
    return true
  }

  private mutating func expect(_ mark: Unicode.Scalar) throws(Failure) {
    guard take(mark) else { throw failure(Words.strictNoMark(mark: "\(mark)")) }
  }

  private mutating func object(depth: Int) throws(Failure) -> [Entry] {
    guard depth <= Self.deepest else { throw failure(Words.strictDeep) }
    try expect("{")
    var entries: [Entry] = []
    var keys: Set<String> = []
    guard !take("}") else { return entries }
    repeat {
      let key = try text()
      guard keys.insert(key).inserted else { throw failure(Words.strictKeyTwice(key: Clean.text(key, limit: 60))) }
      try expect(":")
      entries.append(Entry(key: key, value: try value(depth: depth)))
    } while take(",")
    try expect("}")
    return entries
  }

  private mutating func value(depth: Int) throws(Failure) -> Value {
    skipSpace()
    guard place < bytes.endIndex else { throw failure(Words.strictEnd) }
    switch bytes[place] {
    case UInt8(ascii: "{"): return .object(try object(depth: depth + 1))
    case UInt8(ascii: "["): return .numbers(try numbers())
    case UInt8(ascii: "\""): return .text(try text())
    default: throw failure(Words.strictValue)
    }
  }

  private mutating func numbers() throws(Failure) -> [Int] {
    try expect("[")
    var numbers: [Int] = []
    guard !take("]") else { return numbers }
    repeat {
      skipSpace()
      let digits = bytes[place...].prefix { 0x30...0x39 ~= $0 }
      // Eighteen digits are more than any file has bytes, and do not overflow.
      guard 1...18 ~= digits.count, digits.count == 1 || digits.first != UInt8(ascii: "0") else {
        throw failure(Words.strictNumber)
      }
      numbers.append(digits.reduce(0) { $0 * 10 + Int($1 - 0x30) })
      place = digits.endIndex
    } while take(",")
    try expect("]")
    return numbers
  }

  private mutating func text() throws(Failure) -> String {
    try expect("\"")
    var units: [UInt8] = []
    while place < bytes.endIndex {
      let byte = bytes[place]
      place += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: units, as: UTF8.self) else { throw failure(Words.strictNotUtf8) }
        return text
      case UInt8(ascii: "\\"): units += String(try escaped()).utf8
      case 0..<0x20: throw failure(Words.strictControl)
      default: units.append(byte)
      }
    }
    throw failure(Words.strictUnclosed)
  }

  private mutating func escaped() throws(Failure) -> Unicode.Scalar {
    guard place < bytes.endIndex else { throw failure(Words.strictUnclosed) }
    let mark = bytes[place]
    place += 1
    switch mark {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(mark)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let first = try hexadecimal()
      guard 0xD800..<0xDC00 ~= first else {
        guard let scalar = Unicode.Scalar(first) else { throw failure(Words.strictSurrogate) }
        return scalar
      }
      guard bytes[place...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else {
        throw failure(Words.strictSurrogate)
      }
      place += 2
      let second = try hexadecimal()
      guard 0xDC00..<0xE000 ~= second, let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + second - 0xDC00)
      else { throw failure(Words.strictSurrogate) }
      return scalar
    default: throw failure(Words.strictEscape)
    }
  }

  private mutating func hexadecimal() throws(Failure) -> UInt32 {
    let digits = bytes[place...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw failure(Words.strictEscape) }
    place += 4
    return value
  }
}
