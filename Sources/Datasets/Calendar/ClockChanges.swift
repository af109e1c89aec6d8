import Basics

/// Signs of summer time in stamps that were taken as written: an hour that is missing where clocks jump forward, or stands twice
/// where they go back.
enum ClockChanges {
  /// One zone of each kind of change, the first of those that explain what is seen stands for all.
  private static let zones = [
    "Europe/Berlin", "Europe/London", "Europe/Helsinki", "America/New_York", "Australia/Sydney", "Pacific/Auckland",
    "America/Santiago",
  ]

  /// The first zone whose clocks explain a missing hour or all repeated stamps; nil where none does, or where rows are too far
  /// apart to show it.
  ///
  /// - Parameters:
  ///   - report: of a series whose stamps are wall clocks.
  ///   - step: between two rows, in ms.
  static func zone(explaining report: SeriesReport, step: Int64) -> String? {
    guard step <= Milliseconds.hour else { return nil }
    // Both know the first cases alone; a file without any needs no tables.
    let jumps = report.gaps.first.filter { $0.to - $0.from == step + Milliseconds.hour }.map { $0.from + step }
    let repeated = report.duplicates.first.map(\.instant)
    guard !(jumps.isEmpty && repeated.isEmpty) else { return nil }
    return zones.first { name in
      guard let table = ZoneDatabase.shared.table(named: name) else { return false }
      let clock = ZoneClock(table: table)
      return jumps.contains { clock.isSkipped($0) }
        || !repeated.isEmpty && repeated.allSatisfy { clock.isShownTwice($0) }
    }
  }
}

extension ZoneClock {
  fileprivate func isSkipped(_ wallClock: Instant) -> Bool {
    switch reading(ofWallClock: wallClock) {
    case .skipped: true
    case .unique, .twice: false
    }
  }

  fileprivate func isShownTwice(_ wallClock: Instant) -> Bool {
    switch reading(ofWallClock: wallClock) {
    case .twice: true
    case .unique, .skipped: false
    }
  }
}
