import Synchronization
import Telemetry
import Training

/// Keeps the runs of a watch: their losses and knobs as they come, their scores from time to time and at the end. They cannot be gone on
/// with, as their stream is gone.
final class WatchKeeper: Sendable {
  private let keeper: SessionKeeper
  private let clock = ContinuousClock()
  private let state: Mutex<State>

  private struct State {
    var next: ContinuousClock.Instant
    /// Those that are not kept yet.
    var newest: [RunID: Evaluation] = [:]
  }

  /// Between two times that scores are kept.
  private static let interval = Duration.seconds(10)

  init(_ keeper: SessionKeeper) {
    self.keeper = keeper
    state = Mutex(State(next: clock.now + Self.interval))
  }

  func note(_ events: [Event]) {
    keeper.note(events)
    for case .rolled(_, let evaluations) in events { note(evaluations) }
  }

  func note(_ news: [WatchNews]) {
    let events = news.compactMap { item -> Event? in
      switch item {
      case .event(let event): event
      case .scored, .preferred: nil
      }
    }
    if !events.isEmpty { note(events) }
  }

  /// Scores over the newest origins.
  func note(_ evaluations: [RunID: Evaluation]) {
    let now = clock.now
    let due = state.withLock { state in
      guard now >= state.next else {
        state.newest = evaluations
        return [RunID: Evaluation]()
      }
      (state.next, state.newest) = (now + Self.interval, [:])
      return evaluations
    }
    keep(due)
  }

  private func keep(_ evaluations: [RunID: Evaluation]) {
    let events = evaluations.sorted { $0.key < $1.key }.map { Event.evaluated($0.key, $0.value) }
    if !events.isEmpty { keeper.note(events) }
  }

  /// Waits until all is written. The scores were on the screen all the time.
  func finish() {
    keep(state.withLock { $0.newest })
    keeper.finish(revealing: true, waiting: false)
  }

  /// - Throws: as ``SessionKeeper/check()``.
  func check() throws(Failure) { try keeper.check() }
}
