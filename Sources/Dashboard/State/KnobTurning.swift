import Basics
import Telemetry

/// What a knob's range says about a value: the next one, its place on a slider, whether a typed one is allowed.
extension KnobRange {
  /// The next value in `direction` (−1 or 1); the same value at the end of the range.
  func turned(_ value: KnobValue, by direction: Int) -> KnobValue {
    switch self {
    case .logarithmic(let lower, let upper, let zero):
      .number(Self.turnedOneTwoFive(value.asNumber, direction, lower, upper, zero))
    case .linear(let lower, let upper, let step):
      .number(Self.tidy(min(max((value.asNumber / step).rounded() * step + Double(direction) * step, lower), upper)))
    case .towardsOne(let lower, let upper):
      .number(
        Self.tidy(
          1
            - Self.turnedOneTwoFive(
              Self.distance(value.asNumber), -direction, Self.distance(upper), Self.distance(lower), false)))
    case .powersOfTwo(let lower, let upper, let zero):
      .integer(Self.turnedPower(value.asInteger, direction, lower, upper, zero))
    case .integers(let lower, let upper, let step):
      .integer(min(max(value.asInteger + direction * step, lower), upper))
    case .odd(let lower, let upper):
      .integer(min(max(Self.turnedOdd(value.asInteger, direction), lower), upper))
    case .choices(let names):
      Self.turnedChoice(value, direction, names)
    case .widths(let lower, let upper):
      .list(value.asList.map { Self.turnedPower($0, direction, lower, upper, false) })
    }
  }

  /// Half or double the value, near 1 how long it remembers, kept within the bounds; nil where the words mean nothing.
  func scaled(_ value: KnobValue, by factor: Double) -> KnobValue? {
    switch self {
    case .logarithmic(let lower, let upper, _), .linear(let lower, let upper, _):
      .number(Self.tidy(min(max(value.asNumber * factor, lower), upper)))
    case .towardsOne(let lower, let upper):
      .number(Self.tidy(min(max(1 - Self.distance(value.asNumber) / factor, lower), upper)))
    case .powersOfTwo(let lower, let upper, _), .integers(let lower, let upper, _):
      .integer(min(max(Int((Double(value.asInteger) * factor).rounded()), lower), upper))
    case .odd: nearest(to: .integer(Int((Double(value.asInteger) * factor).rounded())))
    case .widths(let lower, let upper):
      .list(value.asList.map { min(max(Int((Double($0) * factor).rounded()), lower), upper) })
    case .choices: nil
    }
  }

  /// Where the value stands between the bounds, 0…1; nil where there is no order.
  func fraction(of value: KnobValue) -> Double? {
    switch self {
    case .logarithmic(let lower, let upper, let zero):
      let number = value.asNumber
      guard number >= lower, lower > 0 else { return 0 }
      // A zero that stands below the lower bound takes the first place of the slider.
      let floor = zero ? Elementary.log10(lower) - 1 : Elementary.log10(lower)
      return Self.share(Elementary.log10(number), floor, Elementary.log10(upper))
    case .linear(let lower, let upper, _): return Self.share(value.asNumber, lower, upper)
    case .towardsOne(let lower, let upper):
      let decades = [value.asNumber, lower, upper].map { -Elementary.log10(Self.distance($0)) }
      return Self.share(decades[0], decades[1], decades[2])
    case .powersOfTwo(let lower, let upper, let zero):
      let integer = value.asInteger
      // 0 is the full batch: more than any other.
      if integer == 0 { return zero ? 1 : 0 }
      let ceiling = Elementary.log10(Double(upper)) + (zero ? 0.3 : 0)
      return Self.share(Elementary.log10(Double(integer)), Elementary.log10(Double(max(lower, 1))), ceiling)
    case .integers(let lower, let upper, _), .odd(let lower, let upper):
      return Self.share(value.asNumber, Double(lower), Double(upper))
    case .choices, .widths: return nil
    }
  }

  /// The stop nearest to a place on the slider; nil where there is no order.
  func value(at fraction: Double, from present: KnobValue) -> KnobValue? {
    guard self.fraction(of: present) != nil else { return nil }
    var stop = present
    for _ in 0..<2000 {
      let lower = turned(stop, by: -1)
      if lower == stop { break }
      stop = lower
    }
    var best = stop
    var least = Double.infinity
    for _ in 0..<2000 {
      let distance = ((self.fraction(of: stop) ?? 0) - fraction).magnitude
      if distance < least { (best, least) = (stop, distance) }
      let upper = turned(stop, by: 1)
      if upper == stop { break }
      stop = upper
    }
    return best
  }

  /// The value as it is shown and typed: always with the decimals of the range's step, so that it does not dance.
  func text(of value: KnobValue) -> String {
    guard case .linear(_, _, let step) = self, step > 0, step < 1 else { return value.display }
    let decimals = min(-Elementary.decimalExponent(step), 6)
    let fixed = Numbers.fixed(value.asNumber, decimals, grouped: false)
    // A typed value between two steps is shown as it is; one that was a Float on its way is not between steps.
    let distance = ((Double(fixed) ?? .nan) - value.asNumber).magnitude
    return distance < step * 1e-4 ? fixed : value.display
  }

  /// The typed value, or nil where it is not what ``expectation`` says.
  func parsed(_ text: String, of knob: Knob) -> KnobValue? {
    let words = text.split(whereSeparator: { $0 == " " || $0 == "," })
    guard !words.isEmpty else { return nil }
    return knob.value(parsing: words.joined(separator: " "), in: self).flatMap { nearest(to: $0) == $0 ? $0 : nil }
  }

  /// The choice that a typed one resembles; nil where there is none, or are no choices.
  func nearestChoice(to text: String) -> String? {
    guard case .choices(let names) = self else { return nil }
    return Nearest.name(to: Spelling.key(text), among: names)
  }

  private static func share(_ value: Double, _ lower: Double, _ upper: Double) -> Double {
    upper > lower ? min(max((value - lower) / (upper - lower), 0), 1) : 0
  }

  /// From 1, without what a value lost as a Float on its way.
  private static func distance(_ value: Double) -> Double { max(((1 - value) * 1e7).rounded() / 1e7, 1e-7) }

  private static func turnedOneTwoFive(
    _ value: Double, _ direction: Int, _ lower: Double, _ upper: Double, _ zero: Bool
  ) -> Double {
    guard value > 0 else { return direction > 0 ? lower : 0 }
    let exponent = Elementary.decimalExponent(value)
    let ladder = [0.2, 0.5, 1, 2, 5, 10, 20].map { tidy($0, power: exponent) }
    // The engine computes in Float: 1e-3 comes back as 1.00000005e-3 and is still the stop 1e-3.
    let margin = value * 1e-5
    let next =
      direction > 0
      ? ladder.first { $0 > value + margin } ?? upper
      : ladder.last { $0 < value - margin } ?? lower
    if direction < 0, next < lower - margin { return zero ? 0 : lower }
    return min(max(next, lower), upper)
  }

  private static func turnedPower(_ value: Int, _ direction: Int, _ lower: Int, _ upper: Int, _ zero: Bool) -> Int {
    // 0 means all: it stands above the upper bound.
    if value == 0 { return direction < 0 ? upper : 0 }
    var power = max(lower, 1)
    if direction > 0 {
      while power <= value, power < upper { power *= 2 }
      return power > value ? min(power, upper) : (zero ? 0 : max(value, lower))
    }
    while power * 2 < value, power * 2 <= upper { power *= 2 }
    return max(lower, min(power, value))
  }

  /// The next odd number; 0 stands beside 1.
  private static func turnedOdd(_ value: Int, _ direction: Int) -> Int {
    if value == 0 { return direction > 0 ? 1 : 0 }
    return value == 1 && direction < 0 ? 0 : value + 2 * direction
  }

  private static func turnedChoice(_ value: KnobValue, _ direction: Int, _ names: [String]) -> KnobValue {
    guard !names.isEmpty, case .choice(let name) = value else { return value }
    let index = names.firstIndex(of: name) ?? 0
    return .choice(names[(index + direction + names.count) % names.count])
  }

  /// Seven significant digits, as a Float has: 0.3, not 0.30000000000000004.
  private static func tidy(_ value: Double) -> Double {
    let unit = Elementary.tenTo(6 - Elementary.decimalExponent(value))
    return value != 0 && unit.isFinite && unit > 0 ? (value * unit).rounded() / unit : value
  }

  /// `mantissa × 10^power` as the literal would read it.
  private static func tidy(_ mantissa: Double, power: Int) -> Double {
    Double("\(mantissa)e\(power)") ?? mantissa * Elementary.tenTo(power)
  }
}
