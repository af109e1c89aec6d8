import Canvas

/// Where the parts of the Trade-offs screen stand: the table of rungs above, the boards below it, as many side by side as
/// there is room for; where that is not for all, a strip names them and Tab brings the others forward.
struct TradeoffsLayout {
  let rungs: Rect
  /// Names of all boards; nil where all are in sight.
  let strip: Rect?
  /// Boards in sight, in their order.
  let shown: [(board: TradeoffsScreen.Panel, rect: Rect)]

  /// Least columns and rows of a board that shows something beside others.
  private static let least = Size(width: 50, height: 10)

  /// - Parameters:
  ///   - rows: of the table.
  ///   - boards: all there are, the most important first.
  ///   - front: the one that must be in sight.
  init(body: Rect, rows: Int, boards: [TradeoffsScreen.Panel], front: TradeoffsScreen.Panel?) {
    // The table takes what it needs and leaves the boards at least half.
    let wanted = min(rows + 3, max(body.height / 2, 6), max(body.height - 6, 4))
    let (above, below) = body.splitTop(wanted)
    rungs = above
    let (columns, lines) = Self.grid(boards.count, in: Size(below.width, below.height))
    let count = min(columns * lines, boards.count)
    let isWhole = count == boards.count
    strip = isWhole || below.height < 5 ? nil : below.row(0)
    let area = strip == nil ? below : below.inset(top: 1)
    guard !area.isEmpty, count > 0 else {
      shown = []
      return
    }
    let visible = Self.window(boards, count: count, front: front)
    // Full lines first; the last one is shared by what is left.
    var places: [(TradeoffsScreen.Panel, Rect)] = []
    let bands = area.splitRows([Extent](repeating: .share(), count: lines))
    var next = 0
    for (line, band) in bands.enumerated() {
      let left = lines - line
      let taken = min((visible.count - next + left - 1) / left, columns)
      guard taken > 0 else { break }
      for rect in band.splitColumns([Extent](repeating: .share(), count: taken)) {
        places.append((visible[next], rect))
        next += 1
      }
    }
    shown = places.map { (board: $0.0, rect: $0.1) }
  }

  /// As many boards as can be had; among the ways to have as many, the one whose boards look most like what charts need,
  /// about one and a half times as wide as high, where a cell is twice as high as wide.
  private static func grid(_ count: Int, in size: Size) -> (columns: Int, lines: Int) {
    var best = (columns: 1, lines: 1, shown: 0, distance: Double.infinity)
    for columns in 1...max(1, min(size.width / least.width, count, 3)) {
      for lines in 1...max(1, min(size.height / least.height, (count + columns - 1) / columns)) {
        let shape = Double(size.width / columns) / Double(2 * max(size.height / lines, 1))
        let distance = max(shape / 1.5, 1.5 / max(shape, 0.01))
        let shown = min(columns * lines, count)
        if shown > best.shown || shown == best.shown && distance < best.distance {
          best = (columns, lines, shown, distance)
        }
      }
    }
    return (best.columns, best.lines)
  }

  /// The first boards, with the one in front in the last one's place where it is not among them.
  private static func window(_ boards: [TradeoffsScreen.Panel], count: Int, front: TradeoffsScreen.Panel?)
    -> [TradeoffsScreen.Panel]
  {
    var visible = Array(boards.prefix(count))
    if let front, boards.contains(front), !visible.contains(front) { visible[count - 1] = front }
    return visible
  }

  func rect(of focus: TradeoffsScreen.Panel) -> Rect? {
    focus == .rungs ? rungs : shown.first { $0.board == focus }?.rect
  }
}
