import Canvas
import Telemetry

/// What is done on the Data screen.
extension Action {
  static let itemAbove = Action("item-above", Words.actionItemAbove) { $0.moveInData($0.dataFocus, by: -1) }
  static let itemBelow = Action("item-below", Words.actionItemBelow) { $0.moveInData($0.dataFocus, by: 1) }
  static let itemsAbove = Action("items-above", Words.actionItemsAbove) { $0.moveInData($0.dataFocus, by: -5) }
  static let itemsBelow = Action("items-below", Words.actionItemsBelow) { $0.moveInData($0.dataFocus, by: 5) }
  static let choiceBefore = Action("value-before", Words.actionValueBefore) { $0.turnOption(by: -1) }
  static let choiceAfter = Action("value-after", Words.actionValueAfter) { $0.turnOption(by: 1) }
  static let choose = Action(
    "use-chosen", Words.actionUseChosen, label: { $0.dataFocus.choosing }, confirmed: { $0.reopen() },
    effects: { $0.chooseInData() })
}

extension DataScreen.Panel {
  /// What ⏎ does in the panel.
  fileprivate var choosing: String {
    switch self {
    case .columns: Words.keyTarget
    case .files: Words.keyLoad
    case .options, .findings: Words.keyApply
    }
  }
}

extension State {
  /// Takes a new report in; what was chosen starts at the target.
  mutating func take(_ report: DataReport) {
    data.report = report
    data.column = report.columns.firstIndex(where: \.isTarget) ?? 0
    data.option = min(data.option, max(data.choices.count - 1, 0))
    data.finding = 0
    data.drafts = [:]
  }

  /// A list's highlighted place moves; what was found scrolls.
  mutating func moveInData(_ panel: DataScreen.Panel, by rows: Int) {
    switch panel {
    case .columns: data.column = clamped(data.column + rows, data.report?.columns.count ?? 0)
    case .options: data.option = clamped(data.option + rows, data.choices.count)
    case .files: data.source = clamped(data.source + rows, data.sources.count)
    case .findings:
      let hidden = FindingsPanel.hiddenLines(self)
      data.finding = max(0, min(data.finding + rows, hidden))
    }
  }

  private func clamped(_ index: Int, _ count: Int) -> Int { max(0, min(index, count - 1)) }

  /// Another value of the chosen option; it holds once the file is opened again.
  mutating func turnOption(by steps: Int) {
    guard dataFocus == .options, let choice = data.chosen, !choice.choices.isEmpty else { return }
    let now = choice.choices.firstIndex(of: data.value(of: choice)) ?? 0
    let value = choice.choices[(now + steps + choice.choices.count) % choice.choices.count]
    data.drafts[choice.option] = value == choice.value ? nil : value
    note = Note(
      text: data.drafts.isEmpty
        ? Words.dataNothingChanged
        : Words.dataOptionChosen(option: choice.option.title, value: value, key: keymap.name(of: .choose)),
      kind: .answer)
  }

  // MARK: Opening again

  /// What ⏎ asks for, or what to say where it asks for nothing.
  private enum Wish {
    case open(Reopening, String)
    case say(String)
  }

  private var wish: Wish {
    if let opening = data.opening { return .say(Words.dataStillOpening(what: opening)) }
    switch dataFocus {
    case .columns:
      guard let column = data.chosenColumn else { return .say(Words.dataNoColumn) }
      if column.isTarget { return .say(Words.dataIsTarget(column: TextWidth.cleaned(column.name))) }
      switch data.report?.kind {
      case .images: return .say(Words.dataOneTarget)
      case .series, .table, .stream, nil:
        return .open(Reopening(target: column.name), Words.dataWithTarget(column: TextWidth.cleaned(column.name)))
      }
    case .options:
      guard !data.drafts.isEmpty else { return .say(Words.dataChooseValueFirst) }
      let words = data.choices.compactMap { choice in
        data.drafts[choice.option].map { "\(choice.option.title) \($0)" }
      }
      return .open(Reopening(values: data.drafts), words.joined(separator: ", "))
    case .files:
      guard let source = data.chosenSource else { return .say(Words.dataNoOtherFile) }
      return .open(Reopening(path: source.path), TextWidth.cleaned(source.name))
    case .findings: return .say(Words.dataChooseElsewhere)
    }
  }

  /// Opens what is chosen; asks back while something is training.
  mutating func chooseInData() -> [Effect] {
    switch wish {
    case .say(let text):
      note = Note(text: text, kind: .answer)
      return []
    case .open(_, let words):
      guard isTraining else { return reopen() }
      let count = runs.values.count { $0.phase == .running }
      confirming = .choose
      note = Note(
        text: Words.dataReopenWhileTraining(what: words, key: keymap.name(of: .choose), runs: count),
        kind: .warning)
      return []
    }
  }

  mutating func reopen() -> [Effect] {
    guard case .open(let reopening, let words) = wish else { return [] }
    data.opening = words
    note = Note(text: Words.dataOpening(what: words), kind: .answer)
    return [.reopen(reopening)]
  }

  /// The old session continues.
  mutating func stayOpen(because sentence: String) {
    data.opening = nil
    note = Note(text: sentence, kind: .warning)
  }
}
