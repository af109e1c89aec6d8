import Canvas
import Telemetry

/// Screen 4: every run of the session, each under the one that it branched from.
package struct RunsScreen: Screen {
  enum Panel: CaseIterable { case runs }

  static let id = ScreenID.runs
  static var name: String { Words.screenRuns }

  static let bindings: [Binding] = [
    runs(.runAbove, [.up], with: .runBelow, Words.keyRun, Words.helpRunAbove),
    runs(.runBelow, [.down], "", Words.helpRunBelow),
    runs(.runsAbove, [.pageUp], "", Words.helpItemsAbove),
    runs(.runsBelow, [.pageDown], "", Words.helpItemsBelow),
    runs(.openRun, [.enter], Words.keyOpen, Words.helpOpenRun),
    runs(.sortRuns, [.character("o")], Words.keySort, Words.helpSortRuns),
  ]

  private static func runs(
    _ action: Action, _ keys: [Key], with partner: Action? = nil,
    _ label: @autoclosure @escaping @Sendable () -> String,
    _ help: @autoclosure @escaping @Sendable () -> String
  ) -> Binding {
    Binding(action, keys, with: partner, label(), .screen(.runs), help(), on: [.runs], when: .hasRuns)
  }

  var chosenPanel: Panel?
  /// The best on validation first, not each below the run that it left.
  var isByScore = false
  /// The run that the arrows moved to; nil stays with the one that the Lab shows.
  var chosen: RunID?

  /// A stream's runs go on as long as it does: none comes to an end that could be compared.
  static func suits(_ session: SessionInfo) -> Bool {
    switch session.content {
    case .series, .table, .images: true
    case .stream: false
    }
  }

  static func firstPanel(_ state: State) -> Panel { .runs }

  /// The list and, where there is room beside it, what is to be known of the chosen run.
  static func layout(_ state: State) -> (list: Rect, card: Rect?) {
    let body = state.body
    guard body.width >= 110, !state.runs.isEmpty else { return (body, nil) }
    let (card, list) = body.splitRight(min(body.width * 36 / 100, 62))
    return (list, card)
  }

  static func rect(of panel: Panel, _ state: State) -> Rect? { layout(state).list }

  static func draw(
    _ state: State, _ session: SessionInfo, on surface: inout Surface, in body: Rect, ink: Ink,
    curves: some CurveSource
  ) {
    let (list, card) = layout(state)
    RunsPanel(state: state, ink: ink).draw(on: &surface, in: list)
    if let card, let run = state.chosenRun {
      RunCard(ink: ink, run: run, book: state.runBook, exampleName: state.exampleName).draw(on: &surface, in: card)
    }
  }

  static func scoredRuns(_ state: State) -> [LiveRun] { Array(state.runs.values) }

  static func remark(_ state: State, ink: Ink) -> StyledText? {
    guard let run = state.chosenRun else { return nil }
    let story = run.divergence?.explanation ?? state.runBook.modelRemark(run) ?? RunCard.origin(of: run)
    return [Span(" \(run.plan.run): ", ink.text), Span(TextWidth.cleaned(story), ink.dim)]
  }

  /// The list as lines of tab-separated values.
  static func copySource(_ state: State) -> CopySource? {
    guard !state.runs.isEmpty else { return nil }
    return .rows(RunColumns(RunList(state), ink: Ink(Look())).lines, named: Words.copiedRuns)
  }

  /// A click chooses a run; on the chosen one it opens it.
  static func press(at point: Point, _ state: inout State) -> [Effect] {
    guard let run = RunsPanel.run(at: point, in: layout(state).list, state) else { return [] }
    if run == state.chosenRun?.plan.run { return state.perform(.openRun) }
    state.runsScreen.chosen = run
    return []
  }

  static func wheel(up: Bool, at point: Point, _ state: inout State) -> [Effect] {
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
  static let sortRuns = Action(
    "sort-runs", Words.actionSortRuns, label: { $0.runsScreen.isByScore ? Words.keyTree : Words.keySort }
  ) { $0.runsScreen.isByScore.toggle() }
  static let openRun = Action("open-run", Words.actionOpenRun) { state in
    guard let run = state.chosenRun?.plan.run else { return }
    state.show(run: run)
    state.screen = .lab
  }
}

extension State {
  /// What is looked at on the Runs screen.
  var runsScreen: RunsScreen {
    get { self[RunsScreen.self] }
    set { self[RunsScreen.self] = newValue }
  }

  fileprivate mutating func moveInRuns(by rows: Int) {
    let list = RunList(self)
    guard let chosen = list.chosen else { return }
    runsScreen.chosen = list.lines[min(max(chosen + rows, 0), list.lines.count - 1)].run
  }
}
