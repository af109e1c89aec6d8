import Basics
import Datasets
import Tensors

/// Half-hourly waves of a day and a week with noise, `days` long, from a Monday.
package func waves(days: Int, noise: Double = 0.1, trend: Double = 0) -> TimeSeries {
  let key = RandomKey(seed: 3, stream: .noise)
  let values = (0..<days * 48).map { row -> Double in
    let day = Double(row % 48) / 48 * 2 * Double.pi
    let week = Double(row % 336) / 336 * 2 * Double.pi
    return sine(day) + 0.5 * sine(week) + noise * Double(key.normal(UInt64(row))) + trend * Double(row)
  }
  return TimeSeries(
    name: "waves", step: 1_800_000, start: 4 * Milliseconds.day,
    columns: [
      Column(name: "wave", values: values),
      Column(name: "other", values: values.indices.map { Double(key.normal(UInt64($0) + 1 << 40)) }),
    ])
}

/// Sine by its series, so that tests need no mathematics library.
private func sine(_ angle: Double) -> Double {
  var (term, sum) = (angle, angle)
  for power in stride(from: 3.0, through: 41, by: 2) {
    term *= -angle * angle / (power * (power - 1))
    sum += term
  }
  return sum
}
