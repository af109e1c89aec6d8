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

  @Test(
    "Of a run that diverged ladder, verdict and list say that its best weights of before are scored, and no ★ stands on it",
    arguments: [Size(80, 24), Size(160, 50)])
  func scoredBeforeDivergence(size: Size) {
    var state = Scene.diverged.state
    var best = story.evaluation(0, epoch: 11, quality: 0.5)
    best.weights = .best(epoch: 11)
    let epoch = state.shown?.best?.epoch ?? 0
    best.weights = .best(epoch: epoch)
    _ = reduce(&state, .event(.evaluated(RunID(0), best)))
    state.note = nil
    let lab = screen(state, size)
    #expect(lab[1].contains("best \(epoch)") || lab[1].contains("@\(epoch)"), "\(lab[1])")
    // What diverged is scored, and not ranked.
    #expect(!lab[1].contains("★ best") && !lab[1].contains("★ @"), "\(lab[1])")
    let verdict = lab.last { $0.contains("RMSSE") } ?? ""
    #expect(verdict.contains("best \(epoch) before it diverged  RMSSE 0.50"), "\(verdict)")
    _ = reduce(&state, .input(.key(.character("2"))))
    let tradeoffs = screen(state, size).joined(separator: "\n")
    #expect(!tradeoffs.contains("★ 30min"), "\(tradeoffs)")
    _ = reduce(&state, .input(.key(.character("4"))))
    let runs = screen(state, size).joined(separator: "\n")
    let words =
      size.width == 80 ? "best \(epoch), then diverged" : "best \(epoch) scored, diverged at step 2 221"
    #expect(runs.contains(words), "\(runs)")
    #expect(size.width == 80 || runs.contains("scored as it stood before it diverged: best epoch \(epoch)"))
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

  @Test("A rung that cannot be learnt says why in its own panel, as long as it has no run", arguments: [80, 160])
  func untrainable(width: Int) throws {
    let size = Size(width, width == 80 ? 24 : 50)
    var state = story.state([.session(story.session), .event(.began(story.plan(0)))])
    let rung = try #require(state.rungs.firstIndex { $0.id == "6h" })
    state.show(rung: rung)
    #expect(screen(state, size).contains { $0.contains("this rung has not started training") })
    let reason = "At grain 6h the training part has one window of 4 rows, and at least 8 are needed."
    _ = reduce(&state, .event(.cannotBegin(RunID(7), "6h", reason)))
    #expect(state.note?.text == reason)
    // The next key takes the note away.
    _ = reduce(&state, .input(.key(.character("a"))))
    let lines = screen(state, size)
    let text = lines.joined(separator: " ")
    #expect(text.contains("✗ At grain 6h the training part") && !text.contains("has not started"), "\(text)")
    #expect(lines[1].contains("6h ✗") && text.contains("✗ not trained"), "\(lines[1])")
    _ = reduce(&state, .input(.key(.character("2"))))
    #expect(screen(state, size).contains { $0.contains("6h ") && $0.contains("not trained") })
    // A run with other settings takes its place.
    _ = reduce(&state, .input(.key(.character("1"))))
    _ = reduce(&state, .event(.began(story.plan(2, run: 9))))
    #expect(!screen(state, size).joined().contains("not trained"))
  }

  @Test("Windows that are left out stand beside the run, its scores and the data")
  func leftOut() throws {
    var plan = story.plan(0)
    plan.gappyRows = 471
    plan.trainingRows = 899
    var messages = story.training()
    let index = try #require(
      messages.firstIndex { if case .event(.began(let began)) = $0 { began.run == plan.run } else { false } })
    messages[index] = .event(.began(plan))
    var state = story.state(messages)
    let words = "471 of 1 370 windows left out: missing values"
    #expect(screen(state).contains { $0.contains(words) })
    state.note = nil
    _ = reduce(&state, .input(.key(.character("2"))))
    state.note = nil
    #expect(screen(state).contains { $0.contains("30min: " + words) })
  }

  @Test("Where nothing can be ranked the data's own reason stands in the panels")
  func unranked() {
    let story = DemandStory(originCount: 0)
    var session = story.session
    session.unranked = "no rung can be ranked: none of the 96 validation origins has a full horizon"
    var messages = story.training()
    messages[0] = .session(session)
    let text = screen(story.state(messages), Size(80, 24)).joined(separator: " ")
    #expect(text.contains("Here no rung can be ranked: none of the 96 validation origins"), "\(text)")
  }
}
