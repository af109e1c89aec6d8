import Canvas
import Telemetry

/// Screen 3: know what you feed.
struct DataScreen {
  let state: State
  let session: SessionInfo
  let ink: Ink

  /// In the order in which Tab goes through them; the first has the focus at the beginning.
  static let panels: [State.Focus] = [.columns, .options, .findings, .files]

  /// The keys that work on this screen alone.
  static let bindings: [Binding] = [
    Binding(
      .itemAbove, [.up], with: .itemBelow, "choose", .data, "Moves up in the list that has the focus.", on: [.data],
      when: .isOpen),
    Binding(.itemBelow, [.down], "", .data, "Moves down.", on: [.data], when: .isOpen),
    Binding(.itemsAbove, [.pageUp], "", .data, "Moves up by a page.", on: [.data], when: .isOpen),
    Binding(.itemsBelow, [.pageDown], "", .data, "Moves down by a page.", on: [.data], when: .isOpen),
    Binding(
      .choiceBefore, [.left], with: .choiceAfter, "other value", .data,
      "Wants another value of the option, in reading or treatment.", on: [.data],
      when: .isOnOptions),
    Binding(.choiceAfter, [.right], "", .data, "Wants the next value.", on: [.data], when: .isOnOptions),
    Binding(
      .choose, [.enter], "use it", .data,
      "Opens anew: the column as target, the options, or the file.", on: [.data],
      when: .isOpen),
  ]

  private static func layout(_ state: State, in body: Rect) -> DataLayout {
    DataLayout(
      body: body, focus: state.focus, rows: state.data.report?.columns.count ?? 4,
      choices: state.data.choices.count)
  }

  func draw(on surface: inout Surface, in body: Rect) {
    let layout = Self.layout(state, in: body)
    guard let report = state.data.report else {
      drawWaiting(on: &surface, in: body)
      if let rect = layout.files { FilesPanel(state: state, ink: ink).draw(on: &surface, in: rect) }
      return
    }
    if let rect = layout.columns {
      ColumnsPanel(state: state, ink: ink, report: report).draw(on: &surface, in: rect)
    }
    if let rect = layout.options { OptionsPanel(state: state, ink: ink).draw(on: &surface, in: rect) }
    if let rect = layout.grains { GrainsPanel(state: state, ink: ink, report: report).draw(on: &surface, in: rect) }
    if let rect = layout.rhythm {
      if let curve = report.autocorrelation {
        RhythmPanel(ink: ink, report: report, curve: curve).draw(on: &surface, in: rect)
      } else {
        ValuesPanel(state: state, ink: ink).draw(on: &surface, in: rect)
      }
    }
    if let rect = layout.findings {
      FindingsPanel(state: state, ink: ink, report: report).draw(on: &surface, in: rect)
    }
    if let rect = layout.files { FilesPanel(state: state, ink: ink).draw(on: &surface, in: rect) }
    if let rect = layout.split { SplitBar(ink: ink, report: report).draw(on: &surface, in: rect) }
    surface.cursor = cursor(layout)
  }

  private func drawWaiting(on surface: inout Surface, in body: Rect) {
    let panel = Panel(StyledText("Data", ink.title), isFocused: true)
    let rect = Self.layout(state, in: body).columns ?? body
    panel.draw(on: &surface, in: rect, look: ink.look)
    surface.put(
      StyledText("looking through the columns …", ink.dim), in: panel.interior(of: rect).inset(x: 1).row(0))
    surface.cursor = Point(rect.x + 2, rect.y)
  }

  /// On the highlighted line, for screen readers.
  private func cursor(_ layout: DataLayout) -> Point? {
    guard let rect = layout.rect(of: state.focus) else { return nil }
    let inner = rect.inset(by: 1)
    let row: Int? =
      switch state.focus {
      case .columns: ColumnsPanel.row(of: state.data.column, in: inner)
      case .options: OptionsPanel.row(state, in: inner)
      case .files: FilesPanel.row(state, in: inner)
      default: nil
      }
    return Point(rect.x + 1, row ?? rect.y)
  }

  /// Where a panel stands, for the mouse; nil where it is not in sight.
  static func rect(of focus: State.Focus, in body: Rect, _ state: State) -> Rect? {
    layout(state, in: body).rect(of: focus)
  }
}

extension State {
  mutating func performData(_ action: Action) -> [Effect] {
    switch action {
    case .itemAbove: moveInData(by: -1)
    case .itemBelow: moveInData(by: 1)
    case .itemsAbove: moveInData(by: -5)
    case .itemsBelow: moveInData(by: 5)
    case .choiceBefore: turnOption(by: -1)
    case .choiceAfter: turnOption(by: 1)
    case .choose: return chooseInData()
    default: break
    }
    return []
  }

  /// What Esc takes back on this screen before it leaves it; false where there is nothing.
  mutating func leaveData() -> Bool {
    guard !data.drafts.isEmpty else { return false }
    data.drafts = [:]
    note = Note(text: "options are as they were", kind: .answer)
    return true
  }

  /// A click into `focus`, which has the focus already: chooses a line; on the chosen one it acts.
  mutating func pressData(_ focus: Focus, at point: Point, in rect: Rect) -> [Effect] {
    let inner = rect.inset(by: 1)
    guard inner.contains(point) else { return [] }
    switch focus {
    case .columns:
      guard let column = ColumnsPanel.column(at: point.y, in: inner, self) else { return [] }
      if column == data.column { return chooseInData() }
      data.column = column
    case .options:
      guard let option = OptionsPanel.option(at: point.y, in: inner, self) else { return [] }
      if option == data.option { turnOption(by: 1) }
      data.option = option
    case .files:
      guard let source = FilesPanel.source(at: point.y, in: inner, self) else { return [] }
      if source == data.source { return chooseInData() }
      data.source = source
    default: break
    }
    return []
  }

  mutating func wheelData(_ focus: Focus, up: Bool, at point: Point, in rect: Rect) -> [Effect] {
    let before = chosenFocus
    chosenFocus = focus
    moveInData(by: up ? -1 : 1)
    chosenFocus = before ?? focus
    return []
  }
}
