import Testing

@testable import Canvas

@Suite("Colours")
struct ColorTests {
  @Test("The 256 colours are their own nearest, and only the fixed ones are used", arguments: 16...255)
  func fixedColorsAreFound(index: Int) {
    let color = Color.ofIndex(UInt8(index))
    #expect(Color.ofIndex(color.indexed256) == color)
    #expect(color.indexed256 >= 16)
  }

  @Test("Any colour takes a fixed index", arguments: 0..<64)
  func onlyFixedIndices(step: UInt32) {
    #expect(Color(step &* 0x0404_1F).indexed256 >= 16)
  }

  @Test(
    "Sixteen colours",
    arguments: [
      (0x000000, 0), (0xFFFFFF, 15), (0xFF0000, 9), (0x00CDCD, 6), (0xE0E0E0, 7), (0x00766A, 6), (0xF5B455, 3),
      (0xBD2A58, 1),
    ])
  func sixteen(hex: Int, index: Int) {
    #expect(Color(UInt32(hex)).sixteen == UInt8(index))
  }

  @Test("Text never vanishes in its background with sixteen colours")
  func textStaysVisible() {
    let style = Style(foreground: Color(0x767676), background: Color(0x858585))
    let (text, ground) = style.indices(.sixteen)
    #expect(text != ground)
  }

  @Test("Without colours the attributes stay")
  func monochrome() {
    let style = Style(foreground: Color(0xFF0000), background: Color(0x00FF00), attributes: [.bold, .underline])
    #expect(style.reduced(to: .monochrome) == Style(attributes: [.bold, .underline]))
  }

  @Test("Contrast and mixing")
  func contrast() {
    #expect(abs(Color(0).contrast(with: Color(0xFFFFFF)) - 21) < 0.01)
    #expect(Color(0x000000).blended(with: Color(0xFF8040), 0.5) == Color(0x804020))
    #expect(Color(0x010203).description == "#010203")
  }
}
