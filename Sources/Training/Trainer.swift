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
  let telemetry = RunTelemetry()

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
    var isWaitedFor = true
  }

  /// - Parameter evaluationInterval: least time between two evaluations in mid-run; `.zero` evaluates after each epoch.
  package init(
    run: RunID, rung: RungID, workers: Workers, events: EventQueue, journal: Journal?, data: DataIdentity? = nil,
    evaluationInterval: Duration = .milliseconds(120)
  ) {
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
  package func start(
    parent: (run: RunID, step: Int)? = nil, paused: Bool = false,
    _ makeLoop: @escaping @Sendable () throws(ExperimentError) -> sending RunLoop
  ) {
    line.async { [self] in
      do throws(ExperimentError) {
        try core.withLock { core throws(ExperimentError) in
          let loop = try makeLoop()
          announce(loop, parent: parent)
          let begun = TrainerCore(
            loop: loop, mailbox: mailbox, telemetry: telemetry, events: events, journal: journal,
            evaluationInterval: evaluationInterval, wish: wish)
          begun.begin(paused: paused)
          core.core = begun
        }
        work()
      } catch {
        events.add([.notice(error.sentence), .phase(run, .finished(.stopped))])
        noteEnd()
      }
    }
  }

  private func announce(_ loop: RunLoop, parent: (run: RunID, step: Int)?) {
    telemetry.clear(startingAt: loop.step)
    telemetry.report(
      RunProgress(step: loop.step, epoch: loop.epoch, stepsPerSecond: 0, learningRate: loop.learningRate))
    telemetry.keep(loop.checkpoint())
    journal?.append(.run(RunLine(run: run, rung: rung, parent: parent, settings: loop.settings)))
    var plan = loop.plan(parent: parent)
    plan.data = data
    let remarks = loop.learner.outline.remarks.map { Event.notice("\(rung): \($0).") }
    events.add([.began(plan)] + remarks)
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

  /// The run's model as it is between two slices; nil where no run began.
  package func fitted() -> FittedModel? { core.withLock { $0.core?.fitted() } }

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

  /// The state nearest before `step` that is still held.
  package func checkpoint(atOrBefore step: Int) -> RunCheckpoint? { telemetry.checkpoint(atOrBefore: step) }

  /// Blocks until the run has ended for the first time.
  package func waitUntilEnded() { ended.wait() }

  /// As ``waitUntilEnded()``, but no longer than until `deadline`.
  package func waitUntilEnded(by deadline: DispatchTime) { _ = ended.wait(timeout: deadline) }
}
