import Canvas

/// Where the parts of the Data screen stand.
///
/// Two columns where there is room. In one column, and on low screens, panels go in a stated order: first the grains and
/// the autocorrelation, then the files, then the options. The panel with the focus is always shown.
struct DataLayout {
  private(set) var columns: Rect?
  private(set) var options: Rect?
  private(set) var grains: Rect?
  private(set) var rhythm: Rect?
  private(set) var findings: Rect?
  private(set) var files: Rect?
  private(set) var split: Rect?

  /// Least rows of a panel that shows something.
  private static let least = 4

  /// - Parameters:
  ///   - rows: columns of the data.
  ///   - choices: lines of the options.
  init(body: Rect, focus: DataScreen.Panel, rows: Int, choices: Int) {
    let isWide = body.width >= 76
    let (bottom, rest) = body.splitBottom(body.height >= 18 ? 2 : body.height >= 7 ? 1 : 0)
    split = bottom.isEmpty ? nil : bottom
    if isWide, rest.height >= 2 * Self.least {
      stand(wide: rest, lines: max(rows + 3, choices + 2))
    } else {
      stand(narrow: rest, focus, rows)
    }
  }

  private mutating func stand(wide area: Rect, lines: Int) {
    let hasMiddle = area.height >= 18
    // As high as its lines need; what many of them take away from the charts is at most a third.
    let top = min(lines, max(area.height / 3, 7))
    let bands =
      hasMiddle
      ? area.splitRows([.fixed(top), .share(8, minimum: 7), .share(5, minimum: 5)])
      : area.splitRows([.share(4, minimum: Self.least), .share(3, minimum: Self.least)])
    let (side, main) = bands[0].splitRight(max(30, min(area.width / 3, 44)))
    (columns, options) = (main, side)
    if hasMiddle {
      let halves = bands[1].splitColumns([.share(), .share()])
      (grains, rhythm) = (halves[0], halves[1])
    }
    let (list, rest) = bands[bands.count - 1].splitRight(max(26, min(area.width / 4, 48)))
    (findings, files) = (rest, list)
  }

  private mutating func stand(narrow area: Rect, _ focus: DataScreen.Panel, _ rows: Int) {
    let order: [DataScreen.Panel] = [.columns, .findings, .options, .files]
    var shown = [focus]
    let places = max(1, min(area.height / Self.least, order.count))
    for panel in order where shown.count < places && !shown.contains(panel) { shown.append(panel) }
    shown.sort { (order.firstIndex(of: $0) ?? 0) < (order.firstIndex(of: $1) ?? 0) }
    let hasCharts = area.height >= order.count * Self.least + 10
    var extents: [Extent] = shown.map { panel in
      panel == .columns ? .share(rows > 4 ? 3 : 2, minimum: Self.least) : .share(2, minimum: Self.least)
    }
    if hasCharts { extents += [.share(3, minimum: 5), .share(3, minimum: 5)] }
    // Less than what a panel needs leaves all of it to the one with the focus.
    let parts = area.height < Self.least * shown.count ? [area] : area.splitRows(extents)
    for (panel, rect) in zip(parts.count == 1 ? [focus] : shown, parts) where rect.height >= 2 { place(panel, rect) }
    if hasCharts, parts.count == extents.count { (grains, rhythm) = (parts[parts.count - 2], parts[parts.count - 1]) }
  }

  private mutating func place(_ panel: DataScreen.Panel, _ rect: Rect) {
    switch panel {
    case .options: options = rect
    case .findings: findings = rect
    case .files: files = rect
    case .columns: columns = rect
    }
  }

  func rect(of focus: DataScreen.Panel) -> Rect? {
    switch focus {
    case .columns: columns
    case .options: options
    case .findings: findings
    case .files: files
    }
  }

  /// Every part, for tests.
  var parts: [Rect] { [columns, options, grains, rhythm, findings, files, split].compactMap { $0 } }
}
