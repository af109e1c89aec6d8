import Basics
import Datasets

extension ZoneClock {
  /// The first instant at which the wall clock shows `wall` or, where it skips that time, something later.
  func firstInstant(atWallClock wall: Int64) -> Instant {
    if let offset = constantOffset { return wall - offset }
    switch reading(ofWallClock: wall) {
    case .unique(let instant), .twice(let instant, _): return instant
    case .skipped(let after):
      // The stretch that is skipped begins within a day before, at the change itself.
      return change(after: after - Milliseconds.day, upTo: after)
    }
  }

  /// The instant of a change of the offset in `(start, end]`, for stretches that hold one change at most; `end` where the
  /// offset is the same on both sides.
  func change(after start: Instant, upTo end: Instant) -> Instant {
    let offsetBefore = offset(at: start)
    return (start..<end).partitioningIndex { offset(at: $0) != offsetBefore }
  }
}
