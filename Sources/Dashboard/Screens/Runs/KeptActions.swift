import Canvas
import Telemetry

/// What is done with runs of the store.
extension Action {
  static let markRun = Action("mark-run", Words.actionMarkRun) { $0.toggleMarks() }
  static let filterRuns = Action("filter-runs", Words.actionFilterRuns) {
    $0.prompt = Prompt(purpose: .filter, text: $0.kept.query.filter)
  }
  static let allRuns = Action(
    "runs-of-all-data", Words.actionAllRuns, label: { $0.kept.query.isOfAllData ? Words.keyThisData : Words.keyAllData }
  ) { $0.kept.query.isOfAllData.toggle() }
  static let compareRuns = Action(
    "runs-diff", Words.actionCompareRuns,
    label: { $0.kept.panel == .difference ? Words.keyCurves : Words.keyDifference }
  ) { state in
    state.kept.panel = state.kept.panel == .difference ? .curves : .difference
    state.kept.differenceRow = 0
    state.runsScreen.chosenPanel = nil
  }
  static let runsCrosshair = Action("runs-cross-hair", Words.actionRunsCrosshair) { state in
    state.kept.crosshair = state.kept.crosshair == nil ? state.markedSteps : nil
    if state.kept.crosshair != nil {
      state.kept.panel = .curves
      state.runsScreen.chosenPanel = nil
    }
  }
  static let runsReadBack = Action("runs-read-back", Words.actionRunsReadBack) { $0.readMarked(by: -1) }
  static let runsReadOn = Action("runs-read-on", Words.actionRunsReadOn) { $0.readMarked(by: 1) }
  static let noteRun = Action("note-run", Words.actionNoteRun) { state in
    state.prompt = Prompt(purpose: .note(state.keptTargets), text: state.kept.run?.note ?? "")
  }
  static let tagRun = Action("tag-run", Words.actionTagRun) { state in
    state.prompt = Prompt(purpose: .tag(state.keptTargets), text: state.kept.run?.tag ?? "")
  }
  static let starRun = Action(
    "star-run", Words.actionStarRun,
    effects: { state in
      let isStarred = state.kept.runs.allSatisfy(\.isStarred)
      return [.markKept(state.keptTargets, .star(!isStarred))]
    })
  static let copyRunCommand = Action(
    "copy-run-command", Words.actionCopyRunCommand,
    effects: { state in state.kept.runs.first.map { [.copyKeptCommand($0.id)] } ?? [] })
  static let exportRuns = Action("export-runs", Words.actionExportRuns) { state in
    let runs = state.kept.marked.isEmpty ? state.keptTargets : state.kept.marked
    let name = state.kept.marked.isEmpty ? state.kept.run.map { state.kept.listing?.name(of: $0.id) ?? $0.id } : nil
    state.prompt = Prompt(purpose: .export(runs), text: Words.exportUsual(stem: name ?? Words.exportStem))
  }
  static let removeRun = Action("delete-run", Words.actionRemoveRun, effects: { $0.removeRuns() })
}

extension State {
  /// Names of the runs of the chosen line.
  var keptTargets: [String] { kept.runs.map(\.id) }

  fileprivate mutating func toggleMarks() {
    if !kept.toggleMarks(keptTargets) {
      note = Note(text: Words.keptMarksFull(count: "\(KeptView.mostMarked)"), kind: .answer)
    }
    if kept.marked.isEmpty { kept.crosshair = nil }
  }

  fileprivate mutating func readMarked(by direction: Int) {
    guard let step = kept.crosshair else { return }
    let stride = max(markedSteps / 60, 1)
    kept.crosshair = min(max(step + direction * stride, 0), markedSteps)
  }

  /// Into the trash, from which undo brings them back; what is trained just now stays.
  fileprivate mutating func removeRuns() -> [Effect] {
    let ids = kept.runs.filter { live($0.id)?.isFinished ?? true }.map(\.id)
    guard let listing = kept.listing, !ids.isEmpty else {
      note = Note(text: Words.keptRemoveTraining, kind: .answer)
      return []
    }
    remember(.removal(ids))
    let line = kept.line ?? 0
    kept.marked.removeAll(where: ids.contains)
    // The next line is chosen.
    kept.chosen = listing.lines.indices.dropFirst(line + 1).lazy.compactMap { listing.choice(at: $0) }.first { choice in
      if case .run(let id) = choice { !ids.contains(id) } else { true }
    }
    note = Note(
      text: Words.keptRemoved(runs: ids.count, run: listing.name(of: ids[0]), key: keymap.name(of: .undo)),
      kind: .answer)
    return [.markKept(ids, .removed)]
  }

  /// ⏎ on the list: unfolds seeds, shows what is trained here, opens all else.
  mutating func openKept() -> [Effect] {
    switch kept.choice {
    case .seeds(let group):
      if kept.query.unfolded.remove(group) == nil { kept.query.unfolded.insert(group) }
    case .run(let id):
      if let live = live(id) {
        show(run: live.plan.run)
        screen = .lab
      } else if let run = kept.run, canOpen(run) {
        return [.openKept(id)]
      }
    case nil: break
    }
    return []
  }
}
