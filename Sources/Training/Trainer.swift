import Dispatch
import Models
import Synchronization
import Telemetry

/// Trains one run on a serial queue, in slices short enough that commands act at once and rungs share the workers.
///
/// Events go to the event queue, losses and checkpoints to the run's telemetry. Neither slices nor readers have an
/// influence on what is computed: that is ``RunLoop``'s alone.
package final class Trainer: Sendable {
  package let run: RunID
  package let rung: RungID
  let telemetry: RunTelemetry

  private let line: TurnLine
  private let mailbox = Mailbox<Command>()
  private let wish = InsideWish()
  private let events: EventQueue
  private let journal: Journal?
  private let data: DataIdentity?
  private let evaluationInterval: Duration
  private let core = Mutex<Core>(Core())
  private let isScheduled = Atomic<Bool>(false)
  private let ended = DispatchGroup()

  /// Touched by the queue alone; the mutex says so to the compiler and is never contended.
  private struct Core {
    var core: TrainerCore?
    /// On the way to the step at which a branch begins.
    var retrace: Retrace?
    var isWaitedFor = true
  }

  /// - Parameter evaluationInterval: least time between two evaluations in mid-run; `.zero` evaluates after each epoch.
  package init(
    run: RunID, rung: RungID, workers: Workers, events: EventQueue, journal: Journal?, data: DataIdentity? = nil,
    evaluationInterval: Duration = .milliseconds(120), room: StateRoom = StateRoom()
  ) {
    telemetry = RunTelemetry(room: room)
    self.data = data
    self.run = run
    self.rung = rung
    self.events = events
    self.journal = journal
    self.evaluationInterval = evaluationInterval
    line = workers.line(for: rung.label)
    ended.enter()
  }

  /// Builds the loop on the queue, because windows and first weights take a while, and starts it.
  ///
  /// - Parameter past: what the run did in another session; nil for one that begins here.
  package func start(
    paused: Bool = false, past: RunPast? = nil,
    _ makeLoop: @escaping @Sendable () throws(ExperimentError) -> sending RunLoop
  ) {
    line.async { [self] in begin(parent: nil, past: past, paused: paused, makeLoop) }
  }

  /// Starts as a branch of `parent` with `settings`, at exactly the step of `point`.
  ///
  /// Where that step's state is not held it is computed again first, a slice at a time, so that others get their turns.
  func start(branching parent: RunID, at point: ForkPoint, settings: Settings, in experiment: any Experiment) {
    let course = point.course?.branching(at: point.step, with: settings)
    line.async { [self] in
      do throws(ExperimentError) {
        try core.withLock { core throws(ExperimentError) in
          core.retrace = try Retrace(of: parent, on: rung, to: point, in: experiment)
        }
        approach(parent, settings, course, experiment)
      } catch { fail(error) }
    }
  }

  private func approach(
    _ parent: RunID, _ settings: Settings, _ course: RunCourse?, _ experiment: any Experiment
  ) {
    guard !mailbox.take().contains(.stop) else {
      core.withLock { $0.retrace = nil }
      events.add([.phase(run, .finished(.stopped))])
      return noteEnd()
    }
    let isThere = core.withLock { $0.retrace?.advance(for: .milliseconds(4)) ?? true }
    guard isThere else {
      if let news = core.withLock({ $0.retrace?.takeNews() }) { events.add([.notice("\(rung): \(news)")]) }
      line.async { [self] in approach(parent, settings, course, experiment) }
      return
    }
    let reached = core.withLock { core in
      defer { core.retrace = nil }
      return core.retrace?.checkpoint
    }
    guard let reached else { return }
    begin(parent: (parent, reached.step), course: course) { [run, rung] () throws(ExperimentError) in
      let learner = try experiment.learner(for: rung, settings: settings)
      let loop = RunLoop(run: run, rung: rung, settings: settings, learner: learner)
      loop.branch(from: reached)
      return loop
    }
  }

  private func begin(
    parent: (run: RunID, step: Int)?, course: RunCourse? = nil, past: RunPast? = nil, paused: Bool = false,
    _ makeLoop: () throws(ExperimentError) -> sending RunLoop
  ) {
    do throws(ExperimentError) {
      try core.withLock { core throws(ExperimentError) in
        let loop = try makeLoop()
        // What begins in the middle without a parent was begun in another session.
        let whole = course ?? (loop.step == 0 && parent == nil ? RunCourse(loop.settings) : past?.course)
        announce(loop, parent: parent, course: whole, past: past)
        let begun = TrainerCore(
          loop: loop, mailbox: mailbox, telemetry: telemetry, events: events, journal: journal,
          evaluationInterval: evaluationInterval, wish: wish)
        begun.begin(paused: paused)
        core.core = begun
      }
      work()
    } catch { fail(error) }
  }

  private func fail(_ error: ExperimentError) {
    events.add([.cannotBegin(run, rung, error.sentence), .phase(run, .finished(.stopped))])
    noteEnd()
  }

  private func announce(_ loop: RunLoop, parent: (run: RunID, step: Int)?, course: RunCourse?, past: RunPast?) {
    telemetry.clear(startingAt: loop.step, course: course, past: past)
    telemetry.report(
      RunProgress(step: loop.step, epoch: loop.epoch, stepsPerSecond: 0, learningRate: loop.learningRate))
    let beginning = loop.checkpoint()
    if let past { for state in loop.earlier(past) { telemetry.keep(state) } }
    telemetry.keep(beginning)
    if let divergence = past?.divergence, divergence.keptStep != loop.step {
      telemetry.noteReturn(to: divergence.keptStep)
    }
    journal?.append(.run(RunLine(run: run, rung: rung, parent: parent, settings: loop.settings)))
    var plan = loop.plan(parent: parent)
    plan.data = data
    let remarks = loop.learner.outline.remarks.map { Event.notice("\(rung): \($0).") }
    events.add([.began(plan)] + remarks)
    events.keep(beginning, of: run)
  }

  /// Takes a command at the next step boundary.
  package func send(_ command: Command) {
    mailbox.send(command)
    schedule()
  }

  /// Shows from now on how the network looks inside, as events a few times a second; nil ends that. What is computed
  /// stays the same to the bit.
  package func look(_ request: InsideRequest?) {
    wish.ask(request)
    if request != nil { schedule() }
  }

  /// At most one piece of work waits in the queue at any time.
  private func schedule() {
    guard !isScheduled.exchange(true, ordering: .acquiringAndReleasing) else { return }
    line.async { [self] in
      isScheduled.store(false, ordering: .releasing)
      work()
    }
  }

  private func work() {
    let isRunning = core.withLock { $0.core?.work() }
    if isRunning == true {
      schedule()
    } else if core.withLock({ if case .finished = $0.core?.phase { true } else { false } }) {
      noteEnd()
    }
  }

  private func noteEnd() {
    let isFirst = core.withLock { core in
      defer { core.isWaitedFor = false }
      return core.isWaitedFor
    }
    if isFirst { ended.leave() }
  }

  /// Hands over what the run forecasts with its best weights, on its queue and between two slices; nil where it has
  /// nothing to forecast.
  func withNativeForecast(_ use: @escaping @Sendable (NativeForecast?) -> Void) {
    line.async { [self] in use(core.withLock { $0.core?.nativeForecast() }) }
  }

  /// Hands over the run's state and its best model, on its queue and between two slices; nil where no run began.
  func withCheckpoint(_ use: @escaping @Sendable (RunCheckpoint?, FittedModel?) -> Void) {
    line.async { [self] in
      let (checkpoint, best) = core.withLock { ($0.core?.checkpoint(), $0.core?.bestFitted()) }
      use(checkpoint, best)
    }
  }

  /// The run's model as it is between two slices; nil where no run began.
  package func fitted() -> FittedModel? { core.withLock { $0.core?.fitted() } }

  /// The same with the weights of the best validation loss.
  func bestFitted() -> FittedModel? { core.withLock { $0.core?.bestFitted() } }

  /// The same with the name of its weights and the step at which they were, all of one moment.
  func named() -> (model: FittedModel, weights: ScoredWeights, step: Int)? {
    core.withLock { holder in
      holder.core.map { core in
        let found = core.bestWeights
        return (core.bestFitted(), found.weights, found.step)
      }
    }
  }

  /// Lets go of the run's model and data, on its queue and behind all that was asked of it before.
  ///
  /// - Parameter done: called once that has happened.
  func close(then done: @escaping @Sendable () -> Void) {
    line.async { [self] in
      core.withLock { core in (core.core, core.retrace) = (nil, nil) }
      noteEnd()
      done()
    }
  }

  /// Hands over the multiply-adds of an epoch, on the run's queue; 0 where no run began.
  func withEpochCost(_ use: @escaping @Sendable (Int) -> Void) {
    line.async { [self] in use(core.withLock { $0.core?.multiplyAddsPerEpoch ?? 0 }) }
  }

  /// Runs until so many multiply-adds more are spent, then pauses and reports what came of it.
  func grant(_ multiplyAdds: Int, then: @escaping @Sendable (GrantResult) -> Void) {
    line.async { [self] in
      core.withLock { core in
        if let core = core.core {
          core.grant(multiplyAdds, then: then)
        } else {
          then(GrantResult(spent: 0, validation: nil, isFinished: true))
        }
      }
      work()
    }
  }

  /// With the knobs as they are turned now; nil where no run began.
  var settings: Settings? { telemetry.settings }

  /// How the run came to where it is; nil where that is not known.
  var course: RunCourse? { telemetry.course }

  /// What it takes to be at `step` again, or at the newest step where that comes before; nil where the run began later.
  func forkPoint(at step: Int) -> ForkPoint? { telemetry.forkPoint(at: step) }

  /// Blocks until the run has ended for the first time.
  package func waitUntilEnded() { ended.wait() }

  /// As ``waitUntilEnded()``, but no longer than until `deadline`.
  package func waitUntilEnded(by deadline: DispatchTime) { _ = ended.wait(timeout: deadline) }
}
