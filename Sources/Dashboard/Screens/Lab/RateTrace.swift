import Basics
import Canvas
import Telemetry

/// The learning rate over a run's epochs as a line among its losses: the highest rate stands at the upper end of their axis,
/// and none at the lower.
struct RateTrace {
  let points: [ChartPoint]
  /// That of the last epoch.
  let newest: String

  /// The rows of a chart from which on there is room for it.
  static let leastHeight = 9

  /// Nil where the rate never changed.
  ///
  /// - Parameter axis: the losses that the chart shows.
  init?(
    _ run: LiveRun, _ steps: Range<Int>, columns: Int, over axis: ClosedRange<Double>, isLogarithmic: Bool
  ) {
    let epochs = run.epochs
    let rates = epochs.map(\.learningRate)
    guard let highest = rates.max(), let lowest = rates.min(), let last = rates.last, highest > lowest else {
      return nil
    }
    let stride = max(epochs.count / (2 * max(columns, 1)), 1)
    points = epochs.indices.filter { $0.isMultiple(of: stride) || $0 == epochs.count - 1 }.compactMap { index in
      let report = epochs[index]
      guard report.step >= steps.lowerBound, report.step <= steps.upperBound else { return nil }
      return ChartPoint(
        x: Double(report.step), y: Self.place(report.learningRate / highest, on: axis, isLogarithmic: isLogarithmic))
    }
    newest = Numbers.learningRate(last)
  }

  static func place(_ share: Double, on axis: ClosedRange<Double>, isLogarithmic: Bool) -> Double {
    guard isLogarithmic, axis.lowerBound > 0 else {
      return axis.lowerBound + share * (axis.upperBound - axis.lowerBound)
    }
    let (low, high) = (Elementary.log10(axis.lowerBound), Elementary.log10(axis.upperBound))
    return min(max(Elementary.power(10, low + share * (high - low)), axis.lowerBound), axis.upperBound)
  }
}
