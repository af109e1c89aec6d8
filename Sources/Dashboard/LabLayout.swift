import Canvas

/// Where the Lab's parts stand at a size, in the body that the frame leaves.
///
/// Nothing is refused from 40×10 up. Where there is little room, panels are dropped in this order: table, forecast,
/// knobs; the curve stays. A dropped panel that gets the focus takes the place of the curve. Where there is much room,
/// an overview of all rungs and a journal of the run stand beside forecast and table.
struct LabLayout: Equatable {
  var ladder = Rect.zero
  var curve: Rect?
  var knobs: Rect?
  var forecast: Rect?
  var table: Rect?
  var overview: Rect?
  var journal: Rect?

  init(state: State) {
    self.init(size: state.size, focus: state.focus, rungs: state.rungs.count, hasGallery: state.hasGallery)
  }

  init(size: Size, focus: State.Focus, rungs: Int = 5, hasGallery: Bool = false) {
    guard !ScreenFrame.isTooSmall(size) else { return }
    let body: Rect
    (ladder, body) = ScreenFrame(size: size).body.splitTop(1)
    if size.width < 64 {
      stack(in: body)
    } else {
      arrange(in: body, rungs, hasGallery)
    }
    bringForward(focus)
  }

  /// One column, as many panels as fit.
  private mutating func stack(in body: Rect) {
    var heights: [Int]
    switch body.height {
    case 24...:
      let extra = body.height - 24
      heights = [7 + extra / 3, 6 + extra / 6, 5 + extra / 5]
      heights.append(body.height - heights.reduce(0, +))
    case 18..<24: heights = [body.height - 11, 6, 5]
    case 13..<18: heights = [body.height - 6, 6]
    default: heights = [body.height]
    }
    var rects: [Rect] = []
    var y = body.y
    for height in heights {
      rects.append(Rect(x: body.x, y: y, width: body.width, height: height))
      y += height
    }
    curve = rects.first
    knobs = rects.count > 1 ? rects[1] : nil
    forecast = rects.count > 2 ? rects[2] : nil
    table = rects.count > 3 ? rects[3] : nil
  }

  /// Curve and knobs side by side, forecast and table below, each as wide as the screen; on large screens a second
  /// column.
  private mutating func arrange(in body: Rect, _ rungs: Int, _ hasGallery: Bool) {
    let isWide = body.width >= 110 && body.height >= 25
    let side = isWide ? min(max(body.width * 36 / 100, 42), 62) : min(max(body.width * 46 / 100, 30), 44)
    let main = body.width - side
    let (top, middle, bottom) = Self.heights(body.height, hasGallery)
    let split = body.x + main
    curve = Rect(x: body.x, y: body.y, width: main, height: top)
    knobs = Rect(x: split, y: body.y, width: side, height: top)
    let below = isWide ? main : body.width
    if middle > 0 { forecast = Rect(x: body.x, y: body.y + top, width: below, height: middle) }
    if bottom > 0 { table = Rect(x: body.x, y: body.y + top + middle, width: below, height: bottom) }
    guard isWide else { return }
    // A row for each rung and the two naive forecasts, and never so many that the journal has no room.
    let rows = min(max(rungs + 5, 6), middle + bottom - 6)
    overview = Rect(x: split, y: body.y + top, width: side, height: rows)
    journal = Rect(x: split, y: body.y + top + rows, width: side, height: middle + bottom - rows)
  }

  private static func heights(_ body: Int, _ hasGallery: Bool) -> (top: Int, middle: Int, bottom: Int) {
    switch body {
    case 21...:
      let extra = body - 21
      let top = 9 + extra * 2 / 5
      let middle = (hasGallery ? 7 : 5) + extra * 3 / 10
      return (top, middle, body - top - middle)
    case 17..<21:
      let bottom = body >= 19 ? 6 : 5
      return (body - 5 - bottom, 5, bottom)
    case 12..<17: return (body - 5, 5, 0)
    default: return (body, 0, 0)
    }
  }

  private mutating func bringForward(_ focus: State.Focus) {
    guard let place = curve, rect(of: focus) == nil else { return }
    curve = nil
    switch focus {
    case .curve: curve = place
    case .knobs: knobs = place
    case .forecast: forecast = place
    case .table: table = place
    default: curve = place
    }
  }

  func rect(of focus: State.Focus) -> Rect? {
    switch focus {
    case .curve: curve
    case .knobs: knobs
    case .forecast: forecast
    case .table: table
    default: nil
    }
  }

  /// Every panel that is drawn, for tests and the mouse.
  var panels: [Rect] {
    [ladder, curve, knobs, forecast, table, overview, journal].compactMap { $0 }
  }

  /// Rows of values in the table.
  var tableRows: Int { max((table?.height ?? 0) - 3, 0) }

  /// Columns in which the curve is drawn.
  var plotColumns: Int { max((curve?.width ?? 0) - 2 - CurveMetrics.axisWidth, 0) }
}
