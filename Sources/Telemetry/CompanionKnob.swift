/// A knob that acts beside one choice of another alone, as it would be where that is chosen.
package struct CompanionKnob: Sendable, Hashable {
  package var knob: Knob
  /// What it begins with.
  package var value: KnobValue
  package var range: KnobRange
  /// The knob that decides, and how it has to stand.
  package var other: Knob
  package var choice: KnobValue

  package init(knob: Knob, value: KnobValue, range: KnobRange, other: Knob, choice: KnobValue) {
    self.knob = knob
    self.value = value
    self.range = range
    self.other = other
    self.choice = choice
  }
}
