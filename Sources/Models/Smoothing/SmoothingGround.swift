import Granularity
import Networks
import Telemetry
import Tensors

/// One rung as smoothing learns on it: its past, which of it may be learnt from, and the windows of the validation part by
/// which all recipes' losses are compared.
struct SmoothingGround {
  let past: SeriesPast
  private let search: SmoothingSearch
  /// Sets of seasons to try.
  private let seasons: [[Int]]
  private let isPositive: Bool
  let validation: RungWindows.Part
  /// The target's own units are `scale · z + offset` on the training scale.
  let scale: Double
  private let offset: Double

  /// What may be learnt from, and the origins there.
  var course: SmoothingCourse { search.course }

  var horizon: Int { course.horizon }

  /// - Throws: ``ExperimentError`` where the training part is too short, or holds no season that is asked for.
  init(
    _ windows: RungWindows, _ choice: SmoothingChoice, validation: RungWindows.Part, borders: Borders
  ) throws(ExperimentError) {
    past = windows.targetPast
    (scale, offset) = windows.fitted.units
    let training = past.bins(from: borders.trainStart, to: borders.trainEnd)
    let values = past.values[training]
    seasons = try choice.seasons.sets(rows: values.count, past.grain)
    isPositive = values.allSatisfy { $0.isNaN || $0 > 0 }
    self.validation = validation
    let rung = RungID(past.grain.label)
    guard choice.seasonForm != .multiplied || isPositive else {
      throw .unusable(rung, reason: Words.reasonNotPositive)
    }
    search = SmoothingSearch(past, training, longest: seasons.joined().max() ?? 0, horizon: windows.horizon)
    let course = search.course
    guard course.origins.count >= ForecastExperiment.leastWindows else {
      throw .tooFewWindows(
        rung, found: course.origins.count, gappy: 0, needed: ForecastExperiment.leastWindows,
        lookback: course.bins.count - windows.horizon - course.origins.count)
    }
  }

  /// The longest season that is tried; 0 where none is.
  var longest: Int { seasons.joined().max() ?? 0 }

  /// The season whose naive forecasts of training rows are best; the shortest that they hold three times where none is seen
  /// in them, and 1 where there is none.
  var usualSeason: Int {
    let seen = SeasonChoice(training: past.values[course.bins], grain: past.grain, horizon: horizon).season
    if seen.length != nil, let steps = seen.steps { return steps }
    return seasons.joined().min() ?? 1
  }

  /// The form with most states.
  var largest: SmoothingForm {
    SmoothingForm(seasons: seasons.max { $0.reduce(0, +) < $1.reduce(0, +) } ?? [])
  }

  /// Repeats the mean of the first rows: what there is before anything is learnt.
  var first: FittedSmoothing {
    let level = past.values[course.bins].first { !$0.isNaN } ?? 0
    let states = ExponentialSmoothing.States(level: level, slope: 0, first: [0], second: [0])
    return FittedSmoothing(
      form: SmoothingForm(seasons: []),
      smoothing: ExponentialSmoothing(rates: ExponentialSmoothing.Rates(), multiplies: false),
      start: past.starts[course.bins.lowerBound], first: states, last: states, horizon: horizon)
  }

  /// Smoothing that is fitted anew at each origin has to err by this share more over the horizon than one whose rates were chosen by
  /// that same error, which makes it look better than it is, before it gives way.
  private static let optimism = 0.9
  /// Origins at which the two are compared.
  private static let compared = 60

  /// The model whose forecasts from training origins err least, their mean squared error, and the multiply-adds it took.
  func fitted(_ choice: SmoothingChoice) -> (fitted: FittedSmoothing?, error: Double, work: Int) {
    var search = search
    let multiplies = choice.seasonForm.tried(isPositive: isPositive)
    let best = search.best(seasons: seasons, slopes: choice.slope.tried, multiplies: multiplies)
    let fitted = best.map { search.course.fitted($0) }
    var classical = ClassicalSearch(course, past, isPositive: isPositive)
    let refitted = classical.best(seasons: seasons, slopes: choice.slope.classical, multiplies: multiplies)
    let work = search.work + classical.work
    guard let refitted else { return (fitted, best?.error ?? .nan, work) }
    let error = self.error(of: .smoothing(refitted)) ?? .infinity
    if let fitted, let own = self.error(of: .smoothing(fitted)), own < Self.optimism * Self.optimism * error {
      return (fitted, best?.error ?? .nan, work)
    }
    return (refitted, error, work)
  }

  /// The mean squared error of forecasts from origins in the later half of the training rows; nil where there is none.
  func error(of function: FittedFunction) -> Double? {
    let (bins, horizon) = (course.bins, self.horizon)
    let late = course.origins.filter { Int($0) >= max(bins.count / 2, 3 * longest) }
    let every = max(1, (late.count + Self.compared - 1) / Self.compared)
    let origins = late.indices.filter { $0.isMultiple(of: every) }.map { late[$0] + Int32(bins.lowerBound) }
    guard let forecasts = function.pastPredictor?(PastQuestion(past: past, bins: origins)) else { return nil }
    var (squares, known) = (0.0, 0)
    for (row, origin) in origins.enumerated() {
      for step in 0..<horizon where !past.values[Int(origin) + step].isNaN {
        let error = past.values[Int(origin) + step] - forecasts[row, step]
        squares += error * error
        known += 1
      }
    }
    let mean = squares / Double(known)
    return mean.isFinite ? mean : nil
  }

  /// What a model forecasts at the origins of the validation windows.
  struct Judged {
    let question: PastQuestion
    /// In the target's own units.
    let forecasts: DoubleMatrix
    /// `[origins, horizon]`, row after row, on the training scale.
    let errors: [Double]
  }

  func judged(_ function: FittedFunction) -> Judged {
    let bins = validation.origins.map { past.bin(at: $0) }
    let question = PastQuestion(past: past, bins: bins.compactMap { $0.map(Int32.init) })
    let forecasts = function.pastPredictor?(question) ?? DoubleMatrix(rows: 0, columns: horizon)
    let targets = validation.targets.values
    var errors: [Double] = []
    errors.reserveCapacity(forecasts.values.count)
    for (window, bin) in bins.enumerated() where bin != nil {
      for step in 0..<horizon {
        let actual = Double(targets[window * horizon + step]) + validation.levels[window]
        errors.append(actual - (forecasts.values[errors.count] - offset) / scale)
      }
    }
    return Judged(question: question, forecasts: forecasts, errors: errors)
  }

  /// The mean squared error over validation windows on the training scale, as every recipe's loss is; nil where there are none.
  func validationError(_ function: FittedFunction) -> Double? {
    guard validation.count > 0 else { return nil }
    let errors = judged(function).errors
    return errors.isEmpty ? nil : errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)
  }
}

extension FittedSmoothing {
  private var numbers: [Double] {
    let rates = smoothing.rates
    return [rates.level, rates.slope, rates.damping, rates.first, rates.second, rates.error]
      + (refit?.point ?? []) + [first, last].flatMap { [$0.level, $0.slope, $0.error] + $0.first + $0.second }
  }

  var isFinite: Bool { numbers.allSatisfy(\.isFinite) }

  /// Whether one that comes from outside can be asked.
  var isSound: Bool {
    form.isSound && smoothing.multiplies == form.multiplies && isFinite && horizon > 0
      && refit?.isSound(form) ?? true
      && [first, last].allSatisfy { $0.first.count == form.places.first && $0.second.count == form.places.second }
  }

  /// Of all bits.
  var hash: UInt64 {
    var hash = bitHashSeed
    numbers.withUnsafeBufferPointer { bitHash($0, into: &hash) }
    return hash
  }
}
