import Basics
import Testing

/// Looks through what a program has written for whatever is neither text nor a sequence that a screen of it consists of.
enum ForeignBytes {
  /// The finals of control sequences that ncurses and `ControlStrings` write: places, erasing, looks, modes.
  private static let finals = Set("HJKmhlGdrXbABCDPLM@t".unicodeScalars)

  /// What was found, each with some of what stands around it.
  static func found(in output: [UInt8]) -> [String] {
    guard let text = String(validating: output, as: UTF8.self) else { return ["bytes that are no UTF-8"] }
    let scalars = Array(text.unicodeScalars)
    var found: [String] = []
    var place = 0
    while place < scalars.count {
      if let end = ownSequence(scalars, place) {
        place = end
        continue
      }
      if !SafeText.isHarmless(scalars[place]), !["\n", "\r", "\u{8}", "\u{E}", "\u{F}"].contains(scalars[place]) {
        let around = scalars[max(0, place - 10)..<min(scalars.count, place + 20)]
        found.append(String(String.UnicodeScalarView(around)).debugDescription)
      }
      place += 1
    }
    return found
  }

  /// Where a sequence of the program that begins here ends; nil where none begins.
  private static func ownSequence(_ scalars: [Unicode.Scalar], _ start: Int) -> Int? {
    guard scalars[start] == "\u{1B}", start + 1 < scalars.count else { return nil }
    switch scalars[start + 1] {
    case "7", "8", "=", ">": return start + 2
    case "(", ")": return start + 2 < scalars.count && ["0", "B"].contains(scalars[start + 2]) ? start + 3 : nil
    case "[": break
    default: return nil
    }
    var index = start + 2
    if index < scalars.count, scalars[index] == "?" { index += 1 }
    while index < scalars.count, scalars[index] == ";" || ("0"..."9").contains(scalars[index]) { index += 1 }
    return index < scalars.count && finals.contains(scalars[index]) ? index + 1 : nil
  }

  @Suite("The look for foreign bytes")
  struct Tests {
    @Test("It finds what is foreign, and passes what is the program's own")
    func finds() {
      let own = "\u{1B}[?1049h\u{1B}[1;24H\u{1B}(B\u{1B}[m\u{1B}[38;5;12mtext 漢 ⣿\r\n\u{1B}[?25l\u{1B}[K"
      #expect(found(in: Array(own.utf8)).isEmpty)
      for foreign in ["\u{1B}]0;x\u{7}", "\u{1B}[6n", "\u{9B}2J", "\u{202E}", "\u{1B}c", "\u{1B}Pq", "\u{7F}", "\t"] {
        #expect(!found(in: Array((own + foreign + own).utf8)).isEmpty, "\(foreign.debugDescription)")
      }
      #expect(!found(in: [0x61, 0x9B, 0x32]).isEmpty)
    }
  }
}
