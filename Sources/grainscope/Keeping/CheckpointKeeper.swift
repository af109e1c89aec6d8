import Dispatch
import Models
import Store
import Synchronization
import Telemetry
import Training

/// Keeps the states of runs, from which they can go on, beside their training: as they begin, every few seconds, before a command
/// changes them, when that is asked for, and as they end.
final class CheckpointKeeper: Sendable {
  private let recorder: RunRecorder
  private let interval: Duration
  private let clock = ContinuousClock()
  private let next: Mutex<ContinuousClock.Instant>
  /// The state of each run that is kept, and the steps of its best weights.
  private let kept = Mutex<[RunID: Kept]>([:])
  private let keptBest = Mutex<[RunID: Int]>([:])
  /// States of a run that are still to be written.
  private let unwritten = Mutex<[RunID: Int]>([:])
  /// More of them are waited for, so that a key that is held down fills no memory.
  private static let unwrittenLimit = 2

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
    case .ended(let run, _): keep(run, in: laboratory, hasEnded: true)
    case .began, .epoch, .applied, .phase, .diverged, .evaluated, .reconciled, .choosing, .chosen, .rolled, .refused,
      .seedsAdvanced, .seedsEnded, .allocated, .inside, .layers, .rates, .cannotBegin, .notice, .unkept:
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
    for run in runs where !isUnwritten(run) { keep(run, in: laboratory) }
  }

  private func isUnwritten(_ run: RunID) -> Bool { unwritten.withLock { $0[run, default: 0] } > 0 }

  /// Keeps a run's state as it begins, or before a command changes it.
  ///
  /// It is called on the thread that trains the run, before the command is noted: whatever is noted afterwards can be gone on with.
  func secure(_ run: RunID, _ checkpoint: RunCheckpoint) {
    let state = Kept(step: checkpoint.step, settings: checkpoint.settings)
    // What is turned twice at one step is done twice from the one state.
    guard kept.withLock({ $0.updateValue(state, forKey: run)?.step != state.step }) else { return }
    if unwritten.withLock({ $0[run, default: 0] }) >= Self.unwrittenLimit { recorder.wait() }
    hand([RunRecorder.File(.last, step: checkpoint.step) { try? checkpoint.bytes() }], of: run)
  }

  /// Nothing more comes of the run.
  func close(_ run: RunID) {
    kept.withLock { $0[run] = nil }
    keptBest.withLock { $0[run] = nil }
    unwritten.withLock { if $0[run] == 0 { $0[run] = nil } }
  }

  /// The run began again: its steps mean other states.
  func forget(_ run: RunID) { kept.withLock { $0[run] = nil } }

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
    if !files.isEmpty { hand(files, of: run) }
  }

  private func hand(_ files: [RunRecorder.File], of run: RunID) {
    unwritten.withLock { $0[run, default: 0] += 1 }
    recorder.keep(files, of: run) { [self] in unwritten.withLock { $0[run, default: 1] -= 1 } }
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
