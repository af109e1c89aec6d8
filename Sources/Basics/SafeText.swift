/// Text as it may leave the program: on standard output and standard error everything passes here.
///
/// Names of files, columns and classes, arguments, notes, configuration and what the system says may hold characters that
/// act: escape sequences, C1 controls, marks that turn the writing direction, invisible ones. They are written as JSON
/// writes them, as in `\u001b`: they do nothing, can be read, and a string of JSON stays the same string.
package enum SafeText {
  /// False for control characters, line breaks among them, for marks that turn the writing direction, and for invisible
  /// characters that join nothing.
  package static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: false
    case 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB: false
    case 0xE0000...0xE007F: false
    default: true
    }
  }

  /// A text of several lines as UTF-8. Line ends stay.
  ///
  /// - Parameter keepsTabs: for formats in which a tab is part of a cell.
  package static func bytes(of text: String, keepsTabs: Bool = false) -> [UInt8] {
    let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A }
    return Array((isPlain ? text : safe(text) { $0 == "\n" || keepsTabs && $0 == "\t" }).utf8)
  }

  /// One line: what would break it is written out too.
  package static func line(_ text: String) -> String { safe(text) { _ in false } }

  private static func safe(_ text: String, except isKept: (Unicode.Scalar) -> Bool) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isHarmless(scalar) || isKept(scalar) {
        result.append(scalar)
      } else {
        result.append(contentsOf: escaped(scalar).unicodeScalars)
      }
    }
    return String(result)
  }

  /// Source: RFC 8259, section 7.
  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    default:
      String(scalar).utf16.map { unit in
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }.joined()
    }
  }
}
