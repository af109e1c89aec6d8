import Canvas
import Telemetry

/// What is looked at and wanted on the Data screen.
struct DataState: Sendable {
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
  /// What is being opened anew, in words; nil while nothing is.
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
  mutating func moveInData(by rows: Int) {
    switch focus {
    case .columns: data.column = clamped(data.column + rows, data.report?.columns.count ?? 0)
    case .options: data.option = clamped(data.option + rows, data.choices.count)
    case .files: data.source = clamped(data.source + rows, data.sources.count)
    case .findings:
      let hidden = FindingsPanel.hiddenLines(self)
      data.finding = max(0, min(data.finding + rows, hidden))
    default: break
    }
  }

  private func clamped(_ index: Int, _ count: Int) -> Int { max(0, min(index, count - 1)) }

  /// Another value of the chosen option; it holds once the file is opened anew.
  mutating func turnOption(by steps: Int) {
    guard focus == .options, let choice = data.chosen, !choice.choices.isEmpty else { return }
    let now = choice.choices.firstIndex(of: data.value(of: choice)) ?? 0
    let value = choice.choices[(now + steps + choice.choices.count) % choice.choices.count]
    data.drafts[choice.option] = value == choice.value ? nil : value
    note = Note(
      text: data.drafts.isEmpty
        ? "everything is as it was"
        : "\(choice.option.title) \(value): \(keymap.name(of: .choose)) opens the file with it · Esc forgets it",
      kind: .answer)
  }

  // MARK: Opening anew

  /// What ⏎ asks for, or what to say where it asks for nothing.
  private enum Wish {
    case open(Reopening, String)
    case say(String)
  }

  private var wish: Wish {
    if let opening = data.opening { return .say("\(opening) is still being opened") }
    switch focus {
    case .columns:
      guard let column = data.chosenColumn else { return .say("there is no column") }
      if column.isTarget { return .say("\(TextWidth.cleaned(column.name)) is the target already") }
      if data.report?.kind == "images" { return .say("images have one target, their class") }
      return .open(Reopening(target: column.name), "target \(TextWidth.cleaned(column.name))")
    case .options:
      guard !data.drafts.isEmpty else { return .say("choose another value with ←→ first") }
      let words = data.choices.compactMap { choice in
        data.drafts[choice.option].map { "\(choice.option.title) \($0)" }
      }
      return .open(Reopening(values: data.drafts), words.joined(separator: ", "))
    case .files:
      guard let source = data.chosenSource else { return .say("there is no other file") }
      return .open(Reopening(path: source.path), TextWidth.cleaned(source.name))
    default: return .say("move to columns, options or files to choose")
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
        text:
          "\(words): \(keymap.name(of: .choose)) again ends \(count == 1 ? "a run" : "\(count) runs") and starts anew; the journal keeps them · Esc stays",
        kind: .warning)
      return []
    }
  }

  mutating func reopen() -> [Effect] {
    guard case .open(let reopening, let words) = wish else { return [] }
    data.opening = words
    note = Note(text: "opening with \(words) …", kind: .answer)
    return [.reopen(reopening)]
  }

  /// The old session goes on.
  mutating func stayOpen(because sentence: String) {
    data.opening = nil
    note = Note(text: sentence, kind: .warning)
  }
}
