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
    let test: Matrix
    let judge: any Judge
  }

  package func learner(for rung: RungID, settings: Settings) throws(ExperimentError) -> any Learner {
    guard settings.recipe.fits(ground), !settings.recipe.joins || isClassifying else {
      throw .recipeDoesNotFit(
        settings.recipe, task: task(refusing: settings.recipe),
        known: Recipe.allCases.filter { $0.fits(ground) && (isClassifying || !$0.joins) })
    }
    return try settings.recipe.rule.sampler(self, rung, settings)
  }

  /// What a recipe cannot be trained on here.
  private func task(refusing recipe: Recipe) -> String {
    switch ground {
    case .series: Words.taskSeries
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
    learner.outline.remarks = settings.recipe.rule.remarks(settings, request)
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
    for member in known.filter({ named.contains($0) }) {
      let ready = ready(try view(member), settings)
      let network = settings.network(
        settings.architecture(image: ready.shape, outputs: ready.training.outputCount), examples: ready.training.count)
      stages.append(
        CascadeLearner.Stage(
          rung: member, network: network, training: ready.training, validation: ready.validation, test: ready.test,
          augmenter: augmenter(settings, ready.shape)))
    }
    return CascadeLearner(stages: stages, labels: split.test.map { labels[$0] }, settings: settings)
  }

  private func view(_ rung: RungID) throws(ExperimentError) -> View {
    guard let view = views.first(where: { $0.rung == rung }) else {
      throw .unknownRung(rung, known: views.map(\.rung))
    }
    return view
  }

  private func augmenter(_ settings: Settings, _ shape: Shape) -> Augmenter? {
    guard ground == .images, settings.augmentation != .none else { return nil }
    return Augmenter(augmentation: settings.augmentation, shape: shape, seed: settings.seed)
  }

  private func ready(_ view: View, _ settings: Settings) -> Ready {
    let scaler = view.features.scaler(settings.scaling, fitting: split.train)
    let training = view.features.scaled(split.train, by: scaler)
    let validation = view.features.scaled(split.validation, by: scaler)
    let test = view.features.scaled(split.test, by: scaler)
    let shape = view.shape ?? Shape(channels: view.features.columns)
    switch target {
    case .classes(let labels, let names):
      return Ready(
        shape: shape,
        training: Examples(inputs: training, labels: split.train.map { labels[$0] }, classCount: names.count),
        validation: Examples(
          inputs: validation, labels: split.validation.map { labels[$0] }, classCount: names.count),
        test: test, judge: ClassJudge(inputs: test, labels: split.test.map { labels[$0] }))
    case .numbers(let values):
      let known = column(values, split.train)
      // Pixels are on one scale as they are; numbers that stand beside them are on any.
      let targetScaler = Scaler(
        ground == .images && settings.scaling == .none ? .zScore : settings.scaling, fitting: known)
      return Ready(
        shape: shape, training: Examples(inputs: training, targets: targetScaler.transform(known)),
        validation: Examples(
          inputs: validation, targets: targetScaler.transform(column(values, split.validation))),
        test: test,
        judge: NumberJudge(inputs: test, actual: split.test.map { values[$0] }, scaler: targetScaler))
    }
  }

  private func column(_ values: [Double], _ rows: [Int]) -> DoubleMatrix {
    DoubleMatrix(rows: rows.count, columns: 1, values: rows.map { values[$0] })
  }
}
