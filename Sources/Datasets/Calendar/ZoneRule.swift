import Basics

/// The rule for years after a zone file's last change, as `GMT0BST,M3.5.0/1,M10.5.0` (POSIX TZ, extended by RFC 9636).
struct ZoneRule: Sendable, Hashable {
  private let standard: Int64
  /// Offset in ms in summer, with the days and local times at which it begins and ends; nil where clocks never change.
  private var summer: Summer?

  private struct Summer: Sendable, Hashable {
    var offset: Int64
    var begin: Change
    var end: Change
  }

  private struct Change: Sendable, Hashable {
    enum Day: Sendable, Hashable {
      /// 1…365, 29 February never counted.
      case julian(Int)
      /// 0…365
      case zeroBased(Int)
      /// Weekday 0 Sunday … 6 of week 1…5 (5 the last) of a month.
      case weekday(month: Int, week: Int, day: Int)
    }
    var day: Day
    /// Seconds after local midnight; may be negative or beyond a day.
    var time: Int64

    /// Seconds since 1970 on the wall before the change.
    func wallSecond(in year: Int) -> Int64 {
      let newYear = CivilDate.daysSinceEpoch(year: year, month: 1, day: 1)
      let days: Int
      switch day {
      case .julian(let number): days = newYear + number - 1 + (CivilDate.isLeap(year) && number >= 60 ? 1 : 0)
      case .zeroBased(let number): days = newYear + number
      case .weekday(let month, let week, let weekday):
        let first = CivilDate(daysSinceEpoch: CivilDate.daysSinceEpoch(year: year, month: month, day: 1))
        let firstWeekday = (first.weekday + 1) % 7
        var offset = (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
        if offset >= CivilDate.daysInMonth(month, of: year) { offset -= 7 }
        days = first.daysSinceEpoch + offset
      }
      return Int64(days) * 86_400 + time
    }
  }

  func offset(atSecond second: Int64) -> Int64 {
    guard let summer else { return standard }
    let year = CivilTime(wallClock: second * 1_000 + standard).date.year
    let begin = summer.begin.wallSecond(in: year) - standard / 1_000
    let end = summer.end.wallSecond(in: year) - summer.offset / 1_000
    let isSummer = begin < end ? begin <= second && second < end : second >= begin || second < end
    return isSummer ? summer.offset : standard
  }

  /// nil where the text is not such a rule.
  init?(posix text: String) {
    var parser = Parser(text: Array(text.utf8))
    guard parser.name(), let behind = parser.time() else { return nil }
    // POSIX counts west of Greenwich as positive.
    standard = -behind * 1_000
    guard !parser.isAtEnd else { return }
    guard parser.name() else { return nil }
    var offset = standard + Milliseconds.hour
    if !parser.next(is: UInt8(ascii: ",")) {
      guard let behind = parser.time() else { return nil }
      offset = -behind * 1_000
    }
    guard let begin = parser.change(), let end = parser.change(), parser.isAtEnd else { return nil }
    summer = Summer(offset: offset, begin: begin, end: end)
  }

  private struct Parser {
    let text: [UInt8]
    var position = 0

    var isAtEnd: Bool { position == text.count }
    func next(is byte: UInt8) -> Bool { position < text.count && text[position] == byte }

    mutating func accept(_ byte: UInt8) -> Bool {
      guard next(is: byte) else { return false }
      position += 1
      return true
    }

    /// `GMT`, or anything in angle brackets.
    mutating func name() -> Bool {
      let start = position
      if accept(UInt8(ascii: "<")) {
        while position < text.count, !next(is: UInt8(ascii: ">")) { position += 1 }
        return accept(UInt8(ascii: ">"))
      }
      while position < text.count, 65...90 ~= text[position] || 97...122 ~= text[position] { position += 1 }
      return position - start >= 3
    }

    mutating func number(upTo limit: Int) -> Int? {
      var value: Int?
      while position < text.count, 48...57 ~= text[position] {
        let grown = (value ?? 0) * 10 + Int(text[position] - 48)
        guard grown <= limit else { return nil }
        value = grown
        position += 1
      }
      return value
    }

    /// `[+-]h[:mm[:ss]]` in seconds.
    mutating func time() -> Int64? {
      let negative = accept(UInt8(ascii: "-"))
      if !negative { _ = accept(UInt8(ascii: "+")) }
      guard let hours = number(upTo: 167) else { return nil }
      var seconds = Int64(hours) * 3_600
      for unit in [Int64(60), 1] {
        guard accept(UInt8(ascii: ":")) else { break }
        guard let part = number(upTo: 59) else { return nil }
        seconds += Int64(part) * unit
      }
      return negative ? -seconds : seconds
    }

    /// `,M3.5.0/1`, `,J60`, `,59/2`
    mutating func change() -> Change? {
      guard accept(UInt8(ascii: ",")) else { return nil }
      let day: Change.Day
      if accept(UInt8(ascii: "M")) {
        guard let month = number(upTo: 12), month >= 1, accept(UInt8(ascii: ".")), let week = number(upTo: 5),
          week >= 1, accept(UInt8(ascii: ".")), let weekday = number(upTo: 6)
        else { return nil }
        day = .weekday(month: month, week: week, day: weekday)
      } else if accept(UInt8(ascii: "J")) {
        guard let number = number(upTo: 365), number >= 1 else { return nil }
        day = .julian(number)
      } else {
        guard let number = number(upTo: 365) else { return nil }
        day = .zeroBased(number)
      }
      guard accept(UInt8(ascii: "/")) else { return Change(day: day, time: 7_200) }
      return time().map { Change(day: day, time: $0) }
    }
  }
}
