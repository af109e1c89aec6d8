import Basics
import Datasets
import Granularity
import Networks
import Telemetry
import Tensors

extension SampleExperiment {
  /// What a model of one rung learns from and is tested on; scalers are fitted on training rows.
  private struct Ready {
    let shape: Shape
    let training: Examples
    let validation: Examples
    /// Inputs of the validation and of the test samples.
    let asked: (validation: Matrix, test: Matrix)
    let frame: SampleFrame
    let judge: any Judge
  }

  package func learner(for rung: RungID, settings: Settings) throws(ExperimentError) -> any Learner {
    guard settings.recipe.fits(content), !settings.recipe.joins || isClassifying else {
      throw .recipeDoesNotFit(
        settings.recipe, task: task(refusing: settings.recipe),
        known: Recipe.allCases.filter { $0.fits(content) && (isClassifying || !$0.joins) })
    }
    let learner = try settings.recipe.rule.sampler(self, rung, settings)
    initial?.begin(learner, settings.recipe)
    return learner
  }

  /// What a recipe cannot be trained on here.
  private func task(refusing recipe: Recipe) -> String {
    switch content {
    case .series, .stream: Words.taskSeries
    case .table: Words.taskTable
    case .images: recipe.fits(.images) ? Words.taskImageNumbers : Words.taskImages
    }
  }

  /// The recipe's network on one rung.
  func networkLearner(_ rung: RungID, _ settings: Settings) throws(ExperimentError) -> NetworkLearner {
    let view = try view(rung)
    let ready = ready(view, settings)
    let request = NetworkRequest(image: ready.shape, outputs: ready.training.outputCount, weights: weights)
    let learner = NetworkLearner(
      settings: settings, architecture: settings.architecture(for: request), training: ready.training,
      validation: ready.validation, lookback: 0, judge: ready.judge, augmenter: augmenter(settings, ready.shape))
    learner.imageShape = view.shape
    // What the weights of a model replace is not said of them.
    if initial?.model.recipe != settings.recipe {
      learner.outline.remarks = settings.recipe.rule.remarks(settings, request)
    }
    return learner
  }

  func cascadeLearner(_ rung: RungID, _ settings: Settings) throws(ExperimentError) -> any Learner {
    guard case .classes(let labels, _) = target, let named = rung.members, Set(named).count == named.count else {
      throw .unusable(
        rung, reason: Words.reasonJoinGrains(recipe: settings.recipe.rawValue, example: "8×8+4×4"))
    }
    let known = views.map(\.rung)
    if let unknown = named.first(where: { !known.contains($0) }) { throw .unknownRung(unknown, known: known) }
    var stages: [CascadeLearner.Stage] = []
    var frames: [SampleFrame] = []
    for member in known.filter({ named.contains($0) }) {
      let ready = ready(try view(member), settings)
      let network = settings.network(
        settings.architecture(image: ready.shape, outputs: ready.training.outputCount), examples: ready.training.count)
      frames.append(ready.frame)
      stages.append(
        CascadeLearner.Stage(
          rung: member, network: network, training: ready.training, validation: ready.validation,
          asked: ready.asked, augmenter: augmenter(settings, ready.shape)))
    }
    let frame = SampleFrame(source: source, members: frames.flatMap(\.members), target: frames[0].target)
    return CascadeLearner(
      stages: stages, frame: frame, validationLabels: split.validation.map { labels[$0] },
      testLabels: split.test.map { labels[$0] }, settings: settings)
  }

  private func view(_ rung: RungID) throws(ExperimentError) -> View {
    guard let view = views.first(where: { $0.rung == rung }) else {
      throw .unknownRung(rung, known: views.map(\.rung))
    }
    return view
  }

  private func augmenter(_ settings: Settings, _ shape: Shape) -> Augmenter? {
    guard settings.augmentation != .none else { return nil }
    switch content.axis {
    case .space: return Augmenter(augmentation: settings.augmentation, shape: shape, seed: settings.seed)
    case .time, .rows: return nil
    }
  }

  /// Pixels are on one scale as they are; numbers that stand beside them are on any.
  private func targetScaling(_ settings: Settings) -> Scaling {
    switch content.axis {
    case .space: settings.scaling == .none ? .zScore : settings.scaling
    case .time, .rows: settings.scaling
    }
  }

  private func ready(_ view: View, _ settings: Settings) -> Ready {
    let scaler = view.features.scaler(settings.scaling, fitting: split.train)
    let training = view.features.scaled(split.train, by: scaler)
    let validation = view.features.scaled(split.validation, by: scaler)
    let test = view.features.scaled(split.test, by: scaler)
    let shape = view.shape ?? Shape(channels: view.features.columns)
    let member = SampleFrame.Member(rung: view.rung.label, grain: view.grain, scaler: scaler)
    func frame(_ target: SampleFrame.Target) -> SampleFrame {
      SampleFrame(source: source, members: [member], target: target)
    }
    switch target {
    case .classes(let labels, let names):
      let frame = frame(.classes(column: info.targetName, names: names))
      return Ready(
        shape: shape,
        training: Examples(inputs: training, labels: split.train.map { labels[$0] }, classCount: names.count),
        validation: Examples(
          inputs: validation, labels: split.validation.map { labels[$0] }, classCount: names.count),
        asked: (validation, test), frame: frame,
        judge: ClassJudge(
          frame: frame,
          validation: JudgedSamples(inputs: validation, targets: split.validation.map { labels[$0] }),
          test: JudgedSamples(inputs: test, targets: split.test.map { labels[$0] })))
    case .numbers(let values):
      let known = column(values, split.train)
      let targetScaler = Scaler(targetScaling(settings), fitting: known)
      let frame = frame(.numbers(columns: [info.targetName], targetScaler))
      return Ready(
        shape: shape, training: Examples(inputs: training, targets: targetScaler.transform(known)),
        validation: Examples(
          inputs: validation, targets: targetScaler.transform(column(values, split.validation))),
        asked: (validation, test), frame: frame,
        judge: NumberJudge(
          frame: frame,
          validation: JudgedSamples(inputs: validation, targets: split.validation.map { values[$0] }),
          test: JudgedSamples(inputs: test, targets: split.test.map { values[$0] })))
    }
  }

  private func column(_ values: [Double], _ rows: [Int]) -> DoubleMatrix {
    DoubleMatrix(rows: rows.count, columns: 1, values: rows.map { values[$0] })
  }
}
