import Basics
import Models
import Telemetry
import Testing

@testable import Training

@Suite("A run that another session trained is taken up with its past")
struct OpenedRunTests {
  private let experiment = SyntheticExperiment()

  /// What the store would have of a run.
  private struct Kept {
    var record: RunRecord
    var checkpoint: RunCheckpoint
    var past: RunPast { RunPast(record, checkpoint.settings, isExact: true) }
  }

  /// Trains a run to its end and turns a knob on the way.
  private func trained(_ settings: Settings, turning value: KnobValue? = nil) throws -> (Kept, RunLoop) {
    let loop = try loop(settings)
    var record = RunRecord(loop.plan(parent: nil))
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 64) { losses in
      while loop.end == nil {
        if let value, loop.step == 21 {
          guard let change = try? loop.set(.learningRate, to: value) else { break }
          record.apply(.applied(RunID(0), change))
        }
        let limit = loop.step < 21 ? 21 - loop.step : 64
        let advance = loop.advance(limit: limit, losses: losses)
        if let report = advance.epoch { record.apply(.epoch(RunID(0), report)) }
        if let divergence = advance.divergence { record.apply(.diverged(RunID(0), divergence)) }
      }
    }
    record.apply(.ended(RunID(0), loop.endReport(loop.end ?? .stopped)))
    return (Kept(record: record, checkpoint: loop.checkpoint()), loop)
  }

  private func loop(_ settings: Settings) throws -> RunLoop {
    RunLoop(
      run: RunID(0), rung: "a", settings: settings, learner: try experiment.learner(for: "a", settings: settings))
  }

  private func settings(epochs: Int = 6) -> Settings {
    var settings = experiment.defaultSettings(.mlp)
    settings.epochs = epochs
    return settings
  }

  private func opened(_ kept: Kept, past: RunPast) -> (Laboratory, RunID, [Event]) {
    let events = EventQueue()
    let laboratory = Laboratory(experiment: experiment, threads: 1, events: events)
    let run = laboratory.resume(
      "a", from: kept.checkpoint, settings: kept.checkpoint.settings, paused: true, past: past)
    laboratory.waitUntilEnded()
    return (laboratory, run, events.drain())
  }

  @Test("It has ended as it had, with its curve, and nothing is trained")
  func ended() throws {
    let (kept, loop) = try trained(settings())
    let (laboratory, run, events) = opened(kept, past: kept.past)
    let end = events.compactMap { if case .ended(run, let report) = $0 { report } else { nil } }
    #expect(end.map(\.reason) == [.completed] && end.first?.step == loop.step)
    #expect(end.first?.weightsHash == loop.learner.weightsHash())
    #expect(!events.contains { if case .epoch = $0 { true } else { false } })
    let curve = laboratory.curve(of: run, steps: 0..<loop.step, limit: 100)
    #expect(curve == kept.record.lossBuckets && curve.count == 6)
    // More epochs train it on, to the bits of a longer run.
    laboratory.send(.set(.epochs, .integer(8)), to: run)
    while laboratory.progress[run]?.epoch != 8 {}
    let (longer, whole) = try trained(settings(epochs: 8))
    while laboratory.stepCount(of: run) < longer.checkpoint.step {}
    #expect(
      laboratory.trainer(run)?.forkPoint(at: .max)?.checkpoint.learner.tensors("")
        == whole.checkpoint().learner.tensors(""))
    let grown = laboratory.curve(of: run, steps: 0..<longer.checkpoint.step, limit: 100)
    #expect(grown.prefix(6) == curve[...] && grown.count > 6)
  }

  @Test("A branch begins at any of its steps, with the knobs as they stood there, to the bits that the run had")
  func branches() throws {
    let (kept, _) = try trained(settings(), turning: .number(0.002))
    #expect(kept.past.turns.map(\.step) == [21])
    let (laboratory, run, _) = opened(kept, past: kept.past)
    let (best, last) = (try #require(kept.record.best?.step), kept.checkpoint.step)
    for step in [0, 9, 21, 22, best, min(best + 1, last), last] {
      let point = try #require(laboratory.trainer(run)?.forkPoint(at: step))
      let retrace = try Retrace(of: run, on: "a", to: point, in: experiment)
      while !retrace.advance(for: .seconds(1)) {}
      let again = try self.loop(settings())
      advance(again, to: min(step, 21))
      if step >= 21 { _ = try again.set(.learningRate, to: .number(0.002)) }
      advance(again, to: step)
      #expect(point.settings.live == again.settings.live, "at \(step)")
      let (found, expected) = (retrace.checkpoint, again.checkpoint())
      #expect(found.learner.tensors("") == expected.learner.tensors(""), "at \(step)")
      #expect(found.state.multiplyAdds == expected.state.multiplyAdds && found.epoch == expected.epoch, "at \(step)")
    }
    let branch = try #require(try laboratory.branch(from: run, atStep: 9))
    while laboratory.settings(of: branch) == nil {}
    #expect(laboratory.trainer(branch)?.course?.stretches.map(\.firstStep) == [0, 9])
    laboratory.sendAll(.stop)
    laboratory.waitUntilEnded()
  }

  private func advance(_ loop: RunLoop, to step: Int) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 64) { losses in
      while loop.step < step { _ = loop.advance(limit: min(64, step - loop.step), losses: losses) }
    }
  }

  @Test("One that diverged stays so, and is branched where its weights were kept")
  func diverged() throws {
    var wild = settings()
    wild.optimizer = .sgd
    // The first step loses every weight.
    wild.live.learningRate = .greatestFiniteMagnitude
    let (kept, loop) = try trained(wild)
    try #require(loop.end == .diverged)
    let (laboratory, run, events) = opened(kept, past: kept.past)
    let end = events.compactMap { if case .ended(run, let report) = $0 { report } else { nil } }
    #expect(end.map(\.reason) == [.diverged])
    let divergence = try #require(kept.record.divergence)
    let point = try #require(laboratory.trainer(run)?.forkPoint(at: .max))
    #expect(point.step == divergence.keptStep && point.checkpoint.step <= divergence.keptStep)
    #expect(divergence.keptStep == 0)
    // On a machine with other bits nobody can say what led there.
    let elsewhere = RunPast(kept.record, kept.checkpoint.settings, isExact: false)
    #expect(elsewhere.course == nil)
  }
}
