import Telemetry

extension KnobValue {
  /// Equal as far as a Float distinguishes values.
  func isClose(to other: KnobValue) -> Bool {
    guard case .number(let one) = self, case .number(let two) = other else { return self == other }
    return (one - two).magnitude <= 1e-6 * max(one.magnitude, two.magnitude)
  }

  var asNumber: Double {
    switch self {
    case .number(let value): value
    case .integer(let value): Double(value)
    case .list(let values): Double(values.first ?? 0)
    case .choice: 0
    }
  }

  var asInteger: Int {
    switch self {
    case .integer(let value): value
    case .number(let value): value.magnitude < 1e15 ? Int(value.rounded()) : 0
    case .list(let values): values.first ?? 0
    case .choice: 0
    }
  }

  var asList: [Int] {
    switch self {
    case .list(let values): values
    case .integer(let value): [value]
    case .number, .choice: []
    }
  }
}
