import Models
import Store
import Synchronization
import Telemetry
import Training

/// Keeps the runs of the Lab's open session; another session has another keeper.
final class LabKeeping: Sendable {
  private struct Place: Sendable {
    var keeper: SessionKeeper?
    /// Of a stream instead.
    var watch: WatchKeeper?
    var laboratory: Laboratory?
    /// Runs that have begun and not ended.
    var running: Set<RunID> = []
  }

  private let place = Mutex(Place())

  /// Before the session's first run begins.
  ///
  /// - Parameters:
  ///   - report: takes what is to be read once, as a sentence: nothing may be printed beside a screen.
  ///   - lost: takes why no runs are kept from then on.
  func begin(
    _ order: StoreOrder, _ data: OpenData, _ identity: DataIdentity, file: String?,
    report: @escaping @Sendable (String) -> Void, lost: @escaping @Sendable (String) -> Void
  ) {
    let command = LabCommand.name
    do {
      let keeper = try SessionKeeper.begin(
        command, in: order, data.experiment, data.options, identity, file: file,
        settings: { [self] plan in place.withLock(\.laboratory)?.settings(of: plan.run) }, report: report, lost: lost)
      place.withLock { $0 = Place(keeper: keeper) }
    } catch { lost((error as? Failure)?.sentence ?? "") }
  }

  /// Before a stream is watched.
  func begin(
    _ watch: WatchOrder, in order: StoreOrder, report: @escaping @Sendable (String) -> Void,
    lost: @escaping @Sendable (String) -> Void
  ) {
    do {
      let keeper = try watch.keeper(in: order, report: report, lost: lost)
      place.withLock { $0 = Place(watch: keeper) }
    } catch { lost((error as? Failure)?.sentence ?? "") }
  }

  func take(_ laboratory: Laboratory) { place.withLock { $0.laboratory = laboratory } }

  /// From any thread.
  func record(_ events: [Event]) {
    let (keeper, watch) = place.withLock { ($0.keeper, $0.watch) }
    keeper?.note(events)
    watch?.note(events)
  }

  /// Keeps a run's state as it begins, or before a command changes it; from any thread.
  func secure(_ run: RunID, _ checkpoint: RunCheckpoint) {
    place.withLock(\.keeper)?.checkpoints.secure(run, checkpoint)
  }

  /// Keeps states where a run ends.
  func note(_ event: Event) {
    let (keeper, laboratory) = place.withLock { place in
      switch event {
      case .began(let plan): place.running.insert(plan.run)
      case .phase(let run, .running): place.running.insert(run)
      case .ended(let run, _): place.running.remove(run)
      case .epoch, .applied, .phase, .diverged, .evaluated, .reconciled, .choosing, .chosen, .rolled, .refused,
        .seedsAdvanced, .seedsEnded, .allocated, .inside, .layers, .rates, .cannotBegin, .notice, .unkept:
        break
      }
      return (place.keeper, place.laboratory)
    }
    if let keeper, let laboratory { keeper.checkpoints.note(event, in: laboratory) }
  }

  func keepWhereDue() {
    let now = place.withLock { $0 }
    guard let keeper = now.keeper, let laboratory = now.laboratory else { return }
    keeper.checkpoints.keepWhereDue(now.running, in: laboratory)
  }

  /// Keeps the states of all runs that go on; nil where none are kept, otherwise their number.
  func keepNow() -> Int? {
    let now = place.withLock { $0 }
    guard let keeper = now.keeper, let laboratory = now.laboratory else { return nil }
    for run in now.running { keeper.checkpoints.keep(run, in: laboratory) }
    return now.running.count
  }

  /// Sees whether what was kept is still there; returns at once.
  func look() { place.withLock(\.keeper)?.look() }

  /// What keeps the open session's runs; nil where none are kept, and of a stream.
  var keeper: SessionKeeper? { place.withLock(\.keeper) }

  func noteReveal(of runs: some Sequence<RunID>) { place.withLock(\.keeper)?.noteReveal(of: Array(runs)) }

  /// Keeps a run's state, ends it, and lets go of it.
  func close(_ run: RunID) {
    let (keeper, laboratory) = place.withLock { place in
      place.running.remove(run)
      return (place.keeper, place.laboratory)
    }
    guard let laboratory else { return }
    laboratory.send(.stop, to: run)
    keeper?.checkpoints.keep(run, in: laboratory, hasEnded: true)
    laboratory.close(run) { keeper?.close(run) }
  }

  /// Keeps the states of all runs, which have stopped or are about to, and lets go of them.
  func end() {
    let last = place.withLock { place in
      defer { place = Place() }
      return place
    }
    last.watch?.finish()
    guard let keeper = last.keeper, let laboratory = last.laboratory else { return }
    for run in laboratory.progress.keys.sorted() { keeper.checkpoints.keep(run, in: laboratory, hasEnded: true) }
    // Who leaves does not wait for a run that is busy for long: its last state is some seconds old then.
    keeper.checkpoints.wait(atMost: .seconds(2))
    keeper.finish(revealing: false, waiting: false)
  }
}
