import Canvas
import Testing

@testable import Terminal

/// An environment and a terminal, and the colours that may be used.
struct DepthCase: Sendable, CustomTestStringConvertible {
  var type: String
  var colors: Int
  var environment: [String: String]
  var depth: ColorDepth
  var testDescription: String { "\(type), \(colors) colours, \(environment)" }
}

@Suite("What a terminal can do")
struct CapabilitiesTests {
  @Test(
    "Colour depth follows the database and the environment",
    arguments: [
      DepthCase(type: "xterm", colors: 8, environment: [:], depth: .sixteen),
      DepthCase(type: "xterm", colors: 8, environment: ["COLORTERM": "truecolor"], depth: .trueColor),
      DepthCase(type: "xterm-256color", colors: 256, environment: [:], depth: .indexed256),
      DepthCase(type: "xterm-256color", colors: 256, environment: ["COLORTERM": "24bit"], depth: .trueColor),
      DepthCase(type: "xterm-256color", colors: 256, environment: ["COLORTERM": "yes"], depth: .indexed256),
      DepthCase(type: "xterm-direct", colors: 1 << 24, environment: [:], depth: .trueColor),
      DepthCase(type: "vt100", colors: -1, environment: ["COLORTERM": "truecolor"], depth: .monochrome),
      DepthCase(type: "linux", colors: 8, environment: ["COLORTERM": "truecolor"], depth: .sixteen),
      DepthCase(type: "screen-256color", colors: 256, environment: ["COLORTERM": "truecolor"], depth: .indexed256),
      DepthCase(
        type: "screen-256color", colors: 256, environment: ["COLORTERM": "truecolor", "TMUX": "/tmp/x"],
        depth: .trueColor),
      DepthCase(
        type: "xterm-256color", colors: 256, environment: ["NO_COLOR": "1", "COLORTERM": "truecolor"],
        depth: .monochrome),
      DepthCase(type: "xterm-256color", colors: 256, environment: ["NO_COLOR": ""], depth: .indexed256),
    ])
  func choosesDepth(_ input: DepthCase) {
    let depth = Capabilities.colorDepth(
      type: input.type, colors: input.colors, hasDirectColor: false, variable: { input.environment[$0] })
    #expect(depth == input.depth)
  }

  @Test("A wish for more colours than the palette has comes to what it has")
  func reconciles() {
    #expect(Capabilities.reconciled(.indexed256, colors: 8) == .sixteen)
    #expect(Capabilities.reconciled(.sixteen, colors: -1) == .monochrome)
    #expect(Capabilities.reconciled(.trueColor, colors: 8) == .trueColor)
    #expect(Capabilities.reconciled(.monochrome, colors: 256) == .monochrome)
  }

  @Test(
    "Base64 as in RFC 4648, section 10",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
      ("foobar", "Zm9vYmFy"), ("\u{FF}ÿ", "w7/Dvw=="),
    ])
  func encodesBase64(text: String, encoded: String) {
    #expect(String(decoding: ControlStrings.base64(Array(text.utf8)), as: UTF8.self) == encoded)
  }

  @Test(
    "Delays are taken out of capabilities",
    arguments: [
      ("\u{1B}[H$<50>", "\u{1B}[H"), ("$<5/>a$<1.5*>b", "ab"), ("a$b", "a$b"), ("a$<b", "a$<b"), ("", ""),
    ])
  func removesPadding(capability: String, bytes: String) {
    #expect(ControlStrings.withoutPadding(capability) == Array(bytes.utf8))
  }

  @Test("Every glyph has one printable character in ASCII")
  func transliterates() {
    for value in [0x2500 as UInt32, 0x257F, 0x2588, 0x28FF, 0x2800, 0x2192, 0x6F22, 0x1F44D, 0xE9] {
      guard let scalar = Unicode.Scalar(value) else { continue }
      #expect((0x20...0x7E).contains(GlyphEncoder.ascii(scalar).value))
    }
    #expect("┌─┤█⣿▸…".unicodeScalars.map { Character(GlyphEncoder.ascii($0)) } == Array("+-+#:>~"))
  }

  @Test("Errors say what was found and what to do, without control characters")
  func explains() {
    #expect(
      TerminalError.typeUnknown("a\u{1B}[2Jb").sentence
        == "The terminal database has no entry for TERM=a?[2Jb; set TERM to a known type (for example"
        + " xterm-256color), or use `grainscope train` or `grainscope picture`, which need no screen.")
    for error in [TerminalError.noTerminal(code: 6), .typeMissing, .cannotPlaceCursor("dumb"), .modesRefused(code: 5)] {
      #expect(error.sentence.contains("grainscope picture"))
    }
  }
}
