extension KnobValue {
  /// As on the screen and in marks: `5e-4`, `0.1`, `32`, `64 32`, `adam`.
  package var display: String {
    switch self {
    case .number(let number): shortDecimal(number)
    case .integer(let count): String(count)
    case .list(let widths): widths.isEmpty ? "none" : widths.map(String.init).joined(separator: " ")
    case .choice(let name): name
    }
  }
}

/// The shortest of plain and scientific notation at six significant digits: `0.1`, `1e-3`, `2.5e-4`, `1500`.
package func shortDecimal(_ number: Double) -> String {
  guard number.isFinite else { return number.isNaN ? "NaN" : number < 0 ? "−∞" : "∞" }
  guard number != 0 else { return "0" }
  var magnitude = number.magnitude
  var exponent = 0
  while magnitude >= 10 { (magnitude, exponent) = (magnitude / 10, exponent + 1) }
  while magnitude < 1 { (magnitude, exponent) = (magnitude * 10, exponent - 1) }
  var digits = Int((magnitude * 1e5).rounded())
  if digits >= 1_000_000 { (digits, exponent) = (digits / 10, exponent + 1) }
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
