import CKernels

/// Exponential smoothing in the form that corrects its errors: a level, a slope and up to two seasons that follow the
/// errors of each step, and an error that goes on into the next one.
///
/// With u the error of the states' own forecast ŷ and v = u − ρ u₋₁ what of it is new (seasons added):
///
///     ŷ = l + φb + s + w     l ← l + φb + αv     b ← φb + βv     s ← s + γ₁v     w ← w + γ₂v
///
/// and h steps ahead ŷ = l + (φ + … + φʰ) b + s + w + ρʰ u. Where seasons multiply, ŷ = (l + φb) s w, and each state follows
/// v over what it is multiplied by. Hyndman et al. 2008 without ρ; Taylor 2003 for two seasons with it.
package struct ExponentialSmoothing: Hashable, Sendable, Codable {
  /// How states follow errors, as above.
  package struct Rates: Hashable, Sendable, Codable {
    package var level = 0.0
    package var slope = 0.0
    package var damping = 1.0
    package var first = 0.0
    package var second = 0.0
    package var error = 0.0

    package init() {}
  }

  /// Where it stands before a step.
  package struct States: Hashable, Sendable {
    package var level: Double
    package var slope: Double
    /// u₋₁
    package var error = 0.0
    /// One for each place in a season; a single one that does nothing where there is no season.
    package var first: [Double]
    package var second: [Double]

    package init(level: Double, slope: Double, first: [Double], second: [Double]) {
      (self.level, self.slope, self.first, self.second) = (level, slope, first, second)
    }

    package var isFinite: Bool {
      level.isFinite && slope.isFinite && error.isFinite && first.allSatisfy(\.isFinite)
        && second.allSatisfy(\.isFinite)
    }
  }

  /// A series with the place of each step in both seasons.
  package struct Steps: Sendable {
    /// NaN is missing: states go on by their own forecast.
    package let values: [Double]
    /// As many as values and steps ahead together.
    package let first, second: [Int32]

    /// - Precondition: places lie within the states that the steps are gone through with.
    package init(values: [Double], first: [Int32], second: [Int32]) {
      precondition(first.count == second.count && first.count >= values.count, "places of \(first.count) steps")
      (self.values, self.first, self.second) = (values, first, second)
    }
  }

  package var rates: Rates
  /// Whether seasons multiply the level, and are not added.
  package var multiplies: Bool

  package init(rates: Rates, multiplies: Bool) { (self.rates, self.multiplies) = (rates, multiplies) }

  /// What a season that is none adds, or multiplies by.
  package static func neutral(multiplies: Bool) -> Double { multiplies ? 1 : 0 }

  /// Forecasts `[origins, horizon]`.
  ///
  /// - Parameters:
  ///   - states: before the first step.
  ///   - origins: ascending; so many steps are known.
  package func forecasts(
    from states: States, over steps: Steps, at origins: [Int32], horizon: Int
  ) -> DoubleMatrix {
    var forecasts = DoubleMatrix(rows: origins.count, columns: horizon)
    var states = states
    forecasts.values.withUnsafeMutableBufferPointer {
      run(&states, steps, origins, horizon, fitted: nil, forecasts: $0.baseAddress, squares: nil, pairs: nil)
    }
    return forecasts
  }

  /// The mean squared error of forecasts at known steps; nil where none is known, or it is no number.
  package func meanSquaredError(
    from states: States, over steps: Steps, at origins: [Int32], horizon: Int
  ) -> Double? {
    var states = states
    var (squares, pairs) = (0.0, 0)
    run(&states, steps, origins, horizon, fitted: nil, forecasts: nil, squares: &squares, pairs: &pairs)
    let mean = squares / Double(pairs)
    return mean.isFinite ? mean : nil
  }

  /// The states behind the last step, and each step's forecast from the one before.
  package func through(_ steps: Steps, from states: States) -> (states: States, fitted: [Double]) {
    var states = states
    let fitted = [Double](unsafeUninitializedCapacity: steps.values.count) { memory, count in
      run(&states, steps, [], 0, fitted: memory.baseAddress, forecasts: nil, squares: nil, pairs: nil)
      count = steps.values.count
    }
    return (states, fitted)
  }

  private func run(
    _ states: inout States, _ steps: Steps, _ origins: [Int32], _ horizon: Int,
    fitted: UnsafeMutablePointer<Double>?, forecasts: UnsafeMutablePointer<Double>?,
    squares: UnsafeMutablePointer<Double>?, pairs: UnsafeMutablePointer<Int>?
  ) {
    precondition(
      origins.last.map { Int($0) <= steps.values.count && Int($0) + horizon <= steps.first.count } ?? true,
      "an origin beyond the steps")
    var rates = ck_smoothing_rates(
      level: rates.level, slope: rates.slope, damping: rates.damping, first: rates.first, second: rates.second,
      error: rates.error, multiplies: multiplies)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * horizon) { ahead in
      steps.values.withUnsafeBufferPointer { values in
        steps.first.withUnsafeBufferPointer { first in
          steps.second.withUnsafeBufferPointer { second in
            origins.withUnsafeBufferPointer { origins in
              var series = ck_smoothing_series(
                values: values.baseAddress, count: values.count, first: first.baseAddress,
                second: second.baseAddress, origins: origins.baseAddress, origin_count: origins.count,
                horizon: horizon, ahead: ahead.baseAddress)
              states.withMemory { ck_smoothing_run(&rates, &$0, &series, fitted, forecasts, squares, pairs) }
            }
          }
        }
      }
    }
  }
}

extension ExponentialSmoothing.States {
  fileprivate mutating func withMemory(_ body: (inout ck_smoothing_states) -> Void) {
    var (level, slope, error) = (level, slope, error)
    first.withUnsafeMutableBufferPointer { first in
      second.withUnsafeMutableBufferPointer { second in
        var states = ck_smoothing_states(
          level: level, slope: slope, error: error, first: first.baseAddress, second: second.baseAddress)
        body(&states)
        (level, slope, error) = (states.level, states.slope, states.error)
      }
    }
    (self.level, self.slope, self.error) = (level, slope, error)
  }
}
