import Networks
import Telemetry
import Tensors

/// A network that learns from a stream: each new window stands in a batch with others drawn from those that are kept.
///
/// Which are drawn is a function of seed and step alone, so that the same stream gives the same weights.
final class OnlineNetwork: OnlineLearner {
  let outline: OnlineOutline
  private let network: Network
  private let horizon: Int
  private let steps: Int
  private let seed: UInt64
  private var scale: OnlineScale
  private var inputs: [Float]
  private var targets: [Float]
  /// The newest windows, `[windows, lookback]` and `[windows, horizon]`; the next one takes the place of the oldest.
  private var keptInputs: [Float] = []
  private var keptTargets: [Float] = []
  private var next = 0

  /// Windows that it can hold, and has to hold to draw from.
  static let (heldAtLeast, heldAtMost) = (16, 512)

  /// - Parameter steps: optimizer steps for each new window, so that a coarse rung takes as many as a fine one.
  init(_ settings: Settings, lookback: Int, horizon: Int, steps: Int) {
    self.horizon = horizon
    self.steps = steps
    seed = settings.seed
    // The newest input is no difference from the newest value: see OnlineScale.
    let architecture = settings.architecture(inputs: lookback, outputs: horizon, past: lookback - 1)
    network = Network(
      architecture, optimizer: settings.optimizer, seed: settings.seed, capacity: max(settings.live.batchSize, 1))
    scale = OnlineScale(lookback: lookback)
    inputs = [Float](repeating: 0, count: lookback)
    targets = [Float](repeating: 0, count: horizon)
    let rows = settings.live.batchSize == 0 ? Self.heldAtMost : settings.live.batchSize
    outline = OnlineOutline(
      summary: architecture.modelName, parameterCount: architecture.parameterCount,
      multiplyAddsPerWindow: architecture.multiplyAddsPerExample * rows * steps, keptWindows: Self.heldAtMost)
  }

  func observe(_ value: Double, memory: Int) { scale.observe(value, memory: memory) }

  func learn(past: ArraySlice<Double>, future: ArraySlice<Double>, settings: Settings) -> OnlineOutcome {
    scale.inputs(past, into: &inputs)
    scale.targets(future, after: past, into: &targets)
    let newest = keep(limit: settings.memory)
    var outcome = OnlineOutcome()
    var live = settings.live
    let held = keptInputs.count / inputs.count
    let rows = live.batchSize == 0 ? held : min(live.batchSize, held)
    live.batchSize = rows
    for _ in 0..<steps {
      let batch = batch(of: rows, newest: newest, among: held)
      var loss: Float = .nan
      let step = withUnsafeMutablePointer(to: &loss) { place in
        network.train(
          on: batch, hyperparameters: live, limit: 1, losses: UnsafeMutableBufferPointer(start: place, count: 1))
      }
      guard step.divergedAtStep == nil else {
        outcome.hasDiverged = true
        break
      }
      outcome.losses.append(loss)
      outcome.multiplyAdds += step.multiplyAdds
    }
    return outcome
  }

  /// Keeps the window at hand; with a shorter memory the oldest places are taken again sooner.
  private func keep(limit: Int) -> Int {
    let held = keptInputs.count / inputs.count
    if held < limit {
      keptInputs += inputs
      keptTargets += targets
      next = 0
      return held
    }
    let place = next % held
    keptInputs.replaceSubrange(place * inputs.count..<(place + 1) * inputs.count, with: inputs)
    keptTargets.replaceSubrange(place * horizon..<(place + 1) * horizon, with: targets)
    next = place + 1
    return place
  }

  /// The newest window, and others at random.
  private func batch(of rows: Int, newest: Int, among held: Int) -> Examples {
    let key = RandomKey(seed: seed, stream: .permutation, step: UInt64(network.step), layer: 1)
    var batchInputs: [Float] = []
    var batchTargets: [Float] = []
    batchInputs.reserveCapacity(rows * inputs.count)
    batchTargets.reserveCapacity(rows * horizon)
    for row in 0..<rows {
      let place = row == 0 ? newest : Int(key.bits(UInt64(row)) % UInt64(held))
      batchInputs += keptInputs[place * inputs.count..<(place + 1) * inputs.count]
      batchTargets += keptTargets[place * horizon..<(place + 1) * horizon]
    }
    return Examples(
      inputs: Matrix(rows: rows, columns: inputs.count, values: batchInputs),
      targets: Matrix(rows: rows, columns: horizon, values: batchTargets))
  }

  func predict(past: ArraySlice<Double>) -> [Double] {
    scale.inputs(past, into: &inputs)
    let outputs = network.predict(Matrix(rows: 1, columns: inputs.count, values: inputs))
    return scale.restored(outputs.values, after: past)
  }

  func weightsHash() -> UInt64 { network.weightsHash() }
}

extension OnlineRule {
  /// The recipe's network.
  static func network(
    knobs: Set<Knob>, adjust: @escaping @Sendable (inout Settings) -> Void = { _ in }
  ) -> OnlineRule {
    OnlineRule(knobs: knobs, adjust: adjust) { settings, request in
      OnlineNetwork(settings, lookback: request.lookback, horizon: request.horizon, steps: request.steps)
    }
  }
}
