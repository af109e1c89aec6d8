import Basics
import Datasets

extension Grain {
  /// Where bins begin, counted from where the calendar has them: rows of weeks that are stamped on Saturdays make weeks from
  /// Saturday to Saturday.
  package struct Phase: Hashable, Sendable {
    /// Calendar months, of grains of months alone; fewer than a bin has.
    var months: Int64 = 0
    /// On the wall clock; of grains of months within the first month, whose last day stands for one that it lacks.
    var milliseconds: Int64 = 0

    static let none = Phase()
  }

  /// The grain of a series' own rows, whose bins begin at the rows' stamps.
  package init(of series: TimeSeries) {
    let calendar = Grain(of: series.cadence)
    let clock = series.zone.clock
    // Steps that are equally long by elapsed time stand at other times of day once the clocks are changed.
    if calendar.followsWallClock, clock.constantOffset == nil, case .milliseconds = series.cadence {
      self = calendar
    } else {
      self = calendar.with(calendar.phase(of: series.start, on: clock))
    }
  }

  /// The same length in bins that are unions of those of `base`; where that does not divide it, those of the calendar.
  package func phased(like base: Grain) -> Grain {
    guard base.divides(self) else { return with(.none) }
    var phase = base.phase
    if unit != .months { phase.months = 0 }
    return with(phase)
  }

  /// Whether bins begin where those of a series with that step do, so that boundaries of several grains meet.
  package func isPhased(like base: Grain) -> Bool { phase == phased(like: base).phase }

  /// How far behind the start of its bin an instant lies.
  private func phase(of instant: Instant, on clock: ZoneClock) -> Phase {
    let start = floor(instant, on: clock)
    switch unit {
    case .milliseconds, .days: return Phase(milliseconds: clock.wallClock(at: instant) - clock.wallClock(at: start))
    case .months:
      let wall = CivilTime(wallClock: clock.wallClock(at: instant))
      let first = CivilTime(date: wall.date.adding(days: 1 - wall.date.day)).wallClock
      let months = CivilTime(wallClock: clock.wallClock(at: start)).date.monthsUntil(wall.date)
      return Phase(months: months, milliseconds: wall.wallClock - first)
    }
  }
}

extension CivilDate {
  fileprivate func monthsUntil(_ later: CivilDate) -> Int64 {
    Int64(later.year - year) * 12 + Int64(later.month - month)
  }
}

/// A grain is kept as its label, and behind a plus where its bins begin: `1w+5d` from Saturday to Saturday.
extension Grain: Codable {
  package init(from decoder: any Decoder) throws {
    let parts = try decoder.singleValueContainer().decode(String.self).split(separator: "+").map {
      try Grain(parsing: String($0))
    }
    guard let grain = parts.first else { throw LadderError.unreadableGrain("") }
    var phase = Phase.none
    for shift in parts.dropFirst() {
      if shift.unit == .months { phase.months += shift.count } else { phase.milliseconds += shift.meanLength }
    }
    self = grain.with(phase)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    let shifts = [
      phase.months > 0 ? Grain.months(phase.months) : nil,
      phase.milliseconds > 0 ? Grain.milliseconds(phase.milliseconds) : nil,
    ]
    try container.encode(([self] + shifts.compactMap { $0 }).map(\.label).joined(separator: "+"))
  }
}
