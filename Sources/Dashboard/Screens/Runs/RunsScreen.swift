import Canvas
import Telemetry

/// Screen 4: every run of the store, each under the one that it branched from; of the session alone where nothing is kept.
package struct RunsScreen: Screen {
  enum Panel: CaseIterable { case runs, difference, parallel }

  static let id = ScreenID.runs
  static var name: String { Words.screenRuns }

  static let bindings: [Binding] = [
    runs(.runAbove, [.up], with: .runBelow, Words.keyRun, Words.helpRunAbove, when: .choosesRuns),
    runs(.runBelow, [.down], "", Words.helpRunBelow, when: .choosesRuns),
    runs(.runsAbove, [.pageUp], "", Words.helpItemsAbove, when: .choosesRuns),
    runs(.runsBelow, [.pageDown], "", Words.helpItemsBelow, when: .choosesRuns),
    runs(.firstRun, [.home], "", Words.helpFirstRun, when: .choosesRuns),
    runs(.lastRun, [.end], "", Words.helpLastRun, when: .choosesRuns),
    runs(.runsReadBack, [.left], with: .runsReadOn, Words.keyRead, Words.helpRunsReadBack, when: .isReadingMarked),
    runs(.runsReadOn, [.right], "", Words.helpRunsReadOn, when: .isReadingMarked),
    runs(.previousAxis, [.left], with: .nextAxis, Words.keyAxis, Words.helpPreviousAxis, when: .isOnParallel),
    runs(.nextAxis, [.right], "", Words.helpNextAxis, when: .isOnParallel),
    runs(.brushToFilter, [.enter], Words.keyFilter, Words.helpBrushToFilter, when: .hasBrush),
    runs(.upperEdgeUp, [.up], with: .upperEdgeDown, Words.keyUpperEdge, Words.helpUpperEdgeUp, when: .isOnParallel),
    runs(.upperEdgeDown, [.down], "", Words.helpUpperEdgeDown, when: .isOnParallel),
    runs(
      .lowerEdgeUp, [.shiftUp, .character("]")], with: .lowerEdgeDown, Words.keyLowerEdge, Words.helpLowerEdgeUp,
      when: .isOnParallel),
    runs(.lowerEdgeDown, [.shiftDown, .character("[")], "", Words.helpLowerEdgeDown, when: .isOnParallel),
    runs(.markRun, [.character(" ")], Words.keyMark, Words.helpMarkRun, when: .hasKeptChoice),
    runs(.openRun, [.enter], Words.keyOpen, Words.helpOpenRun, when: .canOpenListed),
    runs(.sortRuns, [.character("o")], Words.keySort, Words.helpSortRuns, when: .hasListedRuns),
    runs(.filterRuns, [.character("/")], Words.keyFilter, Words.helpFilterRuns, when: .listsKept),
    runs(.compareRuns, [.character("d")], Words.keyDifference, Words.helpCompareRuns, when: .canCompareRuns),
    runs(.parallelRuns, [.character("p")], Words.keyParallel, Words.helpParallelRuns, when: .listsKept),
  ]

  static let laterBindings: [Binding] = [
    runs(.starRun, [.character("*")], Words.keyStar, Words.helpStarRun, when: .hasKeptChoice),
    runs(.tagRun, [.character("#")], Words.keyTag, Words.helpTagRun, when: .hasKeptChoice),
    runs(.noteRun, [.character("N")], Words.keyNote, Words.helpNoteRun, when: .hasKeptChoice),
    runs(.exportRuns, [.character("x")], Words.keyExport, Words.helpExportRuns, when: .hasKeptChoice),
    runs(.removeRun, [.character("D")], Words.keyRemove, Words.helpRemoveRun, when: .hasKeptChoice),
    runs(.allRuns, [.character("a")], Words.keyAllData, Words.helpAllRuns, when: .listsKept),
    runs(.copyRunCommand, [.character("C")], Words.keyCommand, Words.helpCopyRunCommand, when: .hasKeptChoice),
    runs(.runsCrosshair, [.character("c")], Words.keyCrossHair, Words.helpRunsCrosshair, when: .hasMarks),
    runs(.logarithmic, [.character("L")], Words.keyLog, Words.helpLogScale, when: .hasMarks),
    runs(.smoothing, [.character("S")], Words.keySmooth, Words.helpSmoothing, when: .hasMarks),
  ]

  private static func runs(
    _ action: Action, _ keys: [Key], with partner: Action? = nil,
    _ label: @autoclosure @escaping @Sendable () -> String,
    _ help: @autoclosure @escaping @Sendable () -> String, when condition: Condition
  ) -> Binding {
    Binding(action, keys, with: partner, label(), .screen(.runs), help(), on: [.runs], when: condition)
  }

  var chosenPanel: Panel?
  /// The best on validation first, not each below the run that it left.
  var isByScore = false
  /// The run that the arrows moved to; nil stays with the one that the Lab shows.
  var chosen: RunID?
  /// What is looked at of the store.
  var kept = KeptView()

  /// A stream's runs go on as long as it does: none comes to an end that could be compared.
  static func suits(_ session: SessionInfo) -> Bool {
    switch session.content {
    case .series, .table, .images: true
    case .stream: false
    }
  }

  static func firstPanel(_ state: State) -> Panel { .runs }

  struct Layout {
    var list: Rect
    /// What is to be known of the chosen run.
    var card: Rect?
    /// Curves of marked runs, or the difference between two.
    var marked: Rect?
  }

  /// The list and, where there is room beside it, what is to be known of the chosen run; what is marked stands above that, or
  /// else below the list.
  static func layout(_ state: State) -> Layout {
    let body = state.body
    if state.listsKept, state.kept.panel == .parallel { return parallelLayout(body) }
    let hasMarked = state.listsKept && (!state.kept.marked.isEmpty || state.kept.panel == .difference)
    let hasList = state.listsKept ? !(state.kept.listing?.lines.isEmpty ?? true) : !state.runs.isEmpty
    guard body.width >= 110 else {
      guard hasMarked, body.height >= 14 else { return Layout(list: body) }
      let (marked, list) = body.splitBottom(body.height / 2)
      return Layout(list: list, marked: marked)
    }
    guard hasList else { return Layout(list: body) }
    let (right, list) = body.splitRight(hasMarked ? body.width * 46 / 100 : min(body.width * 36 / 100, 62))
    guard hasMarked else { return Layout(list: list, card: right) }
    let (marked, card) = right.splitTop(right.height * 55 / 100)
    return Layout(list: list, card: card, marked: marked)
  }

  /// Parallel coordinates need the whole width; the list above says which run is which. A small screen has room for them alone.
  private static func parallelLayout(_ body: Rect) -> Layout {
    guard body.height >= 16 else { return Layout(list: Rect(x: body.x, y: body.y, width: 0, height: 0), marked: body) }
    let (marked, above) = body.splitBottom(max(13, body.height * 58 / 100))
    guard body.width >= 110 else { return Layout(list: above, marked: marked) }
    let (card, list) = above.splitRight(min(body.width * 36 / 100, 62))
    return Layout(list: list, card: card, marked: marked)
  }

  static func rect(of panel: Panel, _ state: State) -> Rect? {
    switch panel {
    case .runs: layout(state).list.isEmpty ? nil : layout(state).list
    case .difference: state.kept.panel == .difference ? layout(state).marked : nil
    case .parallel: state.kept.panel == .parallel ? layout(state).marked : nil
    }
  }

  static func has(_ panel: Panel, _ state: State) -> Bool { panel == .runs || rect(of: panel, state) != nil }

  static func draw(
    _ state: State, _ session: SessionInfo, on surface: inout Surface, in body: Rect, ink: Ink,
    curves: some CurveSource
  ) {
    let layout = layout(state)
    if let listing = state.kept.listing {
      drawKept(listing, state, layout, on: &surface, ink: ink, curves: curves)
      return
    }
    RunsPanel(state: state, ink: ink).draw(on: &surface, in: layout.list)
    if let card = layout.card, let run = state.chosenRun {
      RunCard(ink: ink, run: run, book: state.runBook, exampleName: state.exampleName).draw(on: &surface, in: card)
    }
  }

  private static func drawKept(
    _ listing: KeptListing, _ state: State, _ layout: Layout, on surface: inout Surface, ink: Ink,
    curves: some CurveSource
  ) {
    if let rect = layout.marked {
      switch state.kept.panel {
      case .curves: MarkedCurvesPanel(state: state, ink: ink, curves: curves).draw(on: &surface, in: rect)
      case .difference: DifferencePanel(state: state, ink: ink).draw(on: &surface, in: rect)
      case .parallel: ParallelPanel(state: state, ink: ink).draw(on: &surface, in: rect)
      }
    }
    if let rect = layout.card {
      if let card = state.keptCard(ink) {
        card.draw(on: &surface, in: rect)
      } else {
        Canvas.Panel().draw(on: &surface, in: rect, look: ink.look)
      }
    }
    if !layout.list.isEmpty { KeptPanel(state: state, listing: listing, ink: ink).draw(on: &surface, in: layout.list) }
    // The cursor is where the arrows are.
    if state.isOnParallel, let rect = layout.marked {
      ParallelPanel(state: state, ink: ink).placeCursor(on: &surface, in: rect)
    }
  }

  static func scoredRuns(_ state: State) -> [LiveRun] {
    state.listsKept ? state.shownKept.compactMap { state.live($0) } : Array(state.runs.values)
  }

  static func remark(_ state: State, ink: Ink) -> StyledText? {
    if state.listsKept {
      guard let run = state.kept.run, let note = run.note else { return nil }
      return [
        Span(" \(state.kept.listing?.name(of: run.id) ?? run.id): ", ink.text), Span(TextWidth.cleaned(note), ink.dim),
      ]
    }
    guard let run = state.chosenRun else { return nil }
    let story = run.divergence?.explanation ?? state.runBook.modelRemark(run) ?? RunCard.origin(of: run)
    return [Span(" \(run.plan.run): ", ink.text), Span(TextWidth.cleaned(story), ink.dim)]
  }

  /// The list as lines of tab-separated values.
  static func copySource(_ state: State) -> CopySource? {
    if let listing = state.kept.listing {
      guard !listing.lines.isEmpty else { return nil }
      let columns = KeptColumns(state, listing, ink: Ink(Look()), width: max(layout(state).list.width - 4, 0))
      return .rows(columns.lines(listing.lines.indices.prefix(1000)), named: Words.copiedRuns)
    }
    guard !state.runs.isEmpty else { return nil }
    return .rows(RunColumns(RunList(state), ink: Ink(Look())).lines, named: Words.copiedRuns)
  }

  /// A click chooses a run; on the chosen one it opens it.
  static func press(at point: Point, _ state: inout State) -> [Effect] {
    if state.pressParallel(at: point) { return [] }
    if let listing = state.kept.listing {
      if let rect = rect(of: .difference, state), rect.contains(point) {
        state.runsScreen.chosenPanel = .difference
        return []
      }
      guard let line = KeptPanel.line(at: point, in: layout(state).list, state),
        let choice = listing.choice(at: line)
      else { return [] }
      state.runsScreen.chosenPanel = nil
      if choice == state.kept.choice { return state.perform(.openRun) }
      state.kept.chosen = choice
      return []
    }
    guard let run = RunsPanel.run(at: point, in: layout(state).list, state) else { return [] }
    if run == state.chosenRun?.plan.run { return state.perform(.openRun) }
    state.runsScreen.chosen = run
    return []
  }

  static func drag(to point: Point, _ state: inout State) -> [Effect] {
    state.dragParallel(to: point)
    return []
  }

  static func canLeave(_ state: State) -> Bool { true }

  /// Out of the cross-hair, the brush, the difference or the parallel coordinates, the marks, the filter, in turn; then to where the
  /// program begins.
  static func leave(_ state: inout State) {
    if state.kept.crosshair != nil {
      state.kept.crosshair = nil
    } else if !state.kept.brush.isEmpty {
      state.kept.brush.clear()
    } else if state.kept.panel != .curves {
      state.kept.panel = .curves
      state.runsScreen.chosenPanel = nil
    } else if !state.kept.marked.isEmpty {
      state.kept.marked = []
    } else if !state.kept.query.filter.isEmpty {
      state.kept.query.filter = ""
    } else {
      leavePanel(&state)
    }
  }

  static func wheel(up: Bool, at point: Point, _ state: inout State) -> [Effect] {
    if let rect = rect(of: .difference, state), rect.contains(point) {
      state.scrollDifference(by: up ? -1 : 1)
      return []
    }
    state.moveInRuns(by: up ? -1 : 1)
    return []
  }
}

extension Action {
  static let runAbove = Action("run-above", Words.actionRunAbove) { $0.moveInRuns(by: -1) }
  static let runBelow = Action("run-below", Words.actionRunBelow) { $0.moveInRuns(by: 1) }
  static let runsAbove = Action("runs-above", Words.actionRunsAbove) {
    $0.moveInRuns(by: -RunsPanel.rows(in: RunsScreen.layout($0).list))
  }
  static let runsBelow = Action("runs-below", Words.actionRunsBelow) {
    $0.moveInRuns(by: RunsPanel.rows(in: RunsScreen.layout($0).list))
  }
  static let firstRun = Action("first-run", Words.actionFirstRun) { $0.moveInRuns(by: -$0.listedLines) }
  static let lastRun = Action("last-run", Words.actionLastRun) { $0.moveInRuns(by: $0.listedLines) }
  static let sortRuns = Action(
    "sort-runs", Words.actionSortRuns,
    label: { state in
      if state.listsKept { return Words.keyOrder }
      return state.runsScreen.isByScore ? Words.keyTree : Words.keySort
    }
  ) { state in
    if state.listsKept {
      state.kept.query.order = state.kept.query.order.next
    } else {
      state.runsScreen.isByScore.toggle()
    }
  }
  static let openRun = Action(
    "open-run", Words.actionOpenRun,
    label: { state in
      switch state.kept.choice {
      case .seeds: Words.keyUnfold
      case .run: state.kept.run.map { $0.isInterrupted && state.canOpen($0) } ?? false ? Words.keyGoesOn : Words.keyOpen
      case nil: Words.keyOpen
      }
    },
    effects: { state in
      if state.listsKept { return state.openKept() }
      guard let run = state.chosenRun?.plan.run else { return [] }
      state.show(run: run)
      state.screen = .lab
      return []
    })
}

extension State {
  /// What is looked at on the Runs screen.
  var runsScreen: RunsScreen {
    get { self[RunsScreen.self] }
    set { self[RunsScreen.self] = newValue }
  }

  /// The difference has the arrows.
  var isOnDifference: Bool {
    screen == .runs && kept.panel == .difference && runsScreen.chosenPanel == .difference
  }

  fileprivate mutating func scrollDifference(by rows: Int) {
    guard let difference = kept.difference, let rect = RunsScreen.rect(of: .difference, self) else { return }
    let last = max(difference.rows.count - max(rect.height - 3, 0), 0)
    kept.differenceRow = min(max(min(kept.differenceRow, last) + rows, 0), last)
  }

  fileprivate var listedLines: Int {
    if isOnDifference { return kept.difference?.rows.count ?? 0 }
    return kept.listing?.lines.count ?? RunList(self).lines.count
  }

  fileprivate mutating func moveInRuns(by rows: Int) {
    if isOnDifference { return scrollDifference(by: rows) }
    guard !listsKept else { return kept.move(by: rows) }
    let list = RunList(self)
    guard let chosen = list.chosen else { return }
    runsScreen.chosen = list.lines[min(max(chosen + rows, 0), list.lines.count - 1)].run
  }
}
