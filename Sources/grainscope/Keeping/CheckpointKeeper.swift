import Dispatch
import Models
import Store
import Synchronization
import Telemetry
import Training

/// Keeps the states of runs, from which they can go on, beside their training: as they begin, every few seconds, and as they
/// end.
final class CheckpointKeeper: Sendable {
  private let recorder: RunRecorder
  private let interval: Duration
  private let clock = ContinuousClock()
  private let next: Mutex<ContinuousClock.Instant>
  /// The state of each run that is kept, and the steps of its best weights.
  private let kept = Mutex<[RunID: Kept]>([:])
  private let keptBest = Mutex<[RunID: Int]>([:])
  /// Runs whose state is still to be written.
  private let unwritten = Mutex<Set<RunID>>([])

  private struct Kept: Hashable {
    var step: Int
    var settings: Settings
  }

  /// States that are still to be handed over.
  private let pending = DispatchGroup()

  init(_ recorder: RunRecorder, every interval: Duration) {
    self.recorder = recorder
    self.interval = interval
    next = Mutex(clock.now + interval)
  }

  func note(_ event: Event, in laboratory: Laboratory) {
    switch event {
    case .began(let plan): keep(plan.run, in: laboratory)
    case .ended(let run, _): keep(run, in: laboratory, hasEnded: true)
    case .epoch, .applied, .phase, .diverged, .evaluated, .reconciled, .choosing, .chosen, .rolled, .refused,
      .seedsAdvanced, .seedsEnded, .allocated, .inside, .cannotBegin, .notice:
      break
    }
  }

  /// Keeps the states of these runs where it is time to; costs a look at the clock.
  func keepWhereDue(_ runs: some Sequence<RunID>, in laboratory: Laboratory) {
    let now = clock.now
    let isDue = next.withLock { next in
      guard now >= next else { return false }
      next = now + interval
      return true
    }
    guard isDue else { return }
    // A disk that is slower than the interval gets fewer checkpoints, not a queue of them.
    for run in runs where !unwritten.withLock({ $0.contains(run) }) { keep(run, in: laboratory) }
  }

  /// - Parameter hasEnded: where no weights were ever the best, the last are.
  func keep(_ run: RunID, in laboratory: Laboratory, hasEnded: Bool = false) {
    pending.enter()
    laboratory.withCheckpoint(of: run) { [self] checkpoint, best in
      defer { pending.leave() }
      if let checkpoint, let best { keep(run, checkpoint, best, hasEnded: hasEnded) }
    }
  }

  func keep(_ run: RunID, _ checkpoint: RunCheckpoint, _ best: FittedModel, hasEnded: Bool) {
    var files: [RunRecorder.File] = []
    let state = Kept(step: checkpoint.step, settings: checkpoint.settings)
    // A run that is paused stays as it is.
    if kept.withLock({ $0.updateValue(state, forKey: run) != state }) {
      files.append(RunRecorder.File(.last, step: checkpoint.step) { try? checkpoint.bytes() })
    }
    if let step = checkpoint.bestStep ?? (hasEnded ? checkpoint.step : nil),
      keptBest.withLock({ $0.updateValue(step, forKey: run) != step })
    {
      files.append(RunRecorder.File(.best, step: step) { try? best.bytes() })
    }
    guard !files.isEmpty else { return }
    unwritten.withLock { _ = $0.insert(run) }
    recorder.keep(files, of: run) { [self] in unwritten.withLock { _ = $0.remove(run) } }
  }

  /// For runs that no laboratory drives.
  var observer: RunObserver {
    RunObserver(note: { [recorder] in recorder.note($0) }) { [self] run, checkpoint, best in
      keep(run, checkpoint, best, hasEnded: true)
    }
  }

  /// Waits until all that was asked for is handed over to the recorder, but no longer than `limit`.
  func wait(atMost limit: DispatchTimeInterval = .never) { _ = pending.wait(timeout: .now() + limit) }
}
