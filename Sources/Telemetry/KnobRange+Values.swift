import Basics

/// Which values a range holds, and how they are written.
extension KnobRange {
  /// The most widths of a list.
  package static let mostWidths = 8

  /// The value itself where the range holds it, else the nearest that it holds; nil where it is of another kind, no number,
  /// a name that is not among the choices, or a list that is too long.
  package func nearest(to value: KnobValue) -> KnobValue? {
    switch (self, value) {
    case (.logarithmic(let lower, let upper, let zero), .number(let number)) where !number.isNaN:
      .number(zero && number <= 0 ? 0 : min(max(number, lower), upper))
    case (.linear(let lower, let upper, _), .number(let number)) where !number.isNaN,
      (.towardsOne(let lower, let upper), .number(let number)) where !number.isNaN:
      .number(min(max(number, lower), upper))
    case (.powersOfTwo(let lower, let upper, let zero), .integer(let count)):
      .integer(zero && count <= 0 ? 0 : min(max(count, lower), upper))
    case (.integers(let lower, let upper, _), .integer(let count)):
      .integer(min(max(count, lower), upper))
    case (.odd(let lower, let upper), .integer(let count)): .integer(count <= lower ? lower : min(count, upper) | 1)
    case (.widths(let lower, let upper), .list(let widths)) where widths.count <= Self.mostWidths:
      .list(widths.map { min(max($0, lower), upper) })
    case (.choices(let names), .choice(let name)) where names.contains(name): value
    case (.logarithmic, _), (.linear, _), (.towardsOne, _), (.powersOfTwo, _), (.integers, _), (.odd, _), (.widths, _),
      (.choices, _):
      nil
    }
  }

  /// A value of this range's kind as a user writes it, within the bounds or not; nil where the text is none.
  package func value(parsing text: String) -> KnobValue? {
    switch self {
    case .logarithmic, .linear, .towardsOne: return Double(text).flatMap { $0.isNaN ? nil : .number($0) }
    case .powersOfTwo, .integers, .odd: return Int(text).map { .integer($0) }
    case .widths:
      if text.lowercased() == Words.noWidths { return .list([]) }
      // Blanks separate as well, and a hyphen but for one that is a sign; between two commas a number is missing.
      let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { $0.split(separator: " ") }
      let widths = (parts.count == 1 ? parts[0] : parts.flatMap { $0.isEmpty ? [""] : $0 })
        .flatMap { $0.split(separator: "-", omittingEmptySubsequences: false) }.map { Int($0) }
      return widths.contains(nil) ? nil : .list(widths.compactMap { $0 })
    case .choices(let names): return .choice(Spelling.name(typed: text, among: names) ?? text)
    }
  }

  /// What may be typed, as a half sentence: `a number from 1e-6 to 1`.
  package var expectation: String {
    switch self {
    case .logarithmic(let lower, let upper, let zero):
      zero
        ? Words.rangeNumberOrZero(lower: shortDecimal(lower), upper: shortDecimal(upper))
        : Words.rangeNumber(lower: shortDecimal(lower), upper: shortDecimal(upper))
    case .linear(let lower, let upper, _), .towardsOne(let lower, let upper):
      Words.rangeNumber(lower: shortDecimal(lower), upper: shortDecimal(upper))
    case .powersOfTwo(let lower, let upper, let zero):
      zero
        ? Words.rangeWholeOrAll(lower: "\(lower)", upper: "\(upper)")
        : Words.rangeWhole(lower: "\(lower)", upper: "\(upper)")
    case .integers(let lower, let upper, _): Words.rangeWhole(lower: "\(lower)", upper: "\(upper)")
    case .odd(let lower, let upper):
      lower == 0 ? Words.rangeOddOrZero(upper: "\(upper)") : Words.rangeOdd(lower: "\(lower)", upper: "\(upper)")
    case .choices(let names): Words.rangeChoice(names: names.joined(separator: ", "))
    case .widths(let lower, let upper): Words.rangeWidths(lower: "\(lower)", upper: "\(upper)")
    }
  }
}
