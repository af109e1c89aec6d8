import Canvas
import Telemetry
import Testing

@testable import Dashboard

@Suite("What went wrong with a run stays said")
struct FailureTests {
  private let story = Scene.story

  private func screen(_ state: State, _ size: Size = Size(160, 50)) -> [String] {
    render(state, size: size, look: Look(), curves: story.curves).lines()
  }

  @Test("After a divergence header, curve and list of runs name its step, whatever else happens")
  func divergence() throws {
    var state = Scene.diverged.state
    _ = reduce(&state, .event(.phase(RunID(1), .paused)))
    _ = reduce(&state, .event(.notice("something else")))
    for key in [Key.character("g"), .character("G"), .character("a"), .character("a")] {
      _ = reduce(&state, .input(.key(key)))
    }
    for size in [Size(80, 24), Size(160, 50)] {
      let lines = screen(state, size)
      #expect(lines[0].contains("diverged at step 2 221"), "\(size)")
      #expect(lines.contains { $0.contains("Loss") && $0.contains("✗ diverged at step 2 221") }, "\(size)")
    }
    _ = reduce(&state, .input(.key(.character("4"))))
    #expect(screen(state).contains { $0.contains("mlp") && $0.contains("diverged at step 2 221") })
  }

  @Test("A dead network is said once as a warning, and shown as long as it is dead")
  func dead() throws {
    var state = story.state(story.training())
    let record = try #require(state.shown)
    var report = try #require(record.last)
    report.epoch += 1
    report.step += 100
    report.dead = DeadNetwork(epoch: report.epoch, step: report.step, learningRate: 0.1, explanation: "It is dead.")
    _ = reduce(&state, .event(.epoch(RunID(0), report)))
    #expect(state.note?.text == "30min no longer responds: It is dead." && state.note?.kind == .warning)
    _ = reduce(&state, .input(.key(.character("x"))))
    let text = screen(state)
    #expect(text[0].contains("dead since epoch \(report.epoch)"))
    #expect(text.contains { $0.contains("✗ dead") })
    // The next epoch says nothing new.
    state.note = nil
    report.epoch += 1
    report.step += 100
    _ = reduce(&state, .event(.epoch(RunID(0), report)))
    #expect(state.note == nil && state.shown?.dead?.epoch == report.epoch - 1)
    // What is no longer true is taken back, and nothing else is.
    _ = reduce(&state, .input(.key(.character("g"))))
    _ = reduce(&state, .input(.key(.character("G"))))
    #expect(state.note?.text == "It is dead.")
    report.epoch += 1
    report.dead = nil
    let warned = state
    _ = reduce(&state, .event(.epoch(RunID(0), report)))
    #expect(!screen(state)[0].contains("dead") && state.note == nil)
    state = warned
    _ = reduce(&state, .warning("The disk is full."))
    _ = reduce(&state, .event(.epoch(RunID(0), report)))
    #expect(state.note?.text == "The disk is full.")
  }
}
