import Basics
import Tensors

/// The origins of one part at which all rungs are judged, with what happened afterwards.
package struct OriginSet: Sendable {
  package let part: ScoredPart
  /// Ascending. The end of what is known, and the start of the first step.
  package let origins: [Instant]
  /// Start of each step, `[origins, steps]`.
  package let times: [Instant]
  /// `[origins, steps]` at the evaluation grain, as are the two naive forecasts; all finite but a seasonal naive forecast that
  /// there is not.
  package let actual: DoubleMatrix
  /// The last known value, repeated.
  package let naive: DoubleMatrix
  /// The value one season before, or the least number of whole seasons that is known; NaN where the season is no whole number
  /// of steps.
  package let seasonalNaive: DoubleMatrix
  package let omitted: OmittedOrigins

  package var count: Int { origins.count }

  /// The set without the origins that fail a test.
  func keeping(_ isKept: (Instant) -> Bool) -> OriginSet {
    let kept = origins.indices.filter { isKept(origins[$0]) }
    let steps = actual.columns
    var omitted = omitted
    omitted.onRequest += origins.count - kept.count
    return OriginSet(
      part: part, origins: kept.map { origins[$0] }, times: kept.flatMap { times[$0 * steps..<($0 + 1) * steps] },
      actual: actual.rows(at: kept), naive: naive.rows(at: kept), seasonalNaive: seasonalNaive.rows(at: kept),
      omitted: omitted)
  }
}

/// Origins left out of a set, by reason.
package struct OmittedOrigins: Hashable, Sendable {
  /// The horizon's values are not all known, or nothing is known before.
  package var missingValues = 0
  /// The clock is changed within the horizon, so that it has more or fewer steps than elsewhere.
  package var clockChanges = 0
  /// Left out on request, as where a rung has no forecast.
  package var onRequest = 0

  package var total: Int { missingValues + clockChanges + onRequest }

  /// As "2 for missing values, 1 for a change of the clock"; nil where none is left out so. What was left out on request is
  /// for whoever asked to explain.
  package var words: String? {
    var parts: [String] = []
    if missingValues > 0 { parts.append(Words.omittedMissing(count: missingValues)) }
    if clockChanges > 0 { parts.append(Words.omittedClock(count: clockChanges)) }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}
