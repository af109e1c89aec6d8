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
  let remarks: [String]

  init(model: FittedModel, forecast: FittedForecast, series: TimeSeries, test: OriginSet?, remarks: [String]) {
    self.model = model
    self.forecast = forecast
    self.series = series
    self.test = test
    self.remarks = remarks
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
    let (record, remark) = try best(training.tally)
    guard
      let trained = Forecaster(
        record, in: training, forecasting, remarks: [remark, comparison(record, experiment.info)].compactMap { $0 })
    else { throw Failure.failed(Words.trainingNone) }
    return refits ? try trained.refitted(record, forecasting, settings, threads: threads) : trained.noting(forecasting)
  }

  /// The best run by validation, and a sentence that says so.
  private static func best(_ tally: TrainTally) throws(Failure) -> (RunRecord, String) {
    let records = tally.ordered.map(\.record)
    let ranking = RunScores.ranking(records, by: .validation, tally.info.target.task)
    if let best = ranking.first {
      let name = best.run.plan.rung.label
      return (
        best.run,
        Words.forecastBest(
          recipe: best.run.plan.recipe, grain: name, count: ranking.count,
          error: shortDecimal(best.error, digits: 3), origins: tally.info.target.count(.validation))
      )
    }
    if records.count > 1, records.allSatisfy({ $0.divergence != nil || $0.isBestDead }) {
      throw Failure.failed(Words.forecastNoneSound(count: "\(records.count)"))
    }
    guard records.count == 1 else { throw Failure.input(Words.forecastNotRanked) }
    if records[0].isBestDead {
      return (records[0], Words.forecastDead(recipe: records[0].plan.recipe, grain: records[0].plan.rung.label))
    }
    if records[0].divergence != nil {
      return (records[0], Words.forecastDiverged(recipe: records[0].plan.recipe, grain: records[0].plan.rung.label))
    }
    return (
      records[0],
      Words.forecastUnjudged(
        recipe: records[0].plan.recipe, grain: records[0].plan.rung.label, found: tally.info.target.count(.validation))
    )
  }

  /// A sentence where seasonal naive does better on validation; nil where it does not.
  private static func comparison(_ record: RunRecord, _ info: SessionInfo) -> String? {
    guard case .forecast(let target) = info.target, target.hasSeason, let part = target.validation,
      let scores = (record.bestScores ?? record.newestScores)?.validation?.scores, scores.isRanked,
      let own = scores.rmsse,
      let naive = part.seasonalNaiveScores.rmsse, naive < own
    else { return nil }
    return Words.forecastNaiveIsBetter(
      naive: shortDecimal(naive, digits: 3), error: shortDecimal(own, digits: 3))
  }

  private static func grains(_ forecast: FittedForecast) -> String {
    forecast.frame.members.map(\.grain.label).joined(separator: "+")
  }

  func noting(_ experiment: ForecastExperiment) -> Forecaster {
    let end = experiment.borders.trainEnd
    let learnt = (0..<series.count).partitioningIndex { series.instant(at: $0) >= end }
    return with(Words.forecastLearntFrom(end: stamp(end), rows: series.count - learnt))
  }

  private func with(_ remark: String) -> Forecaster {
    Forecaster(model: model, forecast: forecast, series: series, test: test, remarks: remarks + [remark])
  }

  /// Nil where the run has no model that forecasts.
  init?(
    _ record: RunRecord, in training: LadderTraining, _ experiment: ForecastExperiment, remarks: [String] = []
  ) {
    guard let model = training.laboratory.bestFitted(of: record.plan.run), case .forecast(let forecast) = model.subject
    else { return nil }
    self.init(
      model: model, forecast: forecast, series: experiment.source.series, test: experiment.target.test, remarks: remarks
    )
  }

  // MARK: Refitted

  /// Learns from all rows with the settings, the epochs and the penalty that validation chose; weights of members and
  /// errors for bands stay those of the validation part.
  func refitted(
    _ record: RunRecord, _ experiment: ForecastExperiment, _ settings: Settings, threads: Int
  ) throws -> Forecaster {
    var settings = settings
    if settings.recipe.hasSteps { settings.epochs = max(record.best?.epoch ?? settings.epochs, 1) }
    settings.patience = 0
    settings.penalty = record.end?.penaltyChoice?.penalty
    let training = try LadderTraining(
      experiment.learningFromAll(), rungs: [record.plan.rung], settings: settings, threads: threads)
    guard let run = training.tally.ordered.first?.run, var model = training.laboratory.bestFitted(of: run),
      case .forecast(var refitted) = model.subject
    else { throw Failure.failed(Words.trainingNone) }
    (refitted.weights, refitted.errors) = (forecast.weights, forecast.errors)
    model.subject = .forecast(refitted)
    return Forecaster(model: model, forecast: refitted, series: series, test: nil, remarks: remarks)
      .with(Words.forecastRefitted(end: stamp(series.instant(at: series.count))))
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
