#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

func sine(_ angle: Double) -> Double { sin(angle) }
func cosine(_ angle: Double) -> Double { cos(angle) }

/// The quotient rounded towards negative infinity; `divisor` is positive.
func floorQuotient(_ dividend: Int64, _ divisor: Int64) -> Int64 {
  let quotient = dividend / divisor
  return dividend % divisor < 0 ? quotient - 1 : quotient
}

/// The remainder in `0..<divisor`; `divisor` is positive.
func floorModulo(_ dividend: Int64, _ divisor: Int64) -> Int64 {
  let remainder = dividend % divisor
  return remainder < 0 ? remainder + divisor : remainder
}

/// The quotient rounded towards positive infinity; `divisor` is positive.
func ceilingQuotient(_ dividend: Int64, _ divisor: Int64) -> Int64 {
  -floorQuotient(-dividend, divisor)
}
