import Basics

/// What a sweep of the learning rate found: the loss at rates that grow evenly on a logarithmic scale, step by step, and the rate
/// that it speaks for.
///
/// Source: Smith (2017), Cyclical learning rates for training neural networks, section 3.3, with the smoothing and the end of
/// Gugger's (2018) finder.
package struct RateReport: Sendable, Hashable {
  /// Of the steps that were taken, ascending.
  package var rates: [Double]
  /// Of each step's batch, before its update.
  package var losses: [Double]
  /// The same, averaged with the losses before.
  package var smoothed: [Double]
  /// Steps of the whole sweep.
  package var planned: Int
  /// Nothing follows.
  package var isOver = false
  /// The step of the run whose weights it began with.
  package var step: Int
  /// Nil while it is not over, and where no rate can be told from it.
  package var proposal: RateProposal?

  package init(planned: Int, step: Int = 0) {
    (rates, losses, smoothed) = ([], [], [])
    self.planned = planned
    self.step = step
  }

  /// Of the rates that a sweep may try: that of the knob.
  package static let range = 1e-6...10.0
  /// How much of a smoothed loss is that of the step before.
  package static let memory = 0.95
  /// The sweep ends where the smoothed loss is so many times the smallest.
  package static let explosion = 4.0

  package mutating func take(rate: Double, loss: Double) {
    rates.append(rate)
    losses.append(loss)
    let count = losses.count
    // Not drawn towards its start, as Adam's moments are not.
    let weight = 1 - Elementary.power(Self.memory, Double(count))
    let before = count > 1 ? (smoothed[count - 2] * (1 - Elementary.power(Self.memory, Double(count - 1)))) : 0
    smoothed.append((Self.memory * before + (1 - Self.memory) * loss) / weight)
  }

  /// Whether the loss has grown so far that greater rates tell nothing.
  package var hasExploded: Bool {
    guard let last = smoothed.last, let least = smoothed.min(), least > 0 else { return false }
    return smoothed.count > planned / 10 && last > Self.explosion * least
  }

  /// Ends the sweep.
  package mutating func finish() {
    isOver = true
    proposal = RateProposal(self)
  }
}

/// A rate to begin with, and by which rule.
package struct RateProposal: Sendable, Hashable {
  package enum Rule: String, Sendable, Hashable, Encodable {
    /// Where the smoothed loss falls fastest over the logarithm of the rate.
    case steepest
    /// A tenth of the rate at which the smoothed loss is smallest, which is less than the steepest.
    case belowMinimum = "tenth-of-minimum"
    /// A tenth of the rate from which on the smoothed loss stays well above where it began, as it hardly fell.
    case belowRise = "tenth-of-rise"
  }

  /// To two digits.
  package var rate: Double
  package var rule: Rule
  /// Where the loss falls fastest, and where it is smallest.
  package var steepest, minimum: Double

  /// The loss has to fall by so much of itself for its slope to mean anything.
  private static let leastChange = 0.05
  /// And by so many standard deviations of what smoothing leaves of the differences between batches.
  private static let leastDeviations = 4.0

  package init(rate: Double, rule: Rule, steepest: Double, minimum: Double) {
    (self.rate, self.rule, self.steepest, self.minimum) = (rate, rule, steepest, minimum)
  }

  /// Nil where the loss neither falls nor rises.
  init?(_ report: RateReport) {
    let (rates, losses) = (report.rates, report.smoothed)
    // The first steps are at rates that move nothing: what they differ by is chance.
    let first = report.planned / 10
    guard losses.count > first + 2 * Self.reach, first > 0 else { return nil }
    let beginning = losses[..<first].reduce(0, +) / Double(first)
    let lowest = (first..<losses.count).min { losses[$0] < losses[$1] } ?? first
    let steepest = Self.steepest(losses, first...max(lowest, first)) ?? first
    let least = max(Self.leastChange * beginning, Self.leastDeviations * Self.deviation(report.losses[..<first]))
    if losses[lowest] < beginning - least {
      let below = rates[lowest] / 10
      let isSteepest = rates[steepest] <= below
      self.init(
        rate: Self.rounded(isSteepest ? rates[steepest] : below), rule: isSteepest ? .steepest : .belowMinimum,
        steepest: rates[steepest], minimum: rates[lowest])
    } else if let last = losses.last, last > beginning + least,
      let rise = losses.indices.last(where: { losses[$0] <= beginning + least })
    {
      self.init(
        rate: Self.rounded(rates[rise] / 10), rule: .belowRise, steepest: rates[steepest], minimum: rates[lowest])
    } else {
      return nil
    }
  }

  /// Of the smoothed losses, where those of batches differ by chance as these do.
  private static func deviation(_ losses: ArraySlice<Double>) -> Double {
    let mean = losses.reduce(0, +) / Double(losses.count)
    let squares = losses.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(losses.count - 1, 1))
    return (squares * (1 - RateReport.memory) / (1 + RateReport.memory)).squareRoot()
  }

  /// Steps to each side over which a slope is taken.
  private static let reach = 5

  private static func steepest(_ losses: [Double], _ places: ClosedRange<Int>) -> Int? {
    places.filter { $0 >= reach && $0 + reach < losses.count }
      .min { losses[$0 + reach] - losses[$0 - reach] < losses[$1 + reach] - losses[$1 - reach] }
  }

  /// To two digits, as one would type it.
  package static func rounded(_ rate: Double) -> Double { Double(shortDecimal(rate, digits: 2)) ?? rate }
}
