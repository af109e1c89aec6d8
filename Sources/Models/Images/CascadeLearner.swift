import Basics
import Networks
import Telemetry
import Tensors

/// Models of several resolutions that learn side by side, each from all images; only predictions go from coarse to fine.
final class CascadeLearner: Learner {
  /// One resolution.
  struct Stage {
    let rung: RungID
    let network: Network
    let training: Examples
    let validation: Examples
    /// Inputs of the validation and of the test images.
    let asked: (validation: Matrix, test: Matrix)
    let augmenter: Augmenter?
  }

  var outline: LearnerOutline
  /// Fine to coarse.
  private let stages: [Stage]
  /// Where training images are varied in every epoch, one for each stage.
  private var varied: [VariedExamples?]
  private let frame: SampleFrame
  private let validationLabels, testLabels: [Int32]
  private var settings: Settings
  private var lossSums: [Double]
  private var steps = 0
  private var partLoss: [PartLoss] = []
  private let loss = UnsafeMutableBufferPointer<Float>.allocate(capacity: 1)

  /// - Parameters:
  ///   - frame: whose members are the stages.
  ///   - validationLabels: of the validation images.
  ///   - testLabels: of the test images.
  init(
    stages: [Stage], frame: SampleFrame, validationLabels: [Int32], testLabels: [Int32], settings: Settings
  ) {
    self.stages = stages
    self.frame = frame
    self.validationLabels = validationLabels
    self.testLabels = testLabels
    varied = stages.map { stage in stage.augmenter.map { VariedExamples(stage.training, $0) } }
    self.settings = settings
    lossSums = [Double](repeating: 0, count: stages.count)
    let models = stages.map(\.network.architecture)
    var outline = LearnerOutline(
      summary: RunPlan.summary(joining: zip(stages, models).map { ($0.rung, $1.modelName) }),
      trainingRows: stages[0].training.count, validationRows: stages[0].validation.count,
      parameterCount: models.reduce(0) { $0 + $1.parameterCount },
      multiplyAddsPerExample: models.reduce(0) { $0 + $1.multiplyAddsPerExample }, lookback: 0,
      members: stages.map(\.rung))
    outline.multiplyAddsPerPrediction = models.reduce(0) { $0 + $1.multiplyAddsPerPrediction }
    self.outline = outline
  }

  deinit { loss.deallocate() }

  /// A step is one step of every model; its loss is their mean.
  func advance(limit: Int, live: Hyperparameters, losses: UnsafeMutableBufferPointer<Float>) -> StepOutcome {
    settings.live = live
    var outcome = StepOutcome()
    while outcome.steps < limit, !outcome.epochEnded {
      var mean: Float = 0
      for (index, stage) in stages.enumerated() {
        varied[index]?.begin(stage.network.epoch)
        let own = stage.network.train(
          on: varied[index]?.examples ?? stage.training, hyperparameters: live, limit: 1, losses: loss)
        mean += loss[0] / Float(stages.count)
        lossSums[index] += Double(loss[0])
        outcome.multiplyAdds += own.multiplyAdds
        if own.divergedAtStep != nil {
          losses[outcome.steps] = .nan
          outcome.divergedAtStep = own.divergedAtStep
          return outcome
        }
        if index == 0 {
          outcome.examples += own.examples
          outcome.epochEnded = own.epochEnded
        }
      }
      losses[outcome.steps] = mean
      steps += 1
      outcome.steps += 1
    }
    return outcome
  }

  var learningNetworks: [LearningNetwork] {
    stages.map { LearningNetwork($0.network, on: $0.training, part: $0.rung) }
  }

  func adopt(_ live: Hyperparameters) { settings.live = live }

  var isDead: Bool { stages.contains { $0.network.ignoresInputs(of: $0.training) } }

  /// The mean of the models' cross-entropies.
  func validationLoss() -> Float? {
    guard stages.allSatisfy({ $0.validation.count > 0 }) else { return nil }
    let losses = stages.map { $0.network.loss(on: $0.validation) }
    partLoss = stages.indices.map { index in
      PartLoss(
        rung: stages[index].rung, training: Float(lossSums[index] / Double(max(1, steps))), validation: losses[index])
    }
    lossSums = lossSums.map { _ in 0 }
    steps = 0
    return losses.reduce(0, +) / Float(losses.count)
  }

  func partLosses() -> [PartLoss] { partLoss }

  private var samples: FittedSamples {
    FittedSamples(
      frame: frame, functions: stages.map { .network($0.network.weights) }, threshold: settings.live.joining.threshold)
  }

  func fitted() -> FittedModel { FittedModel(settings: settings, subject: .samples(samples)) }

  func evaluate() -> Evaluation {
    let samples = samples
    func judged(_ part: ScoredPart, _ inputs: [Matrix], _ labels: [Int32]) -> JudgedPart {
      let cascade = Cascade(
        zip(stages, samples.answers(to: inputs)).reversed().map { stage, probabilities in
          Cascade.Stage(
            rung: stage.rung, multiplyAdds: stage.network.architecture.multiplyAddsPerPrediction,
            probabilities: probabilities)
        }, labels: labels, part)
      return cascade.judged(at: settings.live.joining.threshold)
    }
    return Evaluation(
      validation: validationLabels.isEmpty
        ? nil : judged(.validation, stages.map(\.asked.validation), validationLabels),
      test: judged(.test, stages.map(\.asked.test), testLabels))
  }

  func nativeForecast() -> NativeForecast? { nil }

  func checkpoint() -> LearnerCheckpoint {
    .cascade(
      CascadeCheckpoint(
        parts: stages.map { $0.network.checkpoint() }, sums: CascadeCheckpoint.Sums(losses: lossSums, steps: steps)))
  }

  func restore(_ checkpoint: LearnerCheckpoint) {
    guard case .cascade(let cascade) = checkpoint else { return }
    for (stage, part) in zip(stages, cascade.parts) { stage.network.takeUp(part) }
    let sums = cascade.sums.flatMap { $0.losses.count == stages.count ? $0 : nil }
    (lossSums, steps) = (sums?.losses ?? stages.map { _ in 0 }, sums?.steps ?? 0)
  }

  var weightsAreFinite: Bool { stages.allSatisfy(\.network.parametersAreFinite) }

  func weightsHash() -> UInt64 {
    stages.reduce(0) { ($0 << 7 | $0 >> 57) ^ $1.network.weightsHash() }
  }

  var sweep: [(parameter: Double, validationError: Double)] { [] }
}
