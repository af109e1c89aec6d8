import Telemetry

/// Choosing a knob and turning it.
extension Action {
  static let knobUp = Action("knob-above", Words.actionKnobAbove) { $0.lab.knobIndex = max($0.lab.knobIndex - 1, 0) }
  static let knobDown = Action("knob-below", Words.actionKnobBelow) {
    $0.lab.knobIndex = min($0.lab.knobIndex + 1, max($0.knobs.count - 1, 0))
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
    guard let (knob, range, value) = chosenKnob else { return }
    entry = TextEntry(knob: knob, text: range.text(of: value), isFresh: true)
  }

  /// A live knob goes to the trainer immediately; a structural one waits for the branch.
  mutating func set(_ knob: Knob, to value: KnobValue) -> [Effect] {
    guard let shown, let present = shown.value(of: knob), !present.isClose(to: value) else { return [] }
    let text = shown.range(of: knob)?.text(of: value) ?? value.display
    guard knob.isLive else {
      let run = shown.plan.run
      remember(.drafts(run, shown.drafts))
      runs[run]?.drafts[knob] = shown.settings[knob] == value ? nil : value
      let isUndone = shown.settings[knob] == value
      note = Note(
        text: isUndone
          ? Words.knobAsBefore(knob: knob.title)
          : Words.knobNeedsBranch(knob: knob.title, value: text, key: keymap.name(of: .branch)),
        kind: .answer)
      return []
    }
    let changed = addressed.compactMap { record in
      record.value(of: knob).flatMap { $0.isClose(to: value) ? nil : (record.plan.run, $0) }
    }
    remember(.knob(knob, before: Dictionary(changed) { first, _ in first }))
    return addressed.compactMap { record in
      guard let present = record.value(of: knob), !present.isClose(to: value) else { return nil }
      runs[record.plan.run]?.requested[knob] = value
      return .send(record.plan.run, .set(knob, value))
    }
  }
}
