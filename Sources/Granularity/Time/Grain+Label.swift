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
      // A century of milliseconds is the longest grain that calendar arithmetic is asked to bear.
      guard let read = Int64(digits), read > 0, read <= 3_155_760_000_000 / suffix.milliseconds else {
        throw .unreadableGrain(text)
      }
      amount = read
    }
    self = suffix.grain(amount)
  }

  /// The grain as an object of a sentence: "a day", "30 minutes", "an hour".
  package var words: String {
    let (amount, suffix) = spelled
    if amount == 1 { return suffix == .hour ? "an hour" : "a \(suffix.noun)" }
    return "\(amount) \(suffix.noun)s"
  }

  /// The grain's steps in the plural: "weeks", "30-minute steps".
  package var stepWords: String {
    let (amount, suffix) = spelled
    return amount == 1 ? "\(suffix.noun)s" : "\(amount)-\(suffix.noun) steps"
  }

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

/// A grain is kept as its label.
extension Grain: Codable {
  package init(from decoder: any Decoder) throws {
    try self.init(parsing: try decoder.singleValueContainer().decode(String.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(label)
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

  var noun: String {
    switch self {
    case .millisecond: "millisecond"
    case .second: "second"
    case .minute: "minute"
    case .hour: "hour"
    case .day: "day"
    case .week: "week"
    case .month: "month"
    case .quarter: "quarter"
    case .year: "year"
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
