import Basics
import Granularity
import Models
import Telemetry

/// A model that learns on one rung of a stream.
final class WatchedRun {
  let run: RunID
  /// Its rung's place on the ladder.
  let rung: Int
  private(set) var settings: Settings
  private let learner: any OnlineLearner
  let lookback: Int
  let telemetry: RunTelemetry
  private(set) var phase = Phase.running
  /// Windows still to be learnt before it pauses by itself.
  private var windowsLeft: Int?
  private(set) var steps = 0
  private(set) var windows = 0
  private(set) var multiplyAdds = 0
  /// The fading mean of its losses.
  private(set) var meanLoss = 0.0
  private var lossWeight = 0.0
  private(set) var divergence: Divergence?
  /// Absolute errors at each step ahead, on the finest grain.
  private var residuals: [RollingQuantile]

  /// - Parameters:
  ///   - steps: bins of the finest grain in the horizon.
  ///   - window: closed origins that count.
  init(
    _ run: RunID, on rung: WatchedRung, settings: Settings, ratio: Int, telemetry: RunTelemetry, steps: Int, window: Int
  ) {
    residuals = (0..<steps).map { _ in RollingQuantile(window: window) }
    self.run = run
    self.rung = rung.index
    var settings = settings
    if settings.lookback == 0 { settings.lookback = Settings.onlineLookback(horizon: rung.horizon) }
    lookback = min(settings.lookback, WatchedRung.longestLookback)
    settings.lookback = lookback
    self.settings = settings
    self.telemetry = telemetry
    learner = settings.onlineLearner(
      lookback: lookback, horizon: rung.horizon, season: rung.season, steps: min(ratio, 32))
  }

  var isLearning: Bool { phase == .running }
  var isFinished: Bool { if case .finished = phase { true } else { false } }

  func plan(rung: RungID, parent: (run: RunID, step: Int)?) -> RunPlan {
    let outline = learner.outline
    return RunPlan(
      run: run, rung: rung, parent: parent, recipe: settings.recipe.rawValue, summary: outline.summary, epochs: 0,
      stepsPerEpoch: 1, trainingRows: windows, validationRows: 0, parameterCount: outline.parameterCount,
      multiplyAddsPerExample: outline.multiplyAddsPerWindow, seed: settings.seed, knobs: settings.onlineKnobs,
      isClosedForm: false)
  }

  /// A bin was completed: the window that ends with it is learnt.
  ///
  /// - Returns: what went wrong, the first time.
  func learn(from rung: WatchedRung, endingAt end: Int) -> Divergence? {
    let value = rung.values[end - 1]
    if value.isFinite { learner.observe(value, memory: settings.memory) }
    guard isLearning, let window = rung.window(endingAt: end, lookback: lookback) else { return nil }
    let outcome = learner.learn(past: window.past, future: window.future, settings: settings)
    take(outcome)
    if outcome.hasDiverged { return diverge() }
    if let left = windowsLeft {
      windowsLeft = left > 1 ? left - 1 : nil
      if left <= 1 { phase = .paused }
    }
    return nil
  }

  private func take(_ outcome: OnlineOutcome) {
    windows += 1
    steps += outcome.losses.count
    multiplyAdds += outcome.multiplyAdds
    for loss in outcome.losses where loss.isFinite {
      lossWeight = lossWeight * 0.99 + 1
      meanLoss += (Double(loss) - meanLoss) / lossWeight
    }
    outcome.losses.withUnsafeBufferPointer { telemetry.append($0) }
  }

  private func diverge() -> Divergence {
    phase = .finished(.diverged)
    let rate = Double(settings.live.learningRate)
    let found = Divergence(
      step: steps, epoch: windows, keptStep: steps, learningRate: rate,
      explanation: Words.watchDiverged(step: "\(steps)", rate: shortDecimal(rate)))
    divergence = found
    return found
  }

  /// The next horizon, in the stream's own units at this rung's grain; nil where it cannot be known.
  func predict(from rung: WatchedRung) -> [Double]? {
    if case .finished = phase { return nil }
    guard let past = rung.past(endingAt: rung.values.count, lookback: lookback) else { return nil }
    let predicted = learner.predict(past: past)
    return predicted.allSatisfy(\.isFinite) ? predicted : nil
  }

  /// Hears how far a forecast was off.
  func note(_ predicted: [Double], actual: [Double]) {
    for step in residuals.indices { residuals[step].add(abs(predicted[step] - actual[step])) }
  }

  /// Half-width of the band around the next forecast, `[steps]`; empty where too few errors are known.
  func band(_ level: Double) -> [Double] {
    let bounds = residuals.compactMap { $0.bound(level) }
    return bounds.count == residuals.count ? bounds : []
  }

  // MARK: Commands

  func enter(_ next: Phase) {
    windowsLeft = nil
    phase = next
  }

  /// Learns from one window more, then pauses.
  func step() {
    windowsLeft = 1
    phase = .running
  }

  func set(_ knob: Knob, to value: KnobValue) throws(SettingsError) -> Intervention? {
    let old = settings.value(of: knob)
    try settings.set(knob, to: value)
    let new = settings.value(of: knob)
    guard new != old else { return nil }
    return Intervention(
      step: steps, epoch: windows, summary: "\(knob.title) \(old.display) → \(new.display)", knob: knob, old: old,
      new: new)
  }

  func endReport(seconds: Double) -> EndReport {
    var reason = EndReason.completed
    if case .finished(let known) = phase { reason = known }
    return EndReport(
      reason: reason, step: steps, epoch: windows, seconds: seconds, multiplyAdds: multiplyAdds,
      weightsHash: learner.weightsHash())
  }
}
