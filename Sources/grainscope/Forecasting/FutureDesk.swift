import Dashboard
import Dispatch
import Models
import Synchronization
import Telemetry
import Training

/// Answers what the Lab asks about the future, away from the thread of the screen, one question at a time.
final class FutureDesk: Sendable {
  private struct Work {
    var isBusy = false
    var answer: (wish: FutureWish, answer: FutureAnswer)?
  }

  private let work = Mutex(Work())

  /// - Parameter wake: called when there is something to take.
  /// - Returns: false where the question before is not answered yet.
  func ask(_ wish: FutureWish, _ laboratory: Laboratory, wake: @escaping @Sendable () -> Void) -> Bool {
    let isFree = work.withLock { work in
      defer { work.isBusy = true }
      return !work.isBusy
    }
    guard isFree else { return false }
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      let answer = laboratory.future(wish)
      work.withLock { $0 = Work(isBusy: false, answer: (wish, answer)) }
      wake()
    }
    return true
  }

  func take() -> (wish: FutureWish, answer: FutureAnswer)? { work.withLock { $0.answer.take() } }
}

extension Laboratory {
  /// What `grainscope forecast` would write of a run's best weights: the next horizon from the end of the file on.
  func future(_ wish: FutureWish) -> FutureAnswer {
    guard let forecasting = experiment.forecasting, let found = bestNamed(of: wish.run),
      case .forecast(let forecast) = found.model.subject
    else { return .refused(Words.futureNone) }
    let forecaster = Forecaster(
      model: found.model, forecast: forecast, series: forecasting.source.series, test: nil, remarks: [])
    let question = ForecastQuestion(origins: .end, levels: nil, usualLevel: forecasting.bandLevel * 100)
    do {
      let asked = try question.forecasts(forecaster)
      let origin = asked.origins[0]
      let zone = forecaster.series.zone
      let history = forecasting.target.history(before: [origin], count: forecasting.target.steps)
      let times = forecast.frame.times(from: origin)
      var future = FutureForecast(
        weights: wish.weights == nil ? nil : found.weights, step: found.step, origin: origin,
        times: Array(times.dropLast()),
        predicted: asked.values.values, band: asked.bands.first?.halfWidths[0] ?? [],
        bandLevel: forecasting.bandLevel, history: history.values,
        zoneOffset: zone == .asWritten ? 0 : zone.clock.offset(at: origin), learntTo: forecast.frame.learntTo,
        remarks: asked.remarks)
      // Steps that the file has whole.
      let known = times.dropFirst().prefix { $0 <= forecaster.series.instant(at: forecaster.series.count) }
      if let end = known.last {
        future.actual = forecasting.target.history(before: [end], count: known.count).values
      }
      return .known(future)
    } catch {
      return .refused((error as? Failure)?.sentence ?? "\(error)")
    }
  }
}
