import Canvas
import Testing

@testable import Terminal

/// Bytes that a terminal sends, and the events that they must become.
struct InputCase: Sendable, CustomTestStringConvertible {
  var bytes: [UInt8]
  var events: [InputEvent]
  var testDescription: String

  init(_ text: String, _ events: InputEvent...) {
    bytes = Array(text.utf8)
    self.events = events
    testDescription = text.unicodeScalars.map { $0.value < 32 ? "\\x\(String($0.value, radix: 16))" : "\($0)" }.joined()
  }

  static func key(_ text: String, _ key: Key) -> InputCase { InputCase(text, .key(key)) }
}

@Suite("The decoder of terminal input")
struct InputDecoderTests {
  static let cases: [InputCase] = [
    .key("a", .character("a")), .key("Z", .character("Z")), .key(" ", .character(" ")), .key("ß", .character("ß")),
    .key("漢", .character("漢")), .key("👍", .character("👍")), .key("e\u{301}", .character("é")),
    .key("\r", .enter), .key("\n", .enter), .key("\t", .tab), .key("\u{7F}", .backspace), .key("\u{8}", .backspace),
    .key("\0", .control(" ")), .key("\u{1}", .control("a")), .key("\u{1A}", .control("z")),
    .key("\u{1C}", .control("\\")),
    // Cursor keys in both modes, and those of rxvt and the Linux console.
    .key("\u{1B}[A", .up), .key("\u{1B}[B", .down), .key("\u{1B}[C", .right), .key("\u{1B}[D", .left),
    .key("\u{1B}OA", .up), .key("\u{1B}OB", .down), .key("\u{1B}OC", .right), .key("\u{1B}OD", .left),
    .key("\u{1B}[H", .home), .key("\u{1B}[F", .end), .key("\u{1B}OH", .home), .key("\u{1B}OF", .end),
    .key("\u{1B}[1~", .home), .key("\u{1B}[4~", .end), .key("\u{1B}[7~", .home), .key("\u{1B}[8~", .end),
    .key("\u{1B}[2~", .insert), .key("\u{1B}[3~", .delete), .key("\u{1B}[5~", .pageUp), .key("\u{1B}[6~", .pageDown),
    .key("\u{1B}[Z", .backTab), .key("\u{1B}[3;5~", .delete), .key("\u{1B}[3^", .delete), .key("\u{1B}[3$", .delete),
    .key("\u{1B}[1;2A", .shiftUp), .key("\u{1B}[1;2D", .shiftLeft), .key("\u{1B}[a", .shiftUp),
    .key("\u{1B}[c", .shiftRight),
    .key("\u{1B}[1;5C", .right), .key("\u{1B}Oc", .right),
    .key("\u{1B}OP", .function(1)), .key("\u{1B}OS", .function(4)), .key("\u{1B}[11~", .function(1)),
    .key("\u{1B}[15~", .function(5)), .key("\u{1B}[17~", .function(6)), .key("\u{1B}[21~", .function(10)),
    .key("\u{1B}[23~", .function(11)), .key("\u{1B}[24~", .function(12)), .key("\u{1B}[[A", .function(1)),
    .key("\u{1B}[[E", .function(5)), .key("\u{1B}[1;2P", .function(1)), .key("\u{1B}[25~", .function(13)),
    .key("\u{1B}[34~", .function(20)),
    .key("\u{1B}OM", .enter), .key("\u{1B}Ok", .character("+")), .key("\u{1B}Op", .character("0")),
    .key("\u{1B}x", .alt("x")), .key("\u{1B}é", .alt("é")), .key("\u{1B}1", .alt("1")),
    // kitty's and xterm's forms for modified characters.
    .key("\u{1B}[97;5u", .control("a")), .key("\u{1B}[27u", .escape), .key("\u{1B}[97;3u", .alt("a")),
    .key("\u{1B}[27;5;112~", .control("p")), .key("\u{1B}[9;2u", .backTab), .key("\u{1B}[13u", .enter),
    InputCase("\u{1B}[I", .focus(true)), InputCase("\u{1B}[O", .focus(false)),
    InputCase("ab", .key(.character("a")), .key(.character("b"))),
    InputCase("\u{1B}\u{1B}[A", .key(.escape), .key(.up)), InputCase("\u{1B}\r", .key(.escape), .key(.enter)),
    InputCase("\u{1B}Oz", .key(.alt("O")), .key(.character("z"))),
    // Answers of the terminal that nobody asked for.
    InputCase("\u{1B}[?62;22cx", .key(.character("x"))), InputCase("\u{1B}]11;rgb:0/0/0\u{7}x", .key(.character("x"))),
    InputCase("\u{1B}]11;rgb:0/0/0\u{1B}\\x", .key(.character("x"))),
    InputCase("\u{1B}P1$r0m\u{1B}\\x", .key(.character("x"))),
    InputCase("\u{1B}[?2026;2$yx", .key(.character("x"))), InputCase("\u{1B}[57358ux", .key(.character("x"))),
    // Mouse: SGR and the old form.
    InputCase("\u{1B}[<0;10;5M", .mouse(MouseEvent(action: .press, position: Point(9, 4)))),
    InputCase("\u{1B}[<0;10;5m", .mouse(MouseEvent(action: .release, position: Point(9, 4)))),
    InputCase("\u{1B}[<2;1;1M", .mouse(MouseEvent(action: .press, button: .right, position: .zero))),
    InputCase("\u{1B}[<32;300;200M", .mouse(MouseEvent(action: .drag, position: Point(299, 199)))),
    InputCase("\u{1B}[<35;3;3M", .mouse(MouseEvent(action: .move, button: .none, position: Point(2, 2)))),
    InputCase("\u{1B}[<64;3;3M", .mouse(MouseEvent(action: .wheelUp, button: .none, position: Point(2, 2)))),
    InputCase("\u{1B}[<65;3;3M", .mouse(MouseEvent(action: .wheelDown, button: .none, position: Point(2, 2)))),
    InputCase(
      "\u{1B}[<84;3;3M",
      .mouse(MouseEvent(action: .wheelUp, button: .none, position: Point(2, 2), control: true, shift: true))),
    InputCase("\u{1B}[<66;3;3Mx", .key(.character("x"))),
    InputCase("\u{1B}[M !!", .mouse(MouseEvent(action: .press, position: .zero))),
    InputCase("\u{1B}[M#\"\"", .mouse(MouseEvent(action: .release, button: .none, position: Point(1, 1)))),
    // Paste: other sequences inside are text without its control characters, line ends are one.
    InputCase("\u{1B}[200~hello\u{1B}[201~x", .paste("hello"), .key(.character("x"))),
    InputCase("\u{1B}[200~a\rb\r\nc\nd\u{1B}[201~", .paste("a\nb\nc\nd")),
    InputCase("\u{1B}[200~\u{1B}[A\u{3}é\u{1B}\u{1B}[201~", .paste("[Aé")),
    InputCase("\u{1B}[200~\u{1B}[201~", .paste("")),
  ]

  @Test("Bytes become events", arguments: cases)
  func decodes(_ input: InputCase) {
    var decoder = InputDecoder()
    #expect(decoder.feed(input.bytes) == input.events)
    #expect(decoder.waits == .nothing)
  }

  @Test("Bytes that come one by one become the same events", arguments: cases)
  func decodesPiecewise(_ input: InputCase) {
    // A mark that comes later than its letter is a key of its own.
    guard input.events != [.key(.character("é"))] || input.bytes.first == 0xC3 else { return }
    var decoder = InputDecoder()
    var events: [InputEvent] = []
    for byte in input.bytes { events += decoder.feed([byte]) }
    #expect(events == input.events)
  }

  @Test("Silence decides what an unfinished beginning was")
  func expires() {
    func decide(_ text: String) -> [InputEvent] {
      var decoder = InputDecoder()
      return decoder.feed(Array(text.utf8)) + decoder.expire()
    }
    #expect(decide("\u{1B}") == [.key(.escape)])
    #expect(decide("\u{1B}[") == [.key(.alt("["))])
    #expect(decide("\u{1B}O") == [.key(.alt("O"))])
    #expect(decide("\u{1B}]") == [.key(.alt("]"))])
    #expect(decide("\u{1B}[1;") == [])
    #expect(decide("\u{1B}[200~half") == [.paste("half")])
    #expect(decide("a\u{1B}") == [.key(.character("a")), .key(.escape)])
  }

  @Test("An unfinished sequence is waited for longer than a lone escape")
  func waits() {
    var decoder = InputDecoder()
    #expect(decoder.waits == .nothing)
    _ = decoder.feed([0x1B])
    #expect(decoder.waits == .escape)
    _ = decoder.feed(Array("[1;".utf8))
    #expect(decoder.waits == .sequence)
    #expect(decoder.feed(Array("5A".utf8)) == [.key(.up)])
  }

  @Test("What comes later than an escape byte is the rest of a key, or keys that were typed after Escape")
  func decidesApart() {
    func told(_ parts: [(text: String, pause: Int)], expiring: Bool = false) -> [InputEvent] {
      var decoder = InputDecoder()
      var events: [InputEvent] = []
      for part in parts {
        // Silence that is long enough has been decided upon before the next bytes come.
        if part.pause >= 250, decoder.waits == .escape { events += decoder.expire() }
        events += decoder.feed(Array(part.text.utf8), after: part.pause)
      }
      return expiring ? events + decoder.expire() : events
    }
    let escape = InputEvent.key(.escape)
    #expect((201...300).contains(Screen.usualEscapeDelay))
    #expect(told([("\u{1B}", 0), ("[", 200), ("A", 200)]) == [.key(.up)])
    #expect(told([("\u{1B}", 0), ("[", 300), ("A", 300)]) == [escape, .key(.up)])
    #expect(told([("\u{1B}", 0), ("x", 10)]) == [.key(.alt("x"))])
    #expect(told([("\u{1B}", 0), ("x", 60)]) == [escape, .key(.character("x"))])
    #expect(told([("\u{1B}", 0), ("]", 60)]) == [escape, .key(.character("]"))])
    #expect(told([("\u{1B}", 0), ("[", 60)], expiring: true) == [escape, .key(.character("["))])
    #expect(told([("\u{1B}", 0), ("[", 300)], expiring: true) == [escape, .key(.character("["))])
    #expect(told([("\u{1B}", 0), ("[", 800)]) == [escape, .key(.character("["))])
    #expect(told([("\u{1B}", 0), ("[", 60), ("]", 60)]) == [escape, .key(.character("[")), .key(.character("]"))])
    #expect(told([("\u{1B}", 0), ("[", 300), ("]", 60)]) == [escape, .key(.character("[")), .key(.character("]"))])
    #expect(told([("\u{1B}", 0), ("O", 60), ("z", 60)]) == [escape, .key(.character("O")), .key(.character("z"))])
    #expect(told([("\u{1B}", 0), ("\u{1B}", 60)], expiring: true) == [escape, escape])
    #expect(told([("\u{1B}", 0), ("[", 60), ("\u{1B}[B", 60)]) == [escape, .key(.character("[")), .key(.down)])
    // An answer of the terminal in pieces is left out, not typed.
    #expect(told([("\u{1B}", 0), ("[?6", 60), ("2;22c", 60)]) == [])
  }

  @Test("The terminal's own key sequences win")
  func usesTerminfo() {
    var decoder = InputDecoder(
      sequences: KeySequences([Array("\u{1B}A".utf8): .up, Array("\u{1B}[247z".utf8): .insert]))
    #expect(decoder.feed(Array("\u{1B}A\u{1B}[247z\u{1B}B".utf8)) == [.key(.up), .key(.insert), .key(.alt("B"))])
  }

  @Test("Of many drags the last counts, clicks between them stay")
  func coalesces() {
    func mouse(_ action: MouseEvent.Action, _ x: Int) -> InputEvent {
      .mouse(MouseEvent(action: action, position: Point(x, 0)))
    }
    let events = [
      mouse(.press, 0), mouse(.drag, 1), mouse(.drag, 2), mouse(.release, 2), mouse(.drag, 5), mouse(.move, 6),
    ]
    #expect(
      events.coalesced() == [mouse(.press, 0), mouse(.drag, 2), mouse(.release, 2), mouse(.drag, 5), mouse(.move, 6)])
  }

  @Test("Broken UTF-8 is dropped and what follows is kept")
  func survivesBrokenText() {
    var decoder = InputDecoder()
    let bytes: [UInt8] = [0xFF, 0x61, 0xC3, 0x62, 0xE2, 0x28, 0xC0, 0xAF, 0xED, 0xA0, 0x80, 0xC2, 0x85, 0x63]
    #expect(decoder.feed(bytes) == "ab(c".map { .key(.character($0)) })
  }

  @Test("A paste keeps a bounded part and ends where it ends")
  func boundsPaste() {
    var decoder = InputDecoder()
    let text = String(repeating: "é", count: 600_000)
    var events: [InputEvent] = []
    let bytes = Array("\u{1B}[200~\(text)\u{1B}[201~z".utf8)
    for start in stride(from: 0, to: bytes.count, by: 4099) {
      events += decoder.feed(Array(bytes[start..<min(start + 4099, bytes.count)]))
    }
    guard events.count == 2, case .paste(let kept) = events[0] else {
      Issue.record("\(events.count) events")
      return
    }
    #expect(kept.utf8.count <= InputDecoder.pasteLimit && kept.utf8.count > InputDecoder.pasteLimit - 4)
    #expect(kept.allSatisfy { $0 == "é" })
    #expect(events[1] == .key(.character("z")))
  }

  @Test("Any bytes are survived, and a plain key after them is heard", arguments: 0..<40)
  func survivesNoise(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func next(_ below: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(below))
    }
    let favourites: [UInt8] = [0x1B, 0x5B, 0x4F, 0x3B, 0x3C, 0x4D, 0x7E, 0x32, 0x30, 0xC3, 0x5D, 0x50]
    var decoder = InputDecoder()
    for _ in 0..<50 {
      let noise = (0..<next(200)).map { _ in next(3) == 0 ? UInt8(next(256)) : favourites[next(favourites.count)] }
      _ = decoder.feed(noise)
      while decoder.waits != .nothing { _ = decoder.expire() }
      #expect(decoder.feed([0x71]) == [.key(.character("q"))])
    }
  }
}
