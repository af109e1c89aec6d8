/// Small pieces of stamps. Each moves the cursor only where it finds what it looks for.
enum Digits {
  /// Exactly `count` digits.
  @inline(__always)
  static func exactly(_ count: Int, _ bytes: Span<UInt8>, _ cursor: inout Int) -> Int? {
    var value = 0
    for index in 0..<count {
      // The bytes end in a line end, so that the loop stops before it could run past them.
      let digit = bytes[cursor + index] &- 0x30
      guard digit <= 9 else { return nil }
      value = value * 10 + Int(digit)
    }
    cursor += count
    return value
  }

  /// One to `limit` digits.
  @inline(__always)
  static func upTo(_ limit: Int, _ bytes: Span<UInt8>, _ cursor: inout Int) -> Int? {
    let first = bytes[cursor] &- 0x30
    guard first <= 9 else { return nil }
    var value = Int(first)
    cursor += 1
    for _ in 1..<limit {
      let digit = bytes[cursor] &- 0x30
      guard digit <= 9 else { break }
      value = value * 10 + Int(digit)
      cursor += 1
    }
    return value
  }

  /// Four digits, or two: 69…99 mean 1969…1999, 00…68 mean 2000…2068 (POSIX).
  @inline(__always)
  static func year(_ bytes: Span<UInt8>, _ cursor: inout Int) -> Int? {
    if let year = exactly(4, bytes, &cursor) { return year }
    guard let short = exactly(2, bytes, &cursor) else { return nil }
    return short >= 69 ? 1_900 + short : 2_000 + short
  }

  /// `.250` in ms; digits below a millisecond are cut off.
  static func fraction(_ bytes: Span<UInt8>, _ cursor: inout Int, _ cutDigits: inout Bool) -> Int64 {
    cursor += 1
    var value: Int64 = 0
    var scale: Int64 = 100
    while bytes[cursor] &- 0x30 <= 9 {
      let digit = Int64(bytes[cursor] &- 0x30)
      value += digit * scale
      if scale == 0, digit != 0 { cutDigits = true }
      scale /= 10
      cursor += 1
    }
    return value
  }

  /// Whether a word in lower case stands at `start`, in whatever case.
  static func word(_ word: [UInt8], _ bytes: Span<UInt8>, _ start: Int) -> Bool {
    for (index, letter) in word.enumerated() where bytes[start + index] | 0x20 != letter { return false }
    return true
  }

  static let utc = Array("utc".utf8)
  static let gmt = Array("gmt".utf8)
  private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    .map { Array($0.utf8) }

  /// Spaces, hyphens, slashes, points and commas between the parts of a date.
  @discardableResult
  static func skipMarks(_ bytes: Span<UInt8>, _ cursor: inout Int) -> Bool {
    let start = cursor
    while [0x20, 0x2D, 0x2F, 0x2E, 0x2C].contains(bytes[cursor]) { cursor += 1 }
    return cursor > start
  }

  /// An English month's name, whole or its first three letters: 1…12.
  static func month(_ bytes: Span<UInt8>, _ cursor: inout Int) -> Int? {
    guard let index = months.firstIndex(where: { word($0, bytes, cursor) }) else { return nil }
    cursor += 3
    while 0x61...0x7A ~= bytes[cursor] | 0x20 { cursor += 1 }
    return index + 1
  }
}
