import Basics
import Telemetry

extension ClassScores {
  /// Nil before the first evaluation.
  init?(_ predictions: ClassPredictions?, _ target: ClassTarget) {
    guard let predictions else { return nil }
    self.init(confusion: predictions.confusion, classCount: target.classNames.count)
  }
}
