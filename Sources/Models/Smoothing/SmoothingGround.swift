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

  /// The model whose forecasts from training origins err least, their mean squared error, and the multiply-adds it took.
  func fitted(_ choice: SmoothingChoice) -> (fitted: FittedSmoothing?, error: Double, work: Int) {
    var search = search
    let best = search.best(
      seasons: seasons, slopes: choice.slope.tried, multiplies: choice.seasonForm.tried(isPositive: isPositive))
    return (best.map { search.course.fitted($0) }, best?.error ?? .nan, search.work)
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
      + [first, last].flatMap { [$0.level, $0.slope, $0.error] + $0.first + $0.second }
  }

  var isFinite: Bool { numbers.allSatisfy(\.isFinite) }

  /// Whether one that comes from outside can be asked.
  var isSound: Bool {
    form.isSound && smoothing.multiplies == form.multiplies && isFinite && horizon > 0
      && [first, last].allSatisfy { $0.first.count == form.places.first && $0.second.count == form.places.second }
  }

  /// Of all bits.
  var hash: UInt64 {
    var hash = bitHashSeed
    numbers.withUnsafeBufferPointer { bitHash($0, into: &hash) }
    return hash
  }
}
