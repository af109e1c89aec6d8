import TestMutations
import Testing

@testable import Canvas

@Suite("A surface")
struct SurfaceTests {
  @Test("A cell takes sixteen bytes")
  func cellIsSmall() {
    #expect(MemoryLayout<Cell>.stride == 16)
  }

  @Test("Text is clipped on every side and reports its columns")
  func textIsClipped() {
    var surface = Surface(size: Size(5, 2))
    #expect(surface.put("abcdefgh", at: Point(-2, 0)) == 8)
    #expect(surface.put("xyz", at: Point(3, 1)) == 3)
    #expect(surface.put("above", at: Point(0, -1)) == 5)
    #expect(surface.put("right", at: Point(9, 0)) == 5)
    #expect(surface.lines() == ["cdefg", "   xy"])
  }

  @Test("A limit on the width never cuts a wide glyph in half")
  func widthLimit() {
    var surface = Surface(size: Size(8, 1))
    #expect(surface.put("a粒度", at: .zero, maxWidth: 4) == 3)
    #expect(surface.lines() == ["a粒     "])
  }

  @Test("The right half of a wide glyph is marked")
  func wideGlyph() {
    var surface = Surface(size: Size(4, 1))
    surface.put("粒a", at: .zero)
    #expect([0, 1, 2, 3].map { surface[$0, 0].width } == [2, 0, 1, 1])
    #expect(surface.lines() == ["粒a "])
  }

  @Test("Overwriting one half of a wide glyph blanks the other", arguments: [0, 1])
  func overwrittenHalf(column: Int) {
    var surface = Surface(size: Size(2, 1))
    surface.put("粒", at: .zero)
    surface.put("x", at: Point(column, 0))
    #expect(surface.lines() == [column == 0 ? "x " : " x"])
    #expect(isWhole(surface))
  }

  @Test("A wide glyph over two others leaves no halves")
  func overlappingWideGlyphs() {
    var surface = Surface(size: Size(4, 1))
    surface.put("粒度", at: .zero)
    surface.put("模", at: Point(1, 0))
    #expect(surface.lines() == [" 模 "])
    #expect(isWhole(surface))
  }

  @Test("Filling cuts wide glyphs at its edges")
  func fillCutsWideGlyphs() {
    var surface = Surface(size: Size(6, 1))
    surface.put("粒度模", at: .zero)
    surface.fill(Rect(x: 1, y: 0, width: 4, height: 1), "·", style: .plain)
    #expect(surface.lines() == [" ···· "])
    #expect(isWhole(surface))
  }

  @Test("A wide glyph that is cut by the edge becomes a blank")
  func wideGlyphAtEdge() {
    var surface = Surface(size: Size(3, 1))
    surface.put("ab粒", at: .zero)
    surface.put("粒", at: Point(-1, 0))
    #expect(surface.lines() == [" b "])
    #expect(isWhole(surface))
  }

  @Test("Controls and bidirectional overrides are left out; tabs and line ends are spaces")
  func controlsAreStripped() {
    var surface = Surface(size: Size(12, 1))
    let hostile = "a\u{1B}[31mb\u{7}\u{202E}c\u{9B}d\te\u{2066}\u{FEFF}"
    #expect(surface.put(hostile, at: .zero) == 10)
    #expect(surface.lines() == ["a[31mbcd e  "])
  }

  @Test("Combining marks join their base and survive a copy")
  func combiningMarks() {
    var surface = Surface(size: Size(3, 1))
    #expect(surface.put("e\u{301}x", at: .zero) == 2)
    #expect(surface.text(of: surface[0, 0]) == "e\u{301}")
    #expect(surface.printableScalars(of: surface[0, 0]) == ["e", "\u{301}"])
    var other = Surface(size: Size(3, 1))
    other.put("oe\u{301}", at: .zero)
    #expect(other[1, 0] == surface[0, 0])
  }

  @Test("A heap of marks is cut off")
  func heapOfMarks() {
    var surface = Surface(size: Size(2, 1))
    surface.put("a" + String(repeating: "\u{301}", count: 500), at: .zero)
    #expect(surface.text(of: surface[0, 0]).unicodeScalars.count == 8)
  }

  @Test("A joined emoji takes two columns and prints as its first part")
  func joinedEmoji() {
    var surface = Surface(size: Size(4, 1))
    #expect(surface.put("👩‍👩‍👧x", at: .zero) == 3)
    #expect(surface.text(of: surface[0, 0]) == "👩‍👩‍👧")
    #expect(surface.printableScalars(of: surface[0, 0]) == ["👩"])
    #expect(surface.text(of: surface[2, 0]) == "x")
  }

  @Test("Missing colours are those of the cell")
  func styleShowsThrough() {
    let ground = Style(foreground: Color(0xAAAAAA), background: Color(0x112233))
    var surface = Surface(size: Size(2, 1), style: ground)
    surface.put("a", at: .zero, style: Style(foreground: Color(0xFF0000), attributes: .bold))
    #expect(surface[0, 0].style == Style(foreground: Color(0xFF0000), background: Color(0x112233), attributes: .bold))
    #expect(surface[1, 0].style == ground)
  }

  @Test("A clip limits every write and is taken back")
  func clip() {
    var surface = Surface(size: Size(6, 3))
    surface.clipped(to: Rect(x: 1, y: 1, width: 3, height: 1)) { surface in
      surface.fill(surface.bounds, "#", style: .plain)
      surface.put("abcdef", at: Point(0, 1))
    }
    surface.put("z", at: Point(5, 2))
    #expect(surface.lines() == ["      ", " bcd  ", "     z"])
    surface.clipped(to: Rect(x: 0, y: 0, width: 2, height: 1)) { surface in
      surface.clipped(to: Rect(x: 1, y: 0, width: 5, height: 3)) { $0.fill($0.bounds, "#", style: .plain) }
    }
    #expect(surface.lines()[0] == " #    ")
    #expect(surface.lines()[2] == "     z")
  }

  @Test("Random writes keep every wide glyph whole", arguments: 0..<20)
  func randomWrites(seed: UInt64) {
    var dice = SplitMix64(seed)
    var surface = Surface(size: Size(11, 4))
    let texts = ["粒度模型", "ab", "é\u{301}x", "👩‍👩‍👧", "x粒", "\u{301}", "한국", " "]
    for _ in 0..<300 {
      let point = Point(Int.random(in: -6...14, using: &dice), Int.random(in: -1...4, using: &dice))
      let rect = Rect(origin: point, size: Size(Int.random(in: 0...5, using: &dice), 2))
      if Bool.random(using: &dice) {
        surface.clipped(to: rect) { _ = $0.put(texts.randomElement(using: &dice) ?? "", at: point) }
      } else if Bool.random(using: &dice) {
        surface.fill(rect, "·", style: .plain)
      } else {
        surface.put(texts.randomElement(using: &dice) ?? "", at: point, maxWidth: Int.random(in: 0...9, using: &dice))
      }
      #expect(isWhole(surface))
      #expect(surface.lines().allSatisfy { TextWidth.width(of: $0) == 11 })
    }
  }

  @Test("Folding leaves ASCII alone and keeps the columns")
  func foldsToASCII() {
    var surface = Surface(size: Size(16, 2))
    surface.put("−1 → é 粒 ✓ ⣿", at: .zero)
    surface.put("e\u{301} plain ~", at: Point(0, 1))
    surface.foldToASCII()
    #expect(surface.lines() == ["-1 > e ?  + *   ", "e plain ~       "])
  }

  @Test("Styled text is cut with an ellipsis in the style of what it cuts")
  func styledTextIsCut() {
    let text: StyledText = [Span("abc", .bold), Span("defg", .dim)]
    #expect(text.truncated(to: 7) == text)
    #expect(text.truncated(to: 5).plainText == "abcd…")
    #expect(text.truncated(to: 3).plainText == "ab…")
    #expect(text.truncated(to: 1).plainText == "…")
    #expect(text.truncated(to: 0).plainText == "")
  }
}
