import Basics
import Datasets

/// Time of day, day of week and day of year of an origin as points on circles, by the wall clock of the series' zone.
///
/// They are known at the origin: they read the clock and no data.
package struct CalendarFeatures: Hashable, Sendable, Codable {
  package enum Cycle: String, Hashable, Sendable, Codable, CaseIterable {
    case day, week, year

    /// One turn.
    package var length: Grain {
      switch self {
      case .day: .days(1)
      case .week: .weeks(1)
      case .year: .years(1)
      }
    }
  }

  package enum Wave: String, Hashable, Sendable, Codable {
    case sine, cosine
  }

  package struct Feature: Hashable, Sendable, Codable {
    package let cycle: Cycle
    package let wave: Wave

    /// As `time of day sin`.
    package var label: String {
      let wave = wave == .sine ? "sin" : "cos"
      return switch cycle {
      case .day: Words.calendarDay(wave: wave)
      case .week: Words.calendarWeek(wave: wave)
      case .year: Words.calendarYear(wave: wave)
      }
    }
  }

  package let zone: Zone
  package let features: [Feature]

  /// The features that vary from bin to bin of `grain` and whose cycle the training rows, in `start..<end`, hold at least
  /// twice. Where a turn has two bins the sine is always 0 and is left out.
  package init(grain: Grain, zone: Zone, trainStart start: Instant, trainEnd end: Instant) {
    self.zone = zone
    self.features = Cycle.allCases.flatMap { cycle -> [Feature] in
      let length = cycle.length.meanLength
      guard length > grain.meanLength, end - start >= 2 * length else { return [] }
      let cosine = Feature(cycle: cycle, wave: .cosine)
      let hasTwoBins = cycle.length.wholeSteps(of: grain) == 2
      return hasTwoBins ? [cosine] : [Feature(cycle: cycle, wave: .sine), cosine]
    }
  }

  package var count: Int { features.count }

  /// Appends the features' values at `instant`, in their order; each lies in `-1...1`.
  ///
  /// - Parameter clock: that of ``zone``, taken once for many instants.
  package func append(at instant: Instant, clock: ZoneClock, to values: inout [Double]) {
    guard !features.isEmpty else { return }
    let time = CivilTime(wallClock: clock.wallClock(at: instant))
    for feature in features {
      let angle = 2 * Double.pi * feature.cycle.phase(of: time)
      values.append(feature.wave == .sine ? Elementary.sine(angle) : Elementary.cosine(angle))
    }
  }
}

extension CalendarFeatures.Cycle {
  /// How far a turn has gone, in `0..<1`; weeks turn on Monday.
  fileprivate func phase(of time: CivilTime) -> Double {
    let day = Double(time.millisecondOfDay) / Double(Milliseconds.day)
    switch self {
    case .day: return day
    case .week: return (Double(time.date.weekday) + day) / 7
    case .year: return (Double(time.date.dayOfYear - 1) + day) / (CivilDate.isLeap(time.date.year) ? 366 : 365)
    }
  }
}
