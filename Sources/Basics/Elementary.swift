#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Logarithms, powers and waves of the C library, by whatever name a system has it.
package enum Elementary {
  /// To the base e; NaN below 0, −∞ at 0.
  @inlinable package static func logarithm(_ value: Double) -> Double { log(value) }

  /// e to that power.
  @inlinable package static func exponential(_ value: Double) -> Double { exp(value) }

  /// To the base 10; exact at powers of ten, where axis ticks stand.
  package static func log10(_ value: Double) -> Double {
    let raw = decimalLogarithm(value)
    let near = raw.rounded()
    return abs(raw - near) < 1e-14 * max(1, abs(near)) ? near : raw
  }

  /// ⌊log₁₀ |value|⌋: the power of ten of the first digit; 0 for 0 and what is not finite.
  package static func decimalExponent(_ value: Double) -> Int {
    let size = value.magnitude
    guard size > 0, size.isFinite else { return 0 }
    return Int(log10(size).rounded(.down))
  }

  /// 10 to the `exponent`: exact up to 22, and 1 over that below 0.
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

  @inlinable package static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
  @inlinable package static func power(_ base: Float, _ exponent: Float) -> Float { pow(base, exponent) }

  /// Keeps the sign.
  @inlinable package static func cubeRoot(_ value: Double) -> Double { cbrt(value) }

  /// Of an angle in radians.
  @inlinable package static func sine(_ angle: Double) -> Double { sin(angle) }
  @inlinable package static func cosine(_ angle: Double) -> Double { cos(angle) }
  @inlinable package static func cosine(_ angle: Float) -> Float { cos(angle) }
}

/// Outside of the type, where the C library's function is not hidden by its namesake.
private func decimalLogarithm(_ value: Double) -> Double { log10(value) }
