import Basics
import Telemetry

/// Beginning again without losing anything: a new run takes the rung's place, and the old one is kept, paused, until it
/// is wanted back.
extension State {
  /// New runs at step 0 with the present knobs and the first weights.
  mutating func restart() -> [Effect] {
    var effects: [Effect] = []
    var left: [RunID: Bool] = [:]
    for record in addressed {
      let run = record.plan.run
      guard !record.plan.isClosedForm else {
        // It has no curve to lose and comes out the same.
        effects.append(.send(run, .restart))
        continue
      }
      guard hasRoom(for: record.plan) else {
        note = Note(text: fullWords, kind: .warning)
        continue
      }
      let wasRunning = record.phase == .running
      if wasRunning { effects.append(.send(run, .pause)) }
      let knobs = record.knobs.compactMap { knob in record.value(of: knob).map { (knob, $0) } }
      effects.append(
        .branch(from: root(of: record), atStep: 0, edits: Dictionary(knobs) { first, _ in first }))
      left[run] = wasRunning
    }
    if !left.isEmpty { remember(.restart(left)) }
    return effects
  }

  /// The runs that were left take their rungs' places again; those that came after them stop and stay in the list.
  mutating func goBack(to left: [RunID: Bool]) -> [Effect] {
    var effects: [Effect] = []
    var stopped = 0
    for (run, wasRunning) in left.sorted(by: { $0.key < $1.key }) {
      guard let rung = runs[run]?.plan.rung else { continue }
      if let newer = current[rung], newer != run, runs[newer]?.canTrain ?? false {
        effects.append(.send(newer, .stop))
        stopped += 1
      }
      current[rung] = run
      if wasRunning { effects.append(.send(run, .resume)) }
    }
    let names = Listing.all(left.keys.sorted().map { "\($0)" })
    let answer =
      left.values.allSatisfy { $0 }
      ? Words.restartUndone(count: left.count, runs: names) : Words.restartUndoneShown(count: left.count, runs: names)
    note = Note(
      text: stopped == 0 ? answer : Words.restartUndoneStopped(answer: answer, count: stopped), kind: .answer)
    return effects
  }

  /// The run without a parent that a run descends from: it alone has been at step 0.
  private func root(of record: LiveRun) -> RunID {
    var root = record
    while let parent = root.plan.parent, let older = runs[parent.run] { root = older }
    return root.plan.run
  }
}
