import Telemetry

/// Preparing a branch and starting it: at the cross-hair's step, at one that was chosen before, or at the newest.
extension Action {
  static let branch = Action(
    "branch", Words.actionBranch,
    label: { $0.shown?.pending.step == nil ? Words.keyBranch : Words.keyStartBranch }, effects: { $0.branch() })
  static let moreEpochs = Action("more-epochs", Words.actionMoreEpochs, effects: { $0.continueRuns() })
}

extension State {
  /// The run that took the step of a run's curve: its parent, or a parent's, before it branched off.
  func origin(of step: Int, on run: LiveRun) -> LiveRun {
    var run = run
    while step < run.firstStep, let parent = run.plan.parent, let older = runs[parent.run] { run = older }
    return run
  }

  /// Whether runs can begin from steps that were passed; a stream cannot be gone back in.
  var keepsSteps: Bool {
    switch session?.content {
    case .series, .table, .images: true
    case .stream, nil: false
    }
  }

  /// While the cross-hair is set, knobs are those of a branch that would begin there: it becomes a mark, and the arrows go
  /// back to the knobs.
  mutating func prepareBranch() {
    guard keepsSteps, let step = lab.crosshair, let shown else { return }
    let prepared = addressed.compactMap { record in place(of: step, on: shown, for: record).map { (record, $0) } }
    remember(.pending(Dictionary(prepared.map { ($0.0.plan.run, $0.0.pending) }) { first, _ in first }))
    for (record, step) in prepared {
      let base = origin(of: step, on: record).knobs(at: step)
      runs[record.plan.run]?.pending.move(to: step, base: base)
    }
    let wasOnKnobs = lab.chosenPanel == .knobs
    putCrosshairAway()
    if wasOnKnobs { lab.chosenPanel = .knobs }
    guard let step = self.shown?.pending.step else { return }
    note = Note(text: Words.branchWaits(step: step, key: keymap.name(of: .branch)), kind: .answer)
  }

  /// No branch waits any more on the addressed runs.
  mutating func forgetBranches() {
    let waiting = addressed.filter { !$0.pending.isEmpty }
    remember(.pending(Dictionary(waiting.map { ($0.plan.run, $0.pending) }) { first, _ in first }))
    for record in waiting { runs[record.plan.run]?.pending = PendingBranch() }
  }

  /// Turns a knob of the branches that wait on the addressed runs, or that begin to.
  mutating func draft(_ knob: Knob, to value: KnobValue, text: String) {
    var leftOut = LeftOut()
    let meant = addressed.filter { leftOut.takes(knob, value, $0) }
    remember(.pending(Dictionary(meant.map { ($0.plan.run, $0.pending) }) { first, _ in first }))
    for record in meant {
      runs[record.plan.run]?.pending.turn(knob, to: value, from: record.start(of: knob))
      if let knobs = runs[record.plan.run]?.knobs { runs[record.plan.run]?.pending.keep(knobs) }
    }
    let key = keymap.name(of: .branch)
    let answer =
      if shown?.pending.edits[knob] == nil {
        Words.knobAsBefore(knob: knob.title)
      } else if let step = shown?.pending.step {
        Words.knobWaits(knob: knob.title, value: text, step: step, key: key)
      } else {
        Words.knobNeedsBranch(knob: knob.title, value: text, key: key)
      }
    note = Note(text: leftOut.added(to: answer), kind: .answer)
  }

  fileprivate mutating func branch() -> [Effect] {
    guard let shown else { return [] }
    var leftOut = LeftOut()
    var branches: [Effect] = []
    for record in addressed {
      guard !record.plan.isClosedForm || !record.pending.edits.isEmpty else {
        leftOut.add(.closedForm, record)
        continue
      }
      guard let step = start(on: record, shown: shown) else {
        leftOut.add(.notThereYet, record)
        continue
      }
      guard hasRoom(for: record.plan) else {
        note = Note(text: fullWords, kind: .warning)
        return branches
      }
      branches.append(
        .branch(from: origin(of: step, on: record).plan.run, atStep: step, edits: record.pending.edits))
    }
    if scope == .all {
      note = Note(text: leftOut.added(to: Words.runsBranch(count: branches.count)), kind: .answer)
    }
    return branches
  }

  private func start(on record: LiveRun, shown: LiveRun) -> Int? {
    if keepsSteps, let step = lab.crosshair { return place(of: step, on: shown, for: record) }
    return record.pending.step ?? record.step
  }

  /// The step of a run at the same epoch as `step` of the shown one; nil where it has not come so far.
  private func place(of step: Int, on shown: LiveRun, for record: LiveRun) -> Int? {
    guard record.plan.run != shown.plan.run else { return min(step, shown.step) }
    guard !record.plan.isClosedForm else { return nil }
    let place = record.step(atEpoch: origin(of: step, on: shown).epoch(at: step))
    return place <= record.step ? place : nil
  }

  /// The runs that have ended with their epochs done continue by as many.
  fileprivate mutating func continueRuns() -> [Effect] {
    var leftOut = LeftOut()
    var continued: [(run: RunID, epochs: Int)] = []
    for record in addressed {
      if record.canContinue {
        continued.append((record.plan.run, record.epochsOnceContinued))
      } else {
        leftOut.add(record.isFinished ? .cannotContinue : .goesOn, record)
      }
    }
    let before = continued.map { ($0.run, KnobValue.integer(runs[$0.run]?.plannedEpochs ?? 1)) }
    if !before.isEmpty { remember(.knob(.epochs, before: Dictionary(before) { first, _ in first })) }
    let answer =
      continued.count == 1
      ? Words.runContinues(run: "\(continued[0].run)", epochs: continued[0].epochs)
      : Words.runsContinue(count: continued.count)
    note = Note(text: leftOut.added(to: answer), kind: .answer)
    return continued.map { .send($0.run, .set(.epochs, .integer($0.epochs))) }
  }
}
