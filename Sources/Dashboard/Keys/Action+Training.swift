import Telemetry

/// What is done to runs, and which of them is shown.
extension Action {
  package static let pause = Action(
    "pause", Words.actionPause, label: { $0.isPausing ? Words.keyPause : Words.keyResume },
    effects: { $0.pauseOrResume() })
  static let step = Action(
    "step", Words.actionStep, effects: { state in state.addressedEffects(.step) { $0.canTrain } })
  static let restart = Action("restart", Words.actionRestart, effects: { $0.restart() })
  static let join = Action("join", Words.actionJoin) { $0.openJoins() }
  static let scope = Action(
    "all-rungs", Words.actionAllRungs, label: { $0.scope == .rung ? Words.keyAllRungs : Words.keyThisRung }
  ) { $0.changeScope() }
  package static let nextRung = Action("next-rung", Words.actionNextRung) { $0.showRung(after: 1) }
  static let previousRung = Action("previous-rung", Words.actionPreviousRung) { $0.showRung(after: -1) }
  static let nextRun = Action("next-run", Words.actionNextRun) { $0.showNextRun() }
}

extension State {
  fileprivate func addressedEffects(_ command: Command, where isMeant: (LiveRun) -> Bool) -> [Effect] {
    addressed.filter(isMeant).map { .send($0.plan.run, command) }
  }

  fileprivate func pauseOrResume() -> [Effect] {
    let open = addressed.filter { $0.canTrain }
    let isPausing = isPausing
    return open.filter { ($0.phase != .paused) == isPausing }.map { .send($0.plan.run, isPausing ? .pause : .resume) }
  }

  fileprivate mutating func changeScope() {
    scope = scope == .rung ? .all : .rung
    note = Note(text: scope == .all ? Words.keysActOnAll : Words.keysActOnOne)
  }

  fileprivate mutating func showRung(after rungs: Int) {
    let count = self.rungs.count
    guard count > 0 else { return }
    show(rung: (rungIndex + rungs + count) % count)
  }

  fileprivate mutating func showNextRun() {
    guard let rung, let run = current[rung.id], let index = siblings.firstIndex(of: run) else { return }
    show(run: siblings[(index + 1) % siblings.count])
  }

  /// Lets a run stand for its rung, and shows that.
  mutating func show(run: RunID) {
    guard let rung = runs[run]?.plan.rung, let index = rungs.firstIndex(where: { $0.id == rung }) else { return }
    let isOther = current[rung] != run
    current[rung] = run
    show(rung: index)
    if isOther { lookAgain() }
  }

  /// Chooses what is shown; nothing restarts.
  mutating func show(rung index: Int) {
    guard rungs.indices.contains(index), index != rungIndex else { return }
    rungIndex = index
    lab.firstRow = min(lab.firstRow, max(rowCount - 1, 0))
    lab.row = lab.row.map { min($0, max(rowCount - 1, 0)) }
    lookAgain()
  }

  private mutating func lookAgain() {
    lab.window = CurveWindow()
    putCrosshairAway()
    if let failureNote { note = failureNote }
  }

  /// What went wrong with the run on view; nil where nothing did.
  var failureNote: Note? {
    guard let shown, let failure = shown.failure else { return nil }
    return Note(text: failure, kind: .warning, deadRun: shown.divergence == nil ? shown.plan.run : nil)
  }
}
