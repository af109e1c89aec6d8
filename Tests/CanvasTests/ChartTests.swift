import Testing

@testable import Canvas

@Suite("Line charts")
struct ChartTests {
  private let falling = LineChart(
    series: [
      .init("loss", .points((0...20).map { ChartPoint(Double($0), 1 / (1 + Double($0) * 0.3)) }), style: .plain)
    ], xAxis: .init(ticks: .whole, unit: "epoch"))

  @Test("A curve in Braille")
  func braille() {
    #expect(
      drawn(falling, 30, 7) == [
        "1.0 ┤⢣┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈",
        "    │ ⢣                       ",
        "    │  ⠑⢄                     ",
        "0.5 ┤┈┈┈┈⠉⠒⠤⣀⡀┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈",
        "    │        ⠈⠉⠉⠒⠒⠢⠤⠤⠤⣀⣀⣀⣀⣀⣀  ",
        "  0 ┤┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈⠉⠉",
        "     0          10       epoch",
      ])
  }

  @Test("A curve in blocks")
  func blocks() {
    #expect(
      drawn(falling, 30, 7, look: Look(symbols: .blocks)) == [
        "1.0 ┤▚┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈",
        "    │▝▄                       ",
        "    │  ▀▚▖                    ",
        "0.5 ┤┈┈┈┈▝▀▄▄▄▖┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈",
        "    │         ▝▀▀▀▀▚▄▄▄▄▄▄▄▄▄▄",
        "  0 ┤┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈",
        "     0          10       epoch",
      ])
  }

  @Test("A curve in ASCII")
  func ascii() {
    #expect(
      drawn(falling, 30, 7, look: .ascii) == [
        "1.0 +|                        ",
        "    | |                       ",
        "    |  '-.                    ",
        "0.5 +     '-.                 ",
        "    |        ''''----........ ",
        "  0 +                        '",
        "     0          10       epoch",
      ])
  }

  @Test("A single spike among a million values is drawn")
  func spikeIsKept() {
    var values = [Double](repeating: 0, count: 1_000_000)
    values[345_678] = 100
    let chart = LineChart(
      series: [.init("", .values(values, start: 0, step: 1), style: .plain)], xAxis: .hidden,
      yAxis: .init(range: 0...100, isVisible: false), hasGrid: false)
    let lines = drawn(chart, 40, 4)
    #expect(lines[0].count { $0 != " " } == 1)
    #expect(Array(lines[0])[13] != " ")
  }

  @Test("A line with a gradient takes the ramp's colour of each row, and an area under it fades")
  func gradient() {
    let look = Look(theme: .dark, depth: .trueColor)
    let rising = (0..<40).map { Double($0) }
    let chart = LineChart(
      series: [
        LineChart.Series(
          "a", .values(rising, start: 0, step: 1), style: look.style(.text), shape: .area, gradient: .cpu)
      ], xAxis: LineChart.Axis(isVisible: false), yAxis: LineChart.Axis(isVisible: false), hasGrid: false)
    var surface = look.surface(Size(20, 10))
    chart.draw(on: &surface, in: surface.bounds, look: look)
    #expect(surface[0, 9].style.foreground == look.gradient(.cpu, at: 0.05).foreground)
    #expect(surface[19, 0].style.foreground == look.gradient(.cpu, at: 0.95).foreground)
    let (upper, lower) = (surface[18, 3].style.background, surface[18, 9].style.background)
    #expect(upper != nil && lower != nil && upper != lower)
  }

  @Test("Even a low chart has two numbers on its axis")
  func twoTicks() {
    for height in 3...6 {
      let chart = LineChart(yAxis: LineChart.Axis(range: 17_800...37_400))
      let layout = chart.layout(in: Rect(x: 0, y: 0, width: 40, height: height), look: Look())
      #expect(layout.yTicks.count >= 2 && layout.yTicks.count <= height, "\(height): \(layout.yTicks)")
    }
  }

  @Test("A missing value leaves a gap")
  func gap() {
    let chart = LineChart(
      series: [.init("", .values([1, 1, .nan, 1, 1], start: 0, step: 1), style: .plain)], xAxis: .hidden,
      yAxis: .init(range: 0...2, isVisible: false), hasGrid: false)
    #expect(drawn(chart, 9, 1) == ["⠤⠤⠄   ⠠⠤⠤"])
  }

  @Test("Values that a logarithmic axis cannot show leave gaps")
  func logarithmicGap() {
    let chart = LineChart(
      series: [.init("", .values([1, 1, 0, 1, 1], start: 0, step: 1), style: .plain)], xAxis: .hidden,
      yAxis: .init(range: 0.1...10, scale: .logarithmic, isVisible: false), hasGrid: false)
    #expect(drawn(chart, 9, 1) == ["⠤⠤⠄   ⠠⠤⠤"])
  }

  @Test("A line that leaves the range is cut at its edge")
  func clippedLine() {
    let chart = LineChart(
      series: [.init("", .points([ChartPoint(-1e30, 5), ChartPoint(1e30, 5)]), style: .plain)],
      xAxis: .init(range: 0...1, isVisible: false), yAxis: .init(range: 0...10, isVisible: false), hasGrid: false)
    #expect(drawn(chart, 4, 1) == ["⠤⠤⠤⠤"])
    let steep = LineChart(
      series: [.init("", .points([ChartPoint(0, -1e30), ChartPoint(1, 1e30)]), style: .plain)],
      xAxis: .init(range: 0...1, isVisible: false), yAxis: .init(range: 0...10, isVisible: false), hasGrid: false)
    #expect(drawn(steep, 3, 1).first?.contains { $0 != " " } == true)
  }

  @Test("Marks are named in a row under the plot, clear of the curve; where names overlap the newest keep theirs")
  func marks() {
    var chart = falling
    chart.marks = [
      .init(x: 4, label: "lr ½"), .init(x: 10, label: "batch 64"), .init(x: 12, label: "lr 5e-3"),
      .init(x: 20, label: "dropout"),
    ]
    chart.markRows = 1
    #expect(drawn(chart, 44, 8)[6] == "    │   lr ½▴   batch 64▴   ▴       dropout▴")
    // A second row takes what the first has no room for, and the plot is as much lower.
    chart.markRows = 2
    #expect(
      drawn(chart, 44, 9)[6...7] == [
        "    │   lr ½▴   batch 64▴   ┊       dropout▴", "    │                       ▴lr 5e-3        ",
      ])
    // A low chart keeps three rows for its curve.
    #expect(!drawn(chart, 44, 4).joined().contains("▴"))
  }

  @Test("Names of points stand apart from each other and from every point, also where those lie together")
  func markers() {
    let near: [(Double, Double)] = [(5, 5), (5.1, 5), (5.2, 5.1), (9.9, 5), (0, 9.9), (5, 0.2), (5.05, 4.9)]
    var chart = LineChart(
      xAxis: .init(range: 0...10, isVisible: false), yAxis: .init(range: 0...10, isVisible: false), hasGrid: false)
    chart.markers = near.enumerated().map { index, place in
      LineChart.Marker(x: place.0, y: place.1, label: "grain\(index)", style: .plain, symbol: "○")
    }
    for look in [Look.plain, .ascii] {
      for size in [Size(40, 9), Size(60, 14), Size(100, 20)] {
        let text = drawn(chart, size.width, size.height, look: look).joined(separator: "\n")
        for index in near.indices { #expect(text.contains("grain\(index)"), "grain\(index) in\n\(text)") }
      }
    }
  }

  @Test("A name stands off a curve that runs through its point")
  func markerOnCurve() {
    var chart = LineChart(
      series: [.init("", .points([ChartPoint(0, 5), ChartPoint(10, 5)]), style: .plain)],
      xAxis: .init(range: 0...10, isVisible: false), yAxis: .init(range: 0...10, isVisible: false), hasGrid: false)
    chart.markers = [.init(x: 5, y: 5, label: "1h", style: .plain, symbol: "●")]
    let lines = drawn(chart, 21, 5)
    #expect(lines[1] == "           1h        " && lines[2] == "⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤●⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤", "\(lines)")
  }

  @Test("The cross-hair reads the values under it")
  func crosshair() {
    var chart = falling
    chart.crosshair = .init(x: 4.2, title: "epoch 4")
    let lines = drawn(chart, 40, 8)
    #expect(lines[0].contains("│ epoch 4"))
    #expect(lines[1].contains("│ loss 0.455"))
    #expect(lines.contains { $0.contains("●") })
  }

  @Test("The nearest value is read")
  func nearestValue() {
    let data = LineChart.Data.points([ChartPoint(0, 1), ChartPoint(10, 2), ChartPoint(20, .nan)])
    #expect(data.value(at: 4) == 1)
    #expect(data.value(at: 6) == 2)
    #expect(data.value(at: 99) == nil)
    #expect(data.value(at: -99) == 1)
    #expect(LineChart.Data.values([5, 6, 7], start: 100, step: 2).value(at: 102.9) == 6)
    #expect(LineChart.Data.buckets([]).value(at: 0) == nil)
  }

  @Test("A value's column and row are those that it is drawn in")
  func places() {
    let chart = LineChart(xAxis: .init(range: 0...1000), yAxis: .init(range: 0...1))
    let layout = chart.layout(in: Rect(x: 5, y: 5, width: 60, height: 10), look: .plain)
    let width = Double(layout.plot.width)
    for (index, column) in layout.plot.columns.enumerated() {
      #expect(layout.column(of: (Double(index) + 0.5) * 1000 / width) == column)
    }
    #expect(layout.column(of: 0) == layout.plot.minX)
    #expect(layout.column(of: 1000) == layout.plot.maxX - 1)
    #expect(layout.column(of: 1001) == nil)
    #expect(layout.row(of: 1) == layout.plot.minY)
    #expect(layout.row(of: 0) == layout.plot.maxY - 1)
  }

  @Test("The legend goes where it hides the least")
  func legend() {
    var chart = falling
    chart.legend = .automatic
    #expect(drawn(chart, 40, 8)[0].hasSuffix("━ loss "))
    chart.series[0].data = .values((0..<20).map(Double.init), start: 0, step: 1)
    #expect(drawn(chart, 40, 8)[0].contains("━ loss"))
    #expect(!drawn(chart, 40, 8)[0].hasSuffix("━ loss "))
    #expect(drawn(chart, 40, 8, look: .ascii)[0].contains("- loss"))
  }

  @Test("A band is tinted as finely as an eighth of a cell, and dotted where tints cannot be shown")
  func band() {
    let chart = LineChart(
      bands: [.init(x: [0, 1], lower: [0, 0], upper: [7, 7], style: Style(foreground: Color(0x4FD6BE)))],
      xAxis: .hidden, yAxis: .init(range: 0...8, isVisible: false), hasGrid: false)
    var surface = Look.plain.surface(Size(2, 2))
    chart.draw(on: &surface, in: surface.bounds, look: .plain)
    #expect(surface.lines() == ["▆▆", "  "])
    #expect(surface[0, 1].style.background == Theme.dark.tint(Style(foreground: Color(0x4FD6BE)), 0.24))
    #expect(drawn(chart, 2, 2, look: Look(depth: .sixteen)) == ["⢔⢔", "⢕⢕"])
  }

  @Test("Without colours further lines are broken")
  func monochromeLines() {
    let chart = LineChart(
      series: ["a", "b"].map { .init($0, .values([Double](repeating: 1, count: 9), start: 0, step: 1), style: .plain) },
      xAxis: .hidden, yAxis: .init(range: 0...2, isVisible: false), legend: .automatic, hasGrid: false)
    let lines = drawn(chart, 40, 8, look: Look(depth: .monochrome))
    #expect(lines.contains { $0.contains("━ a") } && lines.contains { $0.contains("╍ b") })
  }

  @Test("Curves that share cells take turns with their colours")
  func sharedCells() {
    let styles = [Style(foreground: Color(0xFF0000)), Style(foreground: Color(0x00FF00))]
    let chart = LineChart(
      series: styles.map { .init("", .values([1, 1], start: 0, step: 1), style: $0) }, xAxis: .hidden,
      yAxis: .init(range: 0...2, isVisible: false), hasGrid: false)
    var surface = Surface(size: Size(8, 1))
    chart.draw(on: &surface, in: surface.bounds, look: .plain)
    #expect((0..<8).map { surface[$0, 0].style == styles[0] } == [true, true, false, false, true, true, false, false])
  }

  @Test("Broken lines stand back, whichever is drawn first")
  func standingBack() {
    let flat = LineChart.Data.values([1, 1], start: 0, step: 1)
    let steep = LineChart.Data.values([0, 2], start: 0, step: 1)
    let solid = LineChart.Series("", flat, style: .bold)
    let broken = LineChart.Series("", steep, style: .dim, shape: .dotted)
    for series in [[solid, broken], [broken, solid]] {
      let chart = LineChart(
        series: series, xAxis: .hidden, yAxis: .init(range: 0...2, isVisible: false), hasGrid: false)
      var surface = Surface(size: Size(8, 3))
      chart.draw(on: &surface, in: surface.bounds, look: .plain)
      #expect(surface.lines()[1] == "⠤⠤⠤⠤⠤⠤⠤⠤")
      #expect((0..<8).allSatisfy { surface[$0, 1].style == .bold })
      #expect(surface.lines()[0].contains { $0 != " " } && surface.lines()[2].contains { $0 != " " })
    }
  }

  @Test("A growing curve is drawn at the same columns while its axis stands")
  func noJitter() {
    func lines(_ count: Int) -> [String] {
      let values = (0..<count).map { 1 / Double($0 + 1) }
      let chart = LineChart(
        series: [.init("", .values(values, start: 0, step: 1), style: .plain)],
        xAxis: .init(range: 0...2000), yAxis: .init(range: 0...1))
      return drawn(chart, 40, 8)
    }
    let (early, late) = (lines(1600), lines(1900))
    for (before, after) in zip(early, late) { #expect(before.prefix(32) == after.prefix(32)) }
  }
}
