import Basics
import Telemetry

/// What happened in a watch.
package enum WatchNews: Sendable {
  case event(Event)
  /// An origin's horizon is over.
  case scored(OriginScore)
  case preferred(PreferenceChange)
}

/// Another rung is preferred from now on.
package struct PreferenceChange: Sendable {
  package var at: Instant
  package var from: RungID?
  package var to: RungID
  /// As a sentence without an end.
  package var reason: String
}

/// How all did at one origin, and over the newest ones.
package struct OriginScore: Sendable {
  package struct Rung: Sendable {
    package var rung: RungID
    /// Mean squared error over this origin's horizon; nil where the rung has ended.
    package var mse: Double?
    /// Over the newest origins.
    package var rolling: Scores?
  }

  package var origin: Instant
  /// Values that had come when it was closed.
  package var points: Int
  package var rungs: [Rung]
  package var naive: Double
  package var seasonalNaive: Double
  package var preferred: RungID?

  init(_ origin: WatchedOrigin, of engine: WatchEngine) {
    self.origin = engine.instant(of: origin.step)
    points = engine.points
    rungs = engine.standing.map { run in
      Rung(
        rung: engine.rungs[run.rung].id, mse: origin.errors?.runs[run.run]?.squared,
        rolling: engine.score(of: run))
    }
    naive = origin.errors?.naive.squared ?? .nan
    seasonalNaive = origin.errors?.seasonalNaive.squared ?? .nan
    preferred = engine.preferred
  }
}
