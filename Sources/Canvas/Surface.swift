/// A rectangle of cells that views draw into.
///
/// Nothing is ever written outside the surface or its current clip, and a wide glyph is never left with one half.
package struct Surface: Hashable, Sendable {
  package let size: Size
  /// Row-major, `size.width × size.height`.
  package private(set) var cells: [Cell]
  /// Texts of the clusters on the surface, by their glyphs' bits.
  private var clusters: [UInt32: String] = [:]
  /// Writes outside are dropped; always inside the surface.
  package private(set) var clip: Rect
  /// Where the terminal's own cursor belongs, for screen readers and fields; nil hides it.
  package var cursor: Point?

  package init(size: Size, style: Style = .plain) {
    self.size = size
    cells = Array(repeating: Cell(" ", style: style), count: size.width * size.height)
    clip = Rect(size: size)
  }

  package var width: Int { size.width }
  package var height: Int { size.height }
  package var bounds: Rect { Rect(size: size) }

  /// The cell at a position; blank outside.
  package subscript(x: Int, y: Int) -> Cell {
    guard x >= 0, y >= 0, x < size.width, y < size.height else { return .blank }
    return cells[y * size.width + x]
  }

  /// What a cell shows; empty for the right half of a wide glyph.
  package func text(of cell: Cell) -> String {
    if cell.isRightHalf { return "" }
    if let scalar = cell.glyph.scalar { return String(Character(scalar)) }
    return clusters[cell.glyph.bits] ?? "\u{FFFD}"
  }

  /// Runs `body` with writes limited to `rect` as well as to the present clip.
  package mutating func clipped<Result>(to rect: Rect, _ body: (inout Surface) -> Result) -> Result {
    let outer = clip
    clip = clip.intersection(rect)
    let result = body(&self)
    clip = outer
    return result
  }

  /// Puts one glyph of the given width; its style's missing colours leave those of the cell.
  package mutating func put(_ scalar: Unicode.Scalar, x: Int, y: Int, style: Style = .plain) {
    let width = TextWidth.width(of: scalar)
    guard width > 0 else { return }
    put(glyph: Glyph(scalar), width: width, x: x, y: y, style: style)
  }

  /// Puts a glyph known to be one column wide: the charts' path.
  mutating func put(narrow scalar: Unicode.Scalar, x: Int, y: Int, style: Style) {
    guard y >= clip.minY, y < clip.maxY, x >= clip.minX, x < clip.maxX else { return }
    set(Glyph(scalar), width: 1, at: y * size.width + x, x: x, style: style)
  }

  mutating func put(glyph: Glyph, width: Int, x: Int, y: Int, style: Style) {
    guard y >= clip.minY, y < clip.maxY, x < clip.maxX, x + width > clip.minX else { return }
    let index = y * size.width + x
    if width == 1 {
      set(glyph, width: 1, at: index, x: x, style: style)
    } else if x >= clip.minX, x + 1 < clip.maxX {
      set(glyph, width: 2, at: index, x: x, style: style)
      set(.space, width: 0, at: index + 1, x: x + 1, style: style)
    } else {
      // Half of it would be cut off: a blank stands for the half that shows.
      let visible = x >= clip.minX ? 0 : 1
      set(.space, width: 1, at: index + visible, x: x + visible, style: style)
    }
  }

  /// Puts a cell as it is; the caller keeps wide glyphs whole.
  mutating func replace(_ x: Int, _ y: Int, with cell: Cell) { cells[y * size.width + x] = cell }

  private mutating func set(_ glyph: Glyph, width: UInt8, at index: Int, x: Int, style: Style) {
    let old = cells[index]
    if old.width != 1 { blankOtherHalf(of: old, at: index, x: x, newWidth: width) }
    cells[index] = Cell(glyph: glyph, style: style.over(old.style), width: width)
  }

  /// A wide glyph that loses one half loses the other as well.
  private mutating func blankOtherHalf(of old: Cell, at index: Int, x: Int, newWidth: UInt8) {
    if old.width == 0, newWidth != 0, x > 0, cells[index - 1].width == 2 {
      cells[index - 1] = Cell(glyph: .space, style: cells[index - 1].style, width: 1)
    } else if old.width == 2, x + 1 < size.width, cells[index + 1].width == 0 {
      cells[index + 1] = Cell(glyph: .space, style: cells[index + 1].style, width: 1)
    }
  }

  /// Joins a zero-width scalar to the glyph of the given width at a position, unless the glyph was cut off there. At most
  /// eight scalars share a cell.
  mutating func join(_ scalar: Unicode.Scalar, toGlyphAt x: Int, _ y: Int, width: Int) {
    guard clip.contains(Point(x, y)) else { return }
    let index = y * size.width + x
    let cell = cells[index]
    guard Int(cell.width) == width else { return }
    var text = text(of: cell)
    guard text.unicodeScalars.count < 8 else { return }
    text.unicodeScalars.append(scalar)
    cells[index].glyph = intern(text)
  }

  private mutating func intern(_ text: String) -> Glyph {
    // FNV-1a; a name that another text holds is passed over.
    var hash: UInt32 = 0x811C_9DC5
    for byte in text.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    var glyph = Glyph(cluster: hash)
    while let other = clusters[glyph.bits], other != text { glyph = Glyph(cluster: glyph.bits &+ 1) }
    clusters[glyph.bits] = text
    return glyph
  }
}

extension Surface {
  /// Fills with a glyph one column wide and exactly this style.
  package mutating func fill(_ rect: Rect, _ scalar: Unicode.Scalar = " ", style: Style) {
    let area = rect.intersection(clip)
    guard !area.isEmpty, TextWidth.width(of: scalar) == 1 else { return }
    let cell = Cell(scalar, style: style)
    for y in area.rows {
      let row = y * size.width
      cutWideGlyphs(at: row, area.columns)
      for x in area.columns { cells[row + x] = cell }
    }
  }

  private mutating func cutWideGlyphs(at row: Int, _ columns: Range<Int>) {
    if cells[row + columns.lowerBound].width == 0, columns.lowerBound > 0 {
      cells[row + columns.lowerBound - 1] = Cell(" ", style: cells[row + columns.lowerBound - 1].style)
    }
    if columns.upperBound < size.width, cells[row + columns.upperBound].width == 0 {
      cells[row + columns.upperBound] = Cell(" ", style: cells[row + columns.upperBound].style)
    }
  }

  /// Changes the styles of cells and leaves what they show.
  package mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
    restyleCells(rect) { change($0.style) }
  }

  mutating func restyleCells(_ rect: Rect, _ change: (Cell) -> Style) {
    let area = rect.intersection(clip)
    for y in area.rows {
      for x in area.columns {
        let index = y * size.width + x
        cells[index].style = change(cells[index])
      }
    }
  }

  package mutating func setBackground(_ rect: Rect, _ color: Color?) { restyle(rect) { $0.on(color) } }

  /// One string a row, trailing blanks kept; for tests and for copying as text.
  package func lines(in rect: Rect? = nil) -> [String] {
    let area = (rect ?? bounds).intersection(bounds)
    return area.rows.map { y in
      var line = ""
      for x in area.columns {
        let cell = cells[y * size.width + x]
        if cell.isRightHalf, x == area.minX { line += " " }
        line += text(of: cell)
      }
      return line
    }
  }
}
