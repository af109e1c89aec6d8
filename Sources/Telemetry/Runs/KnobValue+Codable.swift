/// Settings as JSON has them: a number, a list of widths, a name.
///
/// Numbers are settings of 32 bits, and are written as the shortest decimal that is read back as the same: 0.003.
extension KnobValue: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let count = try? container.decode(Int.self) {
      self = .integer(count)
    } else if let number = try? container.decode(Double.self) {
      self = .number(Double(Float(number)))
    } else if let widths = try? container.decode([Int].self) {
      self = .list(widths)
    } else {
      self = .choice(try container.decode(String.self))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .number(let number): try container.encode(Float(number))
    case .integer(let count): try container.encode(count)
    case .list(let widths): try container.encode(widths)
    case .choice(let name): try container.encode(name)
    }
  }
}

extension KnobRange {
  /// JSON writes 1.0 as 1: a whole number of a range of numbers is meant as one.
  package func restored(_ value: KnobValue) -> KnobValue {
    switch (self, value) {
    case (.logarithmic, .integer(let count)), (.linear, .integer(let count)), (.towardsOne, .integer(let count)):
      .number(Double(count))
    case (.logarithmic, _), (.linear, _), (.towardsOne, _), (.powersOfTwo, _), (.integers, _), (.odd, _), (.choices, _),
      (.widths, _):
      value
    }
  }
}
