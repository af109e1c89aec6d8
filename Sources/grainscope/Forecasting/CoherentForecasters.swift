import Basics
import Granularity
import Models
import Studies
import Telemetry
import Training

/// Forecasters of several rungs, and what makes their forecasts add up.
struct CoherentForecasters {
  /// Fine to coarse, one for each level.
  let members: [Forecaster]
  let coherent: CoherentForecaster
  /// What is forecasting, how well it does, and what it has learnt from.
  let remarks: [String]

  /// Trains every rung that goes together with the others.
  ///
  /// - Parameters:
  ///   - isStrict: refuses a ladder of which some rungs would have to be left out.
  ///   - refits: whether they then learn from all rows what they learnt from the training part. What makes them add up stays that of
  ///     the validation part.
  /// - Throws: ``Failure`` where the rungs do not go together, or one of them cannot be trained.
  static func train(
    _ experiment: any Experiment, _ settings: Settings, by method: ReconciliationMethod, all isStrict: Bool,
    threads: Int,
    refits: Bool
  ) throws -> CoherentForecasters {
    guard let forecasting = experiment.forecasting else {
      throw Failure.input(Words.forecastNoSeries(file: experiment.info.fileName))
    }
    guard !settings.recipe.joins else {
      throw Failure.input(Words.forecastJoinedReconciled(recipe: settings.recipe.rawValue))
    }
    let rungs: [RungID]
    do { rungs = try experiment.reconciledRungs(all: isStrict) } catch { throw Failure.input(error.sentence) }
    let training = try LadderTraining(experiment, rungs: rungs, settings: settings, threads: threads)
    var trained: [(record: RunRecord, forecaster: Forecaster)] = []
    for rung in training.tally.ordered {
      let record = rung.record
      guard let forecaster = Forecaster(record, in: training, forecasting) else {
        throw Failure.failed(Words.trainingNone)
      }
      trained.append((record, forecaster))
    }
    let coherent = try coherent(trained.map(\.forecaster), forecasting, method)
    let taken = try coherent.levels.map { level in
      guard let found = trained.first(where: { $0.record.plan.rung == level.rung }) else {
        throw Failure.failed(Words.trainingNone)
      }
      return found
    }
    let members = try taken.map { record, forecaster in
      refits ? try forecaster.refitted(record, forecasting, settings, threads: threads) : forecaster.noting(forecasting)
    }
    let learnt = members[0].remarks.suffix(1)
    return CoherentForecasters(
      members: members, coherent: coherent,
      remarks: [training.notice].compactMap { $0 } + [summary(coherent, settings.recipe)] + leftOut(coherent) + learnt)
  }

  private static func coherent(
    _ forecasters: [Forecaster], _ experiment: ForecastExperiment, _ method: ReconciliationMethod
  ) throws(Failure) -> CoherentForecaster {
    let target = experiment.target
    do {
      var natives: [NativeForecast] = []
      for forecaster in forecasters {
        let forecast = forecaster.forecast
        natives.append(
          NativeForecast(
            grain: forecast.frame.members[0].grain,
            validation: try forecast.nativeForecast(forecaster.series, from: target.validation.origins),
            test: try forecast.nativeForecast(forecaster.series, from: target.test.origins)))
      }
      return try experiment.coherentForecaster(of: natives, by: method)
    } catch let error as FittedModelError {
      throw .input(error.sentence)
    } catch let error as ReconciliationError {
      throw .input(error.sentence)
    } catch { throw .input("\(error)") }
  }

  /// Errors before and after, where there are origins that tell them.
  private static func summary(_ coherent: CoherentForecaster, _ recipe: Recipe) -> String {
    let levels = coherent.levels.map { level in
      guard let own = level.ownError, let error = level.error else {
        return level.rung.label
      }
      return Words.forecastLevelErrors(
        grain: level.rung.label, own: shortDecimal(own, digits: 3), error: shortDecimal(error, digits: 3))
    }
    let list = Listing.all(levels)
    return coherent.levels.contains { $0.errors == nil }
      ? Words.forecastReconciled(recipe: recipe.rawValue, grains: list, method: coherent.method.rawValue)
      : Words.forecastReconciledErrors(
        recipe: recipe.rawValue, method: coherent.method.rawValue, origins: coherent.validationOrigins, levels: list)
  }

  private static func leftOut(_ coherent: CoherentForecaster) -> [String] {
    coherent.leftOut.map { Words.scoreLeftOut(rung: $0.rung.label, reason: $0.reason) }
  }

  /// The last boundary in the file of all grains together.
  var lastOrigin: Instant {
    let series = members[0].series
    let end = series.instant(at: series.count)
    var origin = end
    while true {
      let floor = members.reduce(origin) { origin, member in
        let frame = member.forecast.frame
        return frame.lastOrigin(upTo: origin, frame.learntTo < end ? .judged : .read)
      }
      if floor == origin { return origin }
      origin = floor
    }
  }
}
