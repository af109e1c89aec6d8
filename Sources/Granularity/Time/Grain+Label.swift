extension Grain: CustomStringConvertible {
  /// The shortest label, such as `10min`, `1h`, `1d`, `1w`, `1mo`, `1q` or `1y`.
  package var label: String {
    let (amount, suffix) = spelled
    return "\(amount)\(suffix.label)"
  }

  package var description: String { label }

  /// Reads a label such as `10min` or `1d`; the number may be left out (`d`).
  ///
  /// Whole multiples of 24 hours mean calendar days: `24h` is `1d`.
  package init(parsing text: String) throws(LadderError) {
    let trimmed = text.drop { $0 == " " }
    let digits = trimmed.prefix { $0.isASCII && $0.isNumber }
    var rest = trimmed.dropFirst(digits.count).drop { $0 == " " }
    while rest.last == " " { rest.removeLast() }
    guard let suffix = Suffix(named: String(rest)) else { throw .unreadableGrain(text) }
    let amount: Int64
    if digits.isEmpty {
      amount = 1
    } else {
      // A century of milliseconds is the longest grain that calendar arithmetic has to handle.
      guard let read = Int64(digits), read > 0, read <= 3_155_760_000_000 / suffix.milliseconds else {
        throw .unreadableGrain(text)
      }
      amount = read
    }
    self = suffix.grain(amount)
  }

  /// The grain as an object of a sentence: "a day", "30 minutes", "an hour".
  package var words: String {
    switch spelled.suffix {
    case .millisecond: Words.lengthMilliseconds(count: amount)
    case .second: Words.lengthSeconds(count: amount)
    case .minute: Words.lengthMinutes(count: amount)
    case .hour: Words.lengthHours(count: amount)
    case .day: Words.lengthDays(count: amount)
    case .week: Words.lengthWeeks(count: amount)
    case .month: Words.lengthMonths(count: amount)
    case .quarter: Words.lengthQuarters(count: amount)
    case .year: Words.lengthYears(count: amount)
    }
  }

  /// The grain's steps in the plural: "weeks", "30-minute steps".
  package var stepWords: String {
    switch spelled.suffix {
    case .millisecond: Words.stepsMilliseconds(count: amount)
    case .second: Words.stepsSeconds(count: amount)
    case .minute: Words.stepsMinutes(count: amount)
    case .hour: Words.stepsHours(count: amount)
    case .day: Words.stepsDays(count: amount)
    case .week: Words.stepsWeeks(count: amount)
    case .month: Words.stepsMonths(count: amount)
    case .quarter: Words.stepsQuarters(count: amount)
    case .year: Words.stepsYears(count: amount)
    }
  }

  /// How many of the largest unit that divides it the grain has, as 30 of `30min`: decides between singular and plural.
  var amount: Int { Int(spelled.amount) }

  private var spelled: (amount: Int64, suffix: Suffix) {
    switch unit {
    case .milliseconds:
      for suffix in [Suffix.hour, .minute, .second] where count % suffix.milliseconds == 0 {
        return (count / suffix.milliseconds, suffix)
      }
      return (count, .millisecond)
    case .days: return count % 7 == 0 ? (count / 7, .week) : (count, .day)
    case .months:
      if count % 12 == 0 { return (count / 12, .year) }
      return count == 3 ? (1, .quarter) : (count, .month)
    }
  }
}

/// The unit at the end of a grain's label.
private enum Suffix {
  case millisecond, second, minute, hour, day, week, month, quarter, year

  init?(named name: String) {
    switch name.lowercased() {
    case "ms": self = .millisecond
    case "s", "sec", "second", "seconds": self = .second
    case "min", "minute", "minutes": self = .minute
    case "h", "hr", "hour", "hours": self = .hour
    case "d", "day", "days": self = .day
    case "w", "week", "weeks": self = .week
    case "mo", "month", "months": self = .month
    case "q", "quarter", "quarters": self = .quarter
    case "y", "yr", "year", "years": self = .year
    default: return nil
    }
  }

  var label: String {
    switch self {
    case .millisecond: "ms"
    case .second: "s"
    case .minute: "min"
    case .hour: "h"
    case .day: "d"
    case .week: "w"
    case .month: "mo"
    case .quarter: "q"
    case .year: "y"
    }
  }

  /// On average where the calendar decides.
  var milliseconds: Int64 { self == .millisecond ? 1 : grain(1).meanLength }

  func grain(_ amount: Int64) -> Grain {
    switch self {
    case .millisecond: .milliseconds(amount)
    case .second: .seconds(amount)
    case .minute: .minutes(amount)
    case .hour: .hours(amount)
    case .day: .days(amount)
    case .week: .weeks(amount)
    case .month: .months(amount)
    case .quarter: .quarters(amount)
    case .year: .years(amount)
    }
  }
}
