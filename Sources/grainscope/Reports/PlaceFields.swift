import Basics
import Telemetry

/// Where a part is judged, and what happened there: the same for every rung.
struct PlaceFields: Encodable {
  let origins: Int
  let originsHash: String
  /// Of each origin.
  let originTimes: [String]?
  let actual: PredictedValues?

  /// - Parameter withActual: also each origin and the actual values, as predictions are written beside them.
  init?(_ info: SessionInfo, _ part: ScoredPart, withActual: Bool) {
    guard let hash = info.target.originsHash(part) else { return nil }
    origins = info.target.count(part)
    originsHash = hexadecimal(hash)
    guard withActual else {
      (originTimes, actual) = (nil, nil)
      return
    }
    switch info.target {
    case .forecast(let target):
      originTimes = target[part]?.originTimes
      actual = target[part].flatMap { PredictedValues(forecasts: $0.actual, origins: $0.origins.count) }
    case .classes(let target):
      originTimes = nil
      actual = target[part].map { PredictedValues(classes: $0.actual, names: target.classNames) }
    case .number(let target):
      originTimes = nil
      actual = target[part].map { .numbers($0.actual) }
    }
  }
}

extension ForecastPart {
  /// By the wall clock, as `2000-06-05 00:30`; where stamps carry a zone with its offset, as `2016-07-01 00:00+02:00`.
  var originTimes: [String] {
    let precision = OriginTime.precision(of: origins)
    return origins.indices.map { index in
      OriginTime.text(origins[index], offset: zoneOffsets.isEmpty ? nil : zoneOffsets[index], to: precision)
    }
  }
}

/// An origin as text.
enum OriginTime {
  /// What it takes to write all of these alike.
  static func precision(of origins: [Instant]) -> CivilTime.Precision {
    origins.lazy.map { CivilTime(wallClock: $0).precision }.max() ?? .minute
  }

  /// - Parameters:
  ///   - offset: what to add to the instant to get the wall clock; nil where stamps carry no zone.
  ///   - precision: nil writes as much as this time takes.
  static func text(_ origin: Instant, offset: Int64?, to precision: CivilTime.Precision? = nil) -> String {
    func written(_ time: CivilTime) -> String { time.text(to: precision ?? time.precision) }
    guard let offset else { return written(CivilTime(wallClock: origin)) }
    let minutes = Int(abs(offset) / Milliseconds.minute)
    let sign = offset < 0 ? "-" : "+"
    return "\(written(CivilTime(wallClock: origin + offset)))\(sign)\(NumberFormat.padded(minutes / 60, 2)):"
      + NumberFormat.padded(minutes % 60, 2)
  }
}
