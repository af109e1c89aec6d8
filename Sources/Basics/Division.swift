/// The quotient rounded towards negative infinity; `divisor` is positive.
@inlinable
package func floorQuotient<Value: SignedInteger>(_ dividend: Value, _ divisor: Value) -> Value {
  let quotient = dividend / divisor
  return dividend % divisor < 0 ? quotient - 1 : quotient
}

/// The remainder in `0..<divisor`; `divisor` is positive.
@inlinable
package func floorModulo<Value: SignedInteger>(_ dividend: Value, _ divisor: Value) -> Value {
  let remainder = dividend % divisor
  return remainder < 0 ? remainder + divisor : remainder
}

/// The quotient rounded towards positive infinity; `divisor` is positive.
@inlinable
package func ceilingQuotient<Value: SignedInteger>(_ dividend: Value, _ divisor: Value) -> Value {
  -floorQuotient(-dividend, divisor)
}
