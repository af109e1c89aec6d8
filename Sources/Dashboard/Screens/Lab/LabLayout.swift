import Canvas
import Telemetry

/// Where the Lab's parts stand at a size, in the body that the frame leaves.
///
/// Nothing is refused from 40×10 up. Where there is little room, panels are dropped in this order: table, forecast,
/// knobs; the curve stays. A dropped panel that gets the focus takes the place of the curve. Where there is much room,
/// an overview of all rungs and a journal of the run stand beside forecast and table. Where samples are judged, what
/// stands in the forecast's and in the table's place stands side by side, as both need rows more than columns.
struct LabLayout: Equatable {
  var ladder = Rect.zero
  var curve: Rect?
  var knobs: Rect?
  var forecast: Rect?
  var table: Rect?
  var overview: Rect?
  var journal: Rect?
  var inside: Rect?
  var layers: Rect?

  /// What is predicted.
  enum Subject: Equatable {
    case forecast
    /// So many classes, with names of at most so many columns.
    case classes(Int, names: Int = 1, pictures: Bool = false)
    case numbers

    init(_ content: SessionContent?) {
      switch content {
      case .table(.classes(let target)): self = .classes(target, pictures: false)
      case .images(_, .classes(let target)): self = .classes(target, pictures: true)
      case .table(.number), .images(_, .number): self = .numbers
      case .series, .stream, nil: self = .forecast
      }
    }

    private static func classes(_ target: ClassTarget, pictures: Bool) -> Subject {
      .classes(
        target.classNames.count, names: target.classNames.map { TextWidth.width(of: $0) }.max() ?? 1,
        pictures: pictures)
    }
  }

  init(state: State) {
    self.init(
      size: state.size, focus: state.labFocus, rungs: state.rungs.count, subject: Subject(state.session?.content),
      choice: state.settings.layout)
  }

  init(
    size: Size, focus: LabScreen.Panel, rungs: Int = 5, subject: Subject = .forecast,
    choice: LayoutChoice = LayoutChoice()
  ) {
    guard !ScreenFrame.isTooSmall(size) else { return }
    let body: Rect
    (ladder, body) = ScreenFrame(size: size).body.splitTop(1)
    if size.width < 64 {
      stack(in: body, choice)
    } else {
      arrange(in: body, rungs, subject, choice)
    }
    bringForward(focus)
  }

  /// One column, as many panels as fit.
  private mutating func stack(in body: Rect, _ choice: LayoutChoice) {
    var heights: [Int]
    switch body.height {
    case 24...:
      let extra = body.height - 24
      heights = [7 + extra / 3, 6 + extra / 6, 5 + extra / 5]
      heights.append(body.height - heights.reduce(0, +))
    case 18..<24: heights = [body.height - 11, 6, 5, 0]
    case 13..<18: heights = [body.height - 6, 6, 0, 0]
    default: heights = [body.height, 0, 0, 0]
    }
    let shown = [true] + [LayoutChoice.Panel.knobs, .forecast, .predictions].map { choice.panels.contains($0) }
    let rects = Self.column(Self.shared(heights, among: shown), from: body.origin, width: body.width)
    (curve, knobs, forecast, table) = (rects[0], rects[1], rects[2], rects[3])
  }

  /// Curve and knobs side by side, forecast and table below, each as wide as the screen; on large screens a second
  /// column.
  private mutating func arrange(in body: Rect, _ rungs: Int, _ subject: Subject, _ choice: LayoutChoice) {
    let isWide = body.width >= 110 && body.height >= 25
    let usual = isWide ? min(max(body.width * 36 / 100, 42), 62) : min(max(body.width * 46 / 100, 30), 44)
    let side = choice.knobsWidth.map { min(max(body.width * $0 / 100, 30), body.width - 30) } ?? usual
    let (top, middle, bottom) = Self.heights(body.height, subject, choice)
    let shows = { (panel: LayoutChoice.Panel) in choice.panels.contains(panel) }
    let left = Self.shared([top, middle, bottom], among: [true, shows(.forecast), shows(.predictions)])
    guard isWide else {
      let rects = Self.column(left, from: body.origin, width: body.width)
      place(rects[1], rects[2], subject)
      guard let upper = rects[0] else { return }
      curve = upper
      if shows(.knobs) { (curve, knobs) = upper.splitLeft(body.width - side) }
      return
    }
    // A row for each rung and the two naive forecasts, and never so many that the journal has no room.
    let rows = min(max(rungs + 5, 6), middle + bottom - 6)
    let rest = middle + bottom - rows
    var look = 0
    // What goes on inside a network comes before what was done to it.
    if case .classes(_, _, true) = subject, shows(.inside), rest >= 8 { look = rest >= 26 ? rest - 8 : rest }
    let right = Self.shared(
      [top, rows, look, rest - look], among: [shows(.knobs), shows(.rungs), look > 0, shows(.journal)])
    let main = right.allSatisfy { $0 == 0 } ? body.width : body.width - side
    let rects = Self.column(left, from: body.origin, width: main)
    curve = rects[0]
    place(rects[1], rects[2], subject)
    let beside = Self.column(right, from: Point(body.x + main, body.y), width: body.width - main)
    (knobs, overview, inside, journal) = (beside[0], beside[1], beside[2], beside[3])
  }

  /// Under each other, or where samples are judged side by side in the rows of both.
  private mutating func place(_ upper: Rect?, _ lower: Rect?, _ subject: Subject) {
    (forecast, table) = (upper, lower)
    guard let upper, let lower else { return }
    let both = Rect(x: upper.x, y: upper.y, width: upper.width, height: upper.height + lower.height)
    let wanted: Int
    switch subject {
    case .forecast: return
    // The matrix is as wide as it needs for numbers and the beginnings of names.
    case .classes(let count, let names, _): wanted = max(count * (both.width >= 100 ? 5 : 3) + 5 + min(names, 5), 24)
    case .numbers: wanted = ResidualsPanel.width
    }
    // The table never takes more than what stands beside it.
    (forecast, table) = both.splitLeft(both.width - min(wanted, (both.width + 1) / 2))
  }

  /// Rows of what is not shown go to what stands above it, or else below; where nothing is shown, to nobody.
  private static func shared(_ heights: [Int], among shown: [Bool]) -> [Int] {
    var result = heights.map { _ in 0 }
    var waiting = 0
    var last: Int?
    for (index, height) in heights.enumerated() {
      if shown[index], height > 0 {
        result[index] = height + waiting
        waiting = 0
        last = index
      } else if let last {
        result[last] += height
      } else {
        waiting += height
      }
    }
    return result
  }

  private static func column(_ heights: [Int], from origin: Point, width: Int) -> [Rect?] {
    var y = origin.y
    return heights.map { height in
      defer { y += height }
      return height > 0 ? Rect(x: origin.x, y: y, width: width, height: height) : nil
    }
  }

  private static func heights(
    _ body: Int, _ subject: Subject, _ choice: LayoutChoice
  ) -> (top: Int, middle: Int, bottom: Int) {
    switch subject {
    case .forecast: break
    case .classes(let count, _, _): return heights(body, rows: count, choice)
    case .numbers: return heights(body, rows: 10, choice)
    }
    switch body {
    case 21...:
      let extra = body - 21
      let top = 9 + extra * choice.curveHeight / 100
      let middle = 5 + extra * (100 - choice.curveHeight) / 200
      return (top, middle, body - top - middle)
    case 17..<21:
      let bottom = body >= 19 ? 6 : 5
      return (body - 5 - bottom, 5, bottom)
    case 12..<17: return (body - 5, 5, 0)
    default: return (body, 0, 0)
    }
  }

  /// The lower part is one band, so that only the sum of the two counts where both are shown. It begins with as many rows
  /// as a matrix of ten classes needs.
  private static func heights(
    _ body: Int, rows count: Int, _ choice: LayoutChoice
  ) -> (top: Int, middle: Int, bottom: Int) {
    guard body >= 16 else { return body >= 12 ? (body - 7, 7, 0) : (body, 0, 0) }
    let needed = min(max(count + 3, 9), 13)
    let extra = max(body - 8 - needed, 0)
    let top = max(min(8, body - needed), 5) + extra * choice.curveHeight / 100
    let lower = body - top
    return (top, lower / 2, lower - lower / 2)
  }

  private mutating func bringForward(_ focus: LabScreen.Panel) {
    guard let place = curve, rect(of: focus) == nil else { return }
    if focus == .inside, let upper = forecast, let lower = table, upper.y == lower.y {
      // Filters and maps need much room, and the curve is worth watching beside them.
      inside = Rect(x: upper.x, y: upper.y, width: upper.width + lower.width, height: upper.height)
      (forecast, table) = (nil, nil)
      return
    }
    if focus == .layers, let upper = forecast, let lower = table {
      // The table of layers needs all columns, beside the curve that it explains.
      layers = Rect(
        x: upper.x, y: upper.y, width: lower.maxX - upper.x, height: lower.maxY - upper.y)
      (forecast, table) = (nil, nil)
      return
    }
    curve = nil
    switch focus {
    case .curve: curve = place
    case .knobs: knobs = place
    case .forecast: forecast = place
    case .table: table = place
    case .inside: inside = place
    case .layers: layers = place
    }
  }

  func rect(of focus: LabScreen.Panel) -> Rect? {
    switch focus {
    case .curve: curve
    case .knobs: knobs
    case .forecast: forecast
    case .table: table
    case .inside: inside
    case .layers: layers
    }
  }

  /// Every panel that is drawn, for tests and the mouse.
  var panels: [Rect] {
    [ladder, curve, knobs, forecast, table, overview, inside, layers, journal].compactMap { $0 }
  }

  /// Rows of values in the table.
  var tableRows: Int { max((table?.height ?? 0) - 3, 0) }

  /// Columns in which the curve is drawn.
  var plotColumns: Int { max((curve?.width ?? 0) - 2 - CurveMetrics.axisWidth, 0) }
}
