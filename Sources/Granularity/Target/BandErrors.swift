import Basics

/// What a model's bands are taken from.
package enum BandErrors: Equatable, Sendable {
  case track(ErrorTrack)
  /// By size alone, as files of earlier versions keep them.
  case sorted(CalibrationErrors)

  /// Half-widths of the band of a level around forecasts from some origins, each `[steps]`; nil where too few errors are known there.
  ///
  /// - Parameter level: the share of actual values that the band is to hold, above 0, below 1.
  package func halfWidths(level: Double, at origins: [Instant]) -> [[Double]?] {
    switch self {
    case .track(let track): AdaptiveBand.halfWidths(track, levels: [level], at: origins)[0]
    case .sorted(let errors): [[Double]?](repeating: errors.halfWidths(level: level), count: origins.count)
    }
  }

  /// Origins whose errors are known at a moment.
  package func known(at moment: Instant) -> Int {
    switch self {
    case .track(let track): track.known(at: moment)
    case .sorted(let errors): errors.origins
    }
  }
}
