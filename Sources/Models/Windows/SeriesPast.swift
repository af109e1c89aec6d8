import Basics
import Datasets
import Granularity

/// A rung's target from the first bin on, for models that read all that is known at an origin.
package struct SeriesPast: Sendable {
  package let grain: Grain
  /// The start of each bin, and the end of the last.
  package let starts: [Instant]
  /// In the target's own units, one for each bin; NaN where it is missing, or was filled from rows behind the bin's end.
  package let values: [Double]
  /// The number of each bin by the calendar, and of as many behind the last as a forecast has steps.
  private let places: [Int64]

  /// - Parameter horizon: steps ahead.
  init(grain: Grain, zone: Zone, starts: [Instant], values: [Double], horizon: Int) {
    self.grain = grain
    self.starts = starts
    self.values = values
    let clock = zone.clock
    var places = starts.map { grain.place(of: $0, on: clock) }
    var boundary = starts.last ?? 0
    for _ in 0..<horizon {
      boundary = grain.next(after: boundary, on: clock)
      places.append(grain.place(of: boundary, on: clock))
    }
    self.places = places
  }

  /// Where each of some bins stands in a season of so many steps; of those behind the last one too.
  func positions(_ bins: Range<Int>, season: Int) -> [Int32] {
    guard season > 1 else { return [Int32](repeating: 0, count: bins.count) }
    return places[bins].map { Int32(floorModulo($0, Int64(season))) }
  }

  /// The bin that starts at an origin, before which a value is known; nil where there is none.
  func bin(at origin: Instant) -> Int? {
    let bin = starts.partitioningIndex { $0 >= origin }
    guard bin < starts.count, starts[bin] == origin, let first = firstKnown, bin > first else { return nil }
    return bin
  }

  /// The first bin with a value.
  var firstKnown: Int? { values.firstIndex { !$0.isNaN } }

  /// The bins that lie wholly in a stretch of time.
  func bins(from start: Instant, to end: Instant) -> Range<Int> {
    let first = min(starts.partitioningIndex { $0 >= start }, values.count)
    let last = starts.partitioningIndex { $0 > end } - 1
    return first..<max(first, min(last, values.count))
  }
}

/// The past with the bins that start at origins, ascending, each once.
struct PastQuestion: Sendable {
  let past: SeriesPast
  let bins: [Int32]
}

/// A rung of which a model reads the whole past, and no windows.
struct PastWindows: TargetWindows {
  let windows: RungWindows
  private let whole: SeriesPast

  var rungs: [FittedWindows] { [windows.fitted] }

  init(_ windows: RungWindows) {
    self.windows = windows
    whole = windows.targetPast
  }

  func part(at origins: [Instant]) throws -> RungWindows.Part { try windows.part(at: origins) }
  var past: SeriesPast? { whole }
}
