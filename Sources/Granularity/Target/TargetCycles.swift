import Basics
import Datasets

extension TargetQuestion {
  /// The cycles of the target's training rows, the shortest first, as ``PeriodFinder`` finds them.
  package var cycles: [Period] {
    let rows = 0..<series.count
    let first = rows.partitioningIndex { series.instant(at: $0) >= borders.trainStart }
    let end = rows.partitioningIndex { series.instant(at: $0) >= borders.trainEnd }
    var column = series.columns[target.column]
    column.values = Array(column.values[first..<max(first, end)])
    return PeriodFinder.periods(of: column, cadence: series.cadence)
  }
}

extension Period {
  /// Of a cycle, by which a season may be off a whole number of them: what is found in rows is not exact.
  private static let tolerance = 0.05

  /// Whether a season holds the cycle in whole numbers, and bins of a grain resolve it.
  package func recurs(in season: Grain, at grain: Grain) -> Bool {
    guard milliseconds >= 2 * grain.meanLength else { return false }
    let times = Double(season.meanLength) / Double(milliseconds)
    return times.rounded() >= 1 && abs(times - times.rounded()) <= Self.tolerance
  }
}
