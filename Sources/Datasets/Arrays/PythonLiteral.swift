/// Reads the dictionary of an NPY header: names with texts, True or False, and tuples of whole numbers.
struct PythonLiteral {
  enum Value: Hashable {
    case text(String)
    case flag(Bool)
    case numbers([Int])
    /// A list, as of a record's fields.
    case other
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// nil where the bytes are anything else.
  mutating func dictionary() -> [String: Value]? {
    guard take("{") else { return nil }
    var entries: [String: Value] = [:]
    while !take("}") {
      guard let key = text(), take(":"), let value = value(), entries.updateValue(value, forKey: key) == nil else {
        return nil
      }
      guard take(",") || peek() == UInt8(ascii: "}") else { return nil }
    }
    return peek() == nil ? entries : nil
  }

  private mutating func value() -> Value? {
    switch peek() {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return text().map { .text($0) }
    case UInt8(ascii: "T"): return word("True") ? .flag(true) : nil
    case UInt8(ascii: "F"): return word("False") ? .flag(false) : nil
    case UInt8(ascii: "("): return numbers().map { .numbers($0) }
    case UInt8(ascii: "["): return skipList() ? .other : nil
    default: return nil
    }
  }

  /// The next byte that is no space.
  private mutating func peek() -> UInt8? {
    rest = rest.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 }
    return rest.first
  }

  private mutating func take(_ mark: Unicode.Scalar) -> Bool {
    guard peek() == UInt8(ascii: mark) else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func word(_ word: String) -> Bool {
    guard rest.starts(with: word.utf8) else { return false }
    rest.removeFirst(word.utf8.count)
    return true
  }

  private mutating func text() -> String? {
    guard let quote = peek(), quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { return nil }
    rest.removeFirst()
    guard let end = rest.firstIndex(of: quote) else { return nil }
    defer { rest = rest[(end + 1)...] }
    return String(decoding: rest[..<end], as: UTF8.self)
  }

  private mutating func numbers() -> [Int]? {
    guard take("(") else { return nil }
    var numbers: [Int] = []
    while !take(")") {
      guard peek() != nil else { return nil }
      let digits = rest.prefix { 0x30...0x39 ~= $0 }
      guard !digits.isEmpty, digits.count <= 40, numbers.count < 64 else { return nil }
      // More than 18 digits are no size of a file that exists, and would overflow.
      numbers.append(digits.count > 18 ? .max : digits.reduce(0) { $0 * 10 + Int($1 - 0x30) })
      rest = rest[digits.endIndex...]
      // Python 2 wrote long numbers so.
      if rest.first == UInt8(ascii: "L") { rest.removeFirst() }
      guard take(",") || peek() == UInt8(ascii: ")") else { return nil }
    }
    return numbers
  }

  /// Passes over brackets with whatever stands inside.
  private mutating func skipList() -> Bool {
    var depth = 0
    while let byte = rest.first {
      rest.removeFirst()
      if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: "]") || byte == UInt8(ascii: ")") { depth -= 1 }
      if depth == 0 { return true }
    }
    return false
  }
}
