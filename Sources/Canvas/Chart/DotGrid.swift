/// Dots finer than cells, and which curve each cell belongs to.
struct DotGrid {
  /// Cells.
  let width: Int
  let height: Int
  let symbols: GraphSymbols
  /// Dots across and down one cell.
  let across: Int
  let down: Int
  /// Row-major by cell.
  private(set) var bits: [UInt8]
  /// Number of the curve drawn last in the cell, from 1; 0 where there is none.
  private var owners: [UInt8]
  /// Which of the curves 1–8 have dots in the cell, as bits.
  private var sharers: [UInt8]
  /// True where only curves that stand back have dots.
  private var isBack: [Bool]

  init(width: Int, height: Int, symbols: GraphSymbols) {
    self.width = width
    self.height = height
    self.symbols = symbols
    (across, down) = DotGrid.dots(of: symbols)
    bits = Array(repeating: 0, count: width * height)
    owners = bits
    sharers = bits
    isBack = Array(repeating: false, count: width * height)
  }

  static func dots(of symbols: GraphSymbols) -> (across: Int, down: Int) {
    switch symbols {
    case .braille: (2, 4)
    case .blocks: (2, 2)
    case .ascii: (1, 3)
    }
  }

  var dotColumns: Int { width * across }
  var dotRows: Int { height * down }

  func isEmpty(column: Int, row: Int) -> Bool { bits[row * width + column] == 0 }

  /// Dots outside are dropped, and so are those of a curve that stands back in a cell that holds another one.
  mutating func set(_ x: Int, _ y: Int, owner: UInt8, standsBack: Bool = false) {
    guard x >= 0, y >= 0, x < dotColumns, y < dotRows else { return }
    let cell = (y / down) * width + x / across
    if standsBack {
      if owners[cell] != 0, !isBack[cell] { return }
      isBack[cell] = true
    } else if isBack[cell] {
      isBack[cell] = false
      bits[cell] = 0
      sharers[cell] = 0
    }
    bits[cell] |= bit(x % across, y % down)
    owners[cell] = owner
    if owner <= 8 { sharers[cell] |= 1 << (owner - 1) }
  }

  /// The curve whose colour a cell takes. Curves that run through the same cells take turns, two columns each, so that
  /// none of them seems to end there.
  func owner(column: Int, row: Int) -> UInt8 {
    let cell = row * width + column
    let count = sharers[cell].nonzeroBitCount
    guard count > 1 else { return owners[cell] }
    var rest = sharers[cell]
    for _ in 0..<(column / 2) % count { rest &= rest - 1 }
    return UInt8(rest.trailingZeroBitCount) + 1
  }

  private func bit(_ x: Int, _ y: Int) -> UInt8 {
    switch symbols {
    case .braille:
      // Rows 0–2 count down each column of the old six dots; the fourth row was added later.
      y == 3 ? 0x40 << UInt8(x) : 1 << UInt8(y + 3 * x)
    case .blocks: 1 << UInt8(2 * y + x)
    case .ascii: 1 << UInt8(y)
    }
  }

  /// What shows a cell's dots.
  func glyph(_ bits: UInt8) -> Unicode.Scalar {
    switch symbols {
    case .braille: return BlockGlyphs.braille(bits)
    case .blocks: return BlockGlyphs.quadrants(Int(bits))
    case .ascii:
      let glyphs: [Unicode.Scalar] = [" ", "'", "-", "'", ".", ":", ",", "|"]
      return glyphs[Int(bits & 7)]
    }
  }

  /// A straight line of dots, both ends included, where `pen` is down. Source: Bresenham (1965).
  mutating func line(
    from start: (x: Int, y: Int), to end: (x: Int, y: Int), pen: Pen, owner: UInt8,
    standsBack: Bool = false
  ) {
    let dx = abs(end.x - start.x)
    let dy = abs(end.y - start.y)
    let stepX = end.x >= start.x ? 1 : -1
    let stepY = end.y >= start.y ? 1 : -1
    var (x, y) = start
    var error = dx - dy
    while true {
      if pen.isDown(at: x) { set(x, y, owner: owner, standsBack: standsBack) }
      if x == end.x, y == end.y { return }
      let twice = 2 * error
      if twice > -dy {
        error -= dy
        x += stepX
      }
      if twice < dx {
        error += dx
        y += stepY
      }
    }
  }

  /// How a line is broken along x.
  enum Pen {
    case solid, dashed, dotted

    func isDown(at x: Int) -> Bool {
      switch self {
      case .solid: true
      case .dashed: x % 6 < 4
      case .dotted: x % 3 == 0
      }
    }
  }
}
