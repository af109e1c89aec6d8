/// A matrix of numbers on coloured grounds, with labels on both sides: confusion, or rungs against targets.
package struct HeatMap: Widget, Hashable, Sendable {
  package var rowLabels: [StyledText]
  package var columnLabels: [StyledText]
  /// `[rows, columns]`, row-major; NaN is an empty cell.
  package var values: [Double]
  /// As they stand in the cells, in the same order; empty for colours alone, as are cells that are too narrow for them.
  package var texts: [String]
  /// Nil takes what the values span.
  package var range: ClosedRange<Double>?
  package var gradient: Gradient
  /// The colour of large values in place of the ramp.
  package var tone: Style?
  /// Indices of cells that mean something else, and the colour of large values there.
  package var others: Set<Int> = []
  package var otherTone: Style?
  package var selected: Point?
  /// Indices of cells that stand out, in bold.
  package var marked: Set<Int>

  package init(
    rowLabels: [StyledText], columnLabels: [StyledText], values: [Double], texts: [String] = [],
    range: ClosedRange<Double>? = nil, gradient: Gradient = .cpu, selected: Point? = nil,
    marked: Set<Int> = []
  ) {
    self.rowLabels = rowLabels
    self.columnLabels = columnLabels
    self.values = values
    self.texts = texts
    self.range = range
    self.gradient = gradient
    self.selected = selected
    self.marked = marked
  }

  /// Where the cells stand in a rectangle.
  package struct Grid: Hashable, Sendable {
    /// The upper left corner of the cells.
    package let origin: Point
    package let cell: Size
    /// Columns that the labels of the rows take, with a blank after them.
    package let label: Int

    package func rect(row: Int, column: Int) -> Rect {
      Rect(origin: Point(origin.x + column * cell.width, origin.y + row * cell.height), size: cell)
    }

    /// The cell at a place, by row and column; nil before the first.
    package func cell(at point: Point) -> (row: Int, column: Int)? {
      guard point.x >= origin.x, point.y >= origin.y, !cell.isEmpty else { return nil }
      return ((point.y - origin.y) / cell.height, (point.x - origin.x) / cell.width)
    }
  }

  private var textWidth: Int { texts.reduce(2) { max($0, TextWidth.width(of: $1)) } }

  package func grid(in rect: Rect) -> Grid {
    let label = min(rowLabels.reduce(0) { max($0, $1.width) } + 1, rect.width / 3)
    let wanted = max(textWidth + 2, 3)
    // Cells grow with the room, up to what still reads as one table.
    let room = max(1, (rect.width - label) / max(columnLabels.count, 1))
    let width = min(wanted, room) + max(0, min(room - wanted, 6))
    let height = min(max((rect.height - 1) / max(rowLabels.count, 1), 1), 3)
    return Grid(origin: Point(rect.x + label, rect.y + 1), cell: Size(width, height), label: label)
  }

  package func draw(on surface: inout Surface, in rect: Rect, look: Look) {
    guard !rect.isEmpty, !rowLabels.isEmpty, !columnLabels.isEmpty else { return }
    let grid = grid(in: rect)
    let height = grid.cell.height
    surface.clipped(to: rect) { surface in
      for (column, title) in columnLabels.enumerated() {
        let field = Rect(x: grid.rect(row: 0, column: column).x, y: rect.y, width: grid.cell.width, height: 1)
        guard field.maxX <= rect.maxX else { break }
        surface.put(title, in: field, alignment: .center, base: look.style(.header), ellipsis: look.ellipsis)
      }
      for (row, title) in rowLabels.prefix(max(0, rect.height - 1) / height).enumerated() {
        let y = grid.origin.y + row * height
        surface.put(
          title, in: Rect(x: rect.x, y: y + (height - 1) / 2, width: grid.label - 1, height: 1),
          base: look.style(.text), ellipsis: look.ellipsis)
        for column in columnLabels.indices {
          let field = grid.rect(row: row, column: column)
          guard field.maxX <= rect.maxX else { break }
          draw(row, column, in: field, on: &surface, look)
        }
      }
    }
  }

  private func draw(_ row: Int, _ column: Int, in field: Rect, on surface: inout Surface, _ look: Look) {
    let index = row * columnLabels.count + column
    let middle = field.row((field.height - 1) / 2)
    let isSelected = selected == Point(column, row)
    guard index < values.count, values[index].isFinite else {
      let style = isSelected ? look.style(.faint).with([.bold, .reverse]) : look.style(.faint)
      if isSelected { surface.fill(field, style: style.over(look.theme.base)) }
      surface.put(StyledText("·"), in: middle, alignment: .center, base: style)
      return
    }
    let share = position(of: values[index])
    let tone = others.contains(index) ? otherTone : tone
    let ground = look.canTint ? (tone ?? look.gradient(gradient, at: share)).foreground : nil
    var style = look.style(.text)
    if let ground {
      let tinted = look.theme.ground.blended(with: ground, 0.25 + 0.65 * share)
      let ink = Color(0x0A0E12).contrast(with: tinted) > Color(0xFFFFFF).contrast(with: tinted) ? 0x0A0E12 : 0xFFFFFF
      style = Style(foreground: Color(UInt32(ink)), background: tinted)
    }
    if marked.contains(index) { style = style.with(.bold) }
    if isSelected { style = style.with([.bold, .reverse]) }
    surface.fill(field, style: style.over(look.theme.base))
    let shade = look.isASCII ? [" ", ".", "-", "+", "#"] : [" ", "░", "▒", "▓", "█"]
    let hasText = texts.indices.contains(index) && textWidth <= field.width
    // Without colours and numbers a shade says how large the value is.
    let text = hasText ? texts[index] : ground == nil ? shade[Int((share * 4).rounded())] : ""
    surface.put(StyledText(text), in: middle, alignment: .center, base: style)
  }

  private func position(of value: Double) -> Double {
    let finite = values.filter(\.isFinite)
    let low = range?.lowerBound ?? finite.min() ?? 0
    let high = range?.upperBound ?? finite.max() ?? 1
    return high > low ? min(1, max(0, (value - low) / (high - low))) : 0.5
  }
}
