import Basics
import Datasets
import Granularity
import Models
import Tensors

/// From where a forecaster is asked, and how wide its bands are to be.
struct ForecastQuestion {
  enum Origins {
    /// The last boundary of all grains in the file.
    case end
    case at(String)
    case everyTestOrigin
  }

  let origins: Origins
  /// In percent; nil takes the usual one, where there are origins enough for it.
  let levels: [Double]?
  let usualLevel: Double

  /// The forecasts that were asked for, and what to say about them.
  struct Answer {
    /// One for each grain that is forecast.
    let sheets: [ForecastSheet]
    let remarks: [String]
  }

  /// What was forecast, as numbers.
  struct Forecasts {
    let origins: [Instant]
    /// `[origins, steps]`
    let values: DoubleMatrix
    /// What happened there; nil where nothing is known yet.
    let actual: DoubleMatrix?
    let bands: [ForecastSheet.Band]
    let remarks: [String]
  }

  /// - Throws: ``Failure`` as ``forecasts(_:)`` does.
  func answer(_ forecaster: Forecaster) throws -> Answer {
    let found = try forecasts(forecaster)
    let frame = forecaster.forecast.frame
    let times = found.origins.map { Array(frame.times(from: $0).dropLast()) }
    let isDated = forecaster.areDates(found.origins + times.joined(), stepping: frame.evaluationGrain)
    let precision = OriginTime.precision(of: found.origins + times.joined())
    let text = { isDated ? forecaster.date($0) : forecaster.stamp($0, to: precision) }
    let sheet = ForecastSheet(
      grain: nil, origins: found.origins.map(text), times: times.map { $0.map(text) }, forecasts: found.values,
      bands: found.bands, actual: found.actual, score: forecaster.score)
    return Answer(sheets: [sheet], remarks: found.remarks)
  }

  /// The forecasts of several grains, each at its own, that add up.
  ///
  /// - Throws: ``Failure`` as ``answer(_:)-(Forecaster)`` does.
  func answer(_ forecasters: CoherentForecasters) throws -> Answer {
    let (instants, values) = try forecasts(forecasters)
    let fine = forecasters.members[0]
    let times = forecasters.members.map { member in
      instants.map { Array(member.forecast.frame.nativeTimes(from: $0).dropLast()) }
    }
    let all = instants + times.joined().joined()
    let precision = OriginTime.precision(of: all)
    // All grains in one form, so that they can be put beside each other.
    let isDated = fine.areDates(all, stepping: fine.forecast.frame.members[0].grain)
    let text = { isDated ? fine.date($0) : fine.stamp($0, to: precision) }
    let isTest = if case .everyTestOrigin = origins { true } else { false }
    var (sheets, remarks): ([ForecastSheet], [String]) = ([], [])
    for (index, level) in forecasters.coherent.levels.enumerated() {
      let (bands, remark) = try bands(level.errors, at: instants, of: forecasters.coherent.method)
      if let remark, !remarks.contains(remark) { remarks.append(remark) }
      sheets.append(
        ForecastSheet(
          grain: level.rung.label, origins: instants.map(text), times: times[index].map { $0.map(text) },
          forecasts: values[index], bands: bands, actual: isTest ? level.actual : nil))
    }
    return Answer(
      sheets: sheets, remarks: remarks + self.remarks(forecasters.members[forecasters.members.count - 1], instants))
  }

  /// - Returns: what adds up, one for each grain, fine to coarse, `[origins, own steps]`.
  private func forecasts(_ forecasters: CoherentForecasters) throws -> (origins: [Instant], values: [DoubleMatrix]) {
    var instants = forecasters.coherent.testOrigins
    switch origins {
    case .everyTestOrigin: break
    case .at:
      // The coarsest knows best which others there are.
      for member in forecasters.members.reversed() { instants = try places(member).0 }
    case .end: instants = [forecasters.lastOrigin]
    }
    for member in forecasters.members { try checkRegular(member, instants) }
    var base: [DoubleMatrix] = []
    for member in forecasters.members {
      do { base.append(try member.forecast.nativeForecast(member.series, from: instants)) } catch {
        throw Failure.input(error.sentence)
      }
    }
    for (row, instant) in instants.enumerated() {
      guard base.allSatisfy({ $0.row(row).allSatisfy(\.isFinite) }) else {
        throw Failure.input(Words.forecastMissing(origin: forecasters.members[0].stamp(instant)))
      }
    }
    return (instants, forecasters.coherent.reconcile(base))
  }

  /// - Parameter method: has learnt from all errors itself where there are none.
  private func bands(
    _ errors: BandErrors?, at origins: [Instant], of method: ReconciliationMethod
  ) throws(Failure) -> (bands: [ForecastSheet.Band], remark: String?) {
    guard errors == nil else { return try bands(errors, at: origins) }
    let sentence = Words.forecastLearntErrors(method: method.rawValue)
    guard levels == nil else { throw .input(Words.forecastOtherMethod(reason: sentence)) }
    return ([], Words.forecastNoBand(reason: sentence))
  }

  /// - Throws: ``Failure`` where an origin cannot be asked from, lacks what is read before it, or there are too few
  ///   validation origins for a band.
  func forecasts(_ forecaster: Forecaster) throws -> Forecasts {
    let forecast = forecaster.forecast
    let (instants, actual) = try places(forecaster)
    try checkRegular(forecaster, instants)
    let values: DoubleMatrix
    do { values = try forecast.forecast(forecaster.series, from: instants) } catch {
      throw Failure.input(error.sentence)
    }
    for (row, instant) in instants.enumerated() where !values.row(row).allSatisfy(\.isFinite) {
      throw Failure.input(Words.forecastMissing(origin: forecaster.stamp(instant)))
    }
    let (bands, remark) = try bands(forecast.errors, at: instants)
    return Forecasts(
      origins: instants, values: values, actual: actual, bands: bands,
      remarks: [remark].compactMap { $0 } + remarks(forecaster, instants))
  }

  /// - Throws: where the clock is changed within the horizon of an origin.
  private func checkRegular(_ forecaster: Forecaster, _ instants: [Instant]) throws(Failure) {
    let frame = forecaster.forecast.frame
    guard let irregular = instants.first(where: { !frame.isRegular(at: $0) }) else { return }
    throw .input(
      Words.forecastClockChange(
        horizon: frame.horizon.label, origin: forecaster.stamp(irregular), grain: frame.evaluationGrain.label))
  }

  private func places(_ forecaster: Forecaster) throws -> ([Instant], DoubleMatrix?) {
    let frame = forecaster.forecast.frame
    let end = forecaster.series.instant(at: forecaster.series.count)
    switch origins {
    case .end: return ([frame.lastOrigin(upTo: end, frame.learntTo < end ? .judged : .read)], nil)
    case .at(let text):
      guard let origin = Self.instant(text, frame.zone) else {
        throw Failure.input(Words.forecastNoTime(text: Clean.text(text, limit: 60)))
      }
      let begin = forecaster.series.instant(at: 0)
      guard origin > begin else {
        throw Failure.input(
          Words.forecastBeforeBegin(origin: Clean.text(text, limit: 60), begin: forecaster.stamp(begin)))
      }
      let last = frame.lastOrigin(upTo: min(origin, end), .read)
      guard last == origin else {
        throw Failure.input(
          origin > end
            ? Words.forecastBeyondEnd(origin: Clean.text(text), end: forecaster.stamp(end))
            : Words.forecastNoBoundary(
              origin: Clean.text(text), before: forecaster.stamp(last),
              after: forecaster.stamp(frame.nextOrigin(after: last))))
      }
      // A test of what it learnt by heart would look good.
      let newest = frame.lastOrigin(upTo: end, .read)
      guard frame.learntTo < end || origin == newest else {
        throw Failure.input(Words.forecastRefitOrFrom(newest: forecaster.stamp(newest)))
      }
      return ([origin], nil)
    case .everyTestOrigin:
      guard let test = forecaster.test else { throw Failure.input(Words.forecastNoTestOrigins) }
      return (test.origins, test.actual)
    }
  }

  /// Where an origin is no such one as scores and bands come from, or rows lie behind it.
  private func remarks(_ forecaster: Forecaster, _ instants: [Instant]) -> [String] {
    let frame = forecaster.forecast.frame
    let series = forecaster.series
    guard let origin = instants.first else { return [] }
    let isJudged = frame.lastOrigin(upTo: origin, .judged) == origin
    let elsewhere =
      isJudged
      ? nil : Words.forecastOtherPlace(grain: frame.coarsestJudged.label, origin: forecaster.stamp(origin))
    let uneven = uneven(forecaster, origin)
    switch origins {
    case .everyTestOrigin: return []
    case .end:
      let end = series.instant(at: series.count)
      let later = frame.lastOrigin(upTo: end, .read)
      let behind: String? =
        if later > origin {
          Words.forecastRowsBehind(
            origin: forecaster.stamp(origin), grain: frame.coarsestJudged.label, later: forecaster.stamp(later))
        } else if end > origin {
          Words.forecastRowsUnread(origin: forecaster.stamp(origin), grain: frame.coarsestJudged.label)
        } else {
          nil
        }
      return [elsewhere, behind, uneven, weekend(forecaster, origin)].compactMap { $0 }
    case .at:
      let learnt =
        origin < min(frame.learntTo, series.instant(at: series.count))
        ? Words.forecastLearntBehind(origin: forecaster.stamp(origin)) : nil
      return [elsewhere, learnt, uneven, weekend(forecaster, origin)].compactMap { $0 }
    }
  }

  /// That a step lies on a day that a series of business days never has; nil where none does.
  private func weekend(_ forecaster: Forecaster, _ origin: Instant) -> String? {
    let frame = forecaster.forecast.frame
    let days = frame.times(from: origin).dropLast().filter {
      CivilTime($0, in: forecaster.series.zone).date.weekday >= 5
    }
    guard let day = days.first, BusinessDays(forecaster.series) != nil else { return nil }
    return Words.forecastWeekend(day: forecaster.date(day))
  }

  /// That the steps end before or behind the horizon, as the clock is changed within it; nil where they fill it.
  private func uneven(_ forecaster: Forecaster, _ origin: Instant) -> String? {
    let frame = forecaster.forecast.frame
    let horizon = frame.horizon.end(from: origin, on: frame.zone.clock)
    guard let last = frame.times(from: origin).last, last != horizon else { return nil }
    return Words.forecastUneven(
      horizon: frame.horizon.label, origin: forecaster.stamp(origin), steps: frame.steps,
      grain: frame.evaluationGrain.label, end: forecaster.stamp(last), other: forecaster.stamp(horizon))
  }

  /// A time on the wall clock; nil where the text is none, or the clock skips it.
  private static func instant(_ text: String, _ zone: Zone) -> Instant? {
    guard let wall = DateForm.wallClock(text) else { return nil }
    switch zone.clock.reading(ofWallClock: wall) {
    case .unique(let instant), .twice(let instant, _): return instant
    case .skipped: return nil
    }
  }

  /// - Returns: also a sentence where the usual band cannot be had.
  private func bands(
    _ errors: BandErrors?, at origins: [Instant]
  ) throws(Failure) -> (bands: [ForecastSheet.Band], remark: String?) {
    var bands: [ForecastSheet.Band] = []
    for level in levels ?? [usualLevel] {
      if let widths = errors?.halfWidths(level: level / 100, at: origins), widths.contains(where: { $0 != nil }) {
        bands.append(ForecastSheet.Band(level: level, halfWidths: widths))
        continue
      }
      let sentence = Words.forecastFewOrigins(
        level: shortDecimal(level), needed: "\(AdaptiveBand.leastOrigins(level: level / 100))",
        found: origins.last.flatMap { errors?.known(at: $0) } ?? 0)
      guard levels == nil else { throw .input(Words.forecastLowerLevels(reason: sentence)) }
      return ([], Words.forecastNoBand(reason: sentence))
    }
    return (bands, nil)
  }
}
