import Basics
import Canvas
import Telemetry

/// The layers of the shown run's networks, a row each: how large weights and gradients are, how far the next step moves them,
/// how many units are silent, and how values are spread; of the chosen layer larger.
struct LayersPanel {
  let state: State
  let ink: Ink

  /// Rows of the chosen layer's histograms with their heading and their ends, where there are so many to spare.
  private static let detailRows = 3...10

  func draw(on surface: inout Surface, in rect: Rect) {
    var panel = Panel(StyledText(Words.layersTitle, ink.title), isFocused: state.labFocus == .layers)
    panel.topLeft.append(
      StyledText(TextWidth.cleaned(state.rung?.id.label ?? ""), ink.series(state.rungIndex).with(.bold)))
    if let report = state.layerReport {
      if let norm = report.gradientNorm {
        panel.topRight = [[Span(sign("‖g‖", "|g|") + " ", ink.dim), Span(Numbers.loss(norm), ink.strong)]]
      }
      let count = report.layers.count
      if count > Self.parts(of: rect.inset(by: 1), layers: count).table.height - 1 {
        let place = Words.insideLayer(layer: state.chosenLayer(of: count) + 1, count: count)
        panel.topRight.insert([Span(place + " ", ink.dim), Span("↑↓", ink.key)], at: 0)
      }
      panel.bottomLeft = [StyledText(Words.layersExamples(count: report.examples), ink.dim)]
      panel.bottomRight = [StyledText(Words.atStep(step: report.step), ink.dim)]
    }
    panel.draw(on: &surface, in: rect, look: ink.look)
    let inner = panel.interior(of: rect).inset(x: 1)
    guard let report = state.layerReport, !report.layers.isEmpty else {
      surface.put(StyledText(state.whyNotLayers, ink.dim), in: inner.row(0), ellipsis: ink.look.ellipsis)
      return
    }
    let layers = report.layers
    let chosen = state.chosenLayer(of: layers.count)
    let (above, below) = Self.parts(of: inner, layers: layers.count)
    let columns = columns(report, width: inner.width)
    let table = TableView(
      columns: columns.map(\.column), rows: layers.map { layer in TableView.Row(columns.map { $0.cell(layer) }) },
      selected: chosen, gap: inner.width < 90 ? 1 : 2, maximumGap: 3)
    table.draw(on: &surface, in: above, look: ink.look)
    if let below { draw(layers[chosen].layer, on: &surface, in: below) }
  }

  /// The table, and the chosen layer right below it where there is room for that.
  private static func parts(of inner: Rect, layers: Int) -> (table: Rect, chosen: Rect?) {
    // A heading, at least three layers, a blank row, and the chosen layer.
    let spare = inner.height - 2 - min(layers, max(inner.height / 2, 3))
    let detail = min(spare, detailRows.upperBound)
    guard detail >= detailRows.lowerBound else { return (inner, nil) }
    let (table, rest) = inner.splitTop(min(inner.height - detail - 1, layers + 1))
    return (table, Rect(x: rest.x, y: rest.y + 1, width: rest.width, height: detail))
  }

  /// The layer under the pointer.
  func layer(at point: Point, in rect: Rect) -> Int? {
    guard let count = state.layerReport?.layers.count else { return nil }
    let table = Self.parts(of: rect.inset(by: 1), layers: count).table
    let row = point.y - table.y - 1
    guard row >= 0, row < table.height - 1 else { return nil }
    // The table scrolls so far that the chosen layer is seen.
    let layer = row + max(state.chosenLayer(of: count) - table.height + 2, 0)
    return layer < count ? layer : nil
  }

  /// All layers as tab-separated values, under a line of names.
  var lines: [String] {
    guard let report = state.layerReport else { return [] }
    let columns = columns(report, width: .max).filter { !$0.isDrawn }
    return [columns.map(\.column.title.plainText).joined(separator: "\t")]
      + report.layers.map { layer in columns.map { $0.cell(layer).plainText.plainCell }.joined(separator: "\t") }
  }

  // MARK: Table

  private typealias Layer = (part: RungID?, layer: LayerState)

  private struct Column {
    let column: TableView.Column
    /// Is no text.
    var isDrawn = false
    let cell: (Layer) -> StyledText
  }

  private func sign(_ text: String, _ ascii: String) -> String { ink.look.symbol(text, ascii: ascii) }

  private func columns(_ report: LayerReport, width: Int) -> [Column] {
    let bars = width >= 112 ? 12 : 8
    var columns = [
      column(Words.layersLayer, 100, alignment: .left, maximum: width < 90 ? 17 : 34) { name(of: $0, report) },
      column(Words.layersShape, 50) { StyledText(Self.shape($0.layer.shape), ink.dim) },
      column(Words.layersParameters, 60) { StyledText(Numbers.amount($0.layer.parameters), ink.dim) },
      column(sign("‖w‖", "|w|"), 80) { StyledText(Numbers.loss($0.layer.weightNorm), ink.text) },
      column(sign("‖g‖", "|g|"), 90) { number($0.layer, $0.layer.gradientNorm.map(Numbers.loss)) },
      column(sign("Δw/w", "dw/w"), 95) {
        number($0.layer, $0.layer.updateRatio.map { Numbers.scientific($0, width: 7) })
      },
    ]
    if report.layers.contains(where: { $0.layer.dead != nil }) {
      columns.append(column(Words.layersDead, 93) { share($0.layer.dead) })
    }
    if report.layers.contains(where: { $0.layer.saturated != nil }) {
      columns.append(column(Words.layersSaturated, 92) { share($0.layer.saturated) })
    }
    columns += [
      histogram(Words.layersWeights, 86, bars) { $0.weights },
      histogram(Words.layersGradients, 85, bars) { $0.gradients },
      histogram(Words.layersOutputs, 87, bars) { $0.outputs },
    ]
    return columns
  }

  private func column(
    _ title: String, _ priority: Int, alignment: Alignment = .right, maximum: Int = .max,
    cell: @escaping (Layer) -> StyledText
  ) -> Column {
    Column(
      column: TableView.Column(
        StyledText(title, ink.dim), alignment: alignment, width: .fit(maximum: maximum), priority: priority), cell: cell
    )
  }

  private func histogram(
    _ title: String, _ priority: Int, _ columns: Int, _ histogram: @escaping (LayerState) -> Histogram?
  ) -> Column {
    Column(
      column: TableView.Column(StyledText(title, ink.dim), width: .fixed(columns), priority: priority), isDrawn: true
    ) { StyledText(histogram($0.layer)?.glyphs(columns: columns, ink.look) ?? "", ink.series(state.rungIndex)) }
  }

  private func name(of layer: Layer, _ report: LayerReport) -> StyledText {
    let text = StyledText(TextWidth.cleaned(layer.layer.name), layer.layer.isFrozen ? ink.dim : ink.text)
    guard let part = layer.part else { return text }
    let index = state.rungs.firstIndex { $0.id == part } ?? 0
    return StyledText(TextWidth.cleaned(part.label) + " ", ink.series(index)) + text
  }

  /// As `8×8×64`, `24×32` of a signal, `64` of a layer without places.
  private static func shape(_ shape: [Int]) -> String {
    let sides = shape.drop { $0 == 1 }
    return (sides.isEmpty ? [1] : sides).map(String.init).joined(separator: "×")
  }

  private func number(_ layer: LayerState, _ text: String?) -> StyledText {
    guard let text else { return StyledText(layer.isFrozen ? Words.layersFrozen : Numbers.missing, ink.dim) }
    return StyledText(text, ink.strong)
  }

  /// Half of the units is a warning, all of them the end.
  private func share(_ share: Double?) -> StyledText {
    guard let share else { return StyledText(Numbers.missing, ink.dim) }
    return StyledText(Numbers.percent(share), share == 1 ? ink.bad : share >= 0.5 ? ink.warning : ink.text)
  }

  // MARK: The chosen layer

  private func draw(_ layer: LayerState, on surface: inout Surface, in rect: Rect) {
    let parts: [(title: String, histogram: Histogram?)] = [
      (Words.layersWeights, layer.weights), (Words.layersGradients, layer.gradients),
      (Words.layersOutputs, layer.outputs),
    ]
    let width = (rect.width - 4) / 3
    for (index, part) in parts.enumerated() {
      let field = Rect(x: rect.x + index * (width + 2), y: rect.y, width: width, height: rect.height)
      guard let histogram = part.histogram, field.height > 2 else {
        surface.put(StyledText("\(part.title) \(Numbers.missing)", ink.dim), in: field.row(0))
        continue
      }
      surface.put(StyledText(part.title, ink.text), in: field.row(0))
      let bars = Rect(x: field.x, y: field.y + 1, width: field.width, height: field.height - 2)
      histogram.draw(on: &surface, in: bars, style: ink.series(state.rungIndex), look: ink.look)
      let ends = Rect(x: field.x, y: field.maxY - 1, width: histogram.columns(in: field.width), height: 1)
      surface.put(StyledText(Numbers.loss(histogram.range.lowerBound), ink.dim), in: ends)
      surface.put(StyledText(Numbers.loss(histogram.range.upperBound), ink.dim), in: ends, alignment: .right)
    }
  }
}
