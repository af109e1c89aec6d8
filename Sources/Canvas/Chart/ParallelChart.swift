/// Parallel coordinates: one upright axis a quantity, and a line across all of them an item.
package struct ParallelChart: Widget, Sendable {
  package struct Axis: Sendable {
    package var title: StyledText
    /// What stands at its upper and at its lower end.
    package var top: String
    package var bottom: String
    /// Names that have places of their own, from 0 at the bottom to 1.
    package var places: [(position: Double, label: String)] = []
    /// What is brushed of it, from 0 at the bottom to 1; nil where nothing is.
    package var brush: ClosedRange<Double>?
    /// It has the arrows.
    package var isChosen = false

    package init(title: StyledText, top: String, bottom: String) {
      self.title = title
      self.top = top
      self.bottom = bottom
    }
  }

  package struct Line: Sendable {
    /// Of each axis, from 0 at the bottom to 1; the line is broken where it has none.
    package var positions: [Double?]
    package var style: Style
    package var rank = Rank.middle
    /// Number of the sign with which it crosses the axes; nil for none.
    package var symbol: Int?

    package init(positions: [Double?], style: Style) {
      self.positions = positions
      self.style = style
    }
  }

  /// What is drawn first lies below.
  package enum Rank: Sendable {
    /// Stands back, and is dotted.
    case back
    case middle
    /// Clears the cells that it runs through.
    case front
  }

  package var axes: [Axis]
  /// Of one rank the later ones lie above.
  package var lines: [Line] = []

  package init(axes: [Axis]) { self.axes = axes }

  /// Where axes stand.
  package struct Layout: Hashable, Sendable {
    /// Of each axis, in columns of the surface.
    package let columns: [Int]
    /// Rows of the axes.
    package let plot: Rect
    package let titles: Int
    /// Rows of the labels at the ends; nil where there is no room.
    let top, bottom: Int?

    package init(axes: Int, in rect: Rect) {
      let hasLabels = rect.height >= 6
      let margin = min(5, rect.width / 6)
      let width = max(rect.width - 2 * margin - 1, 1)
      columns = (0..<axes).map { axis in
        axes == 1 ? rect.x + rect.width / 2 : rect.x + margin + (axis * width + (axes - 1) / 2) / (axes - 1)
      }
      titles = rect.y
      top = hasLabels ? rect.y + 1 : nil
      bottom = hasLabels ? rect.maxY - 1 : nil
      plot = rect.inset(top: hasLabels ? 2 : 1, bottom: hasLabels ? 1 : 0)
    }

    /// The most axes that are told apart.
    package static func mostAxes(width: Int) -> Int { max(width / 11, 2) }

    /// The axis that is nearest to a column.
    package func axis(nearest column: Int) -> Int? {
      columns.indices.min { abs(columns[$0] - column) < abs(columns[$1] - column) }
    }

    /// A row as a position on an axis.
    package func position(of row: Int) -> Double {
      guard plot.height > 1 else { return 0.5 }
      return min(max(1 - Double(row - plot.y) / Double(plot.height - 1), 0), 1)
    }

    func row(of position: Double) -> Int { plot.y + Int(((1 - position) * Double(plot.height - 1)).rounded()) }

    /// Columns that a label has between two axes.
    var room: Int { columns.count > 1 ? max(columns[1] - columns[0] - 3, 0) : plot.width / 2 - 2 }
  }

  package func draw(on surface: inout Surface, in rect: Rect, look: Look) {
    guard !axes.isEmpty, rect.height >= 3, rect.width >= 4 else { return }
    let layout = Layout(axes: axes.count, in: rect)
    drawLines(of: [.back, .middle], layout, on: &surface, look: look)
    for index in axes.indices { drawAxis(index, layout, on: &surface, look: look) }
    drawLines(of: [.front], layout, on: &surface, look: look)
    drawSymbols(layout, on: &surface, look: look)
    for index in axes.indices { drawLabels(index, layout, rect, on: &surface, look: look) }
  }

  // MARK: Lines

  private func drawLines(of ranks: [Rank], _ layout: Layout, on surface: inout Surface, look: Look) {
    var grid = DotGrid(width: layout.plot.width, height: layout.plot.height, symbols: look.symbols)
    // Owners up to 8 share cells; of the lines behind the last one has the cell.
    let isFront = ranks.contains(.front)
    var styles: [Style] = []
    let (across, rows) = (grid.across, grid.dotRows)
    for rank in ranks {
      for line in lines where line.rank == rank {
        let number: Int
        if !isFront, let known = styles.firstIndex(of: line.style) {
          number = known
        } else {
          number = styles.count
          styles.append(line.style)
        }
        let owner = UInt8(min(number + (isFront ? 1 : 9), 254))
        var tracer = LineTracer(grid, owner: owner, pen: pen(line, number, look), standsBack: rank == .back)
        // Two copies of the dots would be made while both hold them.
        grid = DotGrid(width: 0, height: 0, symbols: look.symbols)
        for (column, position) in zip(layout.columns, line.positions) {
          let (x, y) = dot(column, position, layout, across, rows)
          tracer.add(x, y)
        }
        grid = tracer.finished()
      }
    }
    for row in 0..<grid.height {
      for column in 0..<grid.width {
        let bits = grid.bits[row * grid.width + column]
        guard bits != 0 else { continue }
        let number = Int(grid.owner(column: column, row: row)) - (isFront ? 1 : 9)
        surface.put(
          narrow: grid.glyph(bits), x: layout.plot.x + column, y: layout.plot.y + row,
          style: styles[min(number, styles.count - 1)])
      }
    }
  }

  private func dot(
    _ column: Int, _ position: Double?, _ layout: Layout, _ across: Int, _ rows: Int
  ) -> (x: Double, y: Double) {
    guard let position else { return (.nan, .nan) }
    return (Double((column - layout.plot.x) * across), (1 - position) * Double(rows - 1))
  }

  /// Without colours what stands back is dotted, and lines in front are broken in turns.
  private func pen(_ line: Line, _ number: Int, _ look: Look) -> DotGrid.Pen {
    switch line.rank {
    case .back: .dotted
    case .middle: .solid
    case .front: look.theme.isMonochrome ? [.solid, .dashed][number % 2] : .solid
    }
  }

  private func drawSymbols(_ layout: Layout, on surface: inout Surface, look: Look) {
    for line in lines {
      guard let symbol = line.symbol else { continue }
      for (column, position) in zip(layout.columns, line.positions) {
        guard let position else { continue }
        surface.put(narrow: SeriesSymbol.of(symbol, look), x: column, y: layout.row(of: position), style: line.style)
      }
    }
  }

  // MARK: Axes

  private func drawAxis(_ index: Int, _ layout: Layout, on surface: inout Surface, look: Look) {
    let (axis, x) = (axes[index], layout.columns[index])
    let line: Unicode.Scalar = look.isASCII ? "|" : axis.isChosen ? "┃" : "│"
    let brushed: Unicode.Scalar = look.isASCII ? "#" : "█"
    let rows = axis.brush.map { layout.row(of: $0.upperBound)...layout.row(of: $0.lowerBound) }
    for y in layout.plot.rows {
      let isBrushed = rows?.contains(y) ?? false
      surface.put(
        narrow: isBrushed ? brushed : line, x: x, y: y,
        style: isBrushed ? look.style(.accent) : look.style(axis.isChosen ? .title : .dim))
    }
  }

  private func drawLabels(
    _ index: Int, _ layout: Layout, _ rect: Rect, on surface: inout Surface, look: Look
  ) {
    let (axis, x) = (axes[index], layout.columns[index])
    let room = layout.room + 2
    func centred(_ text: StyledText, _ row: Int) {
      let cut = text.truncated(to: min(room, rect.width), ellipsis: look.ellipsis)
      let start = min(max(x - cut.width / 2, rect.x), rect.maxX - cut.width)
      surface.put(cut, in: Rect(x: start, y: row, width: cut.width, height: 1))
    }
    centred(axis.title, layout.titles)
    let style = look.style(axis.isChosen ? .text : .dim)
    if let top = layout.top { centred(StyledText(axis.top, style), top) }
    if let bottom = layout.bottom { centred(StyledText(axis.bottom, style), bottom) }
    // Right of its axis, and left of the last one.
    let isLast = index == axes.count - 1 && axes.count > 1
    for place in axis.places {
      guard layout.room > 0 else { continue }
      // Lines keep off it on both sides.
      let label = StyledText(place.label, style).truncated(to: min(layout.room, 12), ellipsis: look.ellipsis)
      let cut: StyledText = [Span(" ")] + label + [Span(" ")]
      let start = isLast ? x - cut.width : x + 1
      let field = Rect(x: start, y: layout.row(of: place.position), width: cut.width, height: 1)
      surface.put(cut, in: field.intersection(rect))
    }
  }
}
