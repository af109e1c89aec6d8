import Glibc

/// Student's t distribution.
package struct StudentT: Hashable, Sendable {
  package let degreesOfFreedom: Double

  package init(_ degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "\(degreesOfFreedom) degrees of freedom")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The probability of a value above `value`, which is not negative.
  func tail(above value: Double) -> Double {
    0.5 * Self.incompleteBeta(degreesOfFreedom / 2, 0.5, at: degreesOfFreedom / (degreesOfFreedom + value * value))
  }

  /// The value that a share of the distribution lies below.
  ///
  /// - Parameter share: from ½ up to, without, 1.
  package func quantile(_ share: Double) -> Double {
    precondition(share >= 0.5 && share < 1, "the quantile of \(share)")
    var (low, high) = (0.0, 1.0)
    while tail(above: high) > 1 - share { (low, high) = (high, high * 2) }
    // Bisection needs no derivative and ends at the last bits.
    for _ in 0..<200 where low < high {
      let middle = (low + high) / 2
      if middle == low || middle == high { break }
      if tail(above: middle) > 1 - share { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The regularised incomplete beta function, by its continued fraction.
  ///
  /// Source: Press et al., Numerical Recipes, 6.4.
  private static func incompleteBeta(_ a: Double, _ b: Double, at x: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    let front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    return x < (a + 1) / (a + b + 2)
      ? front * continuedFraction(a, b, x) / a : 1 - front * continuedFraction(b, a, 1 - x) / b
  }

  /// By the modified method of Lentz.
  private static func continuedFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    func away(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / away(1 - (a + b) * x / (a + 1))
    var result = d
    for index in 1...10_000 {
      let m = Double(index)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / away(1 + even * d)
      c = away(1 + even / c)
      result *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / away(1 + odd * d)
      c = away(1 + odd / c)
      result *= d * c
      if abs(d * c - 1) < 1e-15 { break }
    }
    return result
  }
}
