/// Whether the commas of a line are decimal marks, by the words between its blanks, tabs and semicolons.
enum LiveDecimal {
  enum Finding: Equatable {
    /// There are none, or they separate.
    case none
    /// They stand within numbers, and nothing else explains them.
    case comma
    /// They stand within numbers, and could as well separate columns or group thousands.
    case doubt
  }

  private static let comma: UInt8 = 0x2C
  private static let point: UInt8 = 0x2E

  /// - Parameter isAlone: whether the stream is known to hold one column, so that a comma cannot separate.
  static func finding(_ bytes: Span<UInt8>, _ line: Range<Int>, isAlone: Bool) -> Finding {
    var words = 0
    var groups = 0
    var fractions = 0
    var hasLetters = false
    var index = line.lowerBound
    while index < line.upperBound {
      while index < line.upperBound, isBreak(bytes[index]) { index += 1 }
      let start = index
      while index < line.upperBound, !isBreak(bytes[index]) {
        hasLetters = hasLetters || isLetter(bytes[index])
        index += 1
      }
      guard index > start else { continue }
      words += 1
      guard let digits = fraction(bytes, start..<index) else { return .none }
      if digits == 3 { groups += 1 } else if digits > 0 { fractions += 1 }
    }
    guard groups + fractions > 0 else { return .none }
    if fractions > 0, words > 1 || isAlone { return .comma }
    // Prose may group its thousands; what is no number there is left out and counted.
    return hasLetters ? .none : .doubt
  }

  /// Digits behind the comma of a word that is a number, as `12,4`, `-0,25%` or `time=12,4`, and 3 where thousands are
  /// grouped; 0 for a word without a comma, nil where a comma stands elsewhere.
  private static func fraction(_ bytes: Span<UInt8>, _ word: Range<Int>) -> Int? {
    // As `0,5 us, 0,2 sy`: a comma at the end ends a part of the sentence.
    let word = bytes[word.upperBound - 1] == comma ? word.lowerBound..<word.upperBound - 1 : word
    guard let mark = word.first(where: { bytes[$0] == comma }) else { return 0 }
    var first = mark
    while first > word.lowerBound, isDigit(bytes[first - 1]) { first -= 1 }
    guard first < mark else { return nil }
    // As `1.234,5`: points group thousands.
    let isGrouped = mark - first == 3 && first > word.lowerBound + 1 && bytes[first - 1] == point
    while isGrouped, first > word.lowerBound, isDigit(bytes[first - 1]) || bytes[first - 1] == point { first -= 1 }
    // As `0.125,5`: two columns.
    if isGrouped, bytes[first] == 0x30 { return nil }
    var end = mark + 1
    while end < word.upperBound, isDigit(bytes[end]) { end += 1 }
    guard end > mark + 1 else { return nil }
    if first > word.lowerBound, bytes[first - 1] == 0x2D || bytes[first - 1] == 0x2B { first -= 1 }
    let isBegun =
      first == word.lowerBound
      || first > word.lowerBound + 1 && (bytes[first - 1] == 0x3D || bytes[first - 1] == 0x3A)
        && isLetter(bytes[first - 2])
    for index in end..<word.upperBound where !isLetter(bytes[index]) && bytes[index] != 0x25 { return nil }
    return isBegun ? (isGrouped ? 3 : end - mark - 1) : nil
  }

  private static func isBreak(_ byte: UInt8) -> Bool { LiveFields.isBlank(byte) || byte == 0x3B }
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }
  private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x80 }
}
