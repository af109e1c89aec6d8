import Granularity
import Telemetry

/// One origin of a watch: what was said there of the next horizon, and what came. All values stand at the finest grain.
struct WatchedOrigin {
  /// The number of the first step after it, counted from 1970.
  let step: Int
  /// `[steps]` each; nobody's where the values before it are missing.
  let predictions: [RunID: [Double]]
  /// Half-widths of the bands as they were known there, empty where they were not.
  let bands: [RunID: [Double]]
  let naive: [Double]
  let seasonalNaive: [Double]
  /// Values before it, oldest first.
  let history: [Double]
  /// NaN where they have not come yet.
  var actual: [Double]
  /// Set when its horizon is over and every value of it came.
  private(set) var errors: Errors?

  struct Errors {
    /// Mean squared and mean absolute error of each run that made a forecast.
    var runs: [RunID: (squared: Double, absolute: Double)]
    var naive: (squared: Double, absolute: Double)
    var seasonalNaive: (squared: Double, absolute: Double)
    /// Mean of (y_t − y_{t−m})² and of |y_t − y_{t−m}| over the horizon, m being the season: what RMSSE and MASE are
    /// measured in.
    var scale: (squared: Double, absolute: Double)
  }

  /// The horizon is over; `seasonAgo` holds the values one season before it.
  mutating func close(seasonAgo: [Double]) {
    guard (actual + naive + seasonalNaive + seasonAgo).allSatisfy(\.isFinite) else { return }
    errors = Errors(
      runs: predictions.mapValues { error($0) }, naive: error(naive), seasonalNaive: error(seasonalNaive),
      scale: error(seasonAgo))
  }

  /// How many actual values a run's band held, and of how many.
  func held(_ run: RunID) -> (inside: Int, count: Int) {
    guard errors != nil, let predicted = predictions[run], let band = bands[run], band.count == actual.count else {
      return (0, 0)
    }
    return (actual.indices.count { abs(predicted[$0] - actual[$0]) <= band[$0] }, actual.count)
  }

  private func error(_ predicted: [Double]) -> (squared: Double, absolute: Double) {
    var (squared, absolute) = (0.0, 0.0)
    for (predicted, actual) in zip(predicted, actual) {
      let error = predicted - actual
      squared += error * error
      absolute += error.magnitude
    }
    let count = Double(max(actual.count, 1))
    return (squared / count, absolute / count)
  }
}

/// What the newest closed origins say of the errors of one forecast.
struct RollingScores {
  private(set) var count = 0
  private var squared = 0.0
  private var absolute = 0.0
  private var seasonal = 0.0
  private var scale = (squared: 0.0, absolute: 0.0)

  mutating func add(_ error: (squared: Double, absolute: Double), at origin: WatchedOrigin.Errors) {
    count += 1
    squared += error.squared
    absolute += error.absolute
    seasonal += origin.seasonalNaive.squared
    scale.squared += origin.scale.squared
    scale.absolute += origin.scale.absolute
  }

  /// - Parameter least: origins before a score is ranked.
  func scores(least: Int) -> Scores? {
    guard count > 0 else { return nil }
    let n = Double(count)
    return Scores(
      count: count, isRanked: count >= least, mse: squared / n, mae: absolute / n,
      rmsse: scale.squared > 0 ? (squared / scale.squared).squareRoot() : nil,
      mase: scale.absolute > 0 ? absolute / scale.absolute : nil, skill: seasonal > 0 ? 1 - squared / seasonal : nil)
  }
}
