import Synchronization
import Telemetry

/// Where engine threads leave events and one reader collects them. Never blocks training for longer than an append and
/// drops nothing.
package final class EventQueue: Sendable {
  private let waiting = Mutex<[Event]>([])
  /// How many events wait, counted under the lock: a reader takes the lock only where there are any. It is also what a
  /// race detector can follow from the threads that add to the one that reads, as it sees atomics but not `Mutex`.
  private let count = Atomic(0)
  /// Called after events were added to an empty queue, from the engine's thread: wakes the reader.
  private let wake: @Sendable () -> Void

  /// Sees every event as it comes, from the engine's thread: whoever keeps runs.
  private let record: @Sendable ([Event]) -> Void

  /// Takes a run's state as it begins and before a command changes it, from the engine's thread: whoever keeps runs.
  private let secure: @Sendable (RunID, RunCheckpoint) -> Void

  package init(
    wake: @escaping @Sendable () -> Void = {}, record: @escaping @Sendable ([Event]) -> Void = { _ in },
    secure: @escaping @Sendable (RunID, RunCheckpoint) -> Void = { _, _ in }
  ) {
    self.wake = wake
    self.record = record
    self.secure = secure
  }

  /// Hands over a run's state; the event of what changes it comes next.
  func keep(_ checkpoint: RunCheckpoint, of run: RunID) { secure(run, checkpoint) }

  package func add(_ events: [Event]) {
    guard !events.isEmpty else { return }
    record(events)
    let wasEmpty = waiting.withLock { waiting in
      waiting += events
      return count.wrappingAdd(events.count, ordering: .acquiringAndReleasing).oldValue == 0
    }
    if wasEmpty { wake() }
  }

  package func drain() -> [Event] {
    guard count.load(ordering: .relaxed) > 0 else { return [] }
    return waiting.withLock { waiting in
      _ = count.exchange(0, ordering: .acquiringAndReleasing)
      defer { waiting = [] }
      return waiting
    }
  }
}
