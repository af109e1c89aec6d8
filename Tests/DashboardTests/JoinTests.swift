import Canvas
import Telemetry
import Testing

@testable import Dashboard

extension Scene {
  /// The chooser, with a third rung taken in.
  static let joins = Scene(
    "joins", story, story.training(), keys: [.character("j"), .down, .right, .character(" ")])

  /// A coupled run of the finest and the coarsest rung that can be compared.
  static let joined: Scene = {
    let rung: RungID = "30min+1d"
    let run = RunID(5)
    var plan = story.plan(0, run: 5)
    plan.rung = rung
    plan.recipe = "coupled"
    plan.members = ["30min", "1d"]
    plan.knobs.insert((.coupling, .number(0.3), .logarithmic(lower: 1e-3, upper: 1000, zero: true)), at: 2)
    plan.knobs.insert((.combination, .choice("weighted"), .choices(["sum", "mean", "weighted", "learnt"])), at: 3)
    var messages = story.training() + [.joining, .event(.began(plan)), .event(.phase(run, .running))]
    messages += story.reports(0, epochs: 1...12).map { report in
      var report = report
      report.parts = [
        PartLoss(rung: "30min", training: 0.55 * report.trainingLoss, validation: 0.5 * (report.validationLoss ?? 0)),
        PartLoss(rung: "1d", training: 0.45 * report.trainingLoss, validation: 0.4 * (report.validationLoss ?? 0)),
      ]
      return .event(.epoch(run, report))
    }
    var evaluation = story.evaluation(0, epoch: 12, quality: 0.55)
    evaluation.validation?.parts = [(0, 0.62), (3, 0.38)].map { index, weight in
      let alone = story.evaluation(index, epoch: 12, quality: 0.7)
      return PartEvaluation(
        rung: RungID(DemandStory.labels[index]), scores: alone.validation?.scores ?? alone.test.scores,
        predicted: alone.validation?.forecast?.predicted ?? [],
        weight: weight)
    }
    messages.append(.event(.evaluated(run, evaluation)))
    var curves = story.curves
    curves.losses[run] = curves.losses[RunID(0)]
    return Scene("joined", curves, messages)
  }()
}

@Suite("Joining rungs")
struct JoinTests {
  private let story = Scene.story

  private func press(_ state: inout State, _ keys: Key...) -> [Effect] {
    keys.flatMap { reduce(&state, .input(.key($0))) }
  }

  @Test("The chosen rung and the coarsest are proposed; Space takes others in; Enter asks for the run")
  func chooser() {
    var state = story.state(story.training())
    #expect(press(&state, .character("j")).isEmpty)
    guard case .joins(let chooser) = state.overlay else {
      Issue.record("j opens the chooser")
      return
    }
    #expect(chooser.chosen == ["30min", "1d"])
    let effects = press(&state, .down, .right, .character(" "), .enter)
    #expect(effects == [.join(["30min", "1h", "1d"], recipe: "coupled")])
    #expect(state.overlay == nil)
  }

  @Test("One rung alone is not joined, and Esc leaves all as it was")
  func refusals() {
    var state = story.state(story.training())
    #expect(press(&state, .character("j"), .character(" "), .enter).isEmpty)
    #expect(state.overlay != nil)
    #expect(press(&state, .escape).isEmpty && state.overlay == nil && state.rungs.count == 5)
  }

  @Test("A joined run that was asked for stands behind the ladder and is shown; a new session forgets it")
  func began() {
    var state = Scene.joined.state
    #expect(state.rungs.map(\.id.label).last == "30min+1d" && state.rung?.id == "30min+1d")
    #expect(state.shown?.plan.members == ["30min", "1d"])
    _ = reduce(&state, .session(story.session))
    #expect(state.rungs.count == 5)
  }

  @Test("A joined run whose models are others than those of its rungs alone says so", arguments: [true, false])
  func otherModels(areOthers: Bool) {
    let alone = story.plan(0).summary
    var plan = story.plan(0, run: 5)
    plan.rung = "30min+1d"
    plan.recipe = "coupled"
    plan.members = ["30min", "1d"]
    plan.summary = RunPlan.summary(
      joining: [("30min", areOthers ? "Dense 8 relu → Dense 48" : alone), ("1d", story.plan(3).summary)])
    var state = story.state(story.training() + [.joining, .event(.began(plan))])
    #expect(plan.summary(of: "1d") == story.plan(3).summary && plan.summary(of: "6h") == nil)
    let words = "other models than 30min alone"
    #expect((state.note?.text == "run 5, coupled: \(words)") == areOthers, "\(state.note?.text ?? "")")
    state.note = nil
    func text(_ key: Key, _ size: Size) -> String {
      _ = press(&state, key)
      return render(state, size: size, look: Look(), curves: story.curves).lines().joined(separator: "\n")
    }
    #expect(text(.character("2"), Size(160, 50)).contains("30min+1d: \(words)") == areOthers)
    #expect(text(.character("4"), Size(160, 50)).contains(words) == areOthers)
    #expect(text(.character("4"), Size(80, 24)).contains("other models") == areOthers)
  }

  @Test("The table shows what each rung says and its share, the curve what each adds to the loss")
  func shares() {
    let text = Scene.joined.surface(160, 50).lines().joined(separator: "\n")
    #expect(text.contains("30min 62%") && text.contains("1d 38%"))
    #expect(text.contains("━ 30min") && text.contains("━ 1d"))
    #expect(text.contains("coupling μ") && text.contains("combination"))
  }
}
