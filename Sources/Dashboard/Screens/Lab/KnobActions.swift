import Telemetry

/// Choosing a knob and turning it.
extension Action {
  static let knobUp = Action("knob-above", Words.actionKnobAbove) { $0.knobIndex = max($0.knobIndex - 1, 0) }
  static let knobDown = Action("knob-below", Words.actionKnobBelow) {
    $0.knobIndex = min($0.knobIndex + 1, max($0.knobs.count - 1, 0))
  }
  static let decrease = turning("decrease", Words.actionDecrease) { $0.turned($1, by: -1) }
  static let increase = turning("increase", Words.actionIncrease) { $0.turned($1, by: 1) }
  static let halve = turning("halve", Words.actionHalve) { $0.scaled($1, by: 0.5) }
  static let double = turning("double", Words.actionDouble) { $0.scaled($1, by: 2) }
  static let type = Action("type-value", Words.actionTypeValue) { $0.beginTyping() }

  /// Sets the chosen knob to another value of its range; nil leaves it.
  private static func turning(
    _ id: String, _ name: @autoclosure @escaping @Sendable () -> String,
    to other: @escaping @Sendable (KnobRange, KnobValue) -> KnobValue?
  ) -> Action {
    Action(
      id, name(),
      effects: { state in
        state.prepareBranch()
        guard let (knob, range, value) = state.chosenKnob else { return [] }
        return other(range, value).map { state.set(knob, to: $0) } ?? []
      })
  }
}

extension State {
  fileprivate var chosenKnob: (knob: Knob, range: KnobRange, value: KnobValue)? {
    guard let knob, let range = shown?.range(of: knob), let value = shown?.value(of: knob) else { return nil }
    return (knob, range, value)
  }

  fileprivate mutating func beginTyping() {
    prepareBranch()
    guard let (knob, range, value) = chosenKnob else { return }
    entry = TextEntry(knob: knob, text: range.text(of: value), isFresh: true)
  }

  /// A live knob goes to the trainers immediately; a structural one waits for the branch, and so does any while a branch from
  /// an earlier step is being prepared, or that only the branch has.
  mutating func set(_ knob: Knob, to value: KnobValue) -> [Effect] {
    prepareBranch()
    guard let shown, let present = shown.value(of: knob), !present.isClose(to: value) else { return [] }
    let text = shown.range(of: knob)?.text(of: value) ?? value.display
    guard knob.isLive, shown.has(knob), shown.pending.step == nil else {
      draft(knob, to: value, text: text)
      return []
    }
    return turn(knob, to: value, text: text)
  }

  /// What becomes of a run whose plan was shortened to what it has done.
  func endsHere(_ run: LiveRun, planned value: KnobValue) -> String {
    Words.runEndsHere(run: "\(run.plan.run)", epochs: value.asInteger, key: keymap.name(of: .moreEpochs))
  }

  private mutating func turn(_ knob: Knob, to value: KnobValue, text: String) -> [Effect] {
    if scope == .rung, let objection = shown?.objection(to: knob, value, keymap) {
      note = Note(text: Words.knobStays(knob: knob.title, reason: objection), kind: .answer)
      return []
    }
    var leftOut = LeftOut()
    let changed = addressed.compactMap { record -> (RunID, KnobValue)? in
      guard leftOut.turns(knob, value, record), let present = record.value(of: knob), !present.isClose(to: value)
      else { return nil }
      return (record.plan.run, present)
    }
    let ended = changed.compactMap { runs[$0.0] }.filter { !$0.isFinished && $0.hasDone(knob, value) }
    if ended.isEmpty {
      let answer = Words.knobTurned(knob: knob.title, value: text, count: changed.count)
      if !leftOut.isEmpty { note = Note(text: leftOut.added(to: answer), kind: .answer) }
    } else if changed.count == 1, let run = ended.first {
      note = Note(text: leftOut.added(to: endsHere(run, planned: value)), kind: .answer)
    } else {
      let answer = Words.knobTurnedEnding(
        knob: knob.title, value: text, count: changed.count, ended: ended.count)
      note = Note(text: leftOut.added(to: answer), kind: .answer)
    }
    guard !changed.isEmpty else { return [] }
    remember(.knob(knob, before: Dictionary(changed) { first, _ in first }))
    for (run, _) in changed { runs[run]?.requested[knob] = value }
    return changed.map { .send($0.0, .set(knob, value)) }
  }
}
