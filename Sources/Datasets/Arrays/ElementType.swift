import Basics

/// What one value is.
enum ElementType: Hashable {
  case boolean
  case signed(Int)
  case unsigned(Int)
  /// Bytes: 2, 4 or 8.
  case float(Int)
  /// `datetime64`
  case time(TimeUnit)
  /// UTF-32 letters.
  case letters(Int)
  case bytes(Int)

  enum TimeUnit: Hashable {
    case milliseconds(Int64)
    case partsOfMillisecond(Int64)
    case months(Int64)
  }

  init?(kind: Character, rest: Substring) {
    let unit = rest.firstIndex(of: "[").map { String(rest[$0...]) }
    let digits = rest.prefix { $0.isNumber && $0.isASCII }
    guard unit == nil ? digits.count == rest.count : kind == "M", let size = Int(digits), size <= 1 << 16 else {
      return nil
    }
    switch (kind, size) {
    case ("b", 1): self = .boolean
    case ("i", 1), ("i", 2), ("i", 4), ("i", 8): self = .signed(size)
    case ("u", 1), ("u", 2), ("u", 4), ("u", 8): self = .unsigned(size)
    case ("f", 2), ("f", 4), ("f", 8): self = .float(size)
    case ("U", 1...): self = .letters(size)
    case ("S", 1...), ("a", 1...): self = .bytes(size)
    case ("M", 8):
      guard let unit = Self.units[unit ?? ""] else { return nil }
      self = .time(unit)
    default: return nil
    }
  }

  private static let units: [String: TimeUnit] = [
    "[Y]": .months(12), "[M]": .months(1), "[W]": .milliseconds(7 * Milliseconds.day),
    "[D]": .milliseconds(Milliseconds.day), "[h]": .milliseconds(Milliseconds.hour),
    "[m]": .milliseconds(Milliseconds.minute), "[s]": .milliseconds(1_000), "[ms]": .milliseconds(1),
    "[us]": .partsOfMillisecond(1_000), "[ns]": .partsOfMillisecond(1_000_000),
  ]

  /// Bytes of one value.
  var size: Int {
    switch self {
    case .boolean: 1
    case .signed(let size), .unsigned(let size), .float(let size), .bytes(let size): size
    case .time: 8
    case .letters(let count): 4 * count
    }
  }

  var isNumber: Bool {
    switch self {
    case .boolean, .signed, .unsigned, .float: true
    case .time, .letters, .bytes: false
    }
  }
}
