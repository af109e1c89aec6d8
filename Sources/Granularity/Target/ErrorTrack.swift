import Basics
import Tensors

/// How far forecasts missed at origins that their model did not learn from, one after the other, and when each miss was known: what bands
/// of any level are taken from.
package struct ErrorTrack: Equatable, Sendable {
  /// Ascending.
  package private(set) var origins: [Instant]
  /// Of each origin's horizon: from then on its errors are known. Ascending.
  package private(set) var ends: [Instant]
  /// `[origins, steps]`, all finite, none below 0.
  package private(set) var magnitudes: DoubleMatrix

  /// As many are kept beside a model; the errors of earlier origins say little about the next.
  package static let most = 1000

  package init(origins: [Instant] = [], ends: [Instant] = [], magnitudes: DoubleMatrix) {
    precondition(origins.count == magnitudes.rows && ends.count == magnitudes.rows, "an origin and an end for each row")
    self.origins = origins
    self.ends = ends
    self.magnitudes = magnitudes
  }

  /// Without an origin yet.
  package init(steps: Int) {
    self.init(magnitudes: DoubleMatrix(rows: 0, columns: steps))
  }

  package var count: Int { origins.count }
  package var steps: Int { magnitudes.columns }

  /// Goes on with later origins.
  ///
  /// - Parameters:
  ///   - predicted: `[origins, steps]`; origins whose forecast is not finite are passed over.
  ///   - actual: `[origins, steps]`
  ///   - end: of an origin's horizon.
  package mutating func append(
    _ predicted: DoubleMatrix, actual: DoubleMatrix, at later: [Instant], end: (Instant) -> Instant
  ) {
    precondition(predicted.rows == later.count && actual.rows == later.count, "a row for each origin")
    var values = magnitudes.values
    for (row, origin) in later.enumerated() {
      let errors = zip(predicted.row(row), actual.row(row)).map { abs($0 - $1) }
      guard errors.allSatisfy(\.isFinite) else { continue }
      precondition(errors.count == steps && origins.last ?? .min < origin, "origins come one after the other")
      values += errors
      origins.append(origin)
      ends.append(max(end(origin), ends.last ?? .min))
    }
    magnitudes = DoubleMatrix(rows: origins.count, columns: steps, values: values)
  }

  /// The newest origins alone.
  package func newest(_ most: Int = Self.most) -> ErrorTrack {
    let first = max(0, count - most)
    return ErrorTrack(
      origins: Array(origins[first...]), ends: Array(ends[first...]), magnitudes: magnitudes.rows(at: first..<count))
  }

  /// Origins whose errors are known at a moment.
  package func known(at moment: Instant) -> Int { ends.firstIndex { $0 > moment } ?? count }
}
