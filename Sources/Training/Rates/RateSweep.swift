import Basics
import Models
import Networks
import Telemetry

/// Trains a copy of a model for a few hundred steps, each at a greater learning rate than the one before, from far too small to
/// far too great.
///
/// The copy goes on with the batches, the moments and the settings of what it was made of; the schedule has no say. The same
/// beginning gives the same report to the bit.
package final class RateSweep {
  private let learner: any Learner
  private var live: Hyperparameters
  package private(set) var report: RateReport

  package static let steps = 210

  /// - Parameters:
  ///   - learner: belongs to the sweep from now on.
  ///   - step: of the run whose weights it has.
  package init(_ learner: any Learner, settings: Settings, step: Int = 0) {
    self.learner = learner
    live = settings.live
    report = RateReport(planned: Self.steps, step: step)
  }

  /// Takes up to `limit` steps; false once the sweep is over.
  package func advance(limit: Int) -> Bool {
    for _ in 0..<limit where !report.isOver { takeStep() }
    return !report.isOver
  }

  private func takeStep() {
    let place = report.rates.count
    let rate = Self.rate(place)
    live.learningRate = Float(rate)
    let (outcome, loss) = withUnsafeTemporaryAllocation(of: Float.self, capacity: 1) { losses in
      (learner.advance(limit: 1, live: live, losses: losses), losses[0])
    }
    guard outcome.steps == 1, loss.isFinite else { return report.finish() }
    report.take(rate: rate, loss: Double(loss))
    if place + 1 == Self.steps || report.hasExploded { report.finish() }
  }

  /// Of a step of the sweep.
  static func rate(_ place: Int) -> Double {
    let (low, high) = (Elementary.log10(RateReport.range.lowerBound), Elementary.log10(RateReport.range.upperBound))
    return Elementary.power(10, low + (high - low) * Double(place) / Double(steps - 1))
  }
}
