import Telemetry

extension KnobValue {
  /// Nil where it is no number, or none that can be compared.
  var number: Double? {
    switch self {
    // Kept in 32 bits: as the decimal that is typed for it, so that it is found by that and read as that elsewhere.
    case .number(let number): Double("\(Float(number))")
    case .integer(let count): Double(count)
    case .list, .choice: nil
    }
  }
}
