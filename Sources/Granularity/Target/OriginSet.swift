import Datasets
import Tensors

/// The origins of one part at which all rungs are judged, with what happened afterwards.
package struct OriginSet: Sendable {
  /// Ascending. The end of what is known, and the start of the first step.
  package let origins: [Instant]
  /// Start of each step, `[origins, steps]`.
  package let times: [Instant]
  /// `[origins, steps]` at the evaluation grain, as are the two naive forecasts.
  package let actual: Matrix
  /// The last known value, repeated.
  package let naive: Matrix
  /// The value one season (or the least number of whole seasons) before.
  package let seasonalNaive: Matrix
  package let omitted: OmittedOrigins

  package var count: Int { origins.count }
}

/// Origins left out of a set, by reason.
package struct OmittedOrigins: Hashable, Sendable {
  /// The actual values of the horizon are not all known, or nothing is known before.
  package var missingValues = 0
  /// The clock is changed within the horizon, so that steps are more or fewer than elsewhere.
  package var clockChanges = 0
  /// Left out on request, as where a rung has no forecast.
  package var onRequest = 0

  package init(missingValues: Int = 0, clockChanges: Int = 0, onRequest: Int = 0) {
    self.missingValues = missingValues
    self.clockChanges = clockChanges
    self.onRequest = onRequest
  }

  package var total: Int { missingValues + clockChanges + onRequest }
}
