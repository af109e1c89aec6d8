/// Finds the first line that is not UTF-8.
struct UTF8Check {
  private var line = 1
  /// Bytes that the character at hand still needs, and what the next one may be.
  private var needed = 0
  private var allowed: ClosedRange<UInt8> = 0x80...0xBF

  /// Reads the source from its beginning; nil where all of it is UTF-8.
  static func firstBadLine(of source: inout ByteSource) throws(DatasetError) -> Int? {
    try source.rewind()
    var check = UTF8Check()
    while try source.fill(from: source.end) {
      if check.isBad(source.bytes[..<source.end]) { return check.line }
    }
    return check.needed > 0 ? check.line : nil
  }

  /// Source: The Unicode Standard, table 3-7.
  private mutating func isBad(_ bytes: ArraySlice<UInt8>) -> Bool {
    for byte in bytes {
      if needed > 0 {
        guard allowed.contains(byte) else { return true }
        needed -= 1
        allowed = 0x80...0xBF
        continue
      }
      switch byte {
      case 0x0A: line += 1
      case 0..<0x80: break
      case 0xC2...0xDF: needed = 1
      case 0xE0...0xEF:
        needed = 2
        if byte == 0xE0 { allowed = 0xA0...0xBF }
        if byte == 0xED { allowed = 0x80...0x9F }
      case 0xF0...0xF4:
        needed = 3
        if byte == 0xF0 { allowed = 0x90...0xBF }
        if byte == 0xF4 { allowed = 0x80...0x8F }
      default: return true
      }
    }
    return false
  }
}
