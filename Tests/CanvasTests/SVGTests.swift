import Testing

@testable import Canvas

@Suite("Pictures")
struct SVGTests {
  private func picture(_ look: Look) -> String {
    var surface = look.surface(Size(60, 20))
    let rows = surface.bounds.splitRows([.share(), .share()])
    Widgets.panel.draw(on: &surface, in: rows[0], look: look)
    Widgets.chart.draw(on: &surface, in: rows[0].inset(by: 1), look: look)
    Widgets.table.draw(on: &surface, in: rows[1], look: look)
    surface.put("<&>\"' \u{1B} 粒度 👩‍👧 é\u{301}", at: Point(2, 19), style: Style(attributes: [.underline, .italic]))
    return SVG.render(surface, look: look, options: .init(title: "a < b & c\u{1}"))
  }

  @Test("Are well-formed in every look", arguments: Look.all)
  func isWellFormed(look: Look) {
    let text = picture(look)
    #expect(SVGTests.fault(in: text) == nil)
    #expect(text.hasPrefix("<svg "))
    #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
  }

  @Test("Words are stretched to their cells and stand in them")
  func wordsStand() {
    var surface = Surface(size: Size(9, 1))
    surface.put("ab cd<", at: Point(1, 0))
    let text = SVG.render(surface, look: .plain, options: .init(fontSize: 10, padding: 0))
    #expect(text.contains("<text x=\"6.52\" y=\"9.65\" fill=\"#ccd6e0\" textLength=\"12.04\""))
    #expect(text.contains(">ab</text>"))
    #expect(text.contains("textLength=\"18.06\" lengthAdjust=\"spacingAndGlyphs\">cd&lt;</text>"))
  }

  @Test("A word that is underlined is so from its first cell to its last")
  func underlined() {
    var surface = Surface(size: Size(9, 1))
    surface.put("ab cd", at: Point(1, 0), style: Style(attributes: .underline))
    let text = SVG.render(surface, look: .plain, options: .init(fontSize: 10, padding: 0))
    let lines = text.split(separator: "M").filter { $0.contains("h6.02") }
    #expect(lines.count == 5, "\(text)")
  }

  @Test("Without a window around it a picture is as large as its cells")
  func bare() {
    let text = SVG.render(Surface(size: Size(100, 10)), look: .plain, options: .bare)
    #expect(text.contains("width=\"903\" height=\"180.6\""), "\(text)")
    #expect(!text.contains("circle") && !text.contains("stroke=") && SVGTests.fault(in: text) == nil)
  }

  @Test("Lines, blocks and dots are shapes")
  func shapes() {
    var surface = Surface(size: Size(60, 1))
    let drawn = "─│┌┐└┘├┤┬┴┼╭╮╰╯━┃╸╍┅┈┊▁▅█▌▐░▒▓▀▄▖▗▘▙▚▛▜▝▞▟⣿⠁●○◆◇■□▲△▼◀▶◂▸"
    surface.put(drawn, at: .zero)
    let text = SVG.render(surface, look: .plain)
    #expect(!text.contains("<text"))
    #expect(SVGTests.fault(in: text) == nil)
  }

  @Test(
    "Numbers are short",
    arguments: [(1.0, "1"), (0.5, ".5"), (-0.25, "-.25"), (12.345, "12.35"), (3.1, "3.1"), (2.04, "2.04")])
  func numbers(value: Double, expected: String) {
    #expect(SVG.number(value) == expected)
  }

  /// What is wrong with an XML text of elements, attributes and character data; nil where nothing is.
  static func fault(in text: String) -> String? {
    var open: [Substring] = []
    var rest = text[...]
    while let start = rest.firstIndex(of: "<") {
      if rest[..<start].contains(">") { return "stray > before \(rest[start...].prefix(20))" }
      if let fault = entityFault(rest[..<start]) { return fault }
      guard let end = rest[start...].firstIndex(of: ">") else { return "unclosed tag" }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.contains("<") { return "< in a tag: \(tag)" }
      if tag.first == "/" {
        guard open.popLast() == tag.dropFirst() else { return "wrong end: \(tag)" }
        continue
      }
      if tag.count(where: { $0 == "\"" }) % 2 != 0 { return "odd quotes: \(tag)" }
      if !tag.hasSuffix("/") { open.append(tag.prefix { $0 != " " }) }
    }
    return open.isEmpty ? nil : "open: \(open)"
  }

  private static func entityFault(_ text: Substring) -> String? {
    for part in text.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
      guard ["amp;", "lt;", "gt;", "quot;"].contains(where: { part.hasPrefix($0) }) else {
        return "bare &: \(part.prefix(10))"
      }
    }
    return nil
  }
}
