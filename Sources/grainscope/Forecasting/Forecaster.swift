import Basics
import Datasets
import Granularity
import Models
import Telemetry
import Training

/// A model that forecasts, trained for it or read from a file, with the series that it is asked about.
struct Forecaster {
  let model: FittedModel
  let forecast: FittedForecast
  let series: TimeSeries
  /// Where the test part's origins lie and what happened there; nil where a model was read from a file.
  let test: OriginSet?
  /// What is forecasting, and what it has learnt from.
  var remarks: [String]
  /// On validation; nil where nothing was judged, or a model was read from a file.
  var score: Score?

  struct Score: Encodable {
    let rmsse: Double
    let origins: Int
    /// It is that of the model which had learnt from the training part alone, and not of the one that forecasts.
    let isBeforeRefitting: Bool

    private enum CodingKeys: String, CodingKey { case rmsse, origins, isBeforeRefitting = "beforeRefitting" }
  }

  init(
    model: FittedModel, forecast: FittedForecast, series: TimeSeries, test: OriginSet?, remarks: [String],
    score: Score? = nil
  ) {
    self.model = model
    self.forecast = forecast
    self.series = series
    self.test = test
    self.remarks = remarks
    self.score = score
  }

  // MARK: Read

  /// - Throws: ``Failure`` where the file is no forecaster, or the data are none that it can read.
  static func read(_ path: String, for options: SessionOptions) throws -> Forecaster {
    let model: FittedModel
    do { model = try FittedModel(path: path) } catch { throw Failure.input(error.sentence) }
    guard case .forecast(let forecast) = model.subject else {
      throw Failure.input(Words.forecastModelOfSamples(path: Clean.text(path, limit: 300)))
    }
    var options = options
    if case .named(let name) = forecast.frame.zone, options.zone == nil { options.zone = name }
    guard case .series(let series) = try Opening.dataset(options) else {
      throw Failure.input(Words.forecastNoSeries(file: FilePath.name(options.path)))
    }
    return Forecaster(
      model: model, forecast: forecast, series: series, test: nil,
      remarks: [
        Words.forecastRead(
          recipe: model.recipe.rawValue, grain: grains(forecast), path: Clean.text(path, limit: 300))
      ])
  }

  // MARK: Trained

  /// Trains every rung and takes the best by validation.
  ///
  /// - Parameter refits: whether it then learns from all rows what it learnt from the training part.
  /// - Throws: ``Failure`` where nothing could be trained, or nothing tells which rung is the best.
  static func train(
    _ experiment: any Experiment, _ settings: Settings, threads: Int, refits: Bool
  ) throws -> Forecaster {
    guard let forecasting = experiment.forecasting else {
      throw Failure.input(Words.forecastNoSeries(file: experiment.info.fileName))
    }
    let training = try LadderTraining(
      experiment, rungs: experiment.rungs(for: settings.recipe), settings: settings, threads: threads)
    let record = try best(training.tally, forecasting.target)
    guard var trained = Forecaster(record, in: training, forecasting) else { throw Failure.failed(Words.trainingNone) }
    trained.remarks = [
      training.notice, remark(record, training.tally), comparison(record, experiment.info),
      lookback(record.plan.rung, forecasting, settings),
    ].compactMap { $0 }
    trained.score = training.tally.ranking.first.map {
      Score(rmsse: $0.error, origins: experiment.info.target.count(.validation), isBeforeRefitting: refits)
    }
    return refits ? try trained.refitted(record, forecasting, settings, threads: threads) : trained.noting(forecasting)
  }

  /// - Throws: ``Failure`` where none of several runs can be ranked.
  private static func best(_ tally: TrainTally, _ target: CommonTarget) throws(Failure) -> RunRecord {
    if let best = tally.best { return best }
    guard target.hasYardstick else { throw Failure.input(Words.forecastNoYardstick) }
    let records = tally.ordered.map(\.record)
    guard records.allSatisfy({ $0.divergence != nil || $0.isBestDead }) else {
      throw Failure.input(Words.forecastNotRanked)
    }
    throw Failure.failed(Words.forecastNoneSound(count: "\(records.count)"))
  }

  /// That a run forecasts, and how well it does on validation.
  private static func remark(_ record: RunRecord, _ tally: TrainTally) -> String {
    let (recipe, grain) = (record.forecaster, record.plan.rung.label)
    let origins = tally.info.target.count(.validation)
    if let best = tally.ranking.first {
      return Words.forecastBest(
        recipe: recipe, grain: grain, count: tally.ranking.count, error: shortDecimal(best.error, digits: 3),
        origins: origins)
    }
    if record.isBestDead { return Words.forecastDead(recipe: recipe, grain: grain) }
    if record.divergence != nil { return Words.forecastDiverged(recipe: recipe, grain: grain) }
    return Words.forecastUnjudged(recipe: recipe, grain: grain, found: origins)
  }

  /// A sentence where a naive forecast does better on validation, with the better of the two; nil where none does.
  private static func comparison(_ record: RunRecord, _ info: SessionInfo) -> String? {
    guard case .forecast(let target) = info.target, let part = target.validation,
      let scores = (record.bestScores ?? record.newestScores)?.validation?.scores, scores.isRanked,
      let own = scores.rmsse
    else { return nil }
    let naive = part.naiveScores.rmsse.map { (recipe: Recipe.naive, name: Words.forecastNaive, error: $0) }
    let seasonal =
      target.hasSeason
      ? part.seasonalNaiveScores.rmsse.map { (recipe: Recipe.seasonalNaive, name: Words.forecastSeasonal, error: $0) }
      : nil
    guard let better = [seasonal, naive].compactMap({ $0 }).min(by: { $0.error < $1.error }), better.error < own else {
      return nil
    }
    return Words.forecastNaiveIsBetter(
      name: better.name, naive: shortDecimal(better.error, digits: 3), error: shortDecimal(own, digits: 3),
      recipe: better.recipe.rawValue)
  }

  /// A sentence where a rung reads more or fewer rows here than on the whole ladder; nil where it does not.
  private static func lookback(_ rung: RungID, _ experiment: ForecastExperiment, _ settings: Settings) -> String? {
    guard settings.lookback == 0, settings.knobs.contains(where: { $0.knob == .lookback }),
      let found = experiment.suggestion(for: rung)
    else { return nil }
    return Words.forecastOtherLookback(
      grain: rung.label, own: found.own, other: found.lookback, ownSeason: found.ownSeason, otherSeason: found.season)
  }

  private static func grains(_ forecast: FittedForecast) -> String {
    forecast.frame.members.map(\.grain.label).joined(separator: "+")
  }

  func noting(_ experiment: ForecastExperiment) -> Forecaster {
    with(Words.forecastLearntFrom(end: stamp(experiment.borders.trainEnd)))
  }

  private func with(_ remark: String) -> Forecaster {
    Forecaster(
      model: model, forecast: forecast, series: series, test: test, remarks: remarks + [remark], score: score)
  }

  /// Nil where the run has no model that forecasts.
  init?(_ record: RunRecord, in training: LadderTraining, _ experiment: ForecastExperiment) {
    guard let model = training.laboratory.bestFitted(of: record.plan.run), case .forecast(let forecast) = model.subject
    else { return nil }
    self.init(
      model: model, forecast: forecast, series: experiment.source.series, test: experiment.target.test, remarks: [])
  }

  // MARK: Refitted

  /// Learns from all rows with the settings, the epochs, the penalty and the windows that validation chose; weights of members and
  /// errors for bands stay those of the validation part.
  func refitted(
    _ record: RunRecord, _ experiment: ForecastExperiment, _ settings: Settings, threads: Int
  ) throws -> Forecaster {
    var settings = settings
    if let chosen = record.evaluation?.choice.flatMap({ Recipe(rawValue: $0.recipe) }) {
      settings = settings.taken(by: chosen)
    }
    if settings.recipe.hasSteps { settings.epochs = max(record.best?.epoch ?? settings.epochs, 1) }
    settings.patience = 0
    settings.penalty = record.end?.penaltyChoice?.penalty
    settings.ridgeForm = model.settings.ridgeForm
    settings.average = model.settings.average
    let training = try LadderTraining(
      experiment.learningFromAll(), rungs: [record.plan.rung], settings: settings, threads: threads)
    guard let run = training.tally.ordered.first?.run, var model = training.laboratory.bestFitted(of: run),
      case .forecast(var refitted) = model.subject
    else { throw Failure.failed(Words.trainingNone) }
    (refitted.weights, refitted.errors) = (forecast.weights, forecast.errors)
    model.subject = .forecast(refitted)
    return Forecaster(model: model, forecast: refitted, series: series, test: nil, remarks: remarks, score: score)
      .with(
        Words.forecastRefitted(
          end: stamp(series.instant(at: series.count)), training: stamp(experiment.target.question.borders.trainEnd)))
  }

  // MARK: Times

  /// Whether dates alone say all of these instants: they are days or more apart, and all at midnight.
  func areDates(_ instants: [Instant], stepping grain: Grain) -> Bool {
    grain.meanLength >= Milliseconds.day
      && instants.allSatisfy { CivilTime($0, in: series.zone).millisecondOfDay == 0 }
  }

  /// By the wall clock.
  func date(_ instant: Instant) -> String { "\(CivilTime(instant, in: series.zone).date)" }

  /// By the wall clock, with its offset where stamps carry a zone.
  ///
  /// - Parameter precision: nil writes as much as this time takes.
  func stamp(_ instant: Instant, to precision: CivilTime.Precision? = nil) -> String {
    let offset: Int64? =
      switch series.zone {
      case .asWritten: nil
      case .utcOffset, .named: series.zone.offset(at: instant)
      }
    return OriginTime.text(instant, offset: offset, to: precision)
  }
}

extension RunRecord {
  /// What forecasts, as `ridge`; of several that were tried also which, as `auto (hybrid)`.
  fileprivate var forecaster: String {
    evaluation?.choice.map { Words.forecastChosen(recipe: plan.recipe, chosen: $0.recipe) } ?? plan.recipe
  }
}
