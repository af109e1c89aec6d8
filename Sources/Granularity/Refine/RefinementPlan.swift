import Basics
import Datasets
import Tensors

/// How each value of forecasts at certain origins gets to another grain, with the calendar already looked up.
///
/// First every own value is spread over its fine bins, `level · share + addend`; then values are gathered into the bins that
/// are wanted. Either step may be missing.
package struct RefinementPlan: Sendable {
  package let origins: Int
  package let ownSteps: Int
  package let steps: Int
  private let aggregation: Aggregation
  private var spreads: [Spread] = []
  private var gathers: [Gather] = []
  /// What is done to the result, if anything.
  private var next: [RefinementPlan] = []

  /// Of one origin.
  private struct Spread {
    /// For each fine bin the own bin that holds it.
    var owners: [Int32] = []
    var shares: [Double] = []
    var addends: [Double] = []
  }

  private struct Gather {
    /// For each wanted bin the end of its values; they start where those of the one before end.
    var ends: [Int32] = []
    /// Rows of the series in each value's bin.
    var weights: [Double] = []
  }

  init(origins: Int, ownSteps: Int, steps: Int, aggregation: Aggregation) {
    self.origins = origins
    self.ownSteps = ownSteps
    self.steps = steps
    self.aggregation = aggregation
  }

  /// Adds the spreading at the next origin, where the first own bin starts.
  ///
  /// - Parameter recent: what is taken in the profile's place where enough is known at the origin; nil takes the profile.
  mutating func spread(
    _ own: [Instant], over fine: [Instant], _ profile: SeasonalProfile, _ base: Grain, _ clock: ZoneClock,
    _ recent: (shape: RecentShape, past: ShapePast)?
  ) {
    var spread = Spread()
    var index = 0
    for bin in 0..<own.count - 1 {
      var starts: [Instant] = []
      var rows: [Double] = []
      while index < fine.count - 1, fine[index + 1] <= own[bin + 1] {
        starts.append(fine[index])
        rows.append(base.steps(from: fine[index], to: fine[index + 1]))
        spread.owners.append(Int32(bin))
        index += 1
      }
      let known = recent.flatMap {
        $0.shape.shares(starts: starts, rows: rows, origin: own[0], $0.past, profile.aggregation)
      }
      let (shares, addends) =
        known ?? profile.shares(wallClocks: starts.map { clock.wallClock(at: $0) }, rows: rows)
      spread.shares += shares
      spread.addends += addends
    }
    spreads.append(spread)
  }

  /// Adds the gathering at the next origin.
  mutating func gather(_ bins: [Instant], into wanted: [Instant], _ base: Grain) {
    var gather = Gather()
    var index = 0
    for bin in 0..<wanted.count - 1 {
      while index < bins.count - 1, bins[index + 1] <= wanted[bin + 1] {
        gather.weights.append(base.steps(from: bins[index], to: bins[index + 1]))
        index += 1
      }
      gather.ends.append(Int32(index))
    }
    gathers.append(gather)
  }

  /// This way, and another one on from where it leads.
  func followed(by plan: RefinementPlan) -> RefinementPlan {
    var whole = self
    whole.next.append(plan)
    return whole
  }

  /// Forecasts `[origins, steps]` from own ones `[origins, own steps]`; NaN where a value needed is NaN.
  package func apply(to values: DoubleMatrix) -> DoubleMatrix {
    precondition(
      values.rows == origins && values.columns == ownSteps,
      "forecasts \(values.rows)×\(values.columns) for a plan of \(origins)×\(ownSteps)")
    return next.reduce(stepped(values)) { $1.apply(to: $0) }
  }

  /// By this plan's own spreading and gathering.
  private func stepped(_ values: DoubleMatrix) -> DoubleMatrix {
    if spreads.isEmpty && gathers.isEmpty { return values }
    var result: [Double] = []
    result.reserveCapacity(origins * steps)
    for origin in 0..<origins {
      let own = values.row(origin)
      if gathers.isEmpty {
        append(own, by: spreads[origin], to: &result)
      } else if spreads.isEmpty {
        append(own, by: gathers[origin], to: &result)
      } else {
        var fine: [Double] = []
        append(own, by: spreads[origin], to: &fine)
        append(fine[...], by: gathers[origin], to: &result)
      }
    }
    return DoubleMatrix(rows: origins, columns: steps, values: result)
  }

  private func append(_ own: ArraySlice<Double>, by spread: Spread, to result: inout [Double]) {
    let start = own.startIndex
    for index in spread.owners.indices {
      result.append(own[start + Int(spread.owners[index])] * spread.shares[index] + spread.addends[index])
    }
  }

  private func append(_ values: ArraySlice<Double>, by gather: Gather, to result: inout [Double]) {
    var first = 0
    for end in gather.ends {
      let weights = gather.weights[first..<Int(end)]
      let part = values[values.startIndex + first..<values.startIndex + Int(end)]
      result.append(aggregation.gathered(part, rows: weights))
      first = Int(end)
    }
  }
}

extension Aggregation {
  /// The aggregate of forecasts of several bins, each of so many rows; NaN where one is NaN or there is none.
  fileprivate func gathered(_ values: ArraySlice<Double>, rows: ArraySlice<Double>) -> Double {
    guard !values.isEmpty, !values.contains(where: \.isNaN) else { return .nan }
    switch self {
    case .mean:
      var weighted = 0.0
      var weight = 0.0
      for (value, rows) in zip(values, rows) {
        weighted += rows * value
        weight += rows
      }
      return weighted / weight
    case .sum, .count: return values.reduce(0, +)
    case .min: return values.min() ?? .nan
    case .max: return values.max() ?? .nan
    case .last: return values.last ?? .nan
    case .std: return .nan
    }
  }
}
