import CCurses

/// Bytes that ncurses does not send itself: modes of terminals of xterm's kind, and the farewell of a crash.
///
/// To be made while the terminal's entry is the current one.
struct ControlStrings {
  private let speaksXterm: Bool
  /// Where there is one screen only, a line of its own for what follows; the picture stays above it.
  let parting: [UInt8]
  /// Takes the terminal out of the screen in one piece, without ncurses: for the signal handlers.
  let farewell: [UInt8]

  init(speaksXterm: Bool) {
    self.speaksXterm = speaksXterm
    var bytes = ControlStrings.leave(speaksXterm)
    for name in ["rmacs", "sgr0", "op", "rmkx", "cnorm", "rmcup"] {
      if let value = cc_string(name) { bytes += ControlStrings.withoutPadding(String(cString: value)) }
    }
    // Without a second screen the cursor is somewhere in the picture.
    parting = cc_string("rmcup") == nil ? Array("\u{1B}[999;1H\r\n".utf8) : []
    bytes += parting
    farewell = bytes
  }

  /// Bracketed paste and focus reports on.
  var enter: [UInt8] { speaksXterm ? Array("\u{1B}[?2004h\u{1B}[?1004h".utf8) : [] }
  /// Everything off that `enter` and `mouse` turned on; ncurses leaves it all on.
  var leave: [UInt8] { ControlStrings.leave(speaksXterm) }

  /// Presses, releases, drags and the wheel, in the SGR form that knows no limit of columns.
  func mouse(_ on: Bool) -> [UInt8] {
    guard speaksXterm else { return [] }
    return Array((on ? "\u{1B}[?1002h\u{1B}[?1006h" : "\u{1B}[?1006l\u{1B}[?1002l").utf8)
  }

  /// A frame that the terminal shows all at once. Terminals without the mode ignore the brackets.
  func frame(_ bytes: [UInt8]) -> [UInt8] {
    guard speaksXterm else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 16)
    result += ControlStrings.synchronizedBegin
    result += bytes
    result += ControlStrings.synchronizedEnd
    return result
  }

  /// OSC 52; terminals refuse long ones, so the text is cut.
  func clipboard(_ text: String) -> [UInt8] {
    Array("\u{1B}]52;c;".utf8) + ControlStrings.base64(Array(text.utf8.prefix(74_994))) + [7]
  }

  private static let synchronizedBegin = Array("\u{1B}[?2026h".utf8)
  private static let synchronizedEnd = Array("\u{1B}[?2026l".utf8)

  private static func leave(_ speaksXterm: Bool) -> [UInt8] {
    guard speaksXterm else { return [] }
    return Array("\u{1B}[?2026l\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?1004l\u{1B}[?2004l".utf8)
  }

  /// Removes terminfo's delays, as in `$<5/>`.
  static func withoutPadding(_ capability: String) -> [UInt8] {
    var result: [UInt8] = []
    var rest = Array(capability.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "$"), rest.first == UInt8(ascii: "<"), let end = rest.firstIndex(of: UInt8(ascii: ">")) {
        rest = rest[(end + 1)...]
      } else {
        result.append(byte)
      }
    }
    return result
  }

  /// Source: RFC 4648, section 4.
  static func base64(_ bytes: [UInt8]) -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = (0..<3).map { start + $0 < bytes.count ? Int(bytes[start + $0]) : 0 }
      let value = group[0] << 16 | group[1] << 8 | group[2]
      for digit in 0..<4 {
        result.append(start + digit > bytes.count ? UInt8(ascii: "=") : alphabet[value >> (18 - 6 * digit) & 63])
      }
    }
    return result
  }
}
