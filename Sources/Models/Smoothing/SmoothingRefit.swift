import Tensors

/// How smoothing is fitted anew at each origin to all that is known there, with the form that training rows chose: of a short series
/// every value counts.
package struct SmoothingRefit: Hashable, Sendable, Codable {
  /// Whether errors grow with what is forecast.
  package let isRelative: Bool
  /// The rates of the training rows, as they are searched for: where each search begins.
  package let point: [Double]

  /// A series with more training rows than this is not short.
  static let mostTrainingRows = 200
  /// Of a past that has grown longer the newest are taken.
  private static let mostRows = 1024
  /// Known values beside two seasons, below which rates stay as they are.
  private static let leastRows = 8

  /// Forecasts from one origin; nil where too little is known before it.
  func forecast(_ form: SmoothingForm, _ past: SeriesPast, _ known: Range<Int>, horizon: Int) -> [Double]? {
    let bins = max(known.lowerBound, known.upperBound - Self.mostRows)..<known.upperBound
    let count = past.values[bins].count { !$0.isNaN }
    guard count >= 2 * (form.seasons.last ?? 0) + Self.leastRows else { return nil }
    let steps = form.steps(past, bins, horizon: horizon)
    let model = ClassicalSmoothing(form: form, isRelative: isRelative)
    guard let fit = model.fitted(steps, from: point) else { return nil }
    let ahead = fit.smoothing.forecasts(from: fit.first, over: steps, at: [Int32(bins.count)], horizon: horizon)
    return ahead.values.allSatisfy(\.isFinite) ? ahead.values : nil
  }

  func isSound(_ form: SmoothingForm) -> Bool {
    form.seasons.count <= 1 && point.allSatisfy(\.isFinite)
      && point.count == ClassicalSmoothing(form: form, isRelative: isRelative).rateCount
  }
}

/// Chooses the form of a short series by Akaike's criterion, as is usual for classical exponential smoothing.
struct ClassicalSearch {
  /// Seasons of more steps have too many states for short series.
  private static let longest = 24

  let past: SeriesPast
  /// What is learnt from.
  let bins: Range<Int>
  let horizon: Int
  /// Whether all values that are learnt from are above 0.
  let isPositive: Bool
  private(set) var work = 0

  init(_ course: SmoothingCourse, _ past: SeriesPast, isPositive: Bool) {
    (self.past, bins, horizon, self.isPositive) = (past, course.bins, course.horizon, isPositive)
  }

  /// Nil where the series is not short, or no form that may be is a classical one.
  mutating func best(seasons: [[Int]], slopes: [SmoothingForm.Slope], multiplies: [Bool]) -> FittedSmoothing? {
    guard bins.count <= SmoothingRefit.mostTrainingRows else { return nil }
    let known = past.values[bins].count { !$0.isNaN }
    var best: (model: ClassicalSmoothing, fit: ClassicalSmoothing.Fit, criterion: Double)?
    for model in models(seasons, slopes, multiplies) {
      let steps = model.form.steps(past, bins, horizon: 0)
      guard let fit = model.fitted(steps) else { continue }
      work += 3 * 12 * bins.count * fit.evaluations
      let criterion = model.criterion(fit, values: known)
      if criterion < best?.criterion ?? .infinity { best = (model, fit, criterion) }
    }
    return best.map { found in
      let steps = found.model.form.steps(past, bins, horizon: 0)
      return FittedSmoothing(
        form: found.model.form, smoothing: found.fit.smoothing, start: past.starts[bins.lowerBound],
        first: found.fit.first, last: found.fit.smoothing.through(steps, from: found.fit.first).states,
        horizon: horizon, refit: SmoothingRefit(isRelative: found.model.isRelative, point: found.fit.point))
    }
  }

  /// Without a season that multiplies beside errors that do not, whose forecasts have no variance.
  private func models(
    _ seasons: [[Int]], _ slopes: [SmoothingForm.Slope], _ multiplies: [Bool]
  ) -> [ClassicalSmoothing] {
    let short = seasons.filter { $0.count <= 1 && $0.allSatisfy { $0 <= Self.longest } }
    return short.flatMap { seasons in
      slopes.flatMap { slope in
        (seasons.isEmpty ? [false] : multiplies).flatMap { multiplies in
          (isPositive ? [false, true] : [false]).filter { $0 || !multiplies }.map { isRelative in
            var form = SmoothingForm(seasons: seasons)
            (form.slope, form.multiplies) = (slope, multiplies)
            return ClassicalSmoothing(form: form, isRelative: isRelative)
          }
        }
      }
    }
  }
}
