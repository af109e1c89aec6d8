import Canvas
import Telemetry

/// Screen 3: know what you feed.
package struct DataScreen: Screen {
  enum Panel: CaseIterable { case columns, options, findings, files }

  static let id = ScreenID.data
  static var name: String { Words.screenData }

  var chosenPanel: Panel?
  /// Nil until the data have been looked through.
  var report: DataReport?
  /// Of the leak auditor; nil until it is through.
  var audit: AuditReport?
  /// Files and samples to choose from.
  var sources: [DataSource] = []
  var column = 0
  var option = 0
  /// First line of what was found.
  var finding = 0
  var source = 0
  /// Options wanted otherwise, not yet carried out.
  var drafts: [DataOption: String] = [:]
  /// What is being opened again, in words; nil while nothing is.
  var opening: String?

  /// How the file is read and what is done to it, one line each.
  var choices: [DataChoice] { (report?.guesses ?? []) + (report?.treatments ?? []) }

  var chosen: DataChoice? { choices.indices.contains(option) ? choices[option] : nil }
  var chosenColumn: ColumnReport? {
    report.flatMap { $0.columns.indices.contains(column) ? $0.columns[column] : nil }
  }
  var chosenSource: DataSource? { sources.indices.contains(source) ? sources[source] : nil }

  /// What would hold of an option after the change.
  func value(of choice: DataChoice) -> String { drafts[choice.option] ?? choice.value }

  /// What else could be opened; what is open is chosen among it.
  func reopened(with session: SessionInfo) -> DataScreen {
    var data = DataScreen()
    data.sources = sources
    data.source = sources.firstIndex { $0.name == session.fileName } ?? 0
    return data
  }

  /// A stream is not gone through before it is learnt.
  static func suits(_ session: SessionInfo) -> Bool {
    switch session.content {
    case .series, .table, .images: true
    case .stream: false
    }
  }

  static func firstPanel(_ state: State) -> Panel { .columns }

  static func layout(_ state: State) -> DataLayout {
    DataLayout(
      body: state.body, focus: state.dataFocus, rows: state.data.report?.columns.count ?? 4,
      choices: state.data.choices.count)
  }

  static func rect(of panel: Panel, _ state: State) -> Rect? { layout(state).rect(of: panel) }

  static func draw(
    _ state: State, _ session: SessionInfo, on surface: inout Surface, in body: Rect, ink: Ink,
    curves: some CurveSource
  ) {
    DataView(state: state, session: session, ink: ink).draw(on: &surface, in: body)
  }

  /// A click chooses a line; on the chosen one it acts.
  static func press(at point: Point, _ state: inout State) -> [Effect] {
    guard let (panel, rect) = panel(at: point, state) else { return [] }
    state.data.chosenPanel = panel
    let inner = rect.inset(by: 1)
    guard inner.contains(point) else { return [] }
    switch panel {
    case .columns:
      guard let column = ColumnsPanel.column(at: point.y, in: inner, state) else { return [] }
      if column == state.data.column { return state.chooseInData() }
      state.data.column = column
    case .options:
      guard let option = OptionsPanel.option(at: point.y, in: inner, state) else { return [] }
      if option == state.data.option { state.turnOption(by: 1) }
      state.data.option = option
    case .files:
      guard let source = FilesPanel.source(at: point.y, in: inner, state) else { return [] }
      if source == state.data.source { return state.chooseInData() }
      state.data.source = source
    case .findings: break
    }
    return []
  }

  static func wheel(up: Bool, at point: Point, _ state: inout State) -> [Effect] {
    guard let panel = panel(at: point, state)?.panel else { return [] }
    state.moveInData(panel, by: up ? -1 : 1)
    if state.data.chosenPanel == nil { state.data.chosenPanel = panel }
    return []
  }

  /// Takes back what is wanted otherwise, before it leaves.
  static func leave(_ state: inout State) {
    guard !state.data.drafts.isEmpty else { return leavePanel(&state) }
    state.data.drafts = [:]
    state.note = State.Note(text: Words.dataOptionsAsBefore, kind: .answer)
  }
}

extension State {
  /// What is looked at on the Data screen.
  var data: DataScreen {
    get { self[DataScreen.self] }
    set { self[DataScreen.self] = newValue }
  }

  var dataFocus: DataScreen.Panel { focus(on: DataScreen.self) }
}
