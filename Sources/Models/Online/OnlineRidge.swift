import Networks
import Tensors

/// Ridge regression of the horizon on the lags, with a past that fades.
///
/// The sums take each window as it comes; the weights are solved for when a forecast is asked, or every few windows.
final class OnlineRidge: OnlineLearner {
  let outline: OnlineOutline
  private let horizon: Int
  private let interval: Int
  private var scale: OnlineScale
  private var sums: FadingLeastSquares
  /// `[lookback + 1, horizon]`; zero weights say that nothing changes.
  private var weights: Matrix
  private var windowsSinceSolving = 0
  private var penalty = 1.0
  private var inputs: [Float]
  private var targets: [Float]

  init(lookback: Int, horizon: Int) {
    self.horizon = horizon
    // Once a horizon at least, as often as a forecast may be asked for.
    interval = horizon
    scale = OnlineScale(lookback: lookback)
    sums = FadingLeastSquares(features: lookback, outputs: horizon)
    weights = Matrix(rows: lookback + 1, columns: horizon)
    inputs = [Float](repeating: 0, count: lookback)
    targets = [Float](repeating: 0, count: horizon)
    outline = OnlineOutline(
      summary: Words.summaryStreamRidge(lags: lookback, outputs: horizon),
      parameterCount: (lookback + 1) * horizon, multiplyAddsPerWindow: sums.multiplyAddsPerObservation)
  }

  func observe(_ value: Double, memory: Int) { scale.observe(value, memory: memory) }

  func learn(past: ArraySlice<Double>, future: ArraySlice<Double>, settings: Settings) -> OnlineOutcome {
    scale.inputs(past, into: &inputs)
    scale.targets(future, after: past, into: &targets)
    penalty = Self.penalty(settings)
    var loss = 0.0
    for output in 0..<horizon {
      let error = Double(self.output(output)) - Double(targets[output])
      loss += error * error
    }
    sums.add(inputs: inputs, targets: targets, keeping: 1 - 1 / Double(max(settings.memory, 2)))
    windowsSinceSolving += 1
    var spent = sums.multiplyAddsPerObservation
    if windowsSinceSolving >= interval { spent += solve() }
    return OnlineOutcome(losses: [Float(loss / Double(horizon))], multiplyAdds: spent)
  }

  /// A penalty of 1 is that of one window; the knob of the weight decay raises it.
  private static func penalty(_ settings: Settings) -> Double {
    1 + Double(settings.live.weightDecay) * Double(settings.memory)
  }

  func predict(past: ArraySlice<Double>) -> [Double] {
    if windowsSinceSolving > 0 { _ = solve() }
    scale.inputs(past, into: &inputs)
    return scale.restored((0..<horizon).map(output), after: past)
  }

  /// Output `column` for the inputs at hand.
  private func output(_ column: Int) -> Float {
    var sum = weights.values[inputs.count * horizon + column]
    for feature in inputs.indices { sum += inputs[feature] * weights.values[feature * horizon + column] }
    return sum
  }

  private func solve() -> Int {
    windowsSinceSolving = 0
    if let solved = sums.solve(penalty: penalty) { weights = solved }
    let width = inputs.count + 1
    return width * width * width / 3 + width * width * horizon
  }

  func weightsHash() -> UInt64 {
    var hash = bitHashSeed
    weights.values.withUnsafeBufferPointer { bitHash($0, into: &hash) }
    return hash
  }
}
