/// Colours and cursor movements that programs write among their figures.
enum ControlCodes {
  static let escape: UInt8 = 0x1B

  /// A line without them, with a line feed behind it: `ESC [ … letter`, `ESC ] … BEL`, and other escapes of two bytes.
  ///
  /// Source: ECMA-48.
  static func without(_ bytes: Span<UInt8>, _ line: Range<Int>) -> [UInt8] {
    var kept: [UInt8] = []
    kept.reserveCapacity(line.count + 1)
    var index = line.lowerBound
    while index < line.upperBound {
      guard bytes[index] == escape else {
        kept.append(bytes[index])
        index += 1
        continue
      }
      index += 1
      guard index < line.upperBound else { break }
      switch bytes[index] {
      case UInt8(ascii: "["):
        index += 1
        while index < line.upperBound, !(0x40...0x7E).contains(bytes[index]) { index += 1 }
      case UInt8(ascii: "]"):
        while index < line.upperBound, bytes[index] != 0x07, bytes[index] != escape { index += 1 }
        if index < line.upperBound, bytes[index] == escape { continue }
      default: break
      }
      index += 1
    }
    kept.append(0x0A)
    return kept
  }
}
