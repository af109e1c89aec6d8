import Basics
import Datasets
import Granularity
import Tensors

/// The instant of a wall-clock time written as `2024-03-31 00:30`, as if it were UTC.
func at(_ text: String) -> Instant {
  let parts = text.split(whereSeparator: { "- :".contains($0) }).compactMap { Int($0) }
  let date = CivilDate(year: parts[0], month: parts[1], day: parts[2]) ?? CivilDate(daysSinceEpoch: 0)
  let minutes = parts.count > 3 ? parts[3] * 60 + parts[4] : 0
  return CivilTime(date: date, millisecondOfDay: Int64(minutes) * Milliseconds.minute).wallClock
}

func series(
  _ values: [Double]..., start: String = "2024-01-01", step: Int64 = Milliseconds.hour, zone: Zone = .asWritten
) -> TimeSeries {
  TimeSeries(
    name: "made", zone: zone, step: step, start: at(start),
    columns: values.enumerated().map { Column(name: "column \($0)", values: $1, type: .number) })
}

func series(_ values: [Double], start: Instant, cadence: Cadence, zone: Zone = .asWritten) -> TimeSeries {
  TimeSeries(
    name: "made", grid: TimeGrid(start: start, cadence: cadence, zone: zone),
    columns: [Column(name: "column", values: values, type: .number)])
}

/// Seeded values of several magnitudes, some of them missing.
func noise(_ count: Int, seed: UInt64, missing: Double = 0) -> [Double] {
  let key = RandomKey(seed: seed, stream: .test)
  let gaps = RandomKey(seed: seed, stream: .test, layer: 1)
  return (0..<UInt64(count)).map { Double(gaps.uniform($0)) < missing ? .nan : Double(100 * key.normal($0) + 20) }
}

/// A seeded whole number.
func draw(_ range: ClosedRange<Int>, seed: UInt64, _ index: UInt64) -> Int {
  range.lowerBound
    + Int(RandomKey(seed: seed, stream: .test, layer: 2).uniform(index) * Float(range.count)) % range.count
}

extension Array where Element == Double {
  /// Equal bits, where NaN equals NaN.
  func isIdentical(to other: [Double]) -> Bool {
    count == other.count && zip(self, other).allSatisfy { $0.bitPattern == $1.bitPattern }
  }

}

extension Array where Element: BinaryFloatingPoint {
  func isClose(to other: [Element], relative: Element = 1e-5) -> Bool {
    count == other.count
      && zip(self, other).allSatisfy { own, other in
        own.isNaN && other.isNaN || abs(own - other) <= relative * (1 + abs(other))
      }
  }
}
