import Basics

/// A cycle of the calendar after which a shape repeats.
package enum Season: String, Hashable, Sendable, Codable, CaseIterable {
  /// No cycle, and no shape: fine values equal the coarse level.
  case none
  case day, week, year

  /// The number of positions that bins of `grain` take in the season; nil where it does not resolve it.
  package func positions(of grain: Grain) -> Int? {
    switch (self, grain.unit) {
    case (.none, _): 1
    case (.day, .milliseconds): grain.dividesDay ? Int(Milliseconds.day / grain.count) : nil
    case (.week, .milliseconds): grain.dividesDay ? Int(Milliseconds.week / grain.count) : nil
    case (.week, .days): grain.count == 1 ? 7 : nil
    case (.year, .days):
      grain.count == 1 || grain.count % 7 == 0 ? Int(ceilingQuotient(366, grain.count)) : nil
    case (.year, .months): 12 % grain.count == 0 && grain.count < 12 ? 12 / Int(grain.count) : nil
    case (.day, .days), (.day, .months), (.week, .months), (.year, .milliseconds): nil
    }
  }

  /// The position of a bin of `grain` that starts at the wall-clock time `wall`.
  ///
  /// - Precondition: ``positions(of:)`` is not nil.
  func position(wallClock wall: Int64, grain: Grain) -> Int {
    switch (self, grain.unit) {
    case (.none, _): return 0
    case (.day, _): return Int(floorModulo(wall, Milliseconds.day) / grain.count)
    case (.week, let unit):
      let sinceMonday = floorModulo(wall - Grain.firstMonday * Milliseconds.day, Milliseconds.week)
      return Int(sinceMonday / (unit == .milliseconds ? grain.count : Milliseconds.day))
    case (.year, .months): return (CivilTime(wallClock: wall).date.month - 1) / Int(grain.count)
    case (.year, _): return (CivilTime(wallClock: wall).date.dayOfYear - 1) / Int(grain.count)
    }
  }
}
