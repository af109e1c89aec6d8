import Basics

/// Reads stamps of one form into wall-clock milliseconds, or into instants where they carry an offset.
struct DateParser: Sendable {
  let form: DateForm
  /// A comma may stand before a second's fraction; not where it separates cells.
  var takesCommaFraction = true
  var zones = ZoneTally()
  /// The day of the stamp before, which most often is the next one's too.
  private var latest = (year: 1970, month: 1, day: 1, midnight: Int64(0))

  init(form: DateForm, takesCommaFraction: Bool = true) {
    self.form = form
    self.takesCommaFraction = takesCommaFraction
  }

  /// Which offsets the stamps carried.
  struct ZoneTally: Sendable, Hashable {
    var withOffset = 0
    var without = 0
    var firstOffset: Int64?
    var isMixed = false
    /// Digits below a millisecond were cut off.
    var cutDigits = false
    /// Some stamp had a time of day.
    var hasClock = false
  }

  /// Goes back to what had been seen before a record that turned out to be cut.
  mutating func restore(_ earlier: ZoneTally) { zones = earlier }

  /// In place of a result.
  static let notADate = Int64.min
  static let impossible = Int64.min + 1

  /// Reads the stamp at `position` and moves behind it.
  ///
  /// The bytes must end in something that no stamp contains. An offset, where there is one, is already taken off.
  @inline(__always)
  mutating func read(_ bytes: Span<UInt8>, _ position: inout Int) -> Int64 {
    switch form {
    case .iso: return isoDate(bytes, &position)
    case .monthDayYear: return threeNumbers(bytes, &position, dayFirst: false)
    case .dayMonthYear: return threeNumbers(bytes, &position, dayFirst: true)
    case .epochSeconds: return epoch(bytes, &position, perSecond: 1)
    case .epochMilliseconds: return epoch(bytes, &position, perSecond: 1_000)
    case .epochMicroseconds: return epoch(bytes, &position, perSecond: 1_000_000)
    case .epochNanoseconds: return epoch(bytes, &position, perSecond: 1_000_000_000)
    case .monthName, .week, .quarter, .yearMonth, .dayOfYear, .compact, .year:
      return rareForm(bytes, &position)
    }
  }

  private mutating func isoDate(_ bytes: Span<UInt8>, _ position: inout Int) -> Int64 {
    var cursor = position
    guard let year = Digits.exactly(4, bytes, &cursor) else { return Self.notADate }
    let mark = bytes[cursor]
    guard mark == 0x2D || mark == 0x2F || mark == 0x2E else { return Self.notADate }
    cursor += 1
    guard let month = Digits.upTo(2, bytes, &cursor), bytes[cursor] == mark else { return Self.notADate }
    cursor += 1
    guard let day = Digits.upTo(2, bytes, &cursor) else { return Self.notADate }
    return finish(year, month, day, bytes, &cursor, &position)
  }

  private mutating func threeNumbers(_ bytes: Span<UInt8>, _ position: inout Int, dayFirst: Bool) -> Int64 {
    var cursor = position
    guard let first = Digits.upTo(2, bytes, &cursor) else { return Self.notADate }
    let mark = bytes[cursor]
    guard mark == 0x2F || mark == 0x2E || mark == 0x2D else { return Self.notADate }
    cursor += 1
    guard let second = Digits.upTo(2, bytes, &cursor), bytes[cursor] == mark else { return Self.notADate }
    cursor += 1
    guard let year = Digits.year(bytes, &cursor) else { return Self.notADate }
    return finish(year, dayFirst ? second : first, dayFirst ? first : second, bytes, &cursor, &position)
  }

  /// Checks the day, and reads the time of day and the offset that may follow.
  @inline(__always)
  mutating func finish(
    _ year: Int, _ month: Int, _ day: Int, _ bytes: Span<UInt8>, _ cursor: inout Int, _ position: inout Int
  ) -> Int64 {
    position = cursor
    if day != latest.day || month != latest.month || year != latest.year {
      guard month >= 1, month <= 12, day >= 1, day <= 28 || day <= CivilDate.daysInMonth(month, of: year) else {
        _ = clockAndOffset(bytes, &position)
        return Self.impossible
      }
      let days = CivilDate.daysSinceEpoch(year: year, month: month, day: day)
      latest = (year, month, day, midnight: Int64(days) * Milliseconds.day)
    }
    let rest = clockAndOffset(bytes, &position)
    return rest == Self.impossible ? rest : latest.midnight + rest
  }
}
