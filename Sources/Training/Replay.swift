import Models
import Telemetry

/// Runs a journal again and compares the weights of each run with the recorded ones.
package struct Replay {
  /// How one run came out.
  package struct Outcome: Sendable, Hashable {
    package var run: RunID
    package var rung: RungID
    package var step: Int
    package var recorded: String
    package var found: String
    package var isIdentical: Bool { recorded == found }
  }

  private let experiment: any Experiment
  private let observer: RunObserver?
  private let lines: [JournalLine]
  private let numbers: [Int]
  private var loops: [RunID: RunLoop] = [:]
  /// Steps of each run from which another one branches, and the states found there.
  private var branchPoints: [RunID: Set<Int>] = [:]
  private var captured: [RunID: [Int: RunCheckpoint]] = [:]
  private var losses = [Float](repeating: 0, count: 1024)
  private var refused: [RunID: any Error] = [:]

  /// - Parameters:
  ///   - numbers: of the lines, from 1; those behind a first line where it is nil.
  ///   - observer: sees what happens to the runs as whoever trained them did.
  package init(
    _ lines: [JournalLine], numbers: [Int]? = nil, on experiment: any Experiment, observer: RunObserver? = nil
  ) {
    self.observer = observer
    self.lines = lines
    self.numbers = numbers ?? lines.indices.map { $0 + 2 }
    omitted = JournalOmissions(lines, numbers: self.numbers)
    self.experiment = experiment
    for case .run(let line) in lines {
      if let parent = line.parent, let step = line.parentStep { branchPoints[parent, default: []].insert(step) }
    }
  }

  /// Times that the test part was looked at, and the runs that were seen then; nil where it never was.
  package var reveals: (times: Int, runs: [RunID])? {
    let seen = lines.compactMap { line -> RevealLine? in if case .reveal(let line) = line { line } else { nil } }
    guard !seen.isEmpty else { return nil }
    return (Set(seen.map(\.number)).count, Set(seen.flatMap { $0.runs.map(\.run) }).sorted())
  }

  /// What the journal lacks of runs, but for those that were refused.
  package private(set) var omitted: JournalOmissions

  /// Replays every run that the journal saw end, around those that it cannot (``refusals``).
  package mutating func run(onOutcome: (Outcome) -> Void) {
    let disordered = Set(omitted.disordered.map(\.run))
    let repeated = Set(omitted.repeated)
    for (number, line) in zip(numbers, lines) where !repeated.contains(number) {
      guard let run = line.run, refused[run] == nil, !disordered.contains(run) else { continue }
      do { try replay(line, number: number, onOutcome) } catch {
        loops[run] = nil
        refused[run] = error
      }
    }
    omitted.unended.removeAll { refused[$0] != nil }
  }

  /// Why runs could not be replayed, a sentence each.
  package var refusals: [String] {
    var sentences: [String] = []
    for (_, error) in refused.sorted(by: { $0.key < $1.key }) {
      let sentence =
        (error as? JournalError)?.sentence ?? (error as? ExperimentError)?.sentence ?? "\(error)"
      if !sentences.contains(sentence) { sentences.append(sentence) }
    }
    return sentences
  }

  private mutating func replay(_ line: JournalLine, number: Int, _ onOutcome: (Outcome) -> Void) throws {
    switch line {
    case .session, .reveal: break
    case .run(let line): loops[line.run] = try begin(line, number: number)
    case .command(let line): try apply(line)
    case .end(let line):
      guard let loop = loops[line.run] else { return }
      try advance(loop, to: line.step)
      observer?.noteEnd(of: loop, as: line.run, loop.evaluateBest(), line.reason)
      onOutcome(
        Outcome(
          run: line.run, rung: loop.rung, step: loop.step, recorded: line.weights,
          found: hexadecimal(loop.learner.weightsHash())))
    }
  }

  private mutating func begin(_ line: RunLine, number: Int) throws -> RunLoop {
    guard loops[line.run] == nil else { throw JournalError.secondBeginning(line.run, line: number) }
    let own = experiment.defaultSettings(line.recipe)
    guard line.ground ?? .series == own.content, line.classifies == (own.loss == .crossEntropy) else {
      throw JournalError.otherGround(line.run)
    }
    let settings = try line.settings()
    let learner = try experiment.learner(for: line.rung, settings: settings)
    let loop = RunLoop(run: line.run, rung: line.rung, settings: settings, learner: learner)
    if let parent = line.parent, let step = line.parentStep {
      if let error = refused[parent] { throw error }
      guard let parentLoop = loops[parent] else { throw JournalError.unknownParent(line.run, parent: parent) }
      if captured[parent]?[step] == nil { try advance(parentLoop, to: step) }
      guard let checkpoint = captured[parent]?[step] else {
        throw JournalError.unreachableStep(parent, wanted: step, reached: parentLoop.step)
      }
      loop.branch(from: checkpoint)
    }
    capture(loop)
    let fork = line.parent.flatMap { parent in line.parentStep.map { (parent, $0) } }
    observer?.note([.began(loop.plan(parent: fork)), .phase(line.run, .running)])
    return loop
  }

  private mutating func apply(_ line: CommandLine) throws {
    guard let loop = loops[line.run] else { return }
    try advance(loop, to: line.step)
    switch line.command {
    case .set:
      guard let knob = line.knob, let text = line.new,
        let value = KnobValue(encoded: text, like: loop.settings.value(of: knob))
      else { throw JournalError.unreadableKnob(line.run, line.knob ?? .learningRate, found: line.new) }
      guard knob.isLive else { throw JournalError.structuralKnob(line.run, knob) }
      let intervention: Intervention
      do { intervention = try loop.set(knob, to: value) } catch {
        throw JournalError.unreadableKnob(line.run, knob, found: text)
      }
      // As in a session: what is out of the knob's range is not held within it in silence.
      guard intervention.new == knob.present(value) else {
        throw JournalError.unreadableKnob(line.run, knob, found: text)
      }
      observer?.note([.applied(line.run, intervention)])
    case .restart:
      let intervention = loop.restart()
      observer?.note([.applied(line.run, intervention)])
      captured[line.run] = nil
      capture(loop)
    case .pause, .resume, .stop: break
    }
  }

  /// Runs up to `step`, noting the state wherever a branch begins.
  private mutating func advance(_ loop: RunLoop, to step: Int) throws {
    guard step >= loop.step else { throw JournalError.unreachableStep(loop.run, wanted: step, reached: loop.step) }
    while loop.step < step {
      let next = branchPoints[loop.run]?.filter { $0 > loop.step && $0 <= step }.min() ?? step
      let limit = min(next - loop.step, losses.count)
      let advance = losses.withUnsafeMutableBufferPointer { loop.advance(limit: limit, losses: $0) }
      capture(loop)
      note(advance, of: loop.run)
      if advance.steps == 0, advance.divergence == nil, loop.end != nil {
        throw JournalError.unreachableStep(loop.run, wanted: step, reached: loop.step)
      }
      if advance.divergence != nil { break }
    }
  }

  private func note(_ advance: RunLoop.Advance, of run: RunID) {
    if let report = advance.epoch { observer?.note([.epoch(run, report)]) }
    if let divergence = advance.divergence { observer?.note([.diverged(run, divergence)]) }
  }

  private mutating func capture(_ loop: RunLoop) {
    guard branchPoints[loop.run]?.contains(loop.step) == true else { return }
    captured[loop.run, default: [:]][loop.step] = loop.checkpoint()
  }
}
