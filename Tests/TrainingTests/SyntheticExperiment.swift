import Models
import Networks
import Telemetry
import Tensors

/// A small regression that needs no file: noisy sums of waves, one rung for each width asked for.
struct SyntheticExperiment: Experiment {
  var rows = 200
  var features = 10

  var info: SessionInfo {
    SessionInfo(
      fileName: "synthetic", targetName: "y",
      content: .table(
        .number(
          NumberTarget(
            trainingMean: 0, test: NumberPart(actual: [], meanScores: Scores(count: 0, isRanked: false))))),
      rungs: ["a", "b", "c"].map { RungInfo(id: $0, rows: rows) })
  }

  var dataHash: UInt64 { 7 }
  var originsHash: UInt64 { 8 }

  func defaultSettings(_ recipe: Recipe) -> Settings {
    var settings = Settings(recipe)
    settings.units = [16, 8]
    settings.live.dropout = 0.1
    settings.epochs = 12
    return settings
  }

  func learner(for rung: RungID, settings: Settings) throws(ExperimentError) -> any Learner {
    guard info.rungs.contains(where: { $0.id == rung }) else {
      throw .unknownRung(rung, known: info.rungs.map(\.id))
    }
    let salt = UInt64(rung.label.unicodeScalars.reduce(0) { $0 + Int($1.value) })
    // What is solved at once has no network; here a perceptron stands for it.
    let network = settings.recipe.hasSteps ? settings : Settings(.mlp)
    return NetworkLearner(
      settings: settings, architecture: network.architecture(inputs: features, outputs: 1, past: features),
      training: examples(rows, salt), validation: examples(50, salt + 1), lookback: features,
      judge: MeanSquaredErrorJudge(examples: examples(40, salt + 2)))
  }

  func examples(_ count: Int, _ salt: UInt64) -> Examples {
    let key = RandomKey(seed: salt, stream: .test)
    var inputs = Matrix(rows: count, columns: features)
    var targets = Matrix(rows: count, columns: 1)
    for row in 0..<count {
      for column in 0..<features { inputs[row, column] = key.normal(UInt64(row * features + column)) }
      targets[row, 0] = inputs[row, 0] * 0.7 - inputs[row, 1] * inputs[row, 2] * 0.5
    }
    return Examples(inputs: inputs, targets: targets)
  }
}

struct MeanSquaredErrorJudge: Judge {
  let examples: Examples

  func fitted(_ function: FittedFunction) -> FittedModel.Subject { .samples(FittedSamples(unscaled: function)) }

  func evaluate(_ function: FittedFunction) -> Evaluation {
    guard case .values(let targets) = examples.targets else { preconditionFailure("regression only") }
    let predicted = function.predictor()(examples.inputs)
    let errors = zip(predicted.values, targets.values).map { Double($0 - $1) * Double($0 - $1) }
    let error = errors.reduce(0, +) / Double(errors.count)
    let scores = Scores(
      count: errors.count, isRanked: true, mse: error, rmsse: error.squareRoot(), rmse: error.squareRoot())
    return Evaluation(validation: JudgedPart(scores), test: JudgedPart(scores))
  }
}
