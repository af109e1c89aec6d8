import Models
import Telemetry

/// A run computed again from a checkpoint up to a step that it has passed, with its knobs turned where they were: as a
/// step is a function of seed, stream, step and layer, the bits are those that the run had there.
final class Retrace {
  private let point: ForkPoint
  /// Nil where the checkpoint is of the very step.
  private let loop: RunLoop?
  private var turned = 0
  private var chunk = 1
  private var losses = [Float](repeating: 0, count: 1024)
  private let clock = ContinuousClock()
  private let began: ContinuousClock.Instant
  private var isAnnounced = false

  /// What takes longer than this is worth a word.
  private static let patience = Duration.milliseconds(300)

  init(
    of run: RunID, on rung: RungID, to point: ForkPoint, in experiment: any Experiment
  ) throws(ExperimentError) {
    self.point = point
    began = clock.now
    guard point.checkpoint.step < point.step else {
      loop = nil
      return
    }
    let settings = point.checkpoint.settings
    let loop = RunLoop(
      run: run, rung: rung, settings: settings, learner: try experiment.learner(for: rung, settings: settings))
    loop.resume(from: point.checkpoint)
    self.loop = loop
  }

  /// Computes for about `slice`, at least one step; true once the step is reached.
  func advance(for slice: Duration) -> Bool {
    guard let loop else { return true }
    let began = clock.now
    var now = began
    while loop.step < point.step, now - began < slice {
      takeTurns(loop)
      let next = turned < point.turns.count ? point.turns[turned].step : point.step
      let limit = min(next - loop.step, chunk)
      let advance = losses.withUnsafeMutableBufferPointer { loop.advance(limit: limit, losses: $0) }
      precondition(
        advance.steps > 0 && advance.divergence == nil,
        "\(loop.run) was at step \(point.step) and now ends at step \(loop.step)")
      let before = now
      now = clock.now
      if now - before < .milliseconds(1) { chunk = min(chunk * 2, losses.count) } else { chunk = max(chunk / 2, 1) }
    }
    loop.addSeconds((now - began) / .seconds(1))
    return loop.step == point.step
  }

  /// What takes so long, once; nil where there is nothing to say.
  func takeNews() -> String? {
    guard let loop, !isAnnounced, clock.now - began > Self.patience else { return nil }
    isAnnounced = true
    return Words.branchUnderWay(run: "\(loop.run)", first: point.checkpoint.step, last: point.step)
  }

  /// The run's state at the step, once it is reached.
  var checkpoint: RunCheckpoint { loop?.checkpoint() ?? point.checkpoint }

  /// Those of the step where the loop stands; some may be in force already, which changes nothing.
  private func takeTurns(_ loop: RunLoop) {
    while turned < point.turns.count, point.turns[turned].step <= loop.step {
      loop.take(point.turns[turned].settings)
      turned += 1
    }
  }
}
