import Basics

/// Decides between a step in ms, in calendar days and in calendar months.
enum CadenceFinder {
  struct Found {
    var cadence: Cadence
    var start: Instant
    /// Share of steps of just that many days or months, of 0…1; nil where steps are of one length in ms.
    var calendarShare: Double?
    /// Stamps stand at month ends; each row is counted at its month's first day.
    var marksMonthEnds = false
  }

  /// - Parameter instants: ascending, at least two of them distinct.
  static func find(_ instants: [Int64], step: StepFinder, zone: Zone) -> Found {
    let clock = zone.clock
    if step.modalStep >= 28 * Milliseconds.day, let found = months(instants, clock) { return found }
    if clock.constantOffset == nil, step.modalStep % Milliseconds.day == 0 {
      let times = instants.map { CivilTime(wallClock: clock.wallClock(at: $0)).millisecondOfDay }
      if let first = mode(times), times.count(where: { $0 == first }) * 20 >= times.count * 19 {
        let start = instants.first { CivilTime(wallClock: clock.wallClock(at: $0)).millisecondOfDay == first }
        let days = instants.map { Int64(CivilTime(wallClock: clock.wallClock(at: $0)).date.daysSinceEpoch) }
        return Found(
          cadence: .days(Int(step.modalStep / Milliseconds.day)), start: start ?? instants[0],
          calendarShare: StepFinder(ascending: days).modalShare)
      }
    }
    var length = step.modalStep
    if step.modalShare < 0.5, let usual = StepFinder.usualStep(near: instants) { length = usual }
    return Found(cadence: .milliseconds(length), start: phased(instants, length))
  }

  /// The grid point nearest to the first instant, on the grid that most instants lie on.
  private static func phased(_ instants: [Int64], _ step: Int64) -> Instant {
    let stride = max(1, instants.count / 10_000)
    let phases = Swift.stride(from: 0, to: instants.count, by: stride).map { index in
      floorModulo(instants[index], step)
    }
    var phase = mode(phases) ?? 0
    // Jittered stamps have no common phase: the grid is then that of round times.
    if phases.count(where: { $0 == phase }) * 4 < phases.count { phase = 0 }
    return floorQuotient(instants[0] - phase + step / 2, step) * step + phase
  }

  private static func months(_ instants: [Int64], _ clock: ZoneClock) -> Found? {
    let times = instants.map { CivilTime(wallClock: clock.wallClock(at: $0)) }
    let isEnd: (CivilTime) -> Bool = { $0.date.day == CivilDate.daysInMonth($0.date.month, of: $0.date.year) }
    let day = mode(times.map(\.date.day)) ?? 1
    let marksEnds = times.allSatisfy(isEnd) && times.contains { $0.date.day < 31 }
    // Where a month lacks the day, its last one stands for it.
    let fits = times.count { $0.date.day == day || (day > 28 && isEnd($0)) }
    guard marksEnds || fits * 20 >= times.count * 19 else { return nil }
    let months = times.map { Int64($0.date.year * 12 + $0.date.month) }
    let finder = StepFinder(ascending: months)
    let step = finder.modalStep
    guard step > 0 else { return nil }
    var start = times[0]
    if marksEnds { start = CivilTime(date: monthStart(start.date)) }
    return Found(
      cadence: .months(Int(step)), start: clock.instant(ofWallClock: start.wallClock), calendarShare: finder.modalShare,
      marksMonthEnds: marksEnds)
  }

  static func monthStart(_ date: CivilDate) -> CivilDate { date.adding(days: 1 - date.day) }

  private static func mode<Value: Hashable & Comparable>(_ values: [Value]) -> Value? {
    var counts: [Value: Int] = [:]
    for value in values { counts[value, default: 0] += 1 }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }
}
