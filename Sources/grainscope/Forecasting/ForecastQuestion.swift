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
  /// In percent.
  let levels: [Double]

  /// - Throws: ``Failure`` where an origin cannot be asked from, lacks what is read before it, or there are too few
  ///   validation origins for a band.
  func sheet(_ forecaster: Forecaster) throws -> ForecastSheet {
    let forecast = forecaster.forecast
    let (instants, actual) = try places(forecaster)
    let values: DoubleMatrix
    do { values = try forecast.forecast(forecaster.series, from: instants) } catch {
      throw Failure.input(error.sentence)
    }
    for (row, instant) in instants.enumerated() where !values.row(row).allSatisfy(\.isFinite) {
      throw Failure.input(Words.forecastMissing(origin: forecaster.stamp(instant)))
    }
    return ForecastSheet(
      origins: instants.map(forecaster.stamp),
      times: instants.map { forecast.frame.times(from: $0).dropLast().map(forecaster.stamp) },
      forecasts: values, bands: try bands(forecast), actual: actual)
  }

  private func places(_ forecaster: Forecaster) throws -> ([Instant], DoubleMatrix?) {
    let frame = forecaster.forecast.frame
    let end = forecaster.series.instant(at: forecaster.series.count)
    switch origins {
    case .end: return ([frame.lastOrigin(upTo: end)], nil)
    case .at(let text):
      guard let origin = Self.instant(text, frame.zone) else {
        throw Failure.input(Words.forecastNoTime(text: Clean.text(text, limit: 60)))
      }
      let last = frame.lastOrigin(upTo: min(origin, end))
      guard last == origin else {
        throw Failure.input(
          origin > end
            ? Words.forecastBeyondEnd(origin: Clean.text(text), end: forecaster.stamp(end))
            : Words.forecastNoBoundary(
              origin: Clean.text(text), before: forecaster.stamp(last),
              after: forecaster.stamp(frame.nextOrigin(after: last))))
      }
      return ([origin], nil)
    case .everyTestOrigin:
      guard let test = forecaster.test else { throw Failure.input(Words.forecastNoTestOrigins) }
      return (test.origins, test.actual)
    }
  }

  /// A time on the wall clock; nil where the text is none, or the clock skips it.
  private static func instant(_ text: String, _ zone: Zone) -> Instant? {
    guard let wall = DateForm.wallClock(text) else { return nil }
    switch zone.clock.reading(ofWallClock: wall) {
    case .unique(let instant), .twice(let instant, _): return instant
    case .skipped: return nil
    }
  }

  private func bands(_ forecast: FittedForecast) throws(Failure) -> [ForecastSheet.Band] {
    var bands: [ForecastSheet.Band] = []
    for level in levels {
      guard let widths = forecast.errors?.halfWidths(level: level / 100) else {
        throw .input(
          Words.forecastFewOrigins(
            level: shortDecimal(level), needed: "\(ConformalBand.leastOrigins(level: level / 100))",
            found: forecast.errors?.origins ?? 0))
      }
      bands.append(ForecastSheet.Band(level: level, halfWidths: widths))
    }
    return bands
  }
}
