/// The shortest of plain and scientific notation at so many significant digits, six at most: `0.1`, `1e-3`, `2.5e-4`,
/// `1500`. It can be typed: its minus is a hyphen, and what a `Float` carried for a number is that number again.
package func shortDecimal(_ number: Double, digits count: Int = 6) -> String {
  guard number.isFinite else { return number.isNaN ? "NaN" : number < 0 ? "−∞" : "∞" }
  guard number != 0 else { return "0" }
  var magnitude = number.magnitude
  var exponent = 0
  while magnitude >= 10 { (magnitude, exponent) = (magnitude / 10, exponent + 1) }
  while magnitude < 1 { (magnitude, exponent) = (magnitude * 10, exponent - 1) }
  let unit = Elementary.tenTo(min(max(count, 1), 6) - 1)
  var digits = Int((magnitude * unit).rounded())
  if Double(digits) >= 10 * unit { (digits, exponent) = (digits / 10, exponent + 1) }
  while digits.isMultiple(of: 10), digits > 0 { digits /= 10 }
  let sign = number < 0 ? "-" : ""
  let text = String(digits)
  if exponent < -2 || exponent > 5 {
    let fraction = text.dropFirst()
    return sign + text.prefix(1) + (fraction.isEmpty ? "" : "." + fraction) + "e\(exponent)"
  }
  if exponent < 0 { return sign + "0." + String(repeating: "0", count: -exponent - 1) + text }
  if text.count <= exponent + 1 { return sign + text + String(repeating: "0", count: exponent + 1 - text.count) }
  return sign + text.prefix(exponent + 1) + "." + text.dropFirst(exponent + 1)
}

/// The shortest decimal that is read back as the same number: `0.003`, `5e-05`, `90`.
package func exactDecimal<Number: BinaryFloatingPoint & CustomStringConvertible>(_ number: Number) -> String {
  let text = number.description
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
