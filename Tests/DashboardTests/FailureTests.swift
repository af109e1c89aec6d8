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

  @Test("What was said of the dead run on view comes back when another one's warning is taken back")
  func deadBehindAnother() throws {
    var state = story.state(story.training())
    func report(_ run: Int, isDead: Bool, more: Int) throws -> EpochReport {
      var report = try #require(state.runs[RunID(run)]?.last)
      report.epoch += more
      report.step += 100
      report.dead = nil
      guard isDead else { return report }
      report.dead = DeadNetwork(
        epoch: report.epoch, step: report.step, learningRate: 0.1, explanation: "Run \(run) is dead.")
      return report
    }
    let (own, other) = (try report(0, isDead: true, more: 1), try report(1, isDead: true, more: 1))
    _ = reduce(&state, .event(.epoch(RunID(0), own)))
    _ = reduce(&state, .event(.epoch(RunID(1), other)))
    #expect(state.note?.text.contains("Run 1 is dead.") == true)
    let alive = try report(1, isDead: false, more: 1)
    _ = reduce(&state, .event(.epoch(RunID(1), alive)))
    #expect(state.note?.text == "Run 0 is dead." && state.note?.kind == .warning)
    #expect(screen(state, Size(80, 24)).contains { $0.contains("Run 0 is dead.") })
  }

  /// The rungs' training with what a part of each evaluation is turned into.
  private func scored(_ turned: (Int, inout JudgedPart) -> Void) -> State {
    let messages = story.training().map { message in
      guard case .event(.evaluated(let run, var evaluation)) = message else { return message }
      if var part = evaluation.validation {
        turned(run.number, &part)
        evaluation.validation = part
      }
      return .event(.evaluated(run, evaluation))
    }
    return story.state(messages)
  }

  @Test("A run that is scored at fewer origins is in brackets in matrix, cost and error, as on the ladder")
  func fewerOrigins() throws {
    var state = scored { run, part in
      guard run == 0 else { return }
      part.scores.count = 1
      part.scores.isRanked = false
      part.matrix = part.matrix.map { GrainScores(grain: $0.grain, scores: part.scores) }
    }
    #expect(screen(state)[1].contains("("), "\(screen(state)[1])")
    #expect(screen(state).contains { $0.contains("at 1 of 42 origins: not ranked") }, "\(screen(state))")
    _ = reduce(&state, .input(.key(.character("2"))))
    _ = reduce(&state, .input(.resize(Size(160, 50))))
    for (panel, words) in [(TradeoffsScreen.Panel.matrix, "(0."), (.costs, "(30min)"), (.errors, "(0.")] {
      let rect = try #require(TradeoffsScreen.rect(of: panel, state))
      let drawn = render(state, size: state.size, look: Look(), curves: story.curves).lines(in: rect).joined()
      #expect(drawn.contains(words) && drawn.count { $0 == "(" } < 9, "\(drawn)")
    }
    #expect(!screen(Scene.training.state).joined().contains("(30min)"))
  }

  @Test("Origins that are left out stand beside those that are scored", arguments: [Size(80, 24), Size(160, 50)])
  func leftOutOrigins(size: Size) throws {
    var session = story.session
    guard case .series(var target) = session.content else { return }
    target.validation?.omitted = 6
    session.content = .series(target)
    var messages = story.training()
    messages[0] = .session(session)
    var state = story.state(messages)
    state.note = nil
    for keys in [[Key.character("v")], [.character("2")]] {
      for key in keys { _ = reduce(&state, .input(.key(key))) }
      _ = reduce(&state, .input(.resize(size)))
      let text = screen(state, size)
      #expect(text.contains { $0.contains("42 of 48 origins") }, "\(text)")
      #expect(!text.contains { $0.contains(" 42 origins") && !$0.contains("42 origins, 6 left out") }, "\(text)")
    }
  }

  @Test("Why nothing is ranked is said on Trade-offs: too few origins, or no score at all")
  func reasons() {
    let few = DemandStory(originCount: 2)
    var state = few.state(few.training())
    _ = reduce(&state, .input(.key(.character("2"))))
    let drawn = render(state, size: Size(160, 50), look: Look(), curves: few.curves).lines().joined(separator: "\n")
    #expect(drawn.contains("not ranked: 2 origins, from 3 on rungs are ranked"), "\(drawn)")
    state = scored { $1.scores.rmsse = nil }
    _ = reduce(&state, .input(.key(.character("2"))))
    let text = screen(state).joined(separator: "\n")
    #expect(text.contains("not ranked: there is no RMSSE") && !text.contains("not yet ranked"), "\(text)")
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
