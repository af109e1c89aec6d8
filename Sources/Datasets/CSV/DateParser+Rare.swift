import Basics

/// Counts since 1970, weeks, quarters, months by name and what else names a time.
extension DateParser {
  /// A count since 1970, whole or with a fraction.
  mutating func epoch(_ bytes: Span<UInt8>, _ position: inout Int, perSecond: Int64) -> Int64 {
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

  mutating func rareForm(_ bytes: Span<UInt8>, _ position: inout Int) -> Int64 {
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
      // As data frames write whole numbers beside missing ones: 1871.0.
      if mark == 0x2E, bytes[cursor + 1] == 0x30 {
        cursor += 1
        while bytes[cursor] == 0x30 { cursor += 1 }
      }
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
    // Read elsewhere.
    case .iso, .monthDayYear, .dayMonthYear, .monthName, .compact, .epochSeconds, .epochMilliseconds,
      .epochMicroseconds, .epochNanoseconds:
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
