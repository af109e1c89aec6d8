import Basics
import Granularity

/// Where a forecaster can be asked, and what its answers are about.
extension ForecastFrame {
  /// Where an origin may lie.
  package enum Boundaries {
    /// Of every grain that is read, and of the answers: the model can be asked there.
    case read
    /// Besides, where origins lie that scores and bands come from, as at midnight.
    case judged
  }

  private func grains(_ boundaries: Boundaries) -> [Grain] {
    let read = members.flatMap { $0.windows.map(\.grain) } + [evaluationGrain]
    switch boundaries {
    case .read: return read
    case .judged: return read + originGrains
    }
  }

  /// The coarsest of the grains on whose boundaries the origins lie that scores and bands come from.
  package var coarsestJudged: Grain { grains(.judged).max { $0.meanLength < $1.meanLength } ?? evaluationGrain }

  /// The last boundary of all grains that lies at `instant` or before it.
  package func lastOrigin(upTo instant: Instant, _ boundaries: Boundaries) -> Instant {
    let clock = zone.clock
    let grains = grains(boundaries)
    var origin = instant
    while true {
      let floor = grains.reduce(origin) { min($0, $1.floor($0, on: clock)) }
      if floor == origin { return origin }
      origin = floor
    }
  }

  /// The first place behind an origin at which the model can be asked again.
  package func nextOrigin(after origin: Instant) -> Instant {
    let clock = zone.clock
    let grains = grains(.read)
    var next = origin
    repeat {
      next = grains.map { $0.next(after: next, on: clock) }.max() ?? next
    } while lastOrigin(upTo: next, .read) != next
    return next
  }

  /// Whether every step of a coarser member has as many steps of the evaluation grain from an origin on as it has elsewhere:
  /// not where the clock is changed within the horizon.
  package func isRegular(at origin: Instant) -> Bool {
    let clock = zone.clock
    func end(_ grain: Grain, _ steps: Int) -> Instant {
      (0..<steps).reduce(origin) { instant, _ in grain.next(after: instant, on: clock) }
    }
    let own = end(evaluationGrain, steps)
    return members.allSatisfy { $0.grain == evaluationGrain || end($0.grain, $0.horizon) == own }
  }

  /// The start of each step that is forecast from an origin, and the end of the last: `steps + 1` ascending instants.
  package func times(from origin: Instant) -> [Instant] { times(from: origin, evaluationGrain, steps) }

  /// Likewise at the grain of the finest member.
  package func nativeTimes(from origin: Instant) -> [Instant] {
    times(from: origin, members[0].grain, members[0].horizon)
  }

  private func times(from origin: Instant, _ grain: Grain, _ steps: Int) -> [Instant] {
    let clock = zone.clock
    var times = [origin]
    for _ in 0..<steps { times.append(grain.next(after: times[times.count - 1], on: clock)) }
    return times
  }
}
