import Basics
import Tensors

/// Looks for the form and the rates of smoothing with the lowest mean squared error of forecasts over the horizon, from
/// origins within the training rows.
///
/// At each origin the states know the rows before it alone, so that the error is that of forecasts, and not of a fit: it
/// tells forms apart without a part held back, and the validation part stays for the comparison with other models. AICc,
/// which is of one step ahead, takes forms that are good over one step.
struct SmoothingSearch {
  /// A form with its rates, and how well it does.
  struct Candidate {
    var form: SmoothingForm
    var smoothing: ExponentialSmoothing
    var first: ExponentialSmoothing.States
    /// Where the search stands: rates on the scale on which they are searched for.
    var point: [Double]
    /// Mean squared, in the target's own units.
    var error: Double
  }

  /// More training rows than this are not gone through again and again; the newest are taken.
  static let mostRows = 1 << 16
  /// Origins that are aimed at, and the most that are taken.
  private static let (origins, mostOrigins) = (100, 400)
  /// A form with one thing more has to lower the mean squared error by this share.
  static let worthwhile = 0.02
  /// How often a form's error is worked out to compare it, and in the end.
  private static let (roughly, thoroughly) = (60, 150)

  /// Of the past, those that are learnt from.
  let bins: Range<Int>
  let horizon: Int
  private let past: SeriesPast
  private let start: SmoothingStart
  /// Of ``bins``, from 0.
  let origins: [Int32]
  /// Multiply-adds so far.
  private(set) var work = 0

  /// - Parameters:
  ///   - training: bins of the past that may be learnt from.
  ///   - longest: the longest season that will be tried, 0 for none.
  init(_ past: SeriesPast, _ training: Range<Int>, longest: Int, horizon: Int) {
    let first = past.values[training].firstIndex { !$0.isNaN } ?? training.upperBound
    bins = max(first, training.upperBound - Self.mostRows)..<training.upperBound
    self.past = past
    self.horizon = horizon
    start = SmoothingStart(longest: longest, count: bins.count)
    let last = bins.count - horizon
    // A season more passes before the first origin where that leaves enough of them.
    let settled = start.rows + longest
    let from = last - settled >= Self.origins / 2 ? settled : start.rows
    let room = last - from + 1
    let stride = max(max(1, min(horizon / 2, room / Self.origins)), room / Self.mostOrigins)
    origins = room > 0 ? Swift.stride(from: from, through: last, by: stride).map(Int32.init) : []
  }

  /// The best of forms with these seasons, whether they multiply and with which slope.
  ///
  /// - Parameters:
  ///   - seasons: sets of seasons, each ascending.
  ///   - slopes, multiplies: what may be, the simplest first.
  /// - Returns: nil where no form has an error that is a number.
  mutating func best(
    seasons: [[Int]], slopes: [SmoothingForm.Slope], multiplies: [Bool]
  ) -> Candidate? {
    var best: Candidate?
    for seasons in seasons {
      var form = SmoothingForm(seasons: seasons)
      form.slope = slopes[0]
      form.multiplies = multiplies[0] && !seasons.isEmpty
      take(candidate(form, most: Self.roughly), into: &best)
    }
    for slope in slopes.dropFirst() {
      guard var form = best?.form else { continue }
      form.slope = slope
      take(candidate(form, from: best, most: Self.roughly), into: &best)
    }
    for multiplies in multiplies.dropFirst() {
      guard var form = best?.form, !form.seasons.isEmpty else { continue }
      form.multiplies = multiplies
      take(candidate(form, from: best, most: Self.roughly), into: &best)
    }
    guard let found = best else { return nil }
    let refined = candidate(found.form, from: found, most: Self.thoroughly)
    return refined.map { $0.error < found.error ? $0 : found } ?? found
  }

  /// What has more states takes the place of what has fewer where it is worth it.
  private func take(_ candidate: Candidate?, into best: inout Candidate?) {
    guard let candidate else { return }
    guard let own = best else { return best = candidate }
    let isLarger = candidate.form.rateCount > own.form.rateCount || candidate.form.multiplies != own.form.multiplies
    if candidate.error < own.error * (isLarger ? 1 - Self.worthwhile : 1) { best = candidate }
  }

  /// - Parameter other: a candidate whose rates the search may begin with.
  private mutating func candidate(_ form: SmoothingForm, from other: Candidate? = nil, most: Int) -> Candidate? {
    let steps = form.steps(past, bins, horizon: horizon)
    let first = start.states(form, steps.values, first: steps.first, second: steps.second)
    guard first.isFinite, !origins.isEmpty else { return nil }
    let origins = origins
    func error(_ point: [Double]) -> Double {
      ExponentialSmoothing(rates: form.rates(at: point), multiplies: form.multiplies)
        .meanSquaredError(from: first, over: steps, at: origins, horizon: horizon) ?? .infinity
    }
    let starts = form.starts + [other.map { form.point(like: $0.form, at: $0.point) }].compactMap { $0 }
    let begun = starts.map { ($0, error($0)) }.min { $0.1 < $1.1 }
    guard let begun, begun.1.isFinite else { return nil }
    let search = SimplexSearch(from: begun.0, step: 0.7, tolerance: 1e-3, most: most, error)
    work += (search.evaluations + starts.count) * (12 * bins.count + 6 * origins.count * horizon)
    return Candidate(
      form: form,
      smoothing: ExponentialSmoothing(rates: form.rates(at: search.point), multiplies: form.multiplies), first: first,
      point: search.point, error: search.value)
  }

  /// The model of a candidate, with the states behind the training rows.
  func fitted(_ candidate: Candidate) -> FittedSmoothing {
    let steps = candidate.form.steps(past, bins, horizon: horizon)
    return FittedSmoothing(
      form: candidate.form, smoothing: candidate.smoothing, start: past.starts[bins.lowerBound],
      first: candidate.first, last: candidate.smoothing.through(steps, from: candidate.first).states,
      horizon: horizon)
  }
}

/// Rates as they are searched for: without bounds, in the order level, slope, damping, seasons, error.
extension SmoothingForm {
  /// The strongest and the weakest damping.
  private static let damping = 0.8...1.0

  /// Where searches begin: states that move slowly, hardly, and fast.
  fileprivate var starts: [[Double]] {
    [(level: -4, season: -2.5, second: -2, error: 2), (-6, -4, -2, 1), (-2, -3, -3, 0.5)].map { start in
      let ofSlope: [Double] =
        switch slope {
        case .none: []
        case .straight: [-3]
        case .damped: [-3, 2]
        }
      return [Double(start.level)] + ofSlope + [start.season, Double(start.second)].prefix(seasons.count)
        + [start.error]
    }
  }

  /// A point of another form of the same seasons as one of this form.
  fileprivate func point(like other: SmoothingForm, at point: [Double]) -> [Double] {
    guard other.seasons.count == seasons.count, var own = starts.first else { return point }
    own[0] = point[0]
    if other.slope == slope { return point }
    let tail = seasons.count + 1
    own.replaceSubrange(own.count - tail..<own.count, with: point.suffix(tail))
    return own
  }

  fileprivate func rates(at point: [Double]) -> ExponentialSmoothing.Rates {
    func share(_ value: Double) -> Double { 1 / (1 + Elementary.exponential(-value)) }
    var rates = ExponentialSmoothing.Rates()
    var left = point[...]
    func next() -> Double { left.popFirst() ?? 0 }
    rates.level = share(next())
    switch slope {
    case .none: break
    case .straight: rates.slope = rates.level * share(next())
    case .damped:
      rates.slope = rates.level * share(next())
      rates.damping = Self.damping.lowerBound + (Self.damping.upperBound - Self.damping.lowerBound) * share(next())
    }
    if !seasons.isEmpty { rates.first = share(next()) }
    if seasons.count > 1 { rates.second = share(next()) }
    rates.error = 2 * share(2 * next()) - 1
    return rates
  }
}
