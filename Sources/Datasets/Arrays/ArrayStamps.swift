import Basics

extension DateForm {
  /// The instant, in ms, of a count since 1970; nil beyond the years that are read.
  func stamp(ofCount count: Int64) -> Int64? {
    let limit: Int64 = 6_000_000_000_000_000
    let stamp: Int64
    switch self {
    case .epochSeconds:
      guard count.magnitude < 6_000_000_000_000 else { return nil }
      stamp = count * 1_000
    case .epochMilliseconds: stamp = count
    case .epochMicroseconds: stamp = floorQuotient(count, 1_000)
    case .epochNanoseconds: stamp = floorQuotient(count, 1_000_000)
    case .iso, .monthDayYear, .dayMonthYear, .monthName, .week, .quarter, .yearMonth, .dayOfYear, .compact, .year:
      return nil
    }
    return stamp.magnitude < limit ? stamp : nil
  }
}

extension ElementType.TimeUnit {
  /// Wall-clock ms of a `datetime64`; nil where it is NaT or beyond the years that are read.
  func stamp(of count: Int64) -> Int64? {
    let limit: Int64 = 6_000_000_000_000_000
    guard count != .min else { return nil }
    switch self {
    case .milliseconds(let each):
      guard count.magnitude < limit.magnitude / each.magnitude else { return nil }
      return count * each
    case .partsOfMillisecond(let parts):
      let stamp = floorQuotient(count, parts)
      return stamp.magnitude < limit.magnitude ? stamp : nil
    case .months(let each):
      guard count.magnitude < 100_000 else { return nil }
      let months = Int(count * each)
      let year = 1970 + floorQuotient(months, 12)
      let month = floorModulo(months, 12) + 1
      return CivilDate(year: year, month: month, day: 1).map { Int64($0.daysSinceEpoch) * Milliseconds.day }
    }
  }
}
