import Basics

/// Lays a stream's values on its even steps: by their own stamps, or, where they carry none, one after the other.
///
/// Values that share a step become their mean. A step is over as soon as a value of a later one comes.
package struct LiveClock: Sendable {
  /// The step in ms.
  package let step: Int64
  /// The begin of the first step; of unstamped values only.
  private let start: Instant
  private var statistics = BinStatistics()
  /// The step whose values are being gathered.
  private var open: Int?
  /// Values that came after their step was over.
  package private(set) var late = 0
  private var lateInARow = 0

  /// After so many late values in a row the stream's clock was set back, and its steps begin again.
  private static let patience = 64

  package init(step: Int64, start: Instant) {
    precondition(step > 0, "steps of \(step) ms")
    self.step = step
    self.start = start
  }

  /// What a value leads to.
  package enum Outcome: Sendable, Equatable {
    case nothing
    /// A step is over: its number since 1970, and its value.
    case closed(Int, Double)
    /// The stream's clock was set back: what was gathered belongs to another time.
    case setBack
  }

  /// Takes a value without a stamp: the next step's.
  package mutating func take(_ value: Double) -> Outcome {
    let number = open.map { $0 + 1 } ?? Int(start.dividedDown(by: step))
    open = number
    return .closed(number, value)
  }

  /// Takes a value with its stamp.
  package mutating func take(_ value: Double, at instant: Instant) -> Outcome {
    let number = Int(instant.dividedDown(by: step))
    guard let open else {
      self.open = number
      statistics.add(value)
      return .nothing
    }
    if number < open {
      late += 1
      lateInARow += 1
      guard lateInARow >= Self.patience else { return .nothing }
      self.open = number
      lateInARow = 0
      statistics = BinStatistics()
      statistics.add(value)
      return .setBack
    }
    lateInARow = 0
    guard number > open else {
      statistics.add(value)
      return .nothing
    }
    let closed = Outcome.closed(open, statistics.value(.mean))
    self.open = number
    statistics = BinStatistics()
    statistics.add(value)
    return closed
  }

  /// Takes a value that stands for its whole step, which is over with it.
  package mutating func take(whole value: Double, at instant: Instant) -> Outcome {
    let number = Int(instant.dividedDown(by: step))
    if let open, number <= open { return take(value, at: instant) }
    open = number
    statistics = BinStatistics()
    return .closed(number, value)
  }

  /// The stream has ended: what was gathered for the last step.
  package mutating func finish() -> Outcome {
    guard let open, statistics.present > 0 else { return .nothing }
    defer { statistics = BinStatistics() }
    return .closed(open, statistics.value(.mean))
  }
}

extension Int64 {
  /// The quotient, rounded down.
  fileprivate func dividedDown(by divisor: Int64) -> Int64 {
    self >= 0 ? self / divisor : -((-self + divisor - 1) / divisor)
  }
}
