import Telemetry

extension KnobRange {
  /// The nearest value that a knob of this range can have.
  ///
  /// - Throws: ``SettingsError`` where the value is of another kind, a name that is not among the choices, or too long.
  func holding(_ value: KnobValue, for knob: Knob) throws(SettingsError) -> KnobValue {
    if let nearest = nearest(to: value) { return nearest }
    if case (.choices(let names), .choice(let name)) = (self, value) {
      throw .unknownChoice(knob, found: name, known: names)
    }
    if case (.widths, .list(let widths)) = (self, value) { throw .tooManyLayers(widths.count) }
    throw .wrongKind(knob, value)
  }

  /// What may be written on the command line, as `a number from 0 to 0.9`.
  package var words: String {
    switch self {
    // Where 1 is among them, 0 is the number before it.
    case .powersOfTwo(let lower, _, true) where lower > 1: expectation
    case .powersOfTwo(let lower, let upper, let zero): Words.knobWhole(lower: "\(zero ? 0 : lower)", upper: "\(upper)")
    case .widths(let lower, let upper):
      Words.knobWidths(most: "\(Self.mostWidths)", lower: "\(lower)", upper: "\(upper)")
    case .logarithmic, .linear, .towardsOne, .integers, .odd, .choices: expectation
    }
  }
}
