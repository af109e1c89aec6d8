/// Median with its spread, as benchmarks quote it.
struct Spread {
  let median: Double
  let minimum: Double
  let maximum: Double

  init(_ values: [Double]) {
    let sorted = values.sorted()
    median = sorted[sorted.count / 2]
    minimum = sorted[0]
    maximum = sorted[sorted.count - 1]
  }

  func text(_ unit: String, decimals: Int = 2) -> String {
    func fixed(_ value: Double) -> String {
      var scale = 1.0
      for _ in 0..<decimals { scale *= 10 }
      return String((value * scale).rounded() / scale)
    }
    return "\(fixed(median)) \(unit)  (\(fixed(minimum))–\(fixed(maximum)))"
  }
}

extension String {
  /// The text followed by spaces up to `width` characters.
  func padding(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
