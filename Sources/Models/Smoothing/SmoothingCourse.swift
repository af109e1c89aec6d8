import Tensors

/// Training rows along which forms are judged: by the mean squared error of forecasts over the horizon, from origins
/// within them.
///
/// At each origin the states know the rows before it alone, so that the error is that of forecasts, and not of a fit: it
/// tells forms apart without a part held back, and the validation part stays for the comparison with other models. AICc,
/// which is of one step ahead, takes forms that are good over one step.
struct SmoothingCourse {
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

  /// How long is searched, and how far the first corners of the simplex lie apart.
  struct Effort {
    let evaluations: Int
    let step: Double

    /// To compare forms.
    static let roughly = Effort(evaluations: 60, step: 0.7)
    /// From where the rough search ended.
    static let finally = Effort(evaluations: 60, step: 0.3)
  }

  /// Origins that are aimed at, and the most that are taken.
  private static let (aimed, most) = (100, 400)

  /// Of the past, those that are learnt from.
  let bins: Range<Int>
  let horizon: Int
  /// Of ``bins``, from 0.
  private(set) var origins: [Int32]
  private let past: SeriesPast
  private let start: SmoothingStart

  /// - Parameters:
  ///   - training: bins of the past that may be learnt from.
  ///   - longest: the longest season that will be tried, 0 for none.
  ///   - rows: as many are gone along at most, the newest.
  init(_ past: SeriesPast, _ training: Range<Int>, longest: Int, horizon: Int, rows: Int) {
    let first = past.values[training].firstIndex { !$0.isNaN } ?? training.upperBound
    bins = max(first, training.upperBound - rows)..<training.upperBound
    self.past = past
    self.horizon = horizon
    start = SmoothingStart(longest: longest, count: bins.count)
    let last = bins.count - horizon
    // A season more passes before the first origin where that leaves enough of them.
    let settled = start.rows + longest
    let from = last - settled >= Self.aimed / 2 ? settled : start.rows
    let room = last - from + 1
    let stride = max(max(1, min(horizon / 2, room / Self.aimed)), room / Self.most)
    origins = room > 0 ? Swift.stride(from: from, through: last, by: stride).map(Int32.init) : []
  }

  /// The same with so few origins that forecasting from them takes no longer than going along the rows, the newest among them.
  func thinned() -> SmoothingCourse {
    let wanted = max(bins.count / max(horizon, 1), Self.aimed)
    let every = max(1, origins.count / wanted)
    var course = self
    course.origins = origins.indices.filter { (origins.count - 1 - $0).isMultiple(of: every) }.map { origins[$0] }
    return course
  }

  /// - Parameter other: a candidate whose rates the search may begin with.
  /// - Returns: also the multiply-adds it took; nil for a candidate whose error is no number.
  func candidate(
    _ form: SmoothingForm, from other: Candidate? = nil, _ effort: Effort
  ) -> (candidate: Candidate?, work: Int) {
    let steps = form.steps(past, bins, horizon: horizon)
    let first = start.states(form, steps.values, first: steps.first, second: steps.second)
    guard first.isFinite, !origins.isEmpty else { return (nil, 0) }
    func error(_ point: [Double]) -> Double {
      ExponentialSmoothing(rates: form.rates(at: point), multiplies: form.multiplies)
        .meanSquaredError(from: first, over: steps, at: origins, horizon: horizon) ?? .infinity
    }
    let starts = form.starts + [other.map { form.point(like: $0.form, at: $0.point) }].compactMap { $0 }
    let begun = starts.map { ($0, error($0)) }.min { $0.1 < $1.1 }
    let cost = 12 * bins.count + 6 * origins.count * horizon
    guard let begun, begun.1.isFinite else { return (nil, starts.count * cost) }
    let search = SimplexSearch(
      from: begun.0, step: effort.step, tolerance: 1e-3, most: effort.evaluations, error)
    let candidate = Candidate(
      form: form,
      smoothing: ExponentialSmoothing(rates: form.rates(at: search.point), multiplies: form.multiplies), first: first,
      point: search.point, error: search.value)
    return (candidate, (search.evaluations + starts.count) * cost)
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
