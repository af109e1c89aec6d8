extension LineChart {
  package func draw(on surface: inout Surface, in rect: Rect, look: Look) {
    guard !rect.isEmpty else { return }
    let layout = layout(in: rect, look: look)
    guard !layout.plot.isEmpty else { return }
    surface.clipped(to: rect) { surface in
      drawAxes(on: &surface, in: rect, layout, look)
      drawMarkLabels(on: &surface, layout, look)
      let plot = layout.plot
      surface.clipped(to: plot) { surface in
        var painter = ChartPainter(self, layout, look)
        painter.draw(on: &surface)
        let legend = legendRect(layout, painter.dots, look)
        let boxes = [legend, crosshairRect(layout, look)].compactMap { $0 }
        drawMarkers(on: &surface, layout, painter.dots, avoiding: boxes, look)
        if let legend { drawLegend(on: &surface, in: legend, look) }
        drawCrosshair(on: &surface, layout, look)
        if series.allSatisfy({ $0.data.isEmpty }), markers.isEmpty, !placeholder.isEmpty {
          surface.put(placeholder, in: plot.row(plot.height / 2), alignment: .center, base: look.style(.dim))
        }
      }
    }
  }

  // MARK: Axes

  private func drawAxes(on surface: inout Surface, in rect: Rect, _ layout: ChartLayout, _ look: Look) {
    let plot = layout.plot
    let line = look.style(.border)
    let label = look.style(.axis)
    let axis = plot.maxY + layout.markRows
    if layout.yAxisWidth > 0 {
      for y in plot.y..<axis { surface.put(narrow: look.isASCII ? "|" : "│", x: plot.x - 1, y: y, style: line) }
      for tick in layout.yTicks {
        guard let y = layout.row(of: tick.value) else { continue }
        let field = Rect(x: rect.x, y: y, width: layout.yAxisWidth - 2, height: 1)
        surface.put(StyledText(tick.label), in: field, alignment: .right, base: label)
        surface.put(narrow: look.isASCII ? "+" : "┤", x: plot.x - 1, y: y, style: line)
      }
    }
    guard layout.xAxisHeight > 0 else { return }
    if layout.xAxisHeight == 2 {
      for x in plot.columns { surface.put(narrow: look.isASCII ? "-" : "─", x: x, y: axis, style: line) }
      if layout.yAxisWidth > 0 {
        surface.put(narrow: look.isASCII ? "+" : "└", x: plot.x - 1, y: axis, style: line)
      }
    }
    drawXLabels(on: &surface, in: rect, layout, look)
  }

  private func drawXLabels(on surface: inout Surface, in rect: Rect, _ layout: ChartLayout, _ look: Look) {
    let row = rect.maxY - 1
    var end = rect.maxX
    let unitWidth = TextWidth.width(of: xAxis.unit)
    if unitWidth > 0, unitWidth < layout.plot.width / 3 {
      surface.put(xAxis.unit, at: Point(rect.maxX - unitWidth, row), style: look.style(.faint))
      end -= unitWidth + 1
    }
    var start = rect.x
    if !yAxis.unit.isEmpty, TextWidth.width(of: yAxis.unit) < layout.yAxisWidth {
      start += surface.put(yAxis.unit, at: Point(rect.x, row), style: look.style(.faint)) + 1
    }
    for tick in layout.xTicks {
      guard let x = layout.column(of: tick.value) else { continue }
      let width = TextWidth.width(of: tick.label)
      let place = max(start, x - width / 2)
      // A label at the very end is moved in rather than left out.
      let fitted = place + width > end && x < end ? end - width : place
      guard fitted >= start, fitted + width <= end else { continue }
      surface.put(tick.label, at: Point(fitted, row), style: look.style(.axis))
      if layout.xAxisHeight == 2 {
        surface.put(
          narrow: look.isASCII ? "+" : "┬", x: x, y: layout.plot.maxY + layout.markRows, style: look.style(.border))
      }
      start = fitted + width + 2
    }
  }
}
