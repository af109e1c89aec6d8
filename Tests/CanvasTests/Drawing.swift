@testable import Canvas

/// A widget drawn on a surface of its own, as text.
func drawn(_ widget: some Widget, _ width: Int, _ height: Int, look: Look = .plain) -> [String] {
  var surface = Surface(size: Size(width, height))
  widget.draw(on: &surface, in: surface.bounds, look: look)
  return surface.lines()
}

extension Look {
  static let plain = Look(theme: .dark)
  static let ascii = Look(theme: .dark, symbols: .ascii)

  /// Every combination that changes what is drawn.
  static let all: [Look] = GraphSymbols.allCases.flatMap { symbols in
    [ColorDepth.trueColor, .sixteen, .monochrome].map { Look(theme: .light, symbols: symbols, depth: $0) }
  }
}

/// Draws into the middle of a surface filled with a sign, and returns the cells outside that were changed.
func strayWrites(_ widget: some Widget, size: Size, look: Look) -> [Point] {
  let margin = 3
  var surface = Surface(size: Size(size.width + 2 * margin, size.height + 2 * margin))
  surface.fill(surface.bounds, "☠", style: .bold)
  let prefilled = surface
  let inside = Rect(origin: Point(margin, margin), size: size)
  widget.draw(on: &surface, in: inside, look: look)
  var strays: [Point] = []
  for y in 0..<surface.height {
    for x in 0..<surface.width where !inside.contains(Point(x, y)) && surface[x, y] != prefilled[x, y] {
      strays.append(Point(x, y))
    }
  }
  return strays
}

/// True where every wide glyph has both its halves.
func isWhole(_ surface: Surface) -> Bool {
  for y in 0..<surface.height {
    for x in 0..<surface.width {
      if surface[x, y].width == 2, x + 1 >= surface.width || surface[x + 1, y].width != 0 { return false }
      if surface[x, y].width == 0, x == 0 || surface[x - 1, y].width != 2 { return false }
    }
  }
  return true
}

/// A small generator with a fixed sequence for each seed (SplitMix64).
struct Dice: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
