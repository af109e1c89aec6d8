import Foundation
import Testing

/// Text that acts on a terminal where it is let through, and what of it may be seen.
enum HostileText {
  /// Sequences that a screen of the program never sends, C1 controls, marks that turn the direction, invisible ones.
  static let name = "x\u{1B}]0;owned\u{7}\u{1B}[6n\u{9B}2J\u{202E}\tT\r\u{200B}\u{2066}\u{7F}\u{2028}\u{1B}c"

  /// With a line of its own, as if the program had said it.
  static let lines = name + "\ngrainscope: all is well\n"

  /// Bytes that are no text: a C1 control by itself, a surrogate, a sequence that is broken off.
  static let bytes: [UInt8] = Array(name.utf8) + [0x9B, 0x31, 0x6D, 0xED, 0xA0, 0x80, 0xFF, 0xC2]

  /// The scalars that must not have left, as numbers.
  static func foreign(_ text: String, tabs: Bool = false) -> [String] {
    let found = text.unicodeScalars.filter { scalar in
      switch scalar.value {
      case 0x0A: false
      case 0x09: !tabs
      case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
      default: false
      }
    }
    return Set(found.map { String($0.value, radix: 16) }).sorted()
  }

  static func expectClean(
    _ outcome: Program.Outcome, _ what: String, tabs: Bool = false, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let found = foreign(outcome.output, tabs: tabs) + foreign(outcome.error)
    #expect(
      found.isEmpty && (0...2).contains(outcome.code),
      "\(what): \(found), code \(outcome.code)\n\(outcome.output.debugDescription)\n\(outcome.error.debugDescription)",
      sourceLocation: sourceLocation)
    // No argument and no name begins a line; only a cell of CSV may have lines of its own.
    let said = (tabs ? "" : outcome.output) + outcome.error
    let forged = said.split(separator: "\n").contains { $0.hasPrefix("grainscope: all is well") }
    #expect(!forged, "\(what): \(outcome.error)", sourceLocation: sourceLocation)
  }
}
