import Basics
import TestMutations
import Testing

@testable import Canvas

/// Every widget, with content that is hard to fit.
enum Widgets {
  static let all: [(name: String, widget: any Widget & Sendable)] = [
    ("parallel coordinates", parallel),
    ("panel", panel), ("table", table), ("slider", Slider(0.37, isFocused: true)), ("empty slider", Slider(nil)),
    ("progress", ProgressBar(0.61)), ("thin progress", ProgressBar(1.4, shape: .thin)),
    ("sparkline", Sparkline(noise(90))), ("line sparkline", Sparkline(noise(9), shape: .line)),
    ("key bar", KeyBar(keys, trailing: [.init("?", "help")])), ("bar list", bars), ("chart", chart),
    ("picture", PixelImage(width: 8, height: 8, pixels: (0..<64).map { Float($0) / 63 })),
    ("heat map", heatMap), ("trade-off chart", tradeOff), ("empty chart", LineChart(placeholder: "no steps yet")),
  ]

  static let keys: [KeyBar.Item] = [
    .init("space", "pause", priority: 9), .init("粒", "grain 粒度"), .init("←→", "adjust", priority: 5),
  ]

  static let parallel: ParallelChart = {
    var chart = ParallelChart(
      axes: [("rate 粒度", "0.1", "1e-5"), ("units", "128 64 32", "64"), ("score", "0.52", "0.94")].map {
        .init(title: StyledText($0.0), top: $0.1, bottom: $0.2)
      })
    chart.axes[1].places = [(0, "relu"), (0.5, "粒度粒度粒度"), (1, "a name without end")]
    chart.axes[0].brush = 0.2...0.7
    chart.axes[0].isChosen = true
    for place in 0..<9 {
      var line = ParallelChart.Line(
        positions: [Double(place) / 8, place == 4 ? nil : 0.5, 1 - Double(place) / 8], style: .plain)
      line.rank = place % 3 == 0 ? .back : place % 3 == 1 ? .middle : .front
      line.symbol = place % 3 == 2 ? place : nil
      chart.lines.append(line)
    }
    return chart
  }()

  static let panel = Panel(
    StyledText("Loss 粒度", .bold), "1h", topRight: ["log", "smooth .6"], bottomLeft: ["branches"],
    bottomRight: ["24 310 steps/s"], isFocused: true, scroll: ScrollPosition(first: 3, visible: 5, total: 12))

  static let table = TableView(
    columns: [
      .init("time", width: .grow(minimum: 4), priority: 3), .init("实际值", alignment: .right, priority: 2),
      .init("error", alignment: .right, width: .fixed(8)), .init("note", width: .fit(maximum: 6)),
    ],
    rows: (0..<30).map { ["08-14 \($0):00", "34 055.\($0)", "−184.5 and more", "👩‍👩‍👧 é\u{301}"] }, selected: 17)

  static let bars = BarList(
    [
      .init("30min", 1, value: "0.61", style: .plain), .init("粒度", .nan, value: "–", style: .plain),
      .init("1w", 0.3, value: "1.20", style: .plain),
    ], selected: 1)

  static let heatMap = HeatMap(
    rowLabels: ["1h", "粒度", "1w"], columnLabels: ["30min", "1d"], values: [0.1, 0.9, .nan, 0.4, 0.5, 1],
    texts: ["0.10", "0.90", "", "0.40", "0.50", "1.00"], selected: Point(1, 0))

  static let chart = LineChart(
    series: [
      .init("raw", .buckets(buckets), style: Style(foreground: Color(0x4FD6BE)), shape: .range),
      .init("train", .buckets(buckets), style: Style(foreground: Color(0x4FD6BE)), value: "0.0312"),
      .init("valid", .points(points), style: Style(foreground: Color(0xFFB454)), shape: .steps),
      .init("area", .values(noise(33), start: -5, step: 3), style: .plain, shape: .area),
      .init("dots", .values(noise(33), start: 0, step: 2), style: .plain, shape: .scatter),
    ],
    bands: [
      .init(x: [0, 20, 40, 60], lower: [0.1, 0.2, .nan, 0], upper: [0.4, 3, .nan, .infinity], style: .plain)
    ],
    marks: [.init(x: 30, label: "lr ½"), .init(x: 31, label: "粒度"), .init(x: 900, label: "outside")],
    markers: [.init(x: 50, y: 0.2, label: "best", style: .bold)], crosshair: .init(x: 44, title: "step 44"),
    xAxis: .init(unit: "steps"), yAxis: .init(scale: .logarithmic, unit: "MW"), legend: .automatic)

  static let tradeOff = LineChart(
    series: (0..<4).map { rung in
      let points = (1...5).map { ChartPoint(Double(rung + 1) * Elementary.tenTo($0), 1 / Double($0 + rung)) }
      return .init("\(rung)h", .points(points), style: .plain, shape: .lineWithSymbols)
    },
    xAxis: .init(scale: .logarithmic, unit: "multiply-adds"), legend: .topRight)

  static let buckets: [ChartBucket] = (0..<70).map { index in
    let mean = 1 / Double(index + 1)
    let end = Double(index + 1)
    return ChartBucket(start: Double(index), end: end, minimum: mean / 2, maximum: mean * 3, mean: mean)
  }

  static let points: [ChartPoint] = (0..<40).map { ChartPoint(Double(2 * $0), $0 % 9 == 4 ? .nan : Double($0) * 0.3) }

  static func noise(_ count: Int) -> [Double] {
    var dice = SplitMix64(UInt64(count))
    return (0..<count).map { $0 % 13 == 6 ? .nan : Double.random(in: -2...5, using: &dice) }
  }
}

@Suite("Every widget")
struct WidgetPropertyTests {
  @Test("Stays inside its rectangle at any size", arguments: Widgets.all.indices, Look.all)
  func staysInside(index: Int, look: Look) {
    let (name, widget) = Widgets.all[index]
    for height in [0, 1, 2, 3, 4, 6, 9, 14, 20] {
      for width in [0, 1, 2, 3, 5, 8, 13, 24, 38, 60] {
        let strays = strayWrites(widget, size: Size(width, height), look: look)
        if !strays.isEmpty { Issue.record("\(name) at \(width)×\(height) wrote to \(strays.prefix(3))") }
      }
    }
  }

  @Test("Stays inside at every size up to 60×20", arguments: Widgets.all.indices)
  func staysInsideAtEverySize(index: Int) {
    for height in 0...20 {
      for width in 0...60 {
        let strays = strayWrites(Widgets.all[index].widget, size: Size(width, height), look: .plain)
        if !strays.isEmpty { Issue.record("\(Widgets.all[index].name) at \(width)×\(height) wrote to \(strays[0])") }
      }
    }
  }

  @Test("Draws nothing beyond ASCII where only that can be shown", arguments: Widgets.all.indices)
  func drawsASCII(index: Int) {
    // The contents are the caller's; these widgets have none or plain ones.
    guard ["slider", "progress", "thin progress", "sparkline", "trade-off chart"].contains(Widgets.all[index].name)
    else {
      return
    }
    for line in drawn(Widgets.all[index].widget, 50, 12, look: .ascii) {
      #expect(line.allSatisfy { $0.isASCII }, "\(line)")
    }
  }

  @Test("Draws the same twice", arguments: Widgets.all.indices)
  func isPure(index: Int) {
    let widget = Widgets.all[index].widget
    #expect(drawn(widget, 41, 13) == drawn(widget, 41, 13))
  }

  @Test("Keeps wide glyphs whole", arguments: Widgets.all.indices)
  func keepsWideGlyphs(index: Int) {
    for width in 0...40 {
      var surface = Surface(size: Size(width, 9))
      Widgets.all[index].widget.draw(on: &surface, in: surface.bounds, look: .plain)
      #expect(isWhole(surface))
    }
  }
}
