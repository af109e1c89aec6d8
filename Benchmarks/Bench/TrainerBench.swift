import Models
import Networks
import Telemetry
import Tensors
import Training

/// Training through the real trainer, with events, telemetry and checkpoints on, as the Lab and `train` do it.
struct TrainerBench: Experiment {
  let name: String
  let settings: Settings
  let rows: Int
  let features: Int
  let steps: Int
  /// So many features are the target's past.
  var lookback = 0

  /// 10-64-32-1, 1 000 rows, batch 32, Adam, mean squared error, shuffled.
  static var perceptron: TrainerBench {
    var settings = Settings(.mlp)
    settings.live.batchSize = 32
    settings.epochs = 600
    return TrainerBench(
      name: "10-64-32-1, batch 32, Adam", settings: settings, rows: 1000, features: 10, steps: 600 * 32)
  }

  /// 10-5-1 linear, one example a step, plain gradient descent.
  static var perSample: TrainerBench {
    var settings = Settings(.linear2)
    settings.live.learningRate = 0.01
    settings.epochs = 20_000
    return TrainerBench(name: "10-5-1, batch 1, SGD", settings: settings, rows: 100, features: 10, steps: 2_000_000)
  }

  /// 96-64-1 with dropout ½, Adam.
  static func dropout(batch: Int) -> TrainerBench {
    var settings = Settings(.mlp)
    settings.units = [64]
    settings.live.batchSize = batch
    settings.live.dropout = 0.5
    settings.epochs = 20
    let rows = 17_324
    return TrainerBench(
      name: "96-64-1, dropout, batch \(batch)", settings: settings, rows: rows, features: 96,
      steps: 20 * ((rows + batch - 1) / batch))
  }

  /// 48 values, 64 recurrent units over them, Adam.
  static var recurrent: TrainerBench {
    var settings = Settings(.gru)
    settings.units = [64]
    settings.live.learningRate = 1e-3
    settings.live.clipNorm = 0
    settings.epochs = 4
    return TrainerBench(
      name: "GRU 64 over 48, batch 32", settings: settings, rows: 4096, features: 48, steps: 4 * 128, lookback: 48)
  }

  var info: SessionInfo { .generated(rows: rows) }
  var dataHash: UInt64 { 0 }
  var originsHash: UInt64 { 0 }
  func defaultSettings(_ recipe: Recipe) -> Settings { settings }

  func learner(for rung: RungID, settings: Settings) throws(ExperimentError) -> any Learner {
    let key = RandomKey(seed: 1, stream: .test)
    var inputs = Matrix(rows: rows, columns: features)
    var targets = Matrix(rows: rows, columns: 1)
    for row in 0..<rows {
      for column in 0..<features { inputs[row, column] = key.normal(UInt64(row * features + column)) }
      targets[row, 0] = inputs[row, 0] * 0.3 + 0.5 * inputs[row, 1] - 0.2 * inputs[row, 2]
    }
    return NetworkLearner(
      settings: settings, training: Examples(inputs: inputs, targets: targets), validation: nil, lookback: lookback,
      judge: NoJudge())
  }

  /// Microseconds a step of each repeat.
  func measure(repeats: Int) -> [Double] {
    TimedRun(experiment: self, settings: settings, steps: steps, threads: 1).measure(repeats: repeats)
  }
}
