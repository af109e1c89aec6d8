import Dispatch
import Synchronization
import Telemetry

/// Keeps the runs of a session in a store, from their first step on.
///
/// It writes on a queue of its own: whoever trains hands over events and goes on. What cannot be written is reported once,
/// and the run trains on.
package final class RunRecorder: Sendable {
  private let store: RunStore
  package let session: StoredSession
  private let queue = DispatchQueue(label: "grainscope.store", qos: .utility)
  private let state = Mutex(State())
  private let surroundings: Surroundings

  /// What comes from outside.
  package struct Surroundings: Sendable {
    package var now: @Sendable () -> Stamp
    package var newID: @Sendable () -> StoreID
    /// The arguments that train a run again.
    package var command: @Sendable (RunPlan) -> [String]
    /// The run of the store that a run is already, which is not kept again; nil for a new one.
    package var known: @Sendable (RunPlan) -> StoreID?
    /// Called on the recorder's queue, once, with the first that could not be written.
    package var failed: @Sendable (StoreError) -> Void

    package init(
      now: @escaping @Sendable () -> Stamp, newID: @escaping @Sendable () -> StoreID,
      command: @escaping @Sendable (RunPlan) -> [String],
      known: @escaping @Sendable (RunPlan) -> StoreID? = { _ in nil },
      failed: @escaping @Sendable (StoreError) -> Void
    ) {
      self.now = now
      self.newID = newID
      self.command = command
      self.known = known
      self.failed = failed
    }
  }

  /// Touched by the queue alone.
  private struct State {
    /// A run that could not be written any more has none.
    var writers: [RunID: RunWriter] = [:]
    var ids: [RunID: StoreID] = [:]
    /// The first that could not be written.
    var failure: StoreError?
  }

  /// - Throws: ``StoreError`` where the store cannot be made.
  package init(_ store: RunStore, _ session: StoredSession, _ surroundings: Surroundings) throws(StoreError) {
    self.store = store
    self.session = session
    self.surroundings = surroundings
    try store.make()
  }

  /// Takes in what happened; returns at once, from any thread.
  package func note(_ events: [Event]) {
    guard events.contains(where: Self.isKept) else { return }
    queue.async { [self] in
      for event in events { take(event) }
    }
  }

  /// A file that a run leaves.
  package struct File: Sendable {
    package let kind: Artifact.Kind
    /// The run's steps.
    package let step: Int
    /// Made on the recorder's queue; nil where they cannot be made.
    package let bytes: @Sendable () -> [UInt8]?

    package init(_ kind: Artifact.Kind, step: Int, _ bytes: @escaping @Sendable () -> [UInt8]?) {
      self.kind = kind
      self.step = step
      self.bytes = bytes
    }
  }

  /// Keeps files of a run.
  ///
  /// - Parameter done: called once nothing of it is waiting any more.
  package func keep(_ files: [File], of run: RunID, done: @escaping @Sendable () -> Void = {}) {
    queue.async { [self] in
      defer { done() }
      state.withLock { state in
        guard let writer = state.writers[run] else { return }
        let made = files.compactMap { file in file.bytes().map { (file.kind, file.step, $0) } }
        _ = attempt(run, &state) { () throws(StoreError) in try writer.keep(made) }
      }
    }
  }

  /// Waits until all that was handed over is written.
  package func wait() { queue.sync {} }

  /// Sees whether the runs are still there, as anybody may remove a folder; returns at once.
  package func look() {
    queue.async { [self] in
      state.withLock { state in
        for (run, writer) in state.writers {
          _ = attempt(run, &state) { () throws(StoreError) in try writer.checkIsThere() }
        }
      }
    }
  }

  /// Notes that the test scores of these runs were shown; nil are all.
  package func noteReveal(of runs: [RunID]? = nil) {
    queue.async { [self] in
      state.withLock { state in
        for (run, writer) in state.writers where runs?.contains(run) ?? true {
          _ = attempt(run, &state) { () throws(StoreError) in
            try writer.set(Mark(.revealed, at: surroundings.now()))
          }
        }
      }
    }
  }

  /// Goes on with a run of the store as `run`: what it wrote after `step` counts no more.
  ///
  /// - Parameter change: made before the first further step; nil for none.
  /// - Throws: ``StoreError`` where another process trains it, or it cannot be written.
  package func resume(
    _ folder: RunFolder, as run: RunID, atStep step: Int, change: Intervention? = nil
  ) throws(StoreError) {
    let now = surroundings.now()
    try state.withLock { state throws(StoreError) in
      let writer = try RunWriter(resuming: folder)
      try writer.append(
        .resumed(
          Resumption(step: step, at: now, version: session.version, kernel: session.kernel, level: session.level)))
      if let change { try writer.append(.entry(.change(change))) }
      state.writers[run] = writer
      state.ids[run] = folder.id
    }
  }

  /// Lets go of one run, once all is written that was handed over.
  package func close(_ run: RunID) {
    queue.async { [self] in
      state.withLock { state in
        // Where it is opened again, it is another of the session's runs.
        state.ids[run] = nil
        guard let writer = state.writers[run] else { return }
        _ = attempt(run, &state) { () throws(StoreError) in try writer.finish() }
        state.writers[run] = nil
      }
    }
  }

  /// Waits until all is written and lets go of the runs; what is handed over later is not kept.
  package func close() {
    queue.sync {
      state.withLock { state in
        let writers = state.writers
        for (run, writer) in writers {
          _ = attempt(run, &state) { () throws(StoreError) in try writer.finish() }
        }
        state.writers = [:]
      }
    }
  }

  /// The names of the session's runs in the store, as far as they have begun.
  package var ids: [RunID: StoreID] { queue.sync { state.withLock(\.ids) } }

  /// The first of what was handed over that could not be written; nil where all was.
  package var failure: StoreError? { queue.sync { state.withLock(\.failure) } }

  private static func isKept(_ event: Event) -> Bool {
    if case .began = event { true } else { RunEntry(event) != nil }
  }

  private func take(_ event: Event) {
    state.withLock { state in
      if case .began(let plan) = event { begin(plan, &state) }
      guard let run = event.run, let entry = RunEntry(event), let writer = state.writers[run] else { return }
      _ = attempt(run, &state) { () throws(StoreError) in try writer.append(entry) }
    }
  }

  private func begin(_ plan: RunPlan, _ state: inout State) {
    // A run that goes on has its beginning already.
    guard state.ids[plan.run] == nil else { return }
    if let id = surroundings.known(plan) {
      state.ids[plan.run] = id
      return
    }
    let parent = plan.parent.flatMap { state.ids[$0.run] }
    let writer = attempt(plan.run, &state) { () throws(StoreError) in try makeWriter(plan, parent: parent) }
    guard let writer else { return }
    state.writers[plan.run] = writer
    state.ids[plan.run] = writer.folder.id
  }

  private func makeWriter(_ plan: RunPlan, parent: StoreID?) throws(StoreError) -> RunWriter {
    let folder = try store.newFolder(surroundings.newID)
    let header = RunHeader(
      id: folder.id, session: session.id, plan: plan, parent: parent, seedGroup: SeedGroup.name(plan, session),
      command: surroundings.command(plan), startedAt: surroundings.now())
    return try RunWriter(folder, session, header)
  }

  /// A run of which something could not be written is not written any further, as it would seem whole.
  private func attempt<Value>(
    _ run: RunID, _ state: inout State, _ write: () throws(StoreError) -> Value
  ) -> Value? {
    do throws(StoreError) { return try write() } catch {
      state.writers[run] = nil
      if state.failure == nil { surroundings.failed(error) }
      state.failure = state.failure ?? error
      return nil
    }
  }
}
