/// Collects what lies in the cells: backgrounds, shapes by colour, words.
struct SVGBody {
  let frame: SVGFrame
  private var backgrounds = ""
  private var words = ""
  /// Outlines to fill and lines to stroke, by colour; the order of first use keeps the output stable.
  private var shapes: [Paint: String] = [:]
  private var order: [Paint] = []

  /// How a shape is put on the picture.
  struct Paint: Hashable {
    enum Kind: Hashable { case fill, thin, heavy, dots }
    let kind: Kind
    let color: Color
  }

  init(frame: SVGFrame) { self.frame = frame }

  var markup: String {
    var text = backgrounds
    for paint in order {
      let path = shapes[paint] ?? ""
      switch paint.kind {
      case .fill: text += "<path d=\"\(path)\" fill=\"\(paint.color)\"/>\n"
      case .thin, .heavy:
        let width = SVG.number(frame.fontSize * (paint.kind == .thin ? 0.08 : 0.17))
        text += "<path d=\"\(path)\" fill=\"none\" stroke=\"\(paint.color)\" stroke-width=\"\(width)\"/>\n"
      case .dots:
        // A line of no length with round ends is a disc: the shortest way to write one.
        let width = SVG.number(frame.cellWidth * 0.36)
        text += """
          <path d="\(path)" stroke="\(paint.color)" stroke-width="\(width)" stroke-linecap="round"/>

          """
      }
    }
    return text + words
  }

  mutating func add(_ path: String, _ kind: Paint.Kind, _ color: Color) {
    let paint = Paint(kind: kind, color: color)
    if shapes[paint] == nil { order.append(paint) }
    shapes[paint, default: ""] += path
  }

  func x(_ column: Int) -> Double { frame.left + Double(column) * frame.cellWidth }
  func y(_ row: Int) -> Double { frame.top + Double(row) * frame.cellHeight }

  /// Ink and ground of a cell as they are seen.
  private func colors(_ style: Style) -> (ink: Color, ground: Color) {
    let reduced = style.reduced(to: frame.look.depth)
    var ink = reduced.foreground ?? frame.ink
    var ground = reduced.background ?? frame.ground
    if style.attributes.contains(.reverse) { swap(&ink, &ground) }
    if style.attributes.contains(.dim) { ink = ink.blended(with: ground, 0.45) }
    return (ink, ground)
  }

  /// One rectangle for each run of cells with the same ground.
  mutating func addBackgrounds(of surface: Surface, row: Int) {
    var start = 0
    while start < surface.width {
      let ground = ground(of: surface[start, row])
      var end = start + 1
      while end < surface.width, self.ground(of: surface[end, row]) == ground { end += 1 }
      if ground != frame.ground {
        // A hair more than the cell, so that no seam shows between rows.
        backgrounds += """
          <rect x="\(SVG.number(x(start)))" y="\(SVG.number(y(row)))" \
          width="\(SVG.number(Double(end - start) * frame.cellWidth))" \
          height="\(SVG.number(frame.cellHeight + 0.3))" fill="\(ground)"/>

          """
      }
      start = end
    }
  }

  private func ground(of cell: Cell) -> Color {
    isInverseBlock(cell) ? frame.ground : colors(cell.style).ground
  }

  /// A lower block in the colour of the window stands for an upper block in its ground's colour, and is drawn as one:
  /// no seam then shows around it.
  private func isInverseBlock(_ cell: Cell) -> Bool {
    guard let value = cell.glyph.scalar?.value, (0x2581...0x2587).contains(value) else { return false }
    return colors(cell.style).ink == frame.ground
  }

  mutating func addGlyphs(of surface: Surface, row: Int) {
    for column in 0..<surface.width where surface[column, row].style.attributes.contains(.underline) {
      underline(column, row, colors(surface[column, row].style).ink)
    }
    var column = 0
    while column < surface.width {
      let cell = surface[column, row]
      let ink = colors(cell.style).ink
      if cell.glyph == .space || cell.isRightHalf {
        column += 1
      } else if isInverseBlock(cell) {
        addUpperBlock(cell, column, row)
        column += 1
      } else if let scalar = cell.glyph.scalar, addShape(scalar, column, row, ink) {
        column += 1
      } else {
        column = addWord(from: column, row, surface, ink)
      }
    }
  }

  private mutating func addUpperBlock(_ cell: Cell, _ column: Int, _ row: Int) {
    guard let value = cell.glyph.scalar?.value else { return }
    let height = 1 - Double(value - 0x2580) / 8
    addPart(0, 0, 1, height, column, row, colors(cell.style).ground)
  }

  private mutating func underline(_ column: Int, _ row: Int, _ ink: Color) {
    let height = y(row) + frame.cellHeight * 0.92
    add("M\(SVG.number(x(column))) \(SVG.number(height))h\(SVG.number(frame.cellWidth))", .thin, ink)
  }

  /// Writes the run of like cells from `start` as one text; returns where it ends.
  private mutating func addWord(from start: Int, _ row: Int, _ surface: Surface, _ ink: Color) -> Int {
    let style = surface[start, row].style
    var text = ""
    var end = start
    while end < surface.width {
      let cell = surface[end, row]
      guard cell.style == style, cell.glyph != .space || cell.isRightHalf else { break }
      if end > start, let scalar = cell.glyph.scalar, !cell.isRightHalf, isShape(scalar) { break }
      text += surface.text(of: cell)
      end += 1
      // Fonts seldom hold wide glyphs at twice the width: each stands alone.
      if surface[start, row].width == 2, end == start + 2 { break }
      if surface[end, row].width == 2 { break }
    }
    var classes = ""
    if style.attributes.contains(.bold) { classes += "b" }
    if style.attributes.contains(.italic) { classes += classes.isEmpty ? "i" : " i" }
    let kind = classes.isEmpty ? "" : " class=\"\(classes)\""
    let length = SVG.number(Double(end - start) * frame.cellWidth)
    words += """
      <text x="\(SVG.number(x(start)))" y="\(SVG.number(y(row) + frame.cellHeight * 0.76))"\(kind) fill="\(ink)" \
      textLength="\(length)" lengthAdjust="spacingAndGlyphs">\(SVG.escaped(text))</text>

      """
    return end
  }
}
