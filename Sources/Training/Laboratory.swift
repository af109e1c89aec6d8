import Dispatch
import FoundationEssentials
import Models
import Synchronization
import Telemetry

/// All runs of one session: starts them, branches them, passes commands on and answers for their curves.
package final class Laboratory: RunHost {
  package let experiment: any Experiment
  let events: EventQueue
  private let workers: Workers
  private let journal: Journal?
  private let data: DataIdentity?
  private let evaluationInterval: Duration
  let threads: Int
  /// What chooses a grain just now.
  let choosing = Mutex<GrainSearch?>(nil)
  /// By the numbers of their runs; those that were closed have none.
  private let trainers = Mutex<[Trainer?]>([])
  private let room = StateRoom()
  private let allocation = Mutex<AdaptiveAllocation?>(nil)

  /// - Parameter data: what plans say of the data.
  package init(
    experiment: any Experiment, threads: Int, events: EventQueue, journal: Journal? = nil, data: DataIdentity? = nil,
    evaluationInterval: Duration = .milliseconds(120)
  ) {
    self.data = data
    self.experiment = experiment
    self.events = events
    self.journal = journal
    self.evaluationInterval = evaluationInterval
    self.threads = threads
    workers = Workers(count: threads)
  }

  /// Starts a run of `settings` on `rung`.
  @discardableResult
  package func start(_ rung: RungID, settings: Settings, paused: Bool = false) -> RunID {
    let trainer = makeTrainer(rung)
    let experiment = experiment
    trainer.start(paused: paused) { () throws(ExperimentError) in
      let learner = try experiment.learner(for: rung, settings: settings)
      return RunLoop(run: trainer.run, rung: rung, settings: settings, learner: learner)
    }
    return trainer.run
  }

  package func startBranch(
    from parent: RunID, atStep step: Int, edits: [Knob: KnobValue]
  ) throws(SettingsError) -> Bool {
    try branch(from: parent, atStep: step, edits: edits) != nil
  }

  /// Starts a run from `parent` at exactly `step`, or at its newest step where that comes before, with `edits` made. Without
  /// edits it computes the same bits as its parent; with structural edits it keeps what weights fit.
  ///
  /// A parent that diverged to weights that are not finite counts as being at the step whose weights were kept.
  ///
  /// - Returns: nil where the parent has not begun, or began after `step`.
  /// - Throws: ``SettingsError`` where an edit does not fit its knob.
  @discardableResult
  package func branch(
    from parent: RunID, atStep step: Int, edits: [Knob: KnobValue] = [:]
  ) throws(SettingsError) -> RunID? {
    guard let source = trainer(parent) else { return nil }
    guard let point = source.forkPoint(at: step) else {
      // Of a branch whose parent was closed: the first weights are a function of the seed.
      guard step == 0, var settings = source.settings else { return nil }
      try settings.set(edits)
      return start(source.rung, settings: settings)
    }
    var settings = point.settings
    try settings.set(edits)
    // A branch from a run's end gets as many epochs again.
    if edits[.epochs] == nil, point.checkpoint.epoch >= settings.epochs { settings.epochs = 2 * point.checkpoint.epoch }
    let trainer = makeTrainer(source.rung)
    trainer.start(branching: parent, at: point, settings: settings, in: experiment)
    return trainer.run
  }

  /// The name that the next run gets, for who starts runs on one thread.
  package var nextRun: RunID { RunID(trainers.withLock(\.count)) }

  /// Goes on with a run that another session left at `checkpoint`, to the same bits as if it had never stopped.
  ///
  /// - Parameters:
  ///   - settings: those of the checkpoint, with the live knobs as they were turned since at the same step.
  ///   - restarts: it was begun again from there.
  ///   - past: what it did before, for its curve and for branches from it; a run that had diverged there is not gone on with.
  package func resume(
    _ rung: RungID, from checkpoint: RunCheckpoint, settings: Settings, restarts: Bool = false, paused: Bool = false,
    past: RunPast? = nil
  ) -> RunID {
    let trainer = makeTrainer(rung)
    let experiment = experiment
    let past = restarts ? nil : past
    trainer.start(paused: paused, past: past) { () throws(ExperimentError) in
      let learner = try experiment.learner(for: rung, settings: settings)
      let loop = RunLoop(run: trainer.run, rung: rung, settings: settings, learner: learner)
      loop.resume(from: checkpoint, divergence: past?.divergence)
      if restarts { _ = loop.restart() }
      return loop
    }
    return trainer.run
  }

  /// Hands over a run's state with its best model, on the run's queue and between two slices; nil where no run began.
  package func withCheckpoint(
    of run: RunID, _ use: @escaping @Sendable (_ checkpoint: RunCheckpoint?, _ best: FittedModel?) -> Void
  ) {
    guard let trainer = trainer(run) else { return use(nil, nil) }
    trainer.withCheckpoint(use)
  }

  package func send(_ command: Command, to run: RunID) { trainer(run)?.send(command) }

  package func sendAll(_ command: Command) {
    for trainer in openTrainers { trainer.send(command) }
  }

  /// Ends a run and lets go of all that it holds; what is asked of it later finds nothing.
  ///
  /// - Parameter done: called on the run's queue, behind all that was asked of it before.
  package func close(_ run: RunID, then done: @escaping @Sendable () -> Void = {}) {
    guard let trainer = trainer(run) else { return done() }
    trainer.send(.stop)
    trainer.close(then: done)
    trainers.withLock { $0[run.number] = nil }
  }

  private var openTrainers: [Trainer] { trainers.withLock { $0.compactMap(\.self) } }

  /// Writes into the journal which runs' test scores were looked at, at which of their steps.
  package func noteReveal(number: Int, _ steps: [RunID: Int], at time: Date = .now) {
    let runs = steps.sorted { $0.key < $1.key }.map { RevealLine.SeenRun(run: $0.key, step: $0.value) }
    journal?.append(.reveal(RevealLine(number: number, runs: runs, time: time.formatted(.iso8601))))
  }

  package func look(_ request: InsideRequest?, into run: RunID) { trainer(run)?.look(request) }

  /// How far every run is.
  package var progress: [RunID: RunProgress] {
    Dictionary(uniqueKeysWithValues: openTrainers.map { ($0.run, $0.telemetry.progress) })
  }

  package func waitUntilEnded() {
    for trainer in openTrainers { trainer.waitUntilEnded() }
  }

  /// As ``waitUntilEnded()``, but no longer than `limit` in all.
  package func waitUntilEnded(atMost limit: DispatchTimeInterval) {
    let deadline = DispatchTime.now() + limit
    for trainer in openTrainers { trainer.waitUntilEnded(by: deadline) }
  }

  /// A run's settings with the knobs as they are turned now; nil where it has not begun.
  package func settings(of run: RunID) -> Settings? { trainer(run)?.settings }

  /// A run's model as it is now; nil where it has not begun.
  package func fitted(of run: RunID) -> FittedModel? { trainer(run)?.fitted() }

  /// The same with the weights of the best validation loss, or the current ones where no loss was better.
  package func bestFitted(of run: RunID) -> FittedModel? { trainer(run)?.bestFitted() }

  /// The same with the name of its weights and the step at which they were.
  package func bestNamed(of run: RunID) -> (model: FittedModel, weights: ScoredWeights, step: Int)? {
    trainer(run)?.named()
  }

  /// Steps recorded for a run.
  package func stepCount(of run: RunID) -> Int { trainer(run)?.telemetry.stepCount ?? 0 }

  package func curve(of run: RunID, steps: Range<Int>, limit: Int) -> [LossBucket] {
    trainer(run)?.telemetry.buckets(steps, limit: limit) ?? []
  }

  func trainer(_ run: RunID) -> Trainer? {
    trainers.withLock { $0.indices.contains(run.number) ? $0[run.number] : nil }
  }

  /// The allocation in force from now; the one before grants nothing more.
  func replaceAllocation(_ next: AdaptiveAllocation?) {
    let before = allocation.withLock { current in
      defer { current = next }
      return current
    }
    before?.stop()
  }

  private func makeTrainer(_ rung: RungID) -> Trainer {
    defer { for trainer in openTrainers { trainer.telemetry.makeRoom() } }
    return trainers.withLock { trainers in
      let trainer = Trainer(
        run: RunID(trainers.count), rung: rung, workers: workers, events: events, journal: journal,
        data: data, evaluationInterval: evaluationInterval, room: room)
      trainers.append(trainer)
      return trainer
    }
  }
}
