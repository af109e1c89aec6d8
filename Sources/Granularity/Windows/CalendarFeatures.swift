import Datasets

/// Time of day, day of week and day of year of an origin as points on circles, in the wall clock of the series' zone.
///
/// A cycle is used where it varies from one bin to the next and the training rows hold it at least twice.
package struct CalendarFeatures: Hashable, Sendable {
  package enum Cycle: String, Hashable, Sendable, CaseIterable {
    case day, week, year
  }

  package enum Wave: String, Hashable, Sendable {
    case sine, cosine
  }

  package struct Feature: Hashable, Sendable {
    package let cycle: Cycle
    package let wave: Wave

    /// As `time of day sin`.
    package var label: String {
      let name =
        switch cycle {
        case .day: "time of day"
        case .week: "day of week"
        case .year: "day of year"
        }
      return name + (wave == .sine ? " sin" : " cos")
    }
  }

  package let zone: Zone
  package let features: [Feature]

  /// The features that fit bins of `grain` and training rows in `start..<end`.
  package init(grain: Grain, zone: Zone, trainStart start: Instant, trainEnd end: Instant) {
    self.zone = zone
    self.features = []
  }

  /// The features' values at `instant`, appended in their order; each in `-1...1`.
  package func append(at instant: Instant, to values: inout [Float]) {
  }
}
