import Basics
import Datasets

/// What is done to the rows after a border. Whatever was made from the rows before must not notice.
package enum CanaryKind: String, Hashable, Sendable, CaseIterable {
  /// Values become large and alternate in sign.
  case loud
  /// Values become missing.
  case missing
  /// The series ends at the border.
  case cut

  /// What was done to the rows, as `removed`.
  package var words: String {
    switch self {
    case .loud: Words.canaryLoud
    case .missing: Words.canaryMissing
    case .cut: Words.canaryCut
    }
  }
}

extension TimeSeries {
  /// The series with a canary in every row whose stamp is at or after `border`.
  package func planting(_ canary: CanaryKind, from border: Instant) -> TimeSeries {
    let clock = RowClock(self)
    let first = min(max(clock.row(atOrAfter: border), 0), count)
    var planted = columns
    for index in planted.indices {
      switch canary {
      case .loud:
        for row in first..<count {
          let value = planted[index].values[row]
          planted[index].values[row] = (row % 2 == 0 ? 1 : -1) * 1_000 * (abs(value.isNaN ? 0 : value) + 1)
        }
      case .missing: for row in first..<count { planted[index].values[row] = .nan }
      case .cut: planted[index].values.removeLast(count - first)
      }
    }
    return TimeSeries(name: name, grid: grid, columns: planted, report: report)
  }
}
