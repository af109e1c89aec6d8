import Basics

/// A resolution of the time axis: a number of milliseconds, calendar days or calendar months.
///
/// Lengths below a day are fixed. Days and months follow the calendar in the series' zone, so that a day may have 23 or 25
/// hours and a month 28 to 31 days. A grain also serves as a length, such as a forecast horizon: grains are equal that are
/// equally long, and where bins begin is a matter of the series that they are bins of.
package struct Grain: Sendable {
  package enum Unit: UInt8, Hashable, Sendable {
    case milliseconds, days, months
  }

  package let unit: Unit
  /// How many units; at least 1.
  package let count: Int64
  /// Where bins begin.
  let phase: Phase

  private init(unit: Unit, count: Int64, phase: Phase = .none) {
    precondition(count > 0, "a grain of \(count) \(unit)")
    self.unit = unit
    self.count = count
    self.phase = phase
  }

  /// The same length with bins that begin elsewhere.
  func with(_ phase: Phase) -> Grain { Grain(unit: unit, count: count, phase: phase) }

  /// A fixed length; whole multiples of 24 hours become calendar days.
  package static func milliseconds(_ count: Int64) -> Grain {
    count > 0 && count % Milliseconds.day == 0
      ? Grain(unit: .days, count: count / Milliseconds.day) : Grain(unit: .milliseconds, count: count)
  }

  package static func seconds(_ count: Int64) -> Grain { .milliseconds(count * 1000) }
  package static func minutes(_ count: Int64) -> Grain { .milliseconds(count * 60_000) }
  package static func hours(_ count: Int64) -> Grain { .milliseconds(count * Milliseconds.hour) }
  package static func days(_ count: Int64) -> Grain { Grain(unit: .days, count: count) }
  package static func weeks(_ count: Int64) -> Grain { Grain(unit: .days, count: count * 7) }
  package static func months(_ count: Int64) -> Grain { Grain(unit: .months, count: count) }
  package static func quarters(_ count: Int64) -> Grain { Grain(unit: .months, count: count * 3) }
  package static func years(_ count: Int64) -> Grain { Grain(unit: .months, count: count * 12) }

  /// Of the Gregorian calendar: 146 097 days in 4 800 months.

  /// The length in milliseconds, on average where it varies.
  package var meanLength: Int64 {
    switch unit {
    case .milliseconds: count
    case .days: count * Milliseconds.day
    case .months: count * Milliseconds.month
    }
  }

  /// The length in milliseconds where it never varies; nil for calendar grains.
  package var fixedLength: Int64? {
    unit == .milliseconds ? count : nil
  }
}

extension Grain: Hashable {
  package static func == (left: Grain, right: Grain) -> Bool { left.unit == right.unit && left.count == right.count }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(unit)
    hasher.combine(count)
  }
}

extension Grain: Comparable {
  /// Finer before coarser.
  package static func < (left: Grain, right: Grain) -> Bool {
    (left.meanLength, left.unit.rawValue) < (right.meanLength, right.unit.rawValue)
  }
}
