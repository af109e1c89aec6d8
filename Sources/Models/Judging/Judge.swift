import Basics
import Telemetry

/// Turns what a model computes into scores at the common target.
package protocol Judge: Sendable {
  /// The whole model around what it computes, from raw rows to predictions in the target's own units.
  func fitted(_ function: FittedFunction) -> FittedModel.Subject
  func evaluate(_ function: FittedFunction) -> Evaluation
  /// The forecasts behind the scores, at the rung's own grain; nil where nothing is forecast.
  func nativeForecast(_ function: FittedFunction) -> NativeForecast?
  /// The features of a sample of a part on the training scale; nil where there is no such sample.
  func input(of sample: Int, in part: ScoredPart) -> [Float]?
}

extension Judge {
  package func input(of sample: Int, in part: ScoredPart) -> [Float]? { nil }
  package func nativeForecast(_ function: FittedFunction) -> NativeForecast? { nil }
}
