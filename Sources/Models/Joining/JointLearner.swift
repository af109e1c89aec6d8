import Networks
import Telemetry
import Tensors

/// Sub-models of several rungs that step together: side by side, coupled, or sharing hidden weights.
package final class JointLearner: Learner {
  package var outline: LearnerOutline
  private let joint: JointNetworks
  private let validation: JointValidation
  private let judge: ForecastJudge
  private let rungs: [RungID]
  private var settings: Settings
  private var partLoss: [PartLoss] = []

  init(
    joint: JointNetworks, validation: JointValidation, judge: ForecastJudge, rungs: [RungID], settings: Settings,
    lookback: Int
  ) {
    self.joint = joint
    self.validation = validation
    self.judge = judge
    self.rungs = rungs
    self.settings = settings
    let models = joint.parts.map(\.network.architecture)
    outline = LearnerOutline(
      summary: RunPlan.summary(joining: zip(rungs, models).map { ($0, $1.modelName) }),
      trainingRows: joint.count, validationRows: validation.count,
      parameterCount: models.reduce(0) { $0 + $1.parameterCount },
      multiplyAddsPerExample: joint.meanMultiplyAddsPerExample(settings.live.joining.combination), lookback: lookback,
      members: rungs)
  }

  package func advance(
    limit: Int, live: Hyperparameters, losses: UnsafeMutableBufferPointer<Float>
  ) -> StepOutcome {
    settings.live = live
    return joint.train(hyperparameters: live, limit: limit, losses: losses)
  }

  package var learningNetworks: [LearningNetwork] {
    zip(rungs, joint.parts).map { LearningNetwork($1.network, on: $1.examples, part: $0) }
  }

  package var gradientNorm: Double? { joint.gradientNorm }

  package func adopt(_ live: Hyperparameters) { settings.live = live }

  /// `Σ_k MSE_k / scale_k`, without the coupling term: comparable whatever μ is.
  package func validationLoss() -> Float? {
    let losses = validation.losses(joint, combination)
    partLoss = rungs.indices.map { index in
      PartLoss(
        rung: rungs[index],
        training: Float(joint.partLossSums[index] / Double(max(1, joint.partSteps[index]))) / joint.parts[index].scale,
        validation: losses[index].map { $0 / joint.parts[index].scale })
    }
    joint.beginEpochSums()
    let known = zip(losses, joint.parts).compactMap { loss, part in loss.map { $0 / part.scale } }
    return known.isEmpty ? nil : known.reduce(0, +)
  }

  package func partLosses() -> [PartLoss] { partLoss }

  package var isDead: Bool { joint.parts.contains { $0.network.ignoresInputs(of: $0.examples) } }

  private var combination: Joining.Combination { settings.live.joining.combination }
  private var functions: [FittedFunction] { joint.parts.map { .network($0.network.weights) } }

  package func fitted() -> FittedModel {
    FittedModel(settings: settings, subject: .forecast(judge.fitted(functions, combination)))
  }

  package func evaluate() -> Evaluation { judge.evaluate(functions, combination) }

  package func nativeForecast() -> NativeForecast? { nil }
  package func checkpoint() -> LearnerCheckpoint { .joint(joint.checkpoint()) }

  package func restore(_ checkpoint: LearnerCheckpoint) {
    if case .joint(let state) = checkpoint { joint.restore(state) }
  }

  package var weightsAreFinite: Bool { joint.parametersAreFinite }
  package func weightsHash() -> UInt64 { joint.weightsHash() }
  package var sweep: [(parameter: Double, validationError: Double)] { [] }
}

/// Validation windows of the sub-models and how coarse forecasts become fine ones there.
struct JointValidation: Sendable {
  struct Part: Sendable {
    let inputs: Matrix
    let targets: Matrix
    /// For each row the row of the next coarser sub-model at the same origin, −1 where it has none.
    let coarseRows: [Int32]
    /// Nil for the coarsest.
    let spread: Tie.Spread?
    /// Outputs of this sub-model in one of the next coarser's.
    let bins: Int
  }

  let parts: [Part]
  var count: Int { parts.map(\.inputs.rows).max() ?? 0 }

  /// Each sub-model's mean squared error on its own training scale; nil where it has no validation windows.
  func losses(_ joint: JointNetworks, _ combination: Joining.Combination) -> [Float?] {
    var losses = [Float?](repeating: nil, count: parts.count)
    var coarser: Matrix?
    for index in parts.indices.reversed() {
      let part = parts[index]
      guard part.inputs.rows > 0 else {
        coarser = nil
        continue
      }
      var outputs = joint.parts[index].network.predict(part.inputs)
      var isCounted = [Bool](repeating: true, count: outputs.rows)
      if combination == .sum, let spread = part.spread {
        for row in 0..<outputs.rows {
          let coarse = Int(part.coarseRows[row])
          guard coarse >= 0, let level = coarser else {
            isCounted[row] = false
            continue
          }
          for column in 0..<outputs.columns {
            outputs[row, column] +=
              spread.shares[coarse, column] * level[coarse, column / part.bins] + spread.shifts[coarse, column]
          }
        }
      }
      losses[index] = Self.meanSquare(outputs, part.targets, isCounted)
      coarser = outputs
    }
    return losses
  }

  private static func meanSquare(_ outputs: Matrix, _ targets: Matrix, _ isCounted: [Bool]) -> Float? {
    var (sum, count) = (0.0, 0)
    for row in 0..<outputs.rows where isCounted[row] {
      for (output, target) in zip(outputs.row(row), targets.row(row)) {
        sum += Double(output - target) * Double(output - target)
        count += 1
      }
    }
    return count > 0 ? Float(sum / Double(count)) : nil
  }
}
