/// Draws the plot of a ``LineChart``: grid, areas, marks, curves.
struct ChartPainter {
  let chart: LineChart
  let layout: ChartLayout
  let look: Look
  private let xMap: AxisMap
  private let yMap: AxisMap
  private let lastDot: (x: Double, y: Double)
  private(set) var dots: DotGrid
  private var tints: TintGrid
  /// The areas, in the order of their owners' numbers; some fade towards the bottom of the plot.
  private var areas: [(style: Style, fades: Bool)] = []
  /// Cells of the symbols on lines.
  private var symbols: [(cell: Point, series: Int)] = []

  init(_ chart: LineChart, _ layout: ChartLayout, _ look: Look) {
    self.chart = chart
    self.layout = layout
    self.look = look
    xMap = AxisMap(layout.xRange, layout.xScale)
    yMap = AxisMap(layout.yRange, layout.yScale)
    dots = DotGrid(width: layout.plot.width, height: layout.plot.height, symbols: look.symbols)
    lastDot = (Double(dots.dotColumns - 1), Double(dots.dotRows - 1))
    tints = TintGrid(width: layout.plot.width, height: layout.plot.height)
  }

  /// Where a value stands, in dots from the upper left corner.
  private func dotX(_ x: Double) -> Double { xMap.fraction(of: x) * lastDot.x }
  private func dotY(_ y: Double) -> Double { (1 - yMap.fraction(of: y)) * lastDot.y }
  /// In columns from the left edge.
  private func columnX(_ x: Double) -> Double { (dotX(x) + 0.5) / Double(layout.dotsAcross) }
  /// In eighths of a cell from the top edge, to the middle of the dot.
  private func eighthY(_ y: Double) -> Double { (dotY(y) + 0.5) * 8 / Double(layout.dotsDown) }

  mutating func draw(on surface: inout Surface) {
    for band in chart.bands { add(band) }
    for (index, series) in chart.series.enumerated().prefix(254) { addArea(of: series, index) }
    for (index, series) in chart.series.enumerated().prefix(254) { addLine(of: series, index) }
    if chart.hasGrid { drawGrid(on: &surface) }
    drawTints(on: &surface)
    drawMarkLines(on: &surface)
    drawDots(on: &surface)
    for (cell, series) in symbols {
      surface.put(
        narrow: SeriesSymbol.of(series, look), x: cell.x, y: cell.y, style: chart.series[series].style)
    }
  }

  // MARK: Areas

  private mutating func add(_ band: LineChart.Band) {
    var upper = ColumnProfile(width: layout.plot.width)
    var lower = upper
    for index in 0..<min(band.x.count, band.lower.count, band.upper.count) {
      let x = columnX(band.x[index])
      let isGap = !band.upper[index].isFinite || !band.lower[index].isFinite
      upper.add(x, isGap ? .nan : eighthY(band.upper[index]))
      lower.add(x, isGap ? .nan : floor(eighthY(band.lower[index])))
    }
    cover(tops: upper.lowest, bottoms: lower.highest, band.style)
  }

  /// A lower edge that a logarithmic axis cannot show lies below the plot.
  private func floor(_ eighths: Double) -> Double { eighths.isNaN ? Double(8 * layout.plot.height) : eighths }

  private mutating func addArea(of series: LineChart.Series, _ index: Int) {
    guard series.shape == .range || series.shape == .area else { return }
    var profile = ColumnProfile(width: layout.plot.width)
    if series.shape == .range, case .buckets(let buckets) = series.data {
      for bucket in buckets {
        profile.cover(
          from: columnX(bucket.start), to: columnX(bucket.end), lower: eighthY(bucket.maximum),
          upper: floor(eighthY(bucket.minimum)))
      }
      cover(tops: profile.lowest, bottoms: profile.highest, series.style)
    } else {
      series.data.forEach { x, y in profile.add(columnX(x), eighthY(y)) }
      cover(
        tops: profile.lowest, bottoms: profile.lowest.map { $0.isFinite ? Double(8 * layout.plot.height) : -.infinity },
        series.style, fades: true)
    }
  }

  private mutating func cover(tops: [Double], bottoms: [Double], _ style: Style, fades: Bool = false) {
    areas.append((style, fades))
    // The edge goes around the dots that lie on it.
    let margin = 4 / Double(dots.down)
    for column in 0..<layout.plot.width where tops[column].isFinite && bottoms[column].isFinite {
      tints.cover(
        column: column, from: tops[column] - margin, to: bottoms[column] + margin,
        owner: UInt8(truncatingIfNeeded: min(255, areas.count)))
    }
  }

  // MARK: Lines

  private mutating func addLine(of series: LineChart.Series, _ index: Int) {
    let owner = UInt8(index + 1)
    switch series.shape {
    case .range: return
    case .scatter:
      series.data.forEach { x, y in
        let (column, row) = (dotX(x).rounded(), dotY(y).rounded())
        if abs(column) < 1e6, abs(row) < 1e6 {
          dots.set(Int(column), Int(row), owner: owner, standsBack: series.standsBack)
        }
      }
    case .line, .dashed, .dotted, .steps, .area, .lineWithSymbols:
      var tracer = LineTracer(
        dots, owner: owner, pen: pen(series.shape, index), isStepped: series.shape == .steps,
        standsBack: series.standsBack)
      // Two copies of the dots would be made while both hold them.
      dots = DotGrid(width: 0, height: 0, symbols: look.symbols)
      series.data.forEach { x, y in tracer.add(dotX(x), dotY(y)) }
      dots = tracer.finished()
      if series.shape == .lineWithSymbols { addSymbols(of: series, index) }
    }
  }

  /// Without colours the second and further lines are broken, so that they can be told apart.
  private func pen(_ shape: LineChart.Shape, _ index: Int) -> DotGrid.Pen {
    switch shape {
    case .dashed: return .dashed
    case .dotted: return .dotted
    case .line where look.theme.isMonochrome:
      let before = chart.series[..<index].count { $0.shape == .line }
      return [.solid, .dashed, .dotted][min(before, 2)]
    case .line, .steps, .range, .area, .scatter, .lineWithSymbols: return .solid
    }
  }

  private mutating func addSymbols(of series: LineChart.Series, _ index: Int) {
    series.data.forEach { x, y in
      if let column = layout.column(of: x), let row = layout.row(of: y) { symbols.append((Point(column, row), index)) }
    }
  }

  // MARK: Onto the surface

  private func drawGrid(on surface: inout Surface) {
    guard look.symbols != .ascii, layout.plot.height >= 4 else { return }
    for tick in layout.yTicks {
      guard let row = layout.row(of: tick.value) else { continue }
      for x in layout.plot.columns { surface.put(narrow: "┈", x: x, y: row, style: look.style(.grid)) }
    }
  }

  private func drawTints(on surface: inout Surface) {
    guard !areas.isEmpty else { return }
    let full = areas.map { TintBrush($0.style, look) }
    let canFade = look.depth == .trueColor && areas.contains(where: \.fades)
    for row in 0..<layout.plot.height {
      let weight = 1.3 - 1.1 * Double(row) / Double(max(layout.plot.height - 1, 1))
      let brush =
        canFade ? areas.enumerated().map { $1.fades ? TintBrush($1.style, look, weight: weight) : full[$0] } : full
      for column in 0..<layout.plot.width {
        let cell = row * layout.plot.width + column
        guard tints.owners[cell] > 0 else { continue }
        brush[Int(tints.owners[cell]) - 1].paint(
          from: Int(tints.starts[cell]), to: Int(tints.ends[cell]), x: layout.plot.x + column,
          y: layout.plot.y + row, hasDots: !dots.isEmpty(column: column, row: row), on: &surface)
      }
    }
  }

  private func drawMarkLines(on surface: inout Surface) {
    let line: Unicode.Scalar = look.isASCII ? ":" : "┊"
    for mark in chart.marks {
      guard let x = layout.column(of: mark.x) else { continue }
      for y in layout.plot.rows {
        surface.put(narrow: line, x: x, y: y, style: look.theme.faded(mark.style ?? look.style(.mark), 0.35))
      }
    }
  }

  /// The style of each row of the plot, the top one first.
  private func ramp(_ gradient: Gradient) -> [Style] {
    (0..<dots.height).map { look.gradient(gradient, at: 1 - (Double($0) + 0.5) / Double(max(dots.height, 1))) }
  }

  private func drawDots(on surface: inout Surface) {
    // Behind symbols the lines stand back.
    var styles = chart.series.map { $0.shape == .lineWithSymbols ? look.theme.faded($0.style, 0.35) : $0.style }
    if look.theme.isMonochrome { styles = styles.map { $0.without([.underline, .reverse]) } }
    let ramps = chart.series.map { $0.gradient.map { ramp($0) } }
    for row in 0..<dots.height {
      for column in 0..<dots.width {
        let bits = dots.bits[row * dots.width + column]
        guard bits != 0 else { continue }
        let owner = Int(dots.owner(column: column, row: row)) - 1
        surface.put(
          narrow: dots.glyph(bits), x: layout.plot.x + column, y: layout.plot.y + row,
          style: ramps[owner].map { $0[row] } ?? styles[owner])
      }
    }
  }
}

extension LineChart.Data {
  /// Each position with its value, or with the mean of its bucket.
  func forEach(_ body: (Double, Double) -> Void) {
    switch self {
    case .points(let points):
      for point in points { body(point.x, point.y) }
    case .buckets(let buckets):
      for bucket in buckets { body((bucket.start + bucket.end) / 2, bucket.mean) }
    case .values(let values, let start, let step):
      for (index, value) in values.enumerated() { body(start + Double(index) * step, value) }
    }
  }

  var isEmpty: Bool {
    switch self {
    case .points(let points): points.isEmpty
    case .buckets(let buckets): buckets.isEmpty
    case .values(let values, _, _): values.isEmpty
    }
  }
}

/// The signs of curves with few points.
enum SeriesSymbol {
  static func of(_ index: Int, _ look: Look) -> Unicode.Scalar {
    let glyphs: [Unicode.Scalar] =
      look.isASCII ? ["o", "x", "+", "*", "#", "@"] : ["●", "◆", "▲", "■", "○", "◇", "△", "□"]
    return glyphs[index % glyphs.count]
  }
}
