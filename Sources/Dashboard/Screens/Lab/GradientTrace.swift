import Basics
import Canvas
import Telemetry

/// The norm of the gradient over a run's epochs as a line among its losses, logarithmic: the largest stands at the upper end of
/// their axis, the smallest at the lower.
struct GradientTrace {
  /// x in steps.
  let points: [ChartPoint]
  let newest: Double
  let lowest, highest: Double

  /// Nil where no epoch has a norm.
  ///
  /// - Parameter axis: the losses that the chart shows.
  init?(
    _ run: LiveRun, _ steps: Range<Int>, columns: Int, over axis: ClosedRange<Double>, isLogarithmic: Bool,
    _ smoothing: Smoothing
  ) {
    let seen = run.epochs.filter { $0.step >= steps.lowerBound && $0.step <= steps.upperBound }
    let stride = max(seen.count / (2 * max(columns, 1)), 1)
    let known = seen.enumerated().compactMap { place, report -> (step: Int, log: Double)? in
      guard place.isMultiple(of: stride) || place == seen.count - 1, let norm = report.gradientNorm, norm > 0,
        norm.isFinite
      else { return nil }
      return (report.step, Elementary.log10(norm))
    }
    let logs = smoothing.applied(to: known.map(\.log))
    guard let low = logs.min(), let high = logs.max(), let last = run.epochs.last(where: { $0.gradientNorm != nil }),
      let newest = last.gradientNorm
    else { return nil }
    points = zip(known, logs).map { report, log in
      let share = high > low ? (log - low) / (high - low) : 0.5
      return ChartPoint(x: Double(report.step), y: RateTrace.place(share, on: axis, isLogarithmic: isLogarithmic))
    }
    self.newest = newest
    lowest = Elementary.power(10, low)
    highest = Elementary.power(10, high)
  }
}
