import Dispatch
import Models
import Telemetry
import Testing

@testable import Training

@Suite("A run that is closed leaves nothing behind but its journal")
struct ClosedRunTests {
  private let experiment = SyntheticExperiment()

  private func laboratory(_ events: EventQueue = EventQueue()) -> Laboratory {
    Laboratory(experiment: experiment, threads: 1, events: events, evaluationInterval: .zero)
  }

  private func settings(epochs: Int) -> Settings {
    var settings = experiment.defaultSettings(.mlp)
    settings.epochs = epochs
    return settings
  }

  @Test("It ends, is called closed behind all that was asked of it, and answers no more")
  func closing() {
    let events = EventQueue()
    let laboratory = laboratory(events)
    let run = laboratory.start("a", settings: settings(epochs: 1_000_000))
    let other = laboratory.start("a", settings: settings(epochs: 3))
    let closed = DispatchGroup()
    closed.enter()
    nonisolated(unsafe) var kept: Int?
    laboratory.withCheckpoint(of: run) { checkpoint, _ in kept = checkpoint?.step }
    laboratory.close(run) { closed.leave() }
    closed.wait()
    #expect(kept != nil)
    #expect(laboratory.settings(of: run) == nil && laboratory.stepCount(of: run) == 0)
    #expect(laboratory.progress.keys.sorted() == [other])
    laboratory.waitUntilEnded()
    let ends = events.drain().compactMap {
      if case .ended(let run, let report) = $0 { (run, report.reason) } else { nil }
    }
    #expect(ends.first { $0.0 == run }?.1 == .stopped && ends.first { $0.0 == other }?.1 == .completed)
  }

  @Test("A branch outlives its parent, and begins again with the first weights as that did")
  func orphan() throws {
    let laboratory = laboratory()
    let parent = laboratory.start("a", settings: settings(epochs: 4))
    laboratory.waitUntilEnded()
    let first = try #require(try laboratory.branch(from: parent, atStep: 0))
    let branch = try #require(try laboratory.branch(from: parent, atStep: 2))
    laboratory.waitUntilEnded()
    laboratory.close(parent)
    #expect(try laboratory.branch(from: parent, atStep: 0) == nil)
    let again = try #require(try laboratory.branch(from: branch, atStep: 0))
    laboratory.waitUntilEnded()
    #expect(laboratory.fitted(of: again) != nil)
    #expect(laboratory.fitted(of: again) == laboratory.fitted(of: first))
  }

  @Test("The more runs are open, the fewer states each holds, and their first and last always")
  func room() {
    let room = StateRoom(total: 100)
    #expect(room.share == 100)
    for _ in 0..<10 { room.enter() }
    #expect(room.share == 10)
    for _ in 0..<9 { room.leave() }
    #expect(room.share == 100)
    let crowd = StateRoom(total: 1)
    let telemetry = RunTelemetry(room: crowd)
    let settings = settings(epochs: 40)
    guard let learner = try? experiment.learner(for: "a", settings: settings) else { return }
    let loop = RunLoop(run: RunID(0), rung: "a", settings: settings, learner: learner)
    telemetry.clear()
    var losses = [Float](repeating: 0, count: 64)
    while loop.end == nil {
      telemetry.keep(loop.checkpoint())
      losses.withUnsafeMutableBufferPointer { buffer in
        let advance = loop.advance(limit: buffer.count, losses: buffer)
        telemetry.append(UnsafeBufferPointer(rebasing: buffer[..<advance.steps]))
      }
    }
    telemetry.keep(loop.checkpoint())
    #expect(telemetry.forkPoint(at: 0)?.checkpoint.step == 0)
    #expect(telemetry.forkPoint(at: loop.step)?.checkpoint.step == loop.step)
    let held = Set((0...loop.step).compactMap { telemetry.forkPoint(at: $0)?.checkpoint.step })
    #expect(held.count == 3, "\(held)")
  }
}
