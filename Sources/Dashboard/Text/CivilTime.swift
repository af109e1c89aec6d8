import Basics

/// Moments as the screen shows them.
extension CivilTime {
  /// - Parameter offset: wall clock minus `instant`, in ms.
  init(_ instant: Instant, offset: Int64 = 0) {
    // Instants far outside the calendar would overflow; they are shown as the nearest that does not.
    self.init(wallClock: min(max(instant, -8_000_000_000_000_000), 8_000_000_000_000_000) + offset)
  }

  var monthAndDay: String { "\(NumberFormat.padded(date.month, 2))-\(NumberFormat.padded(date.day, 2))" }

  /// `14:05`, or `14:05:30` where steps are no whole minutes.
  func clock(step: Int64) -> String {
    let minutes = "\(NumberFormat.padded(hour, 2)):\(NumberFormat.padded(minute, 2))"
    return step % Milliseconds.minute == 0 ? minutes : "\(minutes):\(NumberFormat.padded(second, 2))"
  }

  /// `2000-08-14 00:00`, or the date alone for steps of whole days.
  func stamp(step: Int64) -> String {
    step % Milliseconds.day == 0 ? "\(date)" : "\(date) \(clock(step: step))"
  }

  /// Without the year, for the rows of a table: `08-14 14:00`; with it for days and longer.
  func row(step: Int64) -> String {
    if step % Milliseconds.day == 0 { return "\(date)" }
    return step % Milliseconds.minute == 0 ? "\(monthAndDay) \(clock(step: step))" : clock(step: step)
  }
}
