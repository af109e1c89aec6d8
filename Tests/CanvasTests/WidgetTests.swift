import Testing

@testable import Canvas

@Suite("Panels, tables and bars")
struct WidgetTests {
  @Test("Titles stand in the border")
  func panel() {
    let panel = Panel("Loss", "1h", topRight: ["log"], bottomRight: ["steps"])
    #expect(
      drawn(panel, 24, 3) == ["╭─ Loss ─ 1h ──── log ─╮", "│                      │", "╰────────────── steps ─╯"])
    #expect(drawn(panel, 24, 3, look: .ascii)[0] == "+- Loss - 1h ---- log -+")
    let square = Look(hasRoundedCorners: false)
    #expect(drawn(panel, 24, 3, look: square)[2] == "└────────────── steps ─┘")
  }

  @Test("Titles give way from the right, the first on the left last")
  func narrowPanel() {
    let panel = Panel("Forecast", "origin", topRight: ["log", "smooth"])
    #expect(drawn(panel, 36, 2)[0] == "╭ Forecast ─ origin ─ log ─ smooth ╮")
    #expect(drawn(panel, 34, 2)[0] == "╭─ Forecast ─ origin ─── smooth ─╮")
    #expect(drawn(panel, 24, 2)[0] == "╭─ Forecast ─ origin ──╮")
    #expect(drawn(panel, 16, 2)[0] == "╭─ Forecast ───╮")
    #expect(drawn(panel, 9, 2)[0] == "╭ Fore… ╮")
    #expect(drawn(panel, 2, 2) == ["╭╮", "╰╯"])
  }

  @Test("A bar shows what part of a list is seen")
  func scrollBar() {
    let panel = Panel(scroll: ScrollPosition(first: 7, visible: 5, total: 12))
    #expect(drawn(panel, 4, 7).map { $0.suffix(1) } == ["╮", "│", "│", "│", "┃", "┃", "╯"])
    #expect(ScrollPosition(first: 0, visible: 5, total: 5).thumb(height: 5) == nil)
    #expect(ScrollPosition(first: 0, visible: 5, total: 1000).thumb(height: 5) == 0..<1)
  }

  @Test("Numbers stand under each other and columns go by priority")
  func table() {
    let table = TableView(
      columns: [
        .init("time", priority: 2), .init("actual", alignment: .right, priority: 3),
        .init("粒度", alignment: .right, priority: 1),
      ],
      rows: [["14:00", "34 055.7", "1"], ["15:00", "9.1", "20"]], maximumGap: 2)
    #expect(drawn(table, 22, 3) == ["time     actual  粒度 ", "14:00  34 055.7     1 ", "15:00       9.1    20 "])
    #expect(drawn(table, 18, 2) == ["time     actual   ", "14:00  34 055.7   "])
    #expect(drawn(table, 10, 2) == ["  actual  ", "34 055.7  "])
    #expect(drawn(table, 5, 2) == ["actu…", "34 0…"])
  }

  @Test("Of columns that matter equally the last goes first")
  func equalColumns() {
    let table = TableView(columns: [.init("one"), .init("two"), .init("six")], rows: [])
    #expect(drawn(table, 9, 1) == ["one   two"])
  }

  @Test("Growing columns take what is left, gaps widen first")
  func growingTable() {
    let table = TableView(
      columns: [.init("a", width: .grow()), .init("b", alignment: .right)], rows: [["1", "2"]], maximumGap: 3)
    #expect(drawn(table, 10, 2) == ["a        b", "1        2"])
  }

  @Test("The selected row is brought into view and shown")
  func selection() {
    var table = TableView(
      columns: [.init("n")], rows: (0..<50).map { TableView.Row([StyledText("\($0)")]) }, selected: 20)
    #expect(table.firstVisibleRow(height: 6) == 16)
    #expect(drawn(table, 2, 6) == ["n ", "16", "17", "18", "19", "20"])
    table.offset = 30
    #expect(drawn(table, 2, 3) == ["n ", "20", "21"])
    var surface = Surface(size: Size(4, 3))
    table.draw(on: &surface, in: surface.bounds, look: .plain)
    #expect(surface[3, 1].style.background == Theme.dark.style(.selected).background)
    #expect(surface[3, 2].style.background == nil)
  }

  @Test("On the bar, text that could not be read is changed and lines are left")
  func selectedCells() {
    let look = Look.plain
    let faint = Style(foreground: look.style(.track).foreground)
    var surface = look.surface(Size(4, 1))
    surface.put("a─", at: .zero, style: faint)
    surface.put("b", at: Point(2, 0), style: look.series(0))
    surface.select(surface.bounds, look: look)
    #expect(surface[0, 0].style.foreground == look.style(.selected).foreground)
    #expect(surface[1, 0].style.foreground == faint.foreground)
    #expect(surface[2, 0].style.foreground == look.series(0).foreground)
    #expect((0..<4).allSatisfy { surface[$0, 0].style.background == look.style(.selected).background })
  }

  @Test("A window of a longer list is drawn at its place")
  func windowedTable() {
    let table = TableView(columns: [.init("n")], rows: [["20"], ["21"]], firstRow: 20, offset: 19, hasHeader: false)
    #expect(drawn(table, 2, 4) == ["  ", "20", "21", "  "])
  }

  @Test(
    "A slider's thumb goes from end to end",
    arguments: [(0.0, "◂●─────▸"), (1, "◂━━━━━●▸"), (0.5, "◂━━━●──▸"), (7, "◂━━━━━●▸"), (-1, "◂●─────▸")])
  func slider(fraction: Double, expected: String) {
    #expect(drawn(Slider(fraction), 8, 1) == [expected])
  }

  @Test("A slider in ASCII, without a position, and under the mouse")
  func otherSliders() {
    #expect(drawn(Slider(0.5), 8, 1, look: .ascii) == ["<===o-->"])
    #expect(drawn(Slider(nil), 8, 1) == ["◂──────▸"])
    let rect = Rect(x: 10, y: 0, width: 8, height: 1)
    #expect(Slider(0).fraction(atColumn: 11, in: rect) == 0)
    #expect(Slider(0).fraction(atColumn: 10, in: rect) == 0)
    #expect(Slider(0).fraction(atColumn: 16, in: rect) == 1)
    #expect(Slider(0).fraction(atColumn: 18, in: rect) == nil)
  }

  @Test("Progress in eighths and halves of a column")
  func progress() {
    #expect(drawn(ProgressBar(0.55), 10, 1) == ["█████▌    "])
    #expect(drawn(ProgressBar(0.55, shape: .thin), 10, 1) == ["━━━━━╸────"])
    #expect(drawn(ProgressBar(0.55), 10, 1, look: .ascii) == ["######...."])
    #expect(drawn(ProgressBar(.nan), 4, 1, look: .ascii) == ["...."])
    #expect(drawn(ProgressBar(3), 4, 1) == ["████"])
  }

  @Test("Spark lines keep the largest of each column and leave gaps")
  func sparkline() {
    #expect(drawn(Sparkline([0, 1, 2, 3, 4, 5, 6, 7]), 8, 1) == ["▁▂▃▄▄▅▆▇"])
    #expect(drawn(Sparkline([0, 7, 0, 0, .nan, .nan]), 3, 1) == ["▇▁ "])
    #expect(drawn(Sparkline([.nan]), 3, 1) == ["   "])
    #expect(drawn(Sparkline([2, 2]), 2, 1) == ["▄▄"])
    #expect(drawn(Sparkline([0, 8, 4]), 3, 2) == [" ▇ ", "▁██"])
  }

  @Test("The key bar drops what matters least and keeps its end")
  func keyBar() {
    let bar = KeyBar(
      [.init("space", "pause", priority: 9), .init("s", "step"), .init("g", "grain", priority: 5)],
      trailing: [.init("?", "help")])
    #expect(drawn(bar, 40, 1) == [" space pause  s step  g grain    ? help "])
    #expect(drawn(bar, 30, 1) == [" space pause  g grain  ? help "])
    #expect(drawn(bar, 22, 1) == [" space pause   ? help "])
    #expect(drawn(bar, 9, 1) == ["  ? help "])
    let rects = bar.placed(in: Rect(x: 0, y: 23, width: 40, height: 1)).map(\.rect)
    #expect(rects.first == Rect(x: 1, y: 23, width: 11, height: 1))
    #expect(rects.last == Rect(x: 33, y: 23, width: 6, height: 1))
  }

  @Test("Bars stand between their labels and values")
  func barList() {
    let list = BarList([
      .init("30min", 1, value: "0.61", style: .plain), .init("1w", 0.5, value: "1.20", style: .plain),
    ])
    #expect(drawn(list, 20, 2) == ["30min ━━━━━━━━━ 0.61", "1w    ━━━━╸──── 1.20"])
  }

  @Test("A picture takes two pixels a cell and grows by whole multiples")
  func picture() {
    let image = PixelImage(width: 4, height: 4, pixels: (0..<16).map { $0 % 4 == 1 ? 1 : 0 })
    #expect(image.size(in: Size(20, 9)) == Size(16, 8))
    #expect(image.size(in: Size(7, 9)) == Size(4, 2))
    #expect(image.size(in: Size(2, 9)) == Size(2, 1))
    // Whole blocks are averaged: two by two here, three by three where that is not enough.
    #expect(image.size(in: Size(3, 1)) == Size(2, 1))
    #expect(PixelScale.fitting(28, 28, in: Size(10, 9)) == .every(3))
    #expect(drawn(image, 4, 2) == ["▀▀▀▀", "▀▀▀▀"])
    #expect(drawn(image, 4, 2, look: .ascii) == [" @  ", " @  "])
    var surface = Surface(size: Size(4, 2))
    image.draw(on: &surface, in: surface.bounds, look: .plain)
    #expect(surface[1, 0].style != surface[0, 0].style)
  }

  @Test("A picture in colour has its own colours, and characters by their brightness")
  func colourPicture() {
    // Red above green, blue above white.
    let image = PixelImage(width: 2, height: 2, channels: 3, pixels: [1, 0, 0, 0, 0, 1, 0, 1, 0, 1, 1, 1])
    var surface = Surface(size: Size(2, 1))
    image.draw(on: &surface, in: surface.bounds, look: .plain)
    #expect(surface[0, 0].style == Style(foreground: Color(0xFF0000), background: Color(0x00FF00)))
    #expect(surface[1, 0].style == Style(foreground: Color(0x0000FF), background: Color(0xFFFFFF)))
    #expect(drawn(image, 2, 1, look: Look(depth: .monochrome)) == ["▄▄"])
    #expect(drawn(image, 2, 1, look: .ascii) == ["++"])
    // An odd last row leaves the lower half as it is.
    var odd = Surface(size: Size(1, 1))
    PixelImage(width: 1, height: 1, pixels: [1]).draw(on: &odd, in: odd.bounds, look: .plain)
    #expect(odd[0, 0].style.background == nil && odd[0, 0].style.foreground != nil)
    // The nearest of 256 colours, and greys are greys.
    #expect(Style(foreground: Color(0xFF0000)).reduced(to: .indexed256).foreground == Color(0xFF0000))
  }

  @Test("A signed picture tells less than nothing from more, with and without colours")
  func signedPicture() {
    let image = PixelImage(width: 3, height: 2, pixels: [0, 0.5, 1, 0, 0.5, 1], shade: .signed)
    var surface = Surface(size: Size(3, 1))
    image.draw(on: &surface, in: surface.bounds, look: .plain)
    let colors = (0..<3).map { surface[$0, 0].style.foreground }
    #expect(Set(colors).count == 3 && colors[0] == Look.plain.series(3).foreground)
    #expect(drawn(image, 3, 1, look: .ascii) == ["= @"])
    #expect(drawn(image, 3, 1, look: Look(depth: .monochrome)) == ["≡ █"])
  }

  @Test("A mosaic puts pictures a pixel apart, larger where all have room, fewer where they have not")
  func mosaic() throws {
    let mosaic = PixelMosaic(of: PixelImage(width: 3, height: 3, pixels: [Float](repeating: 1, count: 9 * 6)))
    let large = try #require(mosaic.arrangement(in: Size(40, 12)))
    #expect(large.scale == .times(3) && large.across == 4 && large.shown == 6)
    let small = try #require(mosaic.arrangement(in: Size(11, 4)))
    #expect(small.scale == .times(1) && small.across == 3 && small.down == 2 && small.shown == 6)
    #expect(drawn(mosaic, 11, 4, look: .ascii) == ["@@@ @@@ @@@", "@@@ @@@ @@@", "@@@ @@@ @@@", "@@@ @@@ @@@"])
    #expect(mosaic.arrangement(in: Size(7, 2))?.shown == 2)
    #expect(mosaic.arrangement(in: Size(0, 2)) == nil)
    // Pictures that would fill the room alone are made smaller, so that eight of them are seen.
    let maps = PixelMosaic(of: PixelImage(width: 28, height: 28, pixels: [Float](repeating: 0, count: 784 * 16)))
    let fitted = try #require(maps.arrangement(in: Size(60, 12)))
    #expect(fitted.shown >= 8 && fitted.scale == .every(3))
  }

  @Test("Cells of a heat map that mean something else have another colour, and can be found by place")
  func heatMapCells() throws {
    var map = Widgets.heatMap
    map.tone = Style(foreground: Color(0xFF0000))
    map.otherTone = Style(foreground: Color(0x00FF00))
    map.others = [3]
    let rect = Rect(x: 2, y: 1, width: 20, height: 4)
    var surface = Surface(size: Size(24, 6))
    map.draw(on: &surface, in: rect, look: .plain)
    let grid = map.grid(in: rect)
    let (other, usual) = (grid.rect(row: 1, column: 1), grid.rect(row: 0, column: 1))
    let colors = try [other, usual].map { try #require(surface[$0.x + 1, $0.y].style.background) }
    #expect(colors[0].g > colors[0].r && colors[1].r > colors[1].g)
    let place = try #require(grid.cell(at: Point(other.x, other.y)))
    #expect(place.row == 1 && place.column == 1)
    #expect(grid.cell(at: rect.origin) == nil)
  }

  @Test("A heat map shows its numbers, and shades where there are no colours")
  func heatMap() {
    #expect(
      drawn(Widgets.heatMap, 20, 4)
        == ["      30min   1d    ", "1h    0.10   0.90   ", "粒度    ·    0.40   ", "1w    0.50   1.00   "])
    var shades = Widgets.heatMap
    shades.texts = []
    #expect(drawn(shades, 20, 2, look: Look(depth: .monochrome))[1] == "1h             █    ")
    // In a large field cells grow, up to three rows, with the numbers in their middle.
    #expect(
      drawn(Widgets.heatMap, 60, 11)[2] == "1h       0.10        0.90".padded(to: 60))
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: width - count) }
}
