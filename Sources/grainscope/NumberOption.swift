import ArgumentParser
import Basics

/// An option that takes one number and is no knob, by what it may be: the one place that says so. A value beyond is refused
/// with the range.
struct NumberOption<Value: Comparable & LosslessStringConvertible & Sendable>: Sendable {
  let range: ClosedRange<Value>
  /// As `give a whole number from 1 to 1000.`
  let expectation: @Sendable () -> String

  @Sendable func parse(_ text: String) throws -> Value {
    guard let value = Value(text), range.contains(value) else { throw ValidationError(expectation()) }
    return value
  }
}

extension NumberOption where Value: FixedWidthInteger {
  static func whole(_ range: ClosedRange<Value>) -> NumberOption {
    NumberOption(range: range) { Words.giveWhole(lower: "\(range.lowerBound)", upper: "\(range.upperBound)") }
  }

  /// Without an end that anybody would come near to.
  static func whole(from lower: Value) -> NumberOption {
    NumberOption(range: lower...Value.max) { Words.giveWholeFrom(lower: "\(lower)") }
  }
}

extension NumberOption<Int> {
  static let threads = whole(1...1024)
  /// Trainings of one model; adapt and sharing too.
  static let seeds = whole(1...1000)
  static let patience = whole(0...1_000_000)
  static let grants = whole(1...100_000)
  static let features = whole(1...100_000)
  /// Of a watch: origins that are scored, and points after which it ends.
  static let window = whole(10...1000)
  static let points = whole(from: 1)
  /// Rows of a list; 0 are all.
  static let limit = whole(from: 0)
  /// Of `sharing`, whose settings are no recipe's.
  static let lookback = whole(1...10_000)
  static let epochs = whole(1...1_000_000)
}

extension NumberOption<UInt64> {
  static let seed = NumberOption(range: 0...UInt64.max) { Words.giveWhole(lower: "0", upper: "2⁶⁴ − 1") }
}

extension NumberOption<Double> {
  static let band = number(1...99.9)
  static let share = number(0.001...0.999)
  static let clip = number(1...1000)
  /// Seconds between two checkpoints.
  static let checkpoints = number(0.01...86_400)

  private static func number(_ range: ClosedRange<Double>) -> NumberOption {
    NumberOption(range: range) {
      Words.giveNumber(lower: shortDecimal(range.lowerBound), upper: shortDecimal(range.upperBound))
    }
  }
}
