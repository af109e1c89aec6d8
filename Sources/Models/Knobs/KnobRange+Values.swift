import Telemetry

extension KnobRange {
  /// The nearest value that a knob of this range can have.
  ///
  /// - Throws: ``SettingsError`` where the value is of another kind, or a name that is not among the choices.
  func holding(_ value: KnobValue, for knob: Knob) throws(SettingsError) -> KnobValue {
    switch (self, value) {
    case (.logarithmic(let lower, let upper, let zero), .number(let number)) where !number.isNaN:
      return .number(zero && number <= 0 ? 0 : min(max(number, lower), upper))
    case (.linear(let lower, let upper, _), .number(let number)) where !number.isNaN:
      return .number(min(max(number, lower), upper))
    case (.powersOfTwo(_, let upper, let zero), .integer(let count)):
      return .integer(min(max(count, zero ? 0 : 1), upper))
    case (.integers(let lower, let upper, _), .integer(let count)):
      return .integer(min(max(count, lower), upper))
    case (.widths(let lower, let upper), .list(let widths)):
      guard widths.count <= 8 else { throw .tooManyLayers(widths.count) }
      return .list(widths.map { min(max($0, lower), upper) })
    case (.choices(let names), .choice(let name)):
      guard names.contains(name) else { throw .unknownChoice(knob, found: name, known: names) }
      return value
    case (.logarithmic, _), (.linear, _), (.powersOfTwo, _), (.integers, _), (.widths, _), (.choices, _):
      throw .wrongKind(knob, value)
    }
  }

  /// A value of this range's kind as a user writes it; nil where the text is none.
  func value(parsing text: String) -> KnobValue? {
    switch self {
    case .logarithmic, .linear:
      return Double(text).flatMap { $0.isNaN ? nil : .number($0) }
    case .powersOfTwo, .integers: return Int(text).map { .integer($0) }
    case .widths:
      let widths = text.split(whereSeparator: { $0 == "," || $0 == " " }).map { Int($0) }
      return widths.contains(nil) ? nil : .list(widths.compactMap { $0 })
    case .choices: return .choice(text)
    }
  }

  /// What may be written, as `a number from 0 to 0.9`.
  package var words: String {
    switch self {
    case .logarithmic(let lower, let upper, let zero):
      "a number from \(shortDecimal(lower)) to \(shortDecimal(upper))\(zero ? ", or 0" : "")"
    case .linear(let lower, let upper, _): "a number from \(shortDecimal(lower)) to \(shortDecimal(upper))"
    case .powersOfTwo(let lower, let upper, let zero): "a whole number from \(zero ? 0 : lower) to \(upper)"
    case .integers(let lower, let upper, _): "a whole number from \(lower) to \(upper)"
    case .widths(let lower, let upper): "at most 8 whole numbers from \(lower) to \(upper), as 64,32"
    case .choices(let names): "one of \(names.joined(separator: ", "))"
    }
  }
}
