import Granularity
import Networks
import Telemetry
import Tensors

/// The theta method, fitted in one step on training rows.
final class ThetaLearner: PastLearner {
  var outline: LearnerOutline
  let settings: Settings
  let ground: SmoothingGround
  let judge: any Judge
  private let season: Int
  private var fit: FittedTheta?

  /// Fits of different α that are tried, and multiply-adds of a value in each.
  private static let work = 60 * 16

  init(settings: Settings, ground: SmoothingGround, judge: any Judge) {
    self.settings = settings
    self.ground = ground
    self.judge = judge
    season = ground.usualSeason
    outline = LearnerOutline(
      summary: Words.summaryTheta(horizon: ground.horizon), trainingRows: ground.course.bins.count,
      validationRows: ground.validation.count, parameterCount: 3 + (season > 1 ? season : 0),
      multiplyAddsPerExample: 16 * ground.horizon, lookback: 0)
  }

  /// Before anything is learnt, the mean of the first rows is repeated.
  var function: FittedFunction { fit.map(FittedFunction.theta) ?? .smoothing(ground.first) }

  func advance(limit: Int, live: Hyperparameters, losses: UnsafeMutableBufferPointer<Float>) -> StepOutcome {
    guard limit > 0 else { return StepOutcome() }
    fit = FittedTheta(ground.past, ground.course.bins, season: season, horizon: ground.horizon)
    let error = ground.error(of: function) ?? .nan
    losses[0] = Float(error / (ground.scale * ground.scale))
    return StepOutcome(
      steps: 1, epochEnded: true, examples: outline.trainingRows, multiplyAdds: Self.work * outline.trainingRows)
  }

  var weightsAreFinite: Bool { fit?.isFinite ?? true }
  func weightsHash() -> UInt64 { fit?.hash ?? ground.first.hash }
  var finding: String? { fit?.finding }
}
