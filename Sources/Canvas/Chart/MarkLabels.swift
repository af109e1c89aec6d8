/// The rows between plot and x axis where marks are named, so that no label covers a curve: a sign under each mark's
/// line, and beside it what was done there. Where labels would overlap the newest keep theirs.
struct MarkLabels {
  /// A mark's sign, and the beginning of its label where that has room.
  struct Place: Hashable {
    let mark: Int
    let sign: Point
    let label: Point?
  }

  private let marks: [LineChart.Mark]
  private let layout: ChartLayout
  /// Cells taken in each row, as columns.
  private var taken: [[Range<Int>]]

  init(_ marks: [LineChart.Mark], _ layout: ChartLayout) {
    self.marks = marks
    self.layout = layout
    taken = [[Range<Int>]](repeating: [], count: layout.markRows)
  }

  /// In the order of the marks; those out of sight are left out.
  func places() -> [Place] {
    guard layout.markRows > 0 else { return [] }
    let columns = marks.indices.compactMap { index in layout.column(of: marks[index].x).map { (index, $0) } }
    var rows = self
    // Lines go through the first row to labels below it.
    rows.taken[0] = columns.map { $0.1..<$0.1 + 1 }
    var found: [Place] = []
    for (mark, column) in columns.reversed() { found.append(rows.place(mark, at: column)) }
    return found.reversed()
  }

  private mutating func place(_ mark: Int, at column: Int) -> Place {
    let width = TextWidth.width(of: marks[mark].label)
    let plot = layout.plot
    for row in taken.indices where width > 0 {
      // A blank parts it from what follows, unless that is the edge.
      let right = column + 1..<column + 1 + width
      let left = column - width..<column
      for (label, kept) in [
        (right, right.lowerBound..<right.upperBound + 1), (left, left.lowerBound - 1..<left.upperBound),
      ]
      where plot.columns.contains(label.lowerBound) && label.upperBound <= plot.maxX
        && !taken[row].contains(where: { $0.overlaps(kept) })
      {
        taken[row] += [label, column..<column + 1]
        let y = plot.maxY + row
        return Place(mark: mark, sign: Point(column, y), label: Point(label.lowerBound, y))
      }
    }
    return Place(mark: mark, sign: Point(column, plot.maxY), label: nil)
  }
}

extension LineChart {
  func drawMarkLabels(on surface: inout Surface, _ layout: ChartLayout, _ look: Look) {
    for place in MarkLabels(marks, layout).places() {
      let style = marks[place.mark].style ?? look.style(.mark)
      for y in layout.plot.maxY..<place.sign.y {
        surface.put(narrow: look.isASCII ? ":" : "┊", x: place.sign.x, y: y, style: look.theme.faded(style, 0.35))
      }
      surface.put(narrow: look.isASCII ? "^" : "▴", x: place.sign.x, y: place.sign.y, style: style)
      if let label = place.label { surface.put(marks[place.mark].label, at: label, style: style) }
    }
  }
}
