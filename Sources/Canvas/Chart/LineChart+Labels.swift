import Basics

extension LineChart {
  private func legendEntry(_ index: Int, _ entry: Series, _ look: Look) -> StyledText {
    var text = StyledText([Span(swatch(index, entry, look), swatchStyle(entry, look)), Span(" " + entry.name)])
    if !entry.value.isEmpty {
      text.append(" ")
      text.append(entry.value)
    }
    return text
  }

  private func swatchStyle(_ entry: Series, _ look: Look) -> Style {
    entry.shape == .range ? look.theme.faded(entry.style, 0.45) : entry.style.without(.underline)
  }

  private func swatch(_ index: Int, _ entry: Series, _ look: Look) -> String {
    switch entry.shape {
    case .lineWithSymbols: return String(Character(SeriesSymbol.of(index, look)))
    case .range: return look.symbol("▒", ascii: "~")
    case .dashed: return look.symbol("╍", ascii: "=")
    case .dotted: return look.symbol("┅", ascii: ".")
    case .scatter: return look.symbol("∙", ascii: ".")
    case .line where look.theme.isMonochrome:
      let before = series[..<index].count { $0.shape == .line }
      return look.symbol(["━", "╍", "┅"][min(before, 2)], ascii: ["-", "=", "."][min(before, 2)])
    case .line, .steps, .area: return look.symbol("━", ascii: "-")
    }
  }

  // MARK: Legend in the plot

  /// Nil where there is no legend or no room for it.
  func legendRect(_ layout: ChartLayout, _ dots: DotGrid, _ look: Look) -> Rect? {
    let entries = legendEntries(look)
    let width = entries.reduce(0) { max($0, $1.width) } + 2
    let fits = width + 8 <= layout.plot.width && entries.count < layout.plot.height
    guard legend != .none, !entries.isEmpty, fits else { return nil }
    return legendPlace(Size(width, entries.count), layout, dots)
  }

  func drawLegend(on surface: inout Surface, in rect: Rect, _ look: Look) {
    for (row, entry) in legendEntries(look).enumerated() {
      let field = rect.row(row)
      surface.fill(field, style: look.theme.base)
      surface.put(entry, at: Point(field.x + 1, field.y), base: look.style(.text))
    }
  }

  private func legendEntries(_ look: Look) -> [StyledText] {
    series.enumerated().filter { !$0.element.name.isEmpty }.map { legendEntry($0.offset, $0.element, look) }
  }

  private func legendPlace(_ size: Size, _ layout: ChartLayout, _ dots: DotGrid) -> Rect {
    let plot = layout.plot
    let right = plot.maxX - size.width
    let bottom = plot.maxY - size.height
    let corners: [(Legend, Point)] = [
      (.topRight, Point(right, plot.y)), (.topLeft, Point(plot.x, plot.y)), (.bottomRight, Point(right, bottom)),
      (.bottomLeft, Point(plot.x, bottom)),
    ]
    if let chosen = corners.first(where: { $0.0 == legend }) { return Rect(origin: chosen.1, size: size) }
    var best = Rect(origin: Point(right, plot.y), size: size)
    var fewest = Int.max
    for (_, origin) in corners {
      let rect = Rect(origin: origin, size: size)
      let hidden = dots.count(in: rect.offset(x: -plot.x, y: -plot.y))
      if hidden < fewest {
        fewest = hidden
        best = rect
      }
    }
    return best
  }

  // MARK: Cross-hair

  func crosshairRect(_ layout: ChartLayout, _ look: Look) -> Rect? {
    guard let crosshair, let x = layout.column(of: crosshair.x) else { return nil }
    let lines = readOut(crosshair, look)
    let width = lines.reduce(0) { max($0, $1.width) } + 2
    guard !lines.isEmpty else { return nil }
    let plot = layout.plot
    let goesRight = x + 1 + width <= plot.maxX || plot.maxX - x > x - plot.x
    return Rect(x: goesRight ? x + 1 : x - width, y: plot.y, width: width, height: lines.count)
  }

  func drawCrosshair(on surface: inout Surface, _ layout: ChartLayout, _ look: Look) {
    guard let crosshair, let x = layout.column(of: crosshair.x) else { return }
    let plot = layout.plot
    let style = look.style(.crosshair)
    for y in plot.rows { surface.put(narrow: look.isASCII ? "|" : "│", x: x, y: y, style: style) }
    for one in series where one.shape != .range {
      if let value = one.data.value(at: crosshair.x), let y = layout.row(of: value) {
        surface.put(narrow: look.isASCII ? "o" : "●", x: x, y: y, style: one.style.without(.underline))
      }
    }
    guard let box = crosshairRect(layout, look) else { return }
    for (row, line) in readOut(crosshair, look).enumerated() {
      let field = box.row(row)
      surface.fill(field, style: look.style(.overlay).over(look.theme.base))
      surface.put(line, at: Point(field.x + 1, field.y), base: look.style(.text))
    }
  }

  private func readOut(_ crosshair: Crosshair, _ look: Look) -> [StyledText] {
    let title: [StyledText] = crosshair.title.isEmpty ? [] : [StyledText(crosshair.title, look.style(.title))]
    if let lines = crosshair.lines { return title + lines }
    return title
      + series.filter { $0.shape != .range && !$0.name.isEmpty }.compactMap { one in
        one.data.value(at: crosshair.x).map { value in
          [
            Span(one.name + " ", one.style.without(.underline)),
            Span(NumberFormat.significant(value, ascii: look.isASCII)),
          ]
        }
      }
  }
}

extension LineChart.Data {
  /// The value nearest to x, or the mean of the bucket that holds it; nil where there is none.
  package func value(at x: Double) -> Double? {
    let found: Double?
    switch self {
    case .points(let points):
      found = LineChart.Data.nearest(points.count, to: x) { points[$0].x }.map { points[$0].y }
    case .buckets(let buckets):
      found = LineChart.Data.nearest(buckets.count, to: x) { (buckets[$0].start + buckets[$0].end) / 2 }
        .map { buckets[$0].mean }
    case .values(let values, let start, let step):
      found = LineChart.Data.nearest(values.count, to: x) { start + Double($0) * step }.map { values[$0] }
    }
    return found.flatMap { $0.isFinite ? $0 : nil }
  }

  private static func nearest(_ count: Int, to x: Double, _ position: (Int) -> Double) -> Int? {
    guard count > 0, x.isFinite else { return nil }
    let next = (0..<count).partitioningIndex { !(position($0) < x) }
    if next == count { return count - 1 }
    return next > 0 && x - position(next - 1) <= position(next) - x ? next - 1 : next
  }
}

extension DotGrid {
  /// Cells with dots in a rectangle of the grid.
  func count(in rect: Rect) -> Int {
    let area = rect.intersection(Rect(x: 0, y: 0, width: width, height: height))
    return area.rows.reduce(0) { total, row in
      total + area.columns.count { !isEmpty(column: $0, row: row) }
    }
  }
}
