/// How a column writes its stamps.
package enum DateForm: Hashable, Sendable {
  /// `2016-07-01`, `2016/7/1`, with or without a time of day and an offset.
  case iso
  /// `7/1/16 0:00`, `7-1-2016`
  case monthDayYear
  /// `1.7.2016 00:00`, `1/7/16`
  case dayMonthYear
  /// `1 Jul 2016`, `01-Jul-16`, `Jul 1 2016`
  case monthName
  /// `2016-W26`, `2016-W26-5`
  case week
  /// `2016Q3`, `2016-Q3`
  case quarter
  /// `2016-07`, `2016/7`
  case yearMonth
  /// `2016-183`
  case dayOfYear
  /// `20160701`, `201607010130`, `20160701T013000`
  case compact
  case epochSeconds
  case epochMilliseconds
  case epochMicroseconds
  case epochNanoseconds
  /// `2016`
  case year

  /// Whether the form is also a plain number, so that a column needs a name that speaks of time.
  var isNumeric: Bool {
    switch self {
    case .compact, .epochSeconds, .epochMilliseconds, .epochMicroseconds, .epochNanoseconds, .year: true
    case .iso, .monthDayYear, .dayMonthYear, .monthName, .week, .quarter, .yearMonth, .dayOfYear: false
    }
  }

  /// Whether the number counts from 1970 in UTC.
  var isEpoch: Bool {
    switch self {
    case .epochSeconds, .epochMilliseconds, .epochMicroseconds, .epochNanoseconds: true
    case .iso, .monthDayYear, .dayMonthYear, .monthName, .week, .quarter, .yearMonth, .dayOfYear, .compact, .year: false
    }
  }

  /// In the order in which they are tried.
  static let all: [DateForm] = [
    .iso, .monthDayYear, .dayMonthYear, .monthName, .week, .quarter, .yearMonth, .dayOfYear, .compact, .epochSeconds,
    .epochMilliseconds, .epochMicroseconds, .epochNanoseconds, .year,
  ]
}

extension DateForm {
  /// Whether a cell is wholly a stamp of a form that is not also a plain number.
  static func recognises(_ cell: Sample.Cell) -> Bool {
    all.contains { form in !form.isNumeric && form.reads(cell) != nil }
  }

  /// The stamp that a cell holds under this form, nil where it is none.
  func reads(_ cell: Sample.Cell) -> Int64? {
    var parser = DateParser(form: self)
    var position = 0
    let stamp = parser.read(cell.bytes.span, &position)
    return stamp > DateParser.impossible && position == cell.bytes.count - 1 ? stamp : nil
  }
}
