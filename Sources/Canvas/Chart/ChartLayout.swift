/// Where a chart's parts stand in a rectangle; also which value a click means.
package struct ChartLayout: Hashable, Sendable {
  /// The cells of the curves.
  package let plot: Rect
  package let xRange: ClosedRange<Double>
  package let yRange: ClosedRange<Double>
  package let xScale: Scale
  package let yScale: Scale
  let yTicks: [Tick]
  let xTicks: [Tick]
  /// Columns of the labels left of the plot, with the axis line; 0 without an axis.
  let yAxisWidth: Int
  /// 0, 1 for labels alone, or 2 with a line above them.
  let xAxisHeight: Int
  /// Rows under the plot where marks are named.
  let markRows: Int

  /// Dots across and down a cell: positions are rounded to dots, as the curves are.
  let dotsAcross: Int
  let dotsDown: Int

  /// The column of an x value; nil outside the range.
  package func column(of x: Double) -> Int? {
    dot(AxisMap(xRange, xScale).fraction(of: x), plot.width * dotsAcross).map { plot.x + $0 / dotsAcross }
  }

  /// The row of a y value; nil outside the range.
  package func row(of y: Double) -> Int? {
    dot(1 - AxisMap(yRange, yScale).fraction(of: y), plot.height * dotsDown).map { plot.y + $0 / dotsDown }
  }

  private func dot(_ fraction: Double, _ count: Int) -> Int? {
    guard fraction >= 0, fraction <= 1, count > 0 else { return nil }
    return Int((fraction * Double(count - 1)).rounded())
  }
}

extension LineChart {
  package func layout(in rect: Rect, look: Look) -> ChartLayout {
    let xAxisHeight = xAxis.isVisible && rect.height >= 4 ? (rect.height >= 14 ? 2 : 1) : 0
    // A plot of three rows still shows a curve.
    let markRows = max(0, min(markRows, rect.height - xAxisHeight - 3))
    let rows = max(0, rect.height - xAxisHeight - markRows)
    let yRange = shownRange(yAxis, dataSpan(y: true), isWidened: true)
    let yTicks = yTicks(yRange, rows: rows)
    let labels = yTicks.reduce(yAxis.labelWidth) { max($0, TextWidth.width(of: $1.label)) }
    // The labels may take a third of the width at most; below that the curve matters more.
    let yAxisWidth = yAxis.isVisible && labels + 1 <= rect.width / 3 ? labels + 2 : 0
    let plot = Rect(x: rect.x + yAxisWidth, y: rect.y, width: rect.width - yAxisWidth, height: rows)
    let xRange = shownRange(xAxis, dataSpan(y: false), isWidened: false)
    let dots = DotGrid.dots(of: look.symbols)
    return ChartLayout(
      plot: plot, xRange: xRange, yRange: yRange, xScale: xAxis.scale, yScale: yAxis.scale, yTicks: yTicks,
      xTicks: xAxisHeight > 0 ? ticks(xAxis, xRange, limit: max(2, plot.width / 10)) : [], yAxisWidth: yAxisWidth,
      xAxisHeight: xAxisHeight, markRows: markRows, dotsAcross: dots.across, dotsDown: dots.down)
  }

  /// A tick in three rows, or closer where that would leave fewer than two: a single number says nothing of the scale.
  private func yTicks(_ range: ClosedRange<Double>, rows: Int) -> [Tick] {
    let usual = max(2, (rows + 1) / 3)
    for limit in usual...max(usual, rows) {
      let found = ticks(yAxis, range, limit: limit)
      if found.count >= 2 { return found.count <= max(rows, 2) ? found : ticks(yAxis, range, limit: usual) }
    }
    return ticks(yAxis, range, limit: usual)
  }

  private func ticks(_ axis: Axis, _ range: ClosedRange<Double>, limit: Int) -> [Tick] {
    switch axis.ticks {
    case .automatic: TickMaker.ticks(in: range, scale: axis.scale, limit: limit)
    case .whole: TickMaker.ticks(in: range, scale: axis.scale, limit: limit, isWhole: true)
    case .labelled(let ticks): ticks.filter { range.contains($0.value) }
    }
  }

  private func shownRange(_ axis: Axis, _ span: ClosedRange<Double>?, isWidened: Bool) -> ClosedRange<Double> {
    if let range = axis.range, range.lowerBound.isFinite, range.upperBound.isFinite { return range }
    guard let span else { return axis.scale == .linear ? 0...1 : 0.1...1 }
    return isWidened ? NiceRange.enclosing(span.lowerBound, span.upperBound, scale: axis.scale) : span
  }

  /// Smallest and largest value of the series, bands and markers that the axis can show.
  private func dataSpan(y: Bool) -> ClosedRange<Double>? {
    var span = Span(isPositive: (y ? yAxis : xAxis).scale == .logarithmic)
    if (y ? yAxis : xAxis).range != nil { return nil }
    for one in series { y ? span.addY(of: one) : span.addX(of: one.data) }
    for band in bands {
      if y {
        band.lower.forEach { span.add($0) }
        band.upper.forEach { span.add($0) }
      } else {
        band.x.forEach { span.add($0) }
      }
    }
    for marker in markers { span.add(y ? marker.y : marker.x) }
    return span.range
  }

  private struct Span {
    let isPositive: Bool
    private var lower = Double.infinity
    private var upper = -Double.infinity

    init(isPositive: Bool) { self.isPositive = isPositive }

    var range: ClosedRange<Double>? { lower <= upper ? lower...upper : nil }

    mutating func add(_ value: Double) {
      guard value.isFinite, value > 0 || !isPositive else { return }
      lower = min(lower, value)
      upper = max(upper, value)
    }

    mutating func addX(of data: Data) {
      switch data {
      case .points(let points): for point in points { add(point.x) }
      case .buckets(let buckets):
        for bucket in buckets {
          add(bucket.start)
          add(bucket.end)
        }
      case .values(let values, let start, let step):
        guard !values.isEmpty else { return }
        add(start)
        add(start + Double(values.count - 1) * step)
      }
    }

    mutating func addY(of series: Series) {
      switch series.data {
      case .points(let points): for point in points { add(point.y) }
      case .buckets(let buckets):
        for bucket in buckets {
          if series.shape == .range {
            add(bucket.minimum)
            add(bucket.maximum)
          } else {
            add(bucket.mean)
          }
        }
      case .values(let values, _, _): for value in values { add(value) }
      }
    }
  }
}
