/// Draws a polyline into a ``DotGrid``.
///
/// Points that share a column of dots become one vertical run from the smallest to the largest, so that no spike is lost
/// and a long history costs one line a column.
struct LineTracer {
  private var grid: DotGrid
  private let owner: UInt8
  private let pen: DotGrid.Pen
  private let isStepped: Bool
  private let standsBack: Bool
  private var previous: (x: Double, y: Double)?
  /// The column of the points since the last flush, and the rows that they span.
  private var run: (column: Double, top: Double, bottom: Double)?

  init(_ grid: DotGrid, owner: UInt8, pen: DotGrid.Pen, isStepped: Bool = false, standsBack: Bool = false) {
    self.grid = grid
    self.owner = owner
    self.pen = pen
    self.isStepped = isStepped
    self.standsBack = standsBack
  }

  /// The grid with everything drawn.
  consuming func finished() -> DotGrid {
    flush()
    return grid
  }

  /// The next point, in dots from the upper left corner; what is not finite leaves a gap.
  mutating func add(_ x: Double, _ y: Double) {
    guard x.isFinite, y.isFinite else {
      flush()
      previous = nil
      return
    }
    if isStepped, let last = previous { addPoint(x, last.y) }
    addPoint(x, y)
  }

  private mutating func addPoint(_ x: Double, _ y: Double) {
    let column = x.rounded()
    if let last = previous, last.x.rounded() != column {
      flush()
      connect(last, (x, y))
    }
    if let open = run {
      run = (column, min(open.top, y), max(open.bottom, y))
    } else {
      run = (column, y, y)
    }
    previous = (x, y)
  }

  private mutating func flush() {
    if let run { connect((run.column, run.top), (run.column, run.bottom)) }
    run = nil
  }

  /// The part of a line that lies inside the grid.
  private mutating func connect(_ from: (x: Double, y: Double), _ to: (x: Double, y: Double)) {
    let bounds = (x: Double(grid.dotColumns) - 0.5, y: Double(grid.dotRows) - 0.5)
    guard let (start, end) = LineTracer.clipped(from, to, upper: bounds) else { return }
    grid.line(
      from: (Int(start.x.rounded()), Int(start.y.rounded())), to: (Int(end.x.rounded()), Int(end.y.rounded())),
      pen: pen, owner: owner, standsBack: standsBack)
  }

  /// Cuts first at the left and right edges, then at the upper and lower ones; a cut end lies exactly on its edge,
  /// however far away the point was.
  private static func clipped(
    _ from: (x: Double, y: Double), _ to: (x: Double, y: Double), upper: (x: Double, y: Double)
  ) -> (start: (x: Double, y: Double), end: (x: Double, y: Double))? {
    guard let (left, right) = cut((from.x, from.y), (to.x, to.y), upper.x) else { return nil }
    guard let (top, bottom) = cut((left.1, left.0), (right.1, right.0), upper.y) else { return nil }
    return ((top.1, top.0), (bottom.1, bottom.0))
  }

  /// Cuts a line where its first coordinate leaves −½…`upper`.
  private static func cut(
    _ from: (Double, Double), _ to: (Double, Double), _ upper: Double
  ) -> (from: (Double, Double), to: (Double, Double))? {
    let lower = -0.5
    guard max(from.0, to.0) >= lower, min(from.0, to.0) <= upper else { return nil }
    let slope = (to.1 - from.1) / (to.0 - from.0)
    func moved(_ point: (Double, Double)) -> (Double, Double) {
      let edge = min(upper, max(lower, point.0))
      if edge == point.0 { return point }
      return (edge, from.1 + slope * (edge - from.0))
    }
    let (start, end) = (moved(from), moved(to))
    return start.1.isFinite && end.1.isFinite ? (start, end) : nil
  }
}

/// The smallest and largest value of a polyline in each column, with what it has in between at the column's middle.
struct ColumnProfile {
  private(set) var lowest: [Double]
  private(set) var highest: [Double]
  private var previous: (x: Double, y: Double)?

  init(width: Int) {
    lowest = Array(repeating: .infinity, count: width)
    highest = Array(repeating: -.infinity, count: width)
  }

  /// The next point, x in columns from the left edge of the plot.
  mutating func add(_ x: Double, _ y: Double) {
    guard x.isFinite, y.isFinite else {
      previous = nil
      return
    }
    note(y, x)
    if let last = previous, x > last.x {
      let slope = (y - last.y) / (x - last.x)
      var middle = max(0, (last.x - 0.5).rounded(.up)) + 0.5
      while middle < min(x, Double(lowest.count)) {
        note(last.y + slope * (middle - last.x), middle)
        middle += 1
      }
    }
    previous = (x, y)
  }

  /// A value that holds from one position to another.
  mutating func cover(from start: Double, to end: Double, lower: Double, upper: Double) {
    guard start.isFinite, end.isFinite, lower.isFinite, upper.isFinite else { return }
    let first = max(0, start.rounded(.down))
    let last = min(Double(lowest.count), max(first + 1, end.rounded(.up)))
    var column = first
    while column < last {
      note(lower, column)
      note(upper, column)
      column += 1
    }
  }

  private mutating func note(_ y: Double, _ x: Double) {
    guard x >= 0, x <= Double(lowest.count), !lowest.isEmpty else { return }
    let column = min(lowest.count - 1, Int(x))
    lowest[column] = min(lowest[column], y)
    highest[column] = max(highest[column], y)
  }
}
