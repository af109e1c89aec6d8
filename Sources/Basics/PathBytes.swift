/// The bytes of a path as text, and back. Linux lets a name have any bytes; those that are no UTF-8 stand in the text as signs
/// for private use, so that the path can be joined, kept and opened again. It is shown with a question mark in their place.
package enum PathBytes {
  /// U+F780…U+F7FF stand for the bytes 0x80…0xFF.
  private static let first: UInt32 = 0xF700
  private static let signs: ClosedRange<UInt32> = 0xF780...0xF7FF

  /// The text of a path whose bytes end in a zero, as an argument of the program is given.
  package static func text(_ path: UnsafePointer<CChar>) -> String {
    var bytes: [UInt8] = []
    while path[bytes.count] != 0 { bytes.append(UInt8(bitPattern: path[bytes.count])) }
    return text(bytes)
  }

  package static func text(_ bytes: [UInt8]) -> String {
    var text = String.UnicodeScalarView()
    var place = 0
    while place < bytes.count {
      if let (scalar, length) = character(bytes[place...]), !signs.contains(scalar.value) {
        text.append(scalar)
        place += length
      } else {
        // What stands for a byte already is taken for bytes too, so that every name comes back as it was.
        text.append(sign(bytes[place]))
        place += 1
      }
    }
    return String(text)
  }

  /// Ends in a zero, as the system takes it.
  package static func bytes(_ path: String) -> [CChar] {
    var bytes: [UInt8] = []
    for scalar in path.unicodeScalars {
      if signs.contains(scalar.value) {
        bytes.append(UInt8(scalar.value - first))
      } else {
        bytes += Array(String(scalar).utf8)
      }
    }
    return (bytes + [0]).map { CChar(bitPattern: $0) }
  }

  /// Fit to be read: U+FFFD for each byte that is no text.
  package static func shown(_ path: String) -> String {
    guard path.unicodeScalars.contains(where: isSign) else { return path }
    var text = String.UnicodeScalarView()
    for scalar in path.unicodeScalars { text.append(isSign(scalar) ? "\u{FFFD}" : scalar) }
    return String(text)
  }

  private static func isSign(_ scalar: Unicode.Scalar) -> Bool { signs.contains(scalar.value) }

  private static func sign(_ byte: UInt8) -> Unicode.Scalar {
    Unicode.Scalar(byte < 0x80 ? UInt32(byte) : first + UInt32(byte)) ?? "\u{FFFD}"
  }

  /// The character at the beginning; nil where there is none.
  private static func character(_ bytes: ArraySlice<UInt8>) -> (scalar: Unicode.Scalar, length: Int)? {
    for length in 1...4 where length <= bytes.count {
      if let text = String(validating: bytes.prefix(length), as: UTF8.self), let scalar = text.unicodeScalars.first {
        return (scalar, length)
      }
    }
    return nil
  }
}
