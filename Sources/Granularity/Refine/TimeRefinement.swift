import Datasets
import Tensors

/// Brings forecasts of the target from one grain of time to another: finer by a seasonal profile, coarser by aggregation,
/// and where neither grain divides the other, down to the series' own step and up again.
package struct TimeRefinement: Refinement {
  package let from: Grain
  package let to: Grain
  /// Steps of ``to`` in the horizon.
  package let steps: Int
  package let aggregation: Aggregation
  /// The shape within a bin of ``from``; nil where nothing is refined.
  package let profile: SeasonalProfile?
  private let base: Grain
  private let zone: Zone

  /// - Parameters:
  ///   - series: holds the target.
  ///   - target: which column and how it is aggregated.
  ///   - steps: steps of `to` in the horizon.
  /// - Throws: ``GranularityError``.
  package init(
    from: Grain, to: Grain, steps: Int, series: TimeSeries, target: ColumnAggregate, borders: Borders
  ) throws(GranularityError) {
    self.from = from
    self.to = to
    self.steps = steps
    aggregation = target.aggregation
    base = Grain(of: series.cadence)
    zone = series.zone
    if from.divides(to) {
      profile = nil
    } else {
      let fine = try TimeCoarsening(to.divides(from) ? to : base, [target]).coarsen(series)
      let coarse = try TimeCoarsening(from, [target]).coarsen(series)
      profile = SeasonalProfile(fine: fine, coarse: coarse, base: base, target: target, borders: borders)
    }
  }

  package func refine(_ prediction: Prediction) throws -> Prediction {
    guard case .path(let path) = prediction else { throw GranularityError.notAPath }
    guard path.grain == from else { throw GranularityError.wrongGrain(expected: from, found: path.grain) }
    return .path(Path(origins: path.origins, grain: to, values: apply(to: path.values, origins: path.origins)))
  }

  /// Forecasts at ``to``, `[origins, steps]`, from those at ``from``, `[origins, own steps]`.
  package func apply(to values: Matrix, origins: [Instant]) -> Matrix {
    precondition(values.rows == origins.count, "\(values.rows) forecasts from \(origins.count) origins")
    if from == to && values.columns == steps { return values }
    let clock = zone.clock
    var result: [Float] = []
    result.reserveCapacity(origins.count * steps)
    for (row, origin) in origins.enumerated() {
      let own = Bins(from, count: values.columns, from: origin, clock)
      let wanted = Bins(to, count: steps, from: origin, clock)
      let path = Array(values.row(row))
      guard let profile else {
        result += gather(path, of: own, into: wanted)
        continue
      }
      let fine = fineBins(profile.fine, within: own, clock)
      let refined = spread(path, of: own, into: fine, profile, clock)
      result += to == profile.fine ? Array(refined.prefix(steps)) : gather(refined, of: fine, into: wanted)
    }
    return Matrix(rows: origins.count, columns: steps, values: result)
  }

  /// Consecutive bins after an origin.
  private struct Bins {
    var starts: [Instant]
    var count: Int { starts.count - 1 }

    init(_ grain: Grain, count: Int, from origin: Instant, _ clock: ZoneClock) {
      starts = [origin]
      for _ in 0..<count { starts.append(grain.next(after: starts[starts.count - 1], on: clock)) }
    }

    init(starts: [Instant]) { self.starts = starts }
  }

  private func fineBins(_ grain: Grain, within own: Bins, _ clock: ZoneClock) -> Bins {
    var starts = [own.starts[0]]
    while let last = starts.last, last < own.starts[own.count] { starts.append(grain.next(after: last, on: clock)) }
    return Bins(starts: starts)
  }

  /// Aggregates: each wanted bin from the own bins that lie in it; NaN where it has none.
  private func gather(_ values: [Float], of own: Bins, into wanted: Bins) -> [Float] {
    var index = 0
    return (0..<wanted.count).map { bin in
      var gathered = Gathered()
      while index < values.count, own.starts[index + 1] <= wanted.starts[bin + 1] {
        gathered.add(values[index], rows: base.steps(from: own.starts[index], to: own.starts[index + 1]))
        index += 1
      }
      return gathered.value(aggregation)
    }
  }

  /// Adds the shape to each own value over its fine bins.
  private func spread(
    _ values: [Float], of own: Bins, into fine: Bins, _ profile: SeasonalProfile, _ clock: ZoneClock
  ) -> [Float] {
    var result: [Float] = []
    var index = 0
    for bin in 0..<own.count {
      var wallClocks: [Int64] = []
      var weights: [Double] = []
      while index < fine.count, fine.starts[index + 1] <= own.starts[bin + 1] {
        wallClocks.append(clock.wallClock(at: fine.starts[index]))
        weights.append(base.steps(from: fine.starts[index], to: fine.starts[index + 1]))
        index += 1
      }
      result += profile.refine(values[bin], wallClocks: wallClocks, rows: weights)
    }
    return result
  }
}

/// Forecasts of several bins becoming one.
private struct Gathered {
  private var weight = 0.0
  private var weighted = 0.0
  private var sum = 0.0
  private var smallest = Float.infinity
  private var largest = -Float.infinity
  private var last = Float.nan
  private var isKnown = true

  mutating func add(_ value: Float, rows: Double) {
    if value.isNaN { isKnown = false }
    weight += rows
    weighted += rows * Double(value)
    sum += Double(value)
    smallest = Swift.min(smallest, value)
    largest = Swift.max(largest, value)
    last = value
  }

  func value(_ aggregation: Aggregation) -> Float {
    guard isKnown, weight > 0 else { return .nan }
    switch aggregation {
    case .mean: return Float(weighted / weight)
    case .sum, .count: return Float(sum)
    case .min: return smallest
    case .max: return largest
    case .last: return last
    case .std: return .nan
    }
  }
}
