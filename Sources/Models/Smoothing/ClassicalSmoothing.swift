import Basics
import Tensors

/// Exponential smoothing as it is fitted to short series: rates with the highest likelihood of one step ahead, and first
/// states out of the series gone along backwards (Hyndman et al. 2008; backcasting after Box & Jenkins).
///
/// Its forms are ETS(A or M, N or A or Ad, N or A or M). Whether errors grow with what is forecast changes the likelihood, and
/// not the equations: with a relative error of (y − ŷ) / ŷ states move as far.
struct ClassicalSmoothing: Hashable, Sendable {
  /// With one season at most.
  let form: SmoothingForm
  /// Whether errors grow with what is forecast.
  let isRelative: Bool

  struct Fit {
    let smoothing: ExponentialSmoothing
    /// The states before the first value.
    let first: ExponentialSmoothing.States
    /// Rates on the scale on which they are searched for.
    let point: [Double]
    /// −2 log of the likelihood, without what all forms have.
    let deviance: Double
    let evaluations: Int
  }

  /// The usual bounds of rates, and of the damping.
  private static let (rates, damping) = (1e-4...0.9999, 0.8...0.98)

  /// Numbers that are searched for.
  var rateCount: Int { form.rateCount - 1 }

  /// Rates, free states, and the errors' spread.
  private var parameterCount: Int {
    rateCount + 1 + (form.slope == .none ? 0 : 1) + form.seasons.reduce(0) { $0 + $1 - 1 } + 1
  }

  /// Akaike's criterion for few values; infinity where there are too few.
  func criterion(_ fit: Fit, values: Int) -> Double {
    let (k, left) = (Double(parameterCount), Double(values - parameterCount - 1))
    return left > 0 ? fit.deviance + 2 * k + 2 * k * (k + 1) / left : .infinity
  }

  /// - Parameters:
  ///   - steps: their values may be missing.
  ///   - point: where the search begins; nil for the usual one.
  /// - Returns: nil where no rates have a likelihood.
  func fitted(_ steps: ExponentialSmoothing.Steps, from point: [Double]? = nil) -> Fit? {
    let count = steps.values.count
    let begun = SmoothingStart(longest: form.seasons.first ?? 0, count: count)
      .states(form, steps.values, first: steps.first, second: steps.second)
    guard begun.isFinite else { return nil }
    let back = ExponentialSmoothing.Steps(
      values: steps.values.reversed(), first: steps.first[..<count].reversed(),
      second: steps.second[..<count].reversed())
    func states(_ smoothing: ExponentialSmoothing) -> ExponentialSmoothing.States {
      let last = smoothing.through(steps, from: begun).states.turned(smoothing.rates)
      return smoothing.through(back, from: last).states.turned(smoothing.rates)
    }
    let search = SimplexSearch(
      from: point ?? start, step: point == nil ? 0.7 : 0.3, tolerance: 1e-4, most: point == nil ? 150 : 60
    ) { point in
      let tried = smoothing(at: point)
      return deviance(tried.through(steps, from: states(tried)).fitted, of: steps.values)
    }
    guard search.value.isFinite else { return nil }
    let best = smoothing(at: search.point)
    return Fit(
      smoothing: best, first: states(best), point: search.point, deviance: search.value,
      evaluations: search.evaluations)
  }

  /// −2 log of the likelihood of normal errors, their spread at its best.
  func deviance(_ fitted: [Double], of values: [Double]) -> Double {
    var (squares, logarithms, known) = (0.0, 0.0, 0.0)
    for place in values.indices where !values[place].isNaN {
      var error = values[place] - fitted[place]
      if isRelative {
        let scale = max(abs(fitted[place]), 1e-10)
        error /= scale
        logarithms += Elementary.logarithm(scale)
      }
      squares += error * error
      known += 1
    }
    let deviance = known * Elementary.logarithm(max(squares, .leastNormalMagnitude)) + 2 * logarithms
    return deviance.isFinite ? deviance : .infinity
  }

  /// Where a search begins.
  private var start: [Double] {
    let ofSlope: [Double] =
      switch form.slope {
      case .none: []
      case .straight: [-2]
      case .damped: [-2, 2]
      }
    return [-1] + ofSlope + form.seasons.map { _ in -2.5 }
  }

  /// Rates within their bounds: β below α, γ below 1 − α.
  private func smoothing(at point: [Double]) -> ExponentialSmoothing {
    var left = point[...]
    func next(_ upper: Double, from lower: Double = Self.rates.lowerBound) -> Double {
      lower + (upper - lower) / (1 + Elementary.exponential(-(left.popFirst() ?? 0)))
    }
    var rates = ExponentialSmoothing.Rates()
    rates.level = next(Self.rates.upperBound)
    if form.slope != .none { rates.slope = next(rates.level) }
    if form.slope == .damped { rates.damping = next(Self.damping.upperBound, from: Self.damping.lowerBound) }
    if !form.seasons.isEmpty { rates.first = next(1 - rates.level) }
    return ExponentialSmoothing(rates: rates, multiplies: form.multiplies)
  }
}

extension ExponentialSmoothing.States {
  /// Behind the last step of one direction as before the first of the other.
  fileprivate func turned(_ rates: ExponentialSmoothing.Rates) -> Self {
    var states = self
    states.level += rates.damping * slope
    states.slope = -slope
    states.error = 0
    return states
  }
}
