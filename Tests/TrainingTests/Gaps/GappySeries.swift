import Basics
import Datasets
import Foundation
import Tensors

/// How many series with holes are tried: some in every test run, more by `make torture-data`. The same seed gives the same
/// series.
enum GapTorture {
  static let seed = number("GRAINSCOPE_TORTURE_SEED", usual: 1)
  static let series = Int(number("GRAINSCOPE_TORTURE_SERIES", usual: 40))

  private static func number(_ name: String, usual: UInt64) -> UInt64 {
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) } ?? usual
  }
}

/// What is missing of a series of two columns, the target first.
struct Holes: CustomStringConvertible, Sendable {
  let name: String
  /// Rows that the target lacks, of a series of so many rows.
  let target: @Sendable (_ rows: Int) -> [Range<Int>]
  /// Rows that the other column lacks.
  var other: @Sendable (_ rows: Int) -> [Range<Int>] = { _ in [] }
  var description: String { name }

  /// The rows of a share of the series; splits are at 0.6 and 0.75.
  private static func share(_ from: Double, _ to: Double, of rows: Int) -> Range<Int> {
    Int(Double(rows) * from)..<Int(Double(rows) * to)
  }

  private static func part(_ name: String, _ from: Double, _ to: Double) -> Holes {
    Holes(name: name) { [share(from, to, of: $0)] }
  }

  /// Every part of the split and every pair of them without a value, one value in all, and every way in which no origin,
  /// no window or no full bin is left.
  static let all: [Holes] = [
    Holes(name: "none") { _ in [] },
    part("training", 0, 0.6), part("validation", 0.6, 0.75), part("test", 0.75, 1),
    part("training and validation", 0, 0.75), part("validation and test", 0.6, 1),
    Holes(name: "training and test") { [share(0, 0.6, of: $0), share(0.75, 1, of: $0)] },
    part("the start of training", 0, 0.3), part("the end of training", 0.4, 0.6),
    part("all but the end", 0, 0.95), part("all but the start", 0.05, 1), part("around validation", 0.55, 0.8),
    Holes(name: "all but one value") { [0..<$0 / 2, $0 / 2 + 1..<$0] },
    Holes(name: "all but two values") { [1..<$0 - 1] },
    Holes(name: "every second") { rows in stride(from: 1, to: rows, by: 2).map { $0..<$0 + 1 } },
    Holes(name: "all but every second") { rows in stride(from: 0, to: rows, by: 2).map { $0..<$0 + 1 } },
    Holes(name: "the last of each three") { rows in stride(from: 2, to: rows, by: 3).map { $0..<$0 + 1 } },
    Holes(name: "an hour of each day") { rows in stride(from: 12, to: rows, by: 24).map { $0..<$0 + 1 } },
    Holes(name: "all but an hour of each day") { rows in stride(from: 0, to: rows - 23, by: 24).map { $0..<$0 + 23 } },
    Holes(name: "every origin of validation") { rows in
      stride(from: rows * 3 / 5, to: rows * 3 / 4, by: 6).map { $0..<min(rows, $0 + 1) }
    },
    Holes(name: "every origin of the test part") { rows in
      stride(from: rows * 3 / 4, to: rows, by: 6).map { $0..<min(rows, $0 + 1) }
    },
    Holes(name: "validation of the other column", target: { _ in [] }) { [share(0.6, 0.75, of: $0)] },
    Holes(name: "training of the other column", target: { _ in [] }) { [share(0, 0.6, of: $0)] },
    Holes(name: "all but one of the other column", target: { _ in [] }) { [1..<$0] },
    Holes(name: "columns in turn", target: { [share(0, 0.4, of: $0)] }) { [share(0.4, 1, of: $0)] },
  ]

  /// Holes at random places and of random lengths.
  static func random(_ draw: inout SeededDraw) -> Holes {
    let (target, other) = (draw.holes(), draw.chance(0.4) ? draw.holes() : [])
    @Sendable func ranges(_ holes: [(Double, Double)], _ rows: Int) -> [Range<Int>] {
      holes.map { start, length in
        let first = min(rows - 1, Int(start * Double(rows)))
        return first..<min(rows, first + 1 + Int(length * length * length * Double(rows)))
      }
    }
    return Holes(name: "random", target: { ranges(target, $0) }, other: { ranges(other, $0) })
  }

  /// An hourly series of two columns with these holes, from a Monday.
  func series(rows: Int, level: Double = 100, swing: Double = 10) -> TimeSeries {
    let key = RandomKey(seed: 5, stream: .noise)
    var values = (0..<rows).map { (row: Int) -> Double in
      let (hour, noise) = (row % 24, Double(key.normal(UInt64(row))))
      return level + swing * (Double(hour * (hour - 24)) / 144 + noise / 10)
    }
    var others = (0..<rows).map { (row: Int) -> Double in Double(row * 13 % 50) }
    for row in target(rows).joined() { values[row] = .nan }
    for row in other(rows).joined() { others[row] = .nan }
    return TimeSeries(
      name: "hourly", step: Milliseconds.hour, start: 4 * Milliseconds.day,
      columns: [Column(name: "value", values: values), Column(name: "other", values: others)])
  }
}

/// Choices that follow from a seed.
struct SeededDraw {
  private let key: RandomKey
  private var drawn: UInt64 = 0

  init(seed: UInt64, turn: Int) { key = RandomKey(seed: seed, stream: .test, step: UInt64(turn)) }

  /// Within 0…1, without 1.
  mutating func share() -> Double {
    drawn += 1
    return Double(key.bits(drawn) >> 11) * 0x1p-53
  }

  mutating func chance(_ share: Double) -> Bool { self.share() < share }
  mutating func one<Choice>(of choices: [Choice]) -> Choice { choices[Int(share() * Double(choices.count))] }
  /// Start and length as shares of the series.
  mutating func holes() -> [(Double, Double)] { (0..<one(of: [1, 1, 2, 5, 30])).map { _ in (share(), share()) } }
}
