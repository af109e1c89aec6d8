/// Reads stamps of one form into wall-clock milliseconds, or into instants where they carry an offset.
struct DateParser: Sendable {
  let form: DateForm
  /// A comma may stand before a second's fraction; not where it separates cells.
  var takesCommaFraction: Bool
  private(set) var zones = ZoneTally()

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
    default: return rareForm(bytes, &position)
    }
  }

  // MARK: Common forms

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
  private mutating func finish(
    _ year: Int, _ month: Int, _ day: Int, _ bytes: Span<UInt8>, _ cursor: inout Int, _ position: inout Int
  ) -> Int64 {
    position = cursor
    guard month >= 1, month <= 12, day >= 1, day <= 28 || day <= CivilDate.daysInMonth(month, of: year) else {
      _ = clockAndOffset(bytes, &position)
      return Self.impossible
    }
    let midnight = Int64(CivilDate.daysSinceEpoch(year: year, month: month, day: day)) * Milliseconds.day
    let rest = clockAndOffset(bytes, &position)
    return rest == Self.impossible ? rest : midnight + rest
  }

  /// What follows a date: ` 13:30:05.250 PM +02:00`, each part optional. Milliseconds to add to midnight.
  @inline(__always)
  private mutating func clockAndOffset(_ bytes: Span<UInt8>, _ position: inout Int) -> Int64 {
    var cursor = position
    let mark = bytes[cursor]
    var time: Int64 = 0
    if mark == 0x20 || mark | 0x20 == 0x74 || mark == 0x5F {
      cursor += 1
      while bytes[cursor] == 0x20 { cursor += 1 }
      let clock = Self.clock(bytes, &cursor, takesCommaFraction, &zones.cutDigits)
      if clock == Self.impossible {
        position = cursor
        return clock
      }
      if clock != Self.notADate {
        time = clock
        position = cursor
        zones.hasClock = true
      }
    }
    let next = bytes[position]
    guard next == 0x20 || next == 0x2B || next == 0x2D || next | 0x20 == 0x7A else {
      zones.without += 1
      return time
    }
    return time - offset(bytes, &position)
  }

  /// `Z`, ` UTC`, `+02:00`, `-0330`, `+02`: ms east of UTC; counts what it saw.
  private mutating func offset(_ bytes: Span<UInt8>, _ position: inout Int) -> Int64 {
    var cursor = position
    while bytes[cursor] == 0x20 { cursor += 1 }
    var found: Int64?
    let sign = bytes[cursor]
    if sign | 0x20 == 0x7A {
      found = 0
      cursor += 1
    } else if Digits.word(Digits.utc, bytes, cursor) || Digits.word(Digits.gmt, bytes, cursor) {
      found = 0
      cursor += 3
    } else if sign == 0x2B || sign == 0x2D {
      cursor += 1
      if let hours = Digits.exactly(2, bytes, &cursor), hours <= 18 {
        if bytes[cursor] == 0x3A { cursor += 1 }
        let minutes = Digits.exactly(2, bytes, &cursor) ?? 0
        let size = Int64(hours) * Milliseconds.hour + Int64(minutes) * Milliseconds.minute
        found = sign == 0x2D ? -size : size
      }
    }
    guard let found else {
      zones.without += 1
      return 0
    }
    position = cursor
    zones.withOffset += 1
    if let first = zones.firstOffset {
      if first != found { zones.isMixed = true }
    } else {
      zones.firstOffset = found
    }
    return found
  }

  /// `13:30`, `1:30:05.250 PM`, `24:00`: ms after midnight, or one of the marks for failure.
  static func clock(
    _ bytes: Span<UInt8>, _ position: inout Int, _ takesCommaFraction: Bool, _ cutDigits: inout Bool
  ) -> Int64 {
    var cursor = position
    guard let hour = Digits.upTo(2, bytes, &cursor), bytes[cursor] == 0x3A else { return notADate }
    cursor += 1
    guard let minute = Digits.exactly(2, bytes, &cursor) else { return notADate }
    var milliseconds: Int64 = 0
    if bytes[cursor] == 0x3A {
      var probe = cursor + 1
      if let second = Digits.exactly(2, bytes, &probe) {
        guard second <= 60 else {
          position = probe
          return impossible
        }
        milliseconds = Int64(second) * 1_000
        cursor = probe
        let mark = bytes[cursor]
        if mark == 0x2E || (takesCommaFraction && mark == 0x2C && bytes[cursor + 1] &- 0x30 <= 9) {
          milliseconds += Digits.fraction(bytes, &cursor, &cutDigits)
        }
      }
    }
    var hours = hour
    var probe = cursor
    while bytes[probe] == 0x20 { probe += 1 }
    let half = bytes[probe] | 0x20
    if half == 0x61 || half == 0x70, bytes[probe + 1] | 0x20 == 0x6D {
      position = probe + 2
      guard (1...12).contains(hour) else { return impossible }
      hours = hour % 12 + (half == 0x70 ? 12 : 0)
    } else {
      position = cursor
    }
    milliseconds += Int64(hours) * Milliseconds.hour + Int64(minute) * Milliseconds.minute
    return minute < 60 && milliseconds <= Milliseconds.day ? milliseconds : impossible
  }

  /// A count since 1970, whole or with a fraction.
  private mutating func epoch(_ bytes: Span<UInt8>, _ position: inout Int, perSecond: Int64) -> Int64 {
    var cursor = position
    let isNegative = bytes[cursor] == 0x2D
    if isNegative { cursor += 1 }
    let start = cursor
    var digits: UInt64 = 0
    while bytes[cursor] &- 0x30 <= 9 {
      guard cursor - start < 19 else { return Self.notADate }
      digits = digits * 10 + UInt64(bytes[cursor] &- 0x30)
      cursor += 1
    }
    guard cursor > start, let count = Int64(exactly: digits) else { return Self.notADate }
    var milliseconds: Int64
    if perSecond == 1 {
      // Beyond the year 200 000 no stamp is meant, and days would no longer count.
      guard count < 6_000_000_000_000 else { return Self.impossible }
      milliseconds = count * 1_000
      if bytes[cursor] == 0x2E { milliseconds += Digits.fraction(bytes, &cursor, &zones.cutDigits) }
    } else {
      let perMillisecond = perSecond / 1_000
      milliseconds = count / perMillisecond
      if count % perMillisecond != 0 { zones.cutDigits = true }
      guard milliseconds < 6_000_000_000_000_000 else { return Self.impossible }
      if bytes[cursor] == 0x2E { _ = Digits.fraction(bytes, &cursor, &zones.cutDigits) }
    }
    position = cursor
    zones.hasClock = true
    return isNegative ? -milliseconds : milliseconds
  }

  // MARK: Rare forms

  private mutating func rareForm(_ bytes: Span<UInt8>, _ position: inout Int) -> Int64 {
    var cursor = position
    if form == .monthName { return monthName(bytes, &position) }
    guard let year = Digits.exactly(4, bytes, &cursor) else { return Self.notADate }
    if form == .compact { return compact(year, bytes, &cursor, &position) }
    var date: CivilDate?
    let mark = bytes[cursor]
    if form != .year, mark == 0x2D || mark == 0x2F || mark == 0x20 { cursor += 1 }
    switch form {
    case .year:
      date = CivilDate(year: year, month: 1, day: 1)
    case .yearMonth:
      guard mark == 0x2D || mark == 0x2F || bytes[cursor] | 0x20 == 0x6D else { return Self.notADate }
      if bytes[cursor] | 0x20 == 0x6D { cursor += 1 }
      guard let month = Digits.upTo(2, bytes, &cursor) else { return Self.notADate }
      date = CivilDate(year: year, month: month, day: 1)
    case .dayOfYear:
      guard mark == 0x2D, let day = Digits.exactly(3, bytes, &cursor) else { return Self.notADate }
      if day >= 1, day <= (CivilDate.isLeap(year) ? 366 : 365) {
        date = CivilDate(year: year, month: 1, day: 1)?.adding(days: day - 1)
      }
    case .week:
      guard bytes[cursor] | 0x20 == 0x77 else { return Self.notADate }
      cursor += 1
      guard let week = Digits.upTo(2, bytes, &cursor) else { return Self.notADate }
      date = CivilDate.monday(ofISOWeek: week, year: year)
      if bytes[cursor] == 0x2D, 1...7 ~= Int(bytes[cursor + 1]) - 0x30 {
        date = date?.adding(days: Int(bytes[cursor + 1]) - 0x31)
        cursor += 2
      }
    case .quarter:
      guard bytes[cursor] | 0x20 == 0x71 else { return Self.notADate }
      cursor += 1
      guard let quarter = Digits.exactly(1, bytes, &cursor) else { return Self.notADate }
      date = CivilDate(year: year, month: quarter * 3 - 2, day: 1)
    default:
      return Self.notADate
    }
    position = cursor
    zones.without += 1
    return date.map { Int64($0.daysSinceEpoch) * Milliseconds.day } ?? Self.impossible
  }

  private mutating func compact(
    _ year: Int, _ bytes: Span<UInt8>, _ cursor: inout Int, _ position: inout Int
  ) -> Int64 {
    guard let month = Digits.exactly(2, bytes, &cursor), let day = Digits.exactly(2, bytes, &cursor) else {
      return Self.notADate
    }
    if bytes[cursor] | 0x20 == 0x74 || bytes[cursor] == 0x20 { cursor += 1 }
    var time: Int64 = 0
    var probe = cursor
    if let hour = Digits.exactly(2, bytes, &probe) {
      cursor = probe
      let minute = Digits.exactly(2, bytes, &cursor) ?? 0
      let second = Digits.exactly(2, bytes, &cursor) ?? 0
      guard hour < 24, minute < 60, second < 60 else {
        position = cursor
        return Self.impossible
      }
      time = Int64((hour * 60 + minute) * 60 + second) * 1_000
      zones.hasClock = true
    }
    position = cursor
    guard let date = CivilDate(year: year, month: month, day: day) else { return Self.impossible }
    if bytes[cursor] | 0x20 == 0x7A {
      time -= offset(bytes, &position)
    } else {
      zones.without += 1
    }
    return Int64(date.daysSinceEpoch) * Milliseconds.day + time
  }

  private mutating func monthName(_ bytes: Span<UInt8>, _ position: inout Int) -> Int64 {
    var cursor = position
    var day = Digits.upTo(2, bytes, &cursor)
    Digits.skipMarks(bytes, &cursor)
    guard let month = Digits.month(bytes, &cursor) else { return Self.notADate }
    Digits.skipMarks(bytes, &cursor)
    if day == nil {
      var probe = cursor
      if let year = Digits.exactly(4, bytes, &probe) { return finish(year, month, 1, bytes, &probe, &position) }
      day = Digits.upTo(2, bytes, &cursor)
      guard Digits.skipMarks(bytes, &cursor) else { return Self.notADate }
    }
    guard let day, let year = Digits.year(bytes, &cursor) else { return Self.notADate }
    return finish(year, month, day, bytes, &cursor, &position)
  }
}
