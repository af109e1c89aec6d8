import Basics
import Granularity

/// Where a forecaster can be asked, and what its answers are about.
extension ForecastFrame {
  /// Every grain that is read, and that of the answers.
  private var grains: [Grain] { members.flatMap { $0.windows.map(\.grain) } + [evaluationGrain] }

  /// The last boundary of all grains that lies at `instant` or before it.
  package func lastOrigin(upTo instant: Instant) -> Instant {
    let clock = zone.clock
    var origin = instant
    while true {
      let floor = grains.reduce(origin) { min($0, $1.floor($0, on: clock)) }
      if floor == origin { return origin }
      origin = floor
    }
  }

  /// The first boundary of all grains behind an origin.
  package func nextOrigin(after origin: Instant) -> Instant {
    let clock = zone.clock
    var next = origin
    repeat {
      next = grains.map { $0.next(after: next, on: clock) }.max() ?? next
    } while lastOrigin(upTo: next) != next
    return next
  }

  /// The start of each step that is forecast from an origin, and the end of the last: `steps + 1` ascending instants.
  package func times(from origin: Instant) -> [Instant] {
    let clock = zone.clock
    var times = [origin]
    for _ in 0..<steps { times.append(evaluationGrain.next(after: times[times.count - 1], on: clock)) }
    return times
  }
}
