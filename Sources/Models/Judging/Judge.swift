import Telemetry
import Tensors

/// Turns a model's outputs into scores at the common target.
package protocol Judge: Sendable {
  /// `predict` maps rows of features to rows of outputs on the training scale.
  func evaluate(_ predict: (Matrix) -> Matrix) -> Evaluation
  /// The forecasts behind the scores, at the rung's own grain; nil where nothing is forecast.
  func nativeForecast(_ predict: (Matrix) -> Matrix) -> NativeForecast?
  /// The features of a test sample on the training scale; nil where there is no such sample.
  func input(of sample: Int) -> [Float]?
}

extension Judge {
  package func input(of sample: Int) -> [Float]? { nil }
  package func nativeForecast(_ predict: (Matrix) -> Matrix) -> NativeForecast? { nil }
}
