import Basics

/// The time of day and the offset behind a date.
extension DateParser {
  /// What follows a date: ` 13:30:05.250 PM +02:00`, each part optional. Milliseconds to add to midnight.
  @inline(__always)
  mutating func clockAndOffset(_ bytes: Span<UInt8>, _ position: inout Int) -> Int64 {
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
  mutating func offset(_ bytes: Span<UInt8>, _ position: inout Int) -> Int64 {
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
}
