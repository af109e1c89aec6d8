/// Words that stand for a missing value.
struct MissingWords: Sendable {
  private static let usual = [
    "NA", "N/A", "n/a", "#N/A", "#NA", "NaN", "-NaN", "nan", "-nan", "NULL", "null", "None", "<NA>", "1.#IND",
    "-1.#IND", "1.#QNAN", "-1.#QNAN", "#N/A N/A",
  ]

  private let words: [[UInt8]]
  private let longest: Int
  /// Those that the user named.
  let further: [String]
  /// What a further word is as a number, nil where it is none: then every cell of that value is missing.
  let numbers: [Double?]

  init(further: [String] = []) {
    self.further = further
    numbers = further.map(Self.number)
    words = (Self.usual + further).map { Array($0.utf8) }
    longest = words.map(\.count).max() ?? 0
  }

  /// Whether the bytes of `range` are empty or one of the words.
  func contains(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    if range.isEmpty { return true }
    guard range.count <= longest else { return false }
    return words.contains { Self.isSame($0, bytes, range) }
  }

  /// Index of the further word that the bytes of `range` are.
  func furtherIndex(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    guard !further.isEmpty, !range.isEmpty, range.count <= longest else { return nil }
    return words.dropFirst(Self.usual.count).firstIndex { Self.isSame($0, bytes, range) }.map { $0 - Self.usual.count }
  }

  /// Index of the further word that is this number.
  func furtherIndex(of value: Double) -> Int? { numbers.firstIndex { $0 == value } }

  private static func isSame(_ word: [UInt8], _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard word.count == range.count else { return false }
    for index in word.indices where bytes[range.lowerBound + index] != word[index] { return false }
    return true
  }

  /// The number that a whole word is, with a decimal point, whatever the file's mark: commas stand between words.
  private static func number(_ word: String) -> Double? {
    let bytes = Array(word.replacing("−", with: "-").utf8) + [0x0A]
    var position = 0
    guard case .number(let value) = NumberParser(decimal: DecimalMark.point.byte).read(bytes.span, &position),
      position == bytes.count - 1,
      // Of a number that is rounded other cells have the value too; such a one is a word.
      !NumberParser(decimal: DecimalMark.point.byte).losesDigits(value, of: bytes.span, 0..<position)
    else { return nil }
    return value
  }
}
