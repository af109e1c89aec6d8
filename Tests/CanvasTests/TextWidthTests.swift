import Glibc
import Testing

@testable import Canvas

/// Glibc's module hides this function behind a macro.
@_silgen_name("wcwidth")
private func libraryWidth(_ character: Int32) -> Int32

@Suite("Text width")
struct TextWidthTests {
  @Test(
    "Columns of text",
    arguments: [
      ("", 0), ("abc", 3), ("naïve", 5), ("粒度", 4), ("한국어", 6), ("ｱｲｳ", 3), ("ＡＢ", 4), ("e\u{301}", 1),
      ("👍", 2), ("👍🏽", 2), ("👩‍👩‍👧‍👦", 2), ("❤\u{FE0F}", 1), ("🇩🇪", 2), ("a\u{200B}b", 2), ("\u{1B}[1m", 3), ("a\tb", 3),
      ("⣿⠀▁█", 4), ("─│╭◂●▸", 6), ("±0.5 µ − ½", 10), ("\u{1112}\u{1161}\u{11AB}", 2), ("नमस्ते", 4), ("שָׁלוֹם", 4),
      ("\u{202E}abc\u{202C}", 3), ("ا\u{200D}ب", 2), ("✓✗⟳⏎", 4), ("①", 1), ("㎡", 2), ("\u{AD}", 0),
    ])
  func columns(text: String, expected: Int) {
    #expect(TextWidth.width(of: text) == expected)
    var surface = Surface(size: Size(20, 1))
    #expect(surface.put(text, at: .zero) == expected)
  }

  /// Terminals ask the C library, or tables like its own. What differs is meant to and stands here.
  @Test("Widths agree with the C library's for every character it knows")
  func agreesWithLibrary() throws {
    let utf8 = try #require(newlocale(1 << LC_CTYPE, "C.UTF-8", nil))
    let previous = uselocale(utf8)
    defer {
      uselocale(previous)
      freelocale(utf8)
    }
    var differing: [String] = []
    for value in UInt32(0x20)...0x3FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let category = scalar.properties.generalCategory
      if category == .unassigned || category == .privateUse || category == .format || category == .control { continue }
      let expected = libraryWidth(Int32(value))
      if expected >= 0, Int(expected) != TextWidth.width(of: scalar) {
        differing.append("\(String(value, radix: 16)) \(expected)")
      }
    }
    // Line and paragraph separators are dropped here, and a few marks are newer than the library's tables.
    #expect(differing.count <= 25, "\(differing)")
  }

  @Test("The fast path for symbols holds no wide or combining character")
  func fastPathIsRight() {
    for value in UInt32(0x2010)...0x2BFF where TextWidth.isSymbol(value) {
      if TextWidth.isChartSymbol(value) { #expect(!TextWidth.isWide(value), "\(String(value, radix: 16))") }
      if let scalar = Unicode.Scalar(value) { #expect(!TextWidth.isMark(scalar) && !TextWidth.isDropped(scalar)) }
    }
  }

  @Test("Text is cut at its end or its start")
  func truncation() {
    #expect(TextWidth.truncated("granularity", to: 6) == "granu…")
    #expect(TextWidth.truncated("粒度模型", to: 6) == "粒度…")
    #expect(TextWidth.truncated("abc", to: 3) == "abc")
    #expect(TextWidth.truncated("abc", to: 0) == "")
    #expect(TextWidth.truncatedAtStart("/home/data/demand.csv", to: 12) == "…/demand.csv")
    #expect(TextWidth.padded("ab", to: 5, .right) == "   ab")
    #expect(TextWidth.padded("粒", to: 5, .center) == " 粒  ")
  }

  @Test("Cleaning keeps words apart and drops what could steer a terminal")
  func cleaning() {
    #expect(TextWidth.cleaned("a\u{1B}]0;x\u{7}b\r\nc\u{202E}d\u{9C}\u{0}") == "a]0;xb  cd")
    #expect(TextWidth.cleaned("👩‍👧 é 粒") == "👩‍👧 é 粒")
  }
}
