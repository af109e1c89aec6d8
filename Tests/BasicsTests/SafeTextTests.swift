import Basics
import Testing

@Suite("Text as it may leave the program")
struct SafeTextTests {
  private func text(_ raw: String, keepsTabs: Bool = false) -> String {
    String(decoding: SafeText.bytes(of: raw, keepsTabs: keepsTabs), as: UTF8.self)
  }

  @Test(
    "What would act on a terminal is written as JSON writes it",
    arguments: [
      ("\u{1B}[31m", #"\u001b[31m"#), ("\u{9B}2J", #"\u009b2J"#), ("a\u{7F}b", #"a\u007fb"#), ("\0", #"\u0000"#),
      ("\u{202E}abc", #"\u202eabc"#), ("\u{2066}", #"\u2066"#), ("a\u{200B}b", #"a\u200bb"#), ("\u{FEFF}", #"\ufeff"#),
      ("\u{2028}", #"\u2028"#), ("\r", #"\r"#), ("\u{E0041}", #"\udb40\udc41"#),
    ])
  func escapes(raw: String, shown: String) {
    #expect(text(raw) == shown)
    #expect(SafeText.line(raw) == shown)
  }

  @Test(
    "Letters, marks, joiners, emoji and box drawing stay",
    arguments: ["", "plain", "Zähler é e\u{301}", "温度 9×9 − …", "👩\u{200D}🔬", "می\u{200C}خواهم", "━─⣿", "a\\u001b"])
  func keeps(raw: String) {
    #expect(text(raw) == raw)
    #expect(SafeText.line(raw) == raw)
  }

  @Test("Line ends stay in a text and not in a line, tabs where a format has them")
  func lines() {
    #expect(text("a\tb\n") == "a\\tb\n")
    #expect(text("a\tb\n", keepsTabs: true) == "a\tb\n")
    #expect(SafeText.line("a\tb\n") == "a\\tb\\n")
  }

  @Test("No scalar at all leaves a control, and what stays is harmless")
  func everyScalar() {
    for value in 0...UInt32(0x10FFFF) {
      guard let scalar = Unicode.Scalar(value), value != 0x0A else { continue }
      let left = SafeText.line(String(scalar)).unicodeScalars
      guard left.count == 1 else { continue }
      #expect(left.first == scalar && SafeText.isHarmless(scalar), "\(value)")
    }
  }
}
