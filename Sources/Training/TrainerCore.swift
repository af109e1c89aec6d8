import Models
import Telemetry

/// The part of a trainer that its queue owns: runs slices of steps and applies commands between them.
final class TrainerCore {
  private let loop: RunLoop
  private let mailbox: Mailbox<Command>
  private let telemetry: RunTelemetry
  private let events: EventQueue
  private let journal: Journal?
  private let evaluationInterval: Duration
  private let wish: InsideWish
  private var insidePace = InsidePace()
  private let clock = ContinuousClock()

  private(set) var phase = Phase.waiting
  /// Steps until the run pauses by itself; nil runs on.
  private var stepsLeft: Int?
  /// Multiply-adds at which a grant is spent, and who is called then.
  private var allowance: (end: Int, begun: Int, then: (GrantResult) -> Void)?
  private let losses = UnsafeMutableBufferPointer<Float>.allocate(capacity: 4096)
  /// Steps in one call of the loop, adapted so that a call takes about half a millisecond.
  private var chunk = 1
  private var stepsPerSecond = 0.0
  private var nextEvaluation: ContinuousClock.Instant
  private var nextCheckpoint: ContinuousClock.Instant
  private var evaluatedStep = -1

  /// How long the queue is held before others get a turn.
  private static let slice = Duration.milliseconds(4)
  private static let checkpointInterval = Duration.milliseconds(50)

  init(
    loop: RunLoop, mailbox: Mailbox<Command>, telemetry: RunTelemetry, events: EventQueue, journal: Journal?,
    evaluationInterval: Duration, wish: InsideWish
  ) {
    self.wish = wish
    self.loop = loop
    self.mailbox = mailbox
    self.telemetry = telemetry
    self.events = events
    self.journal = journal
    self.evaluationInterval = evaluationInterval
    nextEvaluation = clock.now
    nextCheckpoint = clock.now
  }

  deinit { losses.deallocate() }

  func begin(paused: Bool) {
    if loop.end != nil {
      finish()
    } else {
      enter(paused ? .paused : .running)
    }
  }

  /// Applies what came in and runs one slice; true while there is more to run.
  func work() -> Bool {
    for command in mailbox.take() { apply(command) }
    if loop.end != nil { finishGrant() }
    if phase == .running { runSlice() }
    showInside()
    return phase == .running
  }

  func nativeForecast() -> NativeForecast? { loop.bestNativeForecast() }
  func checkpoint() -> RunCheckpoint { loop.checkpoint() }
  func fitted() -> FittedModel { loop.fitted() }
  func bestFitted() -> FittedModel { loop.bestFitted() }
  var bestWeights: (weights: ScoredWeights, step: Int) { loop.bestWeights }

  private func showInside() {
    guard let request = wish.request else { return }
    let began = clock.now
    guard insidePace.isDue(request, phase, step: loop.step, now: began) else { return }
    if request.sample != nil, let view = loop.inside(request) { events.add([.inside(loop.run, view)]) }
    if request.measuresLayers, let report = loop.layers() { events.add([.layers(loop.run, report)]) }
    insidePace.note(request, phase, step: loop.step, began: began, ended: clock.now)
  }

  private func runSlice() {
    let began = clock.now
    var now = began
    var steps = 0
    var news: [Event] = []
    repeat {
      let advance = loop.advance(limit: min(chunk, stepsLeft ?? .max, stepsGranted), losses: losses)
      telemetry.append(UnsafeBufferPointer(rebasing: losses[..<advance.steps]))
      steps += advance.steps
      stepsLeft = stepsLeft.map { $0 - advance.steps }
      let before = now
      now = clock.now
      loop.addSeconds(seconds(now - before))
      adaptChunk(steps: advance.steps, took: now - before)
      if let report = advance.epoch {
        news.append(.epoch(loop.run, report))
        afterEpoch(now, &news)
      }
      if let divergence = advance.divergence {
        if divergence.keptStep != loop.step { telemetry.noteReturn(to: divergence.keptStep) }
        news.append(.diverged(loop.run, divergence))
      }
    } while loop.end == nil && stepsLeft != 0 && !isGrantSpent && now - began < Self.slice && mailbox.isEmpty
    report(steps: steps, took: clock.now - began)
    events.add(news)
    if loop.end != nil {
      finish()
    } else if stepsLeft == 0 {
      stepsLeft = nil
      enter(.paused)
    }
    if isGrantSpent || (loop.end != nil && allowance != nil) { finishGrant() }
  }

  private func afterEpoch(_ now: ContinuousClock.Instant, _ news: inout [Event]) {
    if now >= nextCheckpoint {
      telemetry.keep(loop.checkpoint())
      nextCheckpoint = now + Self.checkpointInterval
    }
    if now >= nextEvaluation, loop.end == nil {
      news.append(.evaluated(loop.run, loop.evaluateBoth()))
      evaluatedStep = loop.step
      let finished = clock.now
      // An evaluation may take a tenth of the time at most, whatever it costs.
      nextEvaluation = finished + max(evaluationInterval, (finished - now) * 9)
    }
  }

  private func adaptChunk(steps: Int, took: Duration) {
    guard steps == chunk || took > .milliseconds(1) else { return }
    if took < .microseconds(250) {
      chunk = min(chunk * 2, losses.count)
    } else if took > .milliseconds(1) {
      chunk = max(1, chunk / 2)
    }
  }

  private func report(steps: Int, took: Duration) {
    let rate = Double(steps) / max(seconds(took), 1e-9)
    stepsPerSecond = stepsPerSecond == 0 ? rate : stepsPerSecond + 0.1 * (rate - stepsPerSecond)
    reportProgress()
  }

  private func reportProgress() {
    telemetry.report(
      RunProgress(
        step: loop.step, epoch: loop.epoch, stepsPerSecond: stepsPerSecond, learningRate: loop.learningRate))
  }

  private func seconds(_ duration: Duration) -> Double {
    let (seconds, attoseconds) = duration.components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
}

// MARK: - Phases and commands

extension TrainerCore {
  private func enter(_ next: Phase) {
    guard next != phase else { return }
    phase = next
    events.add([.phase(loop.run, next)])
    if next == .paused, evaluatedStep != loop.step {
      evaluatedStep = loop.step
      events.add([.evaluated(loop.run, loop.evaluateBoth())])
    }
  }

  private func finish() {
    let reason = loop.end ?? .stopped
    // Of weights that a divergence brought back there is one at their own step.
    if reason != .diverged { telemetry.keep(loop.checkpoint()) }
    journal?.append(
      .end(
        EndLine(
          run: loop.run, step: loop.step, epoch: loop.epoch, reason: reason,
          weights: hexadecimal(loop.learner.weightsHash()), explanation: loop.failure)))
    evaluatedStep = loop.step
    phase = .finished(reason)
    events.add([
      .evaluated(loop.run, loop.evaluateBest()), .phase(loop.run, phase), .ended(loop.run, loop.endReport(reason)),
    ])
  }

  private func apply(_ command: Command) {
    switch command {
    case .pause:
      guard phase == .running else { return }
      write(.pause, shown: "pause")
      enter(.paused)
    case .resume:
      guard phase == .paused else { return }
      write(.resume, shown: "resume")
      stepsLeft = nil
      enter(.running)
    case .step:
      guard loop.end == nil else { return }
      stepsLeft = 1
      enter(.running)
    case .set(let knob, let value):
      set(knob, to: value)
    case .restart:
      events.keep(loop.checkpoint(), of: loop.run)
      write(.restart, shown: "restart")
      let intervention = loop.restart()
      telemetry.clear(course: RunCourse(loop.settings))
      telemetry.keep(loop.checkpoint())
      reportProgress()
      events.add([.applied(loop.run, intervention)])
      enter(.running)
    case .stop:
      guard loop.end == nil else { return }
      write(.stop, shown: "stop")
      loop.stop()
      finish()
    }
  }

  private func set(_ knob: Knob, to value: KnobValue) {
    var trial = loop.settings
    do {
      try trial.set(knob, to: value)
      let (old, new) = (loop.settings.value(of: knob), trial.value(of: knob))
      guard new != old else { return }
      let before = loop.checkpoint()
      telemetry.keep(before)
      events.keep(before, of: loop.run)
      write(.set, shown: "\(knob.title) \(old.display) → \(new.display)", knob: knob, old: old, new: new)
      let intervention = try loop.set(knob, to: value)
      telemetry.noteTurn(at: loop.step, loop.settings)
      // Who sees the change may branch from it right away.
      telemetry.keep(loop.checkpoint())
      // Of a paused run no slice says what the next step takes.
      reportProgress()
      events.add([.applied(loop.run, intervention)])
      if case .finished(let reason) = phase, reason != .diverged, loop.end == nil { enter(.running) }
      // A plan shortened to what is done ends the run at the turn, also where it was paused.
      if phase == .running || phase == .paused, loop.end != nil { finish() }
      // How predictions are combined shows at once, also where nothing is left to train.
      if knob == .combination || knob == .threshold {
        events.add([.evaluated(loop.run, phase == .running ? loop.evaluateBoth() : loop.evaluateBest())])
      }
    } catch {
      events.add([.notice(error.sentence)])
    }
  }

  private func write(
    _ kind: CommandLine.Kind, shown: String, knob: Knob? = nil, old: KnobValue? = nil, new: KnobValue? = nil
  ) {
    journal?.append(
      .command(
        CommandLine(
          run: loop.run, step: loop.step, command: kind, knob: knob, old: old?.encoded, new: new?.encoded,
          shown: shown)))
  }
}

// MARK: - Grants

extension TrainerCore {
  func grant(_ multiplyAdds: Int, then: @escaping (GrantResult) -> Void) {
    // What was asked before belongs before the grant, as the pause that sharing out begins with.
    for command in mailbox.take() { apply(command) }
    guard loop.end == nil else { return then(GrantResult(spent: 0, validation: nil, isFinished: true)) }
    allowance = (loop.multiplyAdds + multiplyAdds, loop.multiplyAdds, then)
    stepsLeft = nil
    enter(.running)
  }

  /// Of the whole training part.
  var multiplyAddsPerEpoch: Int { loop.learner.outline.trainingRows * loop.learner.outline.multiplyAddsPerExample }

  private var isGrantSpent: Bool { allowance.map { loop.multiplyAdds >= $0.end } ?? false }

  /// Steps that surely fit in what is left of the grant; at least one, so that it is spent to the last.
  private var stepsGranted: Int {
    guard let allowance else { return .max }
    let batch = loop.settings.live.batchSize > 0 ? loop.settings.live.batchSize : loop.learner.outline.trainingRows
    let cost = max(1, loop.learner.outline.multiplyAddsPerExample * batch)
    return max(1, (allowance.end - loop.multiplyAdds) / cost)
  }

  private func finishGrant() {
    guard let allowance else { return }
    self.allowance = nil
    if loop.end == nil { enter(.paused) }
    allowance.then(
      GrantResult(
        spent: loop.multiplyAdds - allowance.begun, validation: loop.evaluate().validation?.scores.rmsse,
        isFinished: loop.end != nil))
  }
}
