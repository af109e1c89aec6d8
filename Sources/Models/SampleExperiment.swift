import Datasets
import Granularity
import Networks
import Telemetry
import Tensors

/// Samples without order, images at several resolutions or rows of a table, to be classified or regressed.
package struct SampleExperiment: Experiment {
  /// What a sample's target is.
  enum Target: Sendable {
    case classes(labels: [Int32], names: [String])
    case numbers([Float])
  }

  /// A rung's own features of every sample, `[samples, features]`.
  struct View: Sendable {
    let rung: RungID
    let features: Matrix
    /// How a row is an image; nil where rows are a table's.
    var shape: Shape?
  }

  package let info: SessionInfo
  package let dataHash: UInt64
  private let views: [View]
  private let target: Target
  private let split: SampleSplit
  private let weights: BaseWeights?

  init(info: SessionInfo, views: [View], target: Target, split: SampleSplit, weights: BaseWeights? = nil) {
    self.info = info
    self.views = views
    self.target = target
    self.split = split
    self.weights = weights
    var hash = bitHashSeed
    for view in views { view.features.values.withUnsafeBufferPointer { bitHash($0, into: &hash) } }
    switch target {
    case .classes(let labels, _): labels.map(Float.init).withUnsafeBufferPointer { bitHash($0, into: &hash) }
    case .numbers(let values): values.withUnsafeBufferPointer { bitHash($0, into: &hash) }
    }
    if let weights { hash = (hash ^ weights.hash) &* 0x100_0000_01B3 }
    dataHash = hash
  }

  package func defaultSettings(_ recipe: Recipe) -> Settings {
    var settings = Settings(recipe, on: ground, classifying: isClassifying)
    if let weights { settings.composite.base = weights.form.base }
    return settings
  }

  package func learner(for rung: RungID, settings: Settings) throws(ExperimentError) -> any Learner {
    guard let view = views.first(where: { $0.rung == rung }) else {
      throw .unknownRung(rung, known: views.map(\.rung))
    }
    guard settings.recipe.fits(ground) else {
      throw .recipeDoesNotFit(
        settings.recipe, task: isClassifying ? "classes" : "samples without order",
        known: Recipe.allCases.filter { $0.fits(ground) })
    }
    let training = view.features.rows(at: split.train)
    let scaler = Scaler(settings.scaling, fitting: training)
    let test = scaler.transform(view.features.rows(at: split.test))
    let validation = scaler.transform(view.features.rows(at: split.validation))
    let shape = view.shape ?? Shape(channels: view.features.columns)
    let learner: NetworkLearner
    switch target {
    case .classes(let labels, let names):
      learner = NetworkLearner(
        settings: settings, architecture: architecture(settings, shape, names.count),
        training: examples(scaler.transform(training), labels, split.train, names.count),
        validation: examples(validation, labels, split.validation, names.count), lookback: 0,
        judge: ClassJudge(inputs: test, labels: split.test.map { labels[$0] }))
    case .numbers(let values):
      let trained = column(values, split.train)
      let targetScaler = Scaler(settings.scaling, fitting: trained)
      learner = NetworkLearner(
        settings: settings, architecture: architecture(settings, shape, 1),
        training: Examples(inputs: scaler.transform(training), targets: targetScaler.transform(trained)),
        validation: Examples(
          inputs: validation, targets: targetScaler.transform(column(values, split.validation))), lookback: 0,
        judge: NumberJudge(inputs: test, actual: split.test.map { values[$0] }, scaler: targetScaler))
    }
    learner.imageShape = view.shape
    learner.outline.remarks = settings.remarks(image: shape) + settings.remarks(weights: weights)
    if settings.recipe == .composite, let taken = settings.taken(weights) { learner.begin(with: taken) }
    return learner
  }

  /// For the auditor: how many test samples stand among the training samples too, with the same features at the finest
  /// rung, of how many.
  var repeatedTestSamples: (repeated: Int, tested: Int) {
    guard let features = views.first?.features else { return (0, 0) }
    func hash(_ row: Int) -> UInt64 {
      var hash = bitHashSeed
      Array(features.row(row)).withUnsafeBufferPointer { bitHash($0, into: &hash) }
      return hash
    }
    let known = Set(split.train.map(hash))
    return (split.test.count { known.contains(hash($0)) }, split.test.count)
  }

  /// Samples of each part.
  package var partSizes: (training: Int, validation: Int, test: Int) {
    (split.train.count, split.validation.count, split.test.count)
  }

  private var ground: Ground { info.axis == Axis.space.rawValue ? .images : .table }

  private var isClassifying: Bool {
    if case .classes = target { true } else { false }
  }

  private func architecture(_ settings: Settings, _ image: Shape, _ outputs: Int) -> Architecture {
    settings.recipe == .composite
      ? settings.composite(image: image, outputs: outputs, weights: weights)
      : settings.architecture(image: image, outputs: outputs)
  }

  private func examples(_ inputs: Matrix, _ labels: [Int32], _ rows: [Int], _ classCount: Int) -> Examples {
    Examples(inputs: inputs, labels: rows.map { labels[$0] }, classCount: classCount)
  }

  private func column(_ values: [Float], _ rows: [Int]) -> Matrix {
    Matrix(rows: rows.count, columns: 1, values: rows.map { values[$0] })
  }
}

/// Scores numbers predicted for test samples, in the target's own units.
struct NumberJudge: Judge {
  let inputs: Matrix
  let actual: [Float]
  let scaler: Scaler

  func evaluate(_ predict: (Matrix) -> Matrix) -> Evaluation {
    let predicted = scaler.inverse(predict(inputs)).values
    let errors = ErrorSum(predicted, against: actual)
    guard errors.count > 0 else {
      return Evaluation(step: 0, epoch: 0, multiplyAdds: 0, scores: Scores(count: 0, isRanked: false))
    }
    return Evaluation(
      step: 0, epoch: 0, multiplyAdds: 0,
      scores: Scores(
        count: errors.count, isRanked: errors.count >= CommonTarget.rankedOrigins, mse: errors.mse, mae: errors.mae,
        rmse: errors.rmse, smape: errors.smape))
  }
}
