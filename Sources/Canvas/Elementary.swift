/// Logarithms and powers in plain Swift, so that this module needs no C library.
///
/// Accuracy is a few units in the last place over the range of axes and colours; checked against the C library in
/// the tests.
package enum Elementary {
  private static let ln2 = 0.693147180559945309417232121458
  private static let log10Of2 = 0.301029995663981195213738894724

  /// Natural logarithm; NaN below 0, −∞ at 0.
  package static func log(_ value: Double) -> Double { log2(value) * ln2 }

  package static func log10(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return log2(value) }
    // Exact at powers of ten, where axis ticks stand.
    let raw = log2(value) * log10Of2
    let near = raw.rounded()
    return abs(raw - near) < 1e-14 * max(1, abs(near)) ? near : raw
  }

  /// Source: log((1 + s) / (1 − s)) = 2 (s + s³/3 + s⁵/5 + …) with a significand between √½ and √2, so that |s| < 0.172
  /// and eleven terms are exact to the last bits.
  package static func log2(_ value: Double) -> Double {
    guard value > 0 else { return value == 0 ? -.infinity : .nan }
    guard value.isFinite else { return value }
    var exponent = Double(value.exponent)
    var significand = value.significand
    if significand > 1.4142135623730951 {
      significand /= 2
      exponent += 1
    }
    let s = (significand - 1) / (significand + 1)
    let square = s * s
    var sum = 1.0 / 21
    sum = sum * square + 1.0 / 19
    sum = sum * square + 1.0 / 17
    sum = sum * square + 1.0 / 15
    sum = sum * square + 1.0 / 13
    sum = sum * square + 1.0 / 11
    sum = sum * square + 1.0 / 9
    sum = sum * square + 1.0 / 7
    sum = sum * square + 1.0 / 5
    sum = sum * square + 1.0 / 3
    sum = sum * square + 1
    return exponent + sum * s * (2 / ln2)
  }

  /// e to the `value`.
  package static func exp(_ value: Double) -> Double {
    guard value.isFinite else { return value == -.infinity ? 0 : value }
    let twos = (value / ln2).rounded()
    guard twos < 1025 else { return .infinity }
    guard twos > -1080 else { return 0 }
    let rest = value - twos * ln2
    var term = 1.0
    var sum = 1.0
    var index = 1.0
    while abs(term) > 1e-18, index < 30 {
      term *= rest / index
      sum += term
      index += 1
    }
    return Double(sign: .plus, exponent: Int(twos), significand: sum)
  }

  /// Exact for whole exponents in the range of a tick label.
  package static func tenTo(_ exponent: Double) -> Double {
    if exponent == exponent.rounded(), abs(exponent) <= 300 { return tenTo(Int(exponent)) }
    return exp(exponent * 2.302585092994045684)
  }

  package static func tenTo(_ exponent: Int) -> Double {
    var result = 1.0
    var base = 10.0
    var left = abs(exponent)
    while left > 0 {
      if left & 1 == 1 { result *= base }
      base *= base
      left >>= 1
    }
    return exponent < 0 ? 1 / result : result
  }

  /// `base` to the `exponent` for a base that is not negative.
  package static func power(_ base: Double, _ exponent: Double) -> Double {
    base == 0 ? (exponent == 0 ? 1 : 0) : exp(exponent * log(base))
  }

  /// Keeps the sign.
  package static func cubeRoot(_ value: Double) -> Double {
    guard value != 0, value.isFinite else { return value }
    let size = abs(value)
    var root = exp(log(size) / 3)
    // One Newton step takes away what the series left over.
    root -= (root * root * root - size) / (3 * root * root)
    return value < 0 ? -root : root
  }
}
