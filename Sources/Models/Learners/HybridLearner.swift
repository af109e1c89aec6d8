import Granularity
import Networks
import Telemetry
import Tensors

/// Smoothing, and least squares on its errors where that does better on validation; both found in one step.
final class HybridLearner: PastLearner {
  var outline: LearnerOutline
  private(set) var sweep: [(parameter: Double, validationError: Double)] = []
  let settings: Settings
  let ground: SmoothingGround
  let judge: any Judge
  private(set) var function: FittedFunction

  init(settings: Settings, ground: SmoothingGround, judge: any Judge) {
    self.settings = settings
    self.ground = ground
    self.judge = judge
    function = .smoothing(ground.first)
    let correction = CorrectionFit.features(of: ground).count(horizon: ground.horizon)
    outline = LearnerOutline(
      summary: Words.summaryHybrid(inputs: correction, outputs: ground.horizon),
      trainingRows: ground.course.bins.count, validationRows: ground.validation.count,
      parameterCount: ground.largest.parameterCount + (correction + 1) * ground.horizon,
      multiplyAddsPerExample: 12 + (6 + correction) * ground.horizon, lookback: 0)
  }

  func advance(limit: Int, live: Hyperparameters, losses: UnsafeMutableBufferPointer<Float>) -> StepOutcome {
    guard limit > 0 else { return StepOutcome() }
    let found = ground.fitted(settings.smoothing)
    losses[0] = Float(found.error / (ground.scale * ground.scale))
    sweep = []
    if let smoothing = found.fitted {
      function = .smoothing(smoothing)
      correct(smoothing)
    }
    return StepOutcome(steps: 1, epochEnded: true, examples: outline.trainingRows, multiplyAdds: found.work)
  }

  /// Takes the correction where forecasts with it err less than smoothing's alone, in the windows of the validation part and
  /// at its origins; with a penalty that was chosen before, in any case.
  private func correct(_ smoothing: FittedSmoothing) {
    guard let fit = CorrectionFit(ground, smoothing) else { return }
    if let penalty = settings.penalty {
      if let found = fit.hybrid(penalty: penalty) { function = .hybrid(found.hybrid) }
      return
    }
    guard let alone = ground.validationError(function) else { return }
    var search = PenaltySearch()
    var best: (hybrid: FittedHybrid, error: Double)?
    search.run { penalty in
      guard let found = fit.hybrid(penalty: penalty) else { return nil }
      if found.error < best?.error ?? .infinity { best = found }
      return found.error
    }
    guard let found = best else { return }
    let corrected = FittedFunction.hybrid(found.hybrid)
    guard let error = ground.validationError(corrected), error < alone else { return }
    let errors = [function, corrected].map { judge.evaluate($0).validation?.scores.rmse ?? 0 }
    guard errors[1] <= errors[0] else { return }
    function = corrected
    sweep = search.sweep
  }

  var finding: String? {
    switch function {
    case .smoothing(let smoothing): Words.foundNoCorrection(smoothing: smoothing.finding)
    case .hybrid(let hybrid): Words.foundCorrection(smoothing: hybrid.smoothing.finding)
    case .network, .linear, .copy, .theta: nil
    }
  }

  var weightsAreFinite: Bool { function.arrays.allSatisfy { $0.values.allSatisfy(\.isFinite) } }

  func weightsHash() -> UInt64 {
    var hash = bitHashSeed
    for array in function.arrays { array.values.withUnsafeBufferPointer { bitHash($0, into: &hash) } }
    return hash
  }
}
