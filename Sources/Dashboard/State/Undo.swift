import Basics
import Telemetry

/// A change that can be taken back.
struct UndoStep: Sendable {
  enum Change: Sendable {
    /// Live knobs as they were, run by run.
    case knob(Knob, before: [RunID: KnobValue])
    /// What waited for branches, run by run.
    case pending([RunID: PendingBranch])
    /// Runs that gave way to new ones, and whether they were running.
    case restart([RunID: Bool])
    /// Runs of the store that were put into its trash.
    case removal([String])
  }

  var change: Change
  /// Made by a pointer that has not been released: what follows belongs to the same change.
  var isDragged = false
}

extension State {
  private static let undoLimit = 100

  mutating func remember(_ change: UndoStep.Change) {
    if case .knob(let knob, _) = change, isDragging, let last = undoSteps.last, last.isDragged,
      case .knob(knob, _) = last.change
    {
      return
    }
    undoSteps.append(UndoStep(change: change, isDragged: isDragging))
    if undoSteps.count > Self.undoLimit { undoSteps.removeFirst() }
  }

  /// What is changed until the pointer is released counts as one change.
  mutating func beginDrag() {
    endDrag()
    isDragging = true
  }

  mutating func endDrag() {
    isDragging = false
    if !undoSteps.isEmpty { undoSteps[undoSteps.count - 1].isDragged = false }
  }

  /// Takes the last change back, and says what that does and what it cannot do.
  mutating func undo() -> [Effect] {
    guard let step = undoSteps.popLast() else { return [] }
    switch step.change {
    case .knob(let knob, let before): return takeBack(knob, before)
    case .restart(let left): return goBack(to: left)
    case .pending(let before):
      takeBack(before)
      return []
    case .removal(let runs):
      note = Note(text: Words.keptRestored(run: Listing.all(runs)), kind: .answer)
      return [.markKept(runs, .restored)]
    }
  }

  private mutating func takeBack(_ before: [RunID: PendingBranch]) {
    for (run, pending) in before { runs[run]?.pending = pending }
    let rungs = Listing.all(before.keys.sorted().compactMap { runs[$0]?.plan.rung.label })
    let hasStep = before.values.contains { $0.step != nil }
    let isGone = before.values.allSatisfy(\.isEmpty)
    note = Note(
      text: hasStep
        ? Words.undoBranchBack(rungs: rungs)
        : isGone ? Words.undoDraftsGone(rung: rungs) : Words.undoDraftsBack(rung: rungs),
      kind: .answer)
  }

  private mutating func takeBack(_ knob: Knob, _ before: [RunID: KnobValue]) -> [Effect] {
    var effects: [Effect] = []
    var texts: Set<String> = []
    var outcome: String?
    for (run, value) in before.sorted(by: { $0.key.number < $1.key.number }) {
      guard let record = runs[run] else { continue }
      texts.insert(record.range(of: knob)?.text(of: value) ?? value.display)
      guard let present = record.value(of: knob), !present.isClose(to: value) else { continue }
      if !record.isFinished, record.hasDone(knob, value) {
        outcome = endsHere(record, planned: value)
      } else if record.isFinished, knob == .epochs, record.canContinue, !record.hasDone(knob, value) {
        outcome = Words.runContinues(run: "\(record.plan.run)", epochs: value.asInteger)
      }
      runs[run]?.requested[knob] = value
      effects.append(.send(run, .set(knob, value)))
    }
    let value = texts.count == 1 ? texts.first : nil
    let answer = value.map { Words.undoKnob(knob: knob.title, value: $0) } ?? Words.undoKnobs(knob: knob.title)
    note = Note(
      text: outcome.map { Words.undoAnd(answer: answer, outcome: $0) } ?? answer, kind: .answer)
    return effects
  }
}
