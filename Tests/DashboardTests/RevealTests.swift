import Canvas
import Telemetry
import Testing

@testable import Dashboard

@Suite("Validation is tuned on, the test part is revealed")
struct RevealTests {
  private func press(_ state: inout State, _ keys: Key...) -> [Effect] {
    keys.flatMap { reduce(&state, .input(.key($0))) }
  }

  private func text(_ state: State, _ scene: Scene = .training, _ size: Size = Size(80, 24)) -> String {
    var state = state
    _ = reduce(&state, .input(.resize(size)))
    return render(state, size: size, look: Look(), curves: scene.curves).lines().joined(separator: "\n")
  }

  private static let reveal = Key.character("T")
  /// RMSSE of the four rungs as they stand on the ladder.
  private static let validation = ["0.63", "0.61", "0.70", "0.81"]
  private static let test = ["0.69", "0.67", "0.77", "0.89"]

  @Test("Everything that is scored in the Lab is of validation, until one key shows the test part and takes it back")
  func lab() {
    var state = Scene.training.state
    let before = text(state)
    #expect(Self.validation.allSatisfy(before.contains) && !Self.test.contains(where: before.contains))
    #expect(before.contains("Forecast ─ validation") && before.contains("Predictions ─ validation"))
    #expect(before.contains("origin 1 of 42") && before.contains("2000-08-14 00:00"))
    _ = press(&state, Self.reveal)
    _ = press(&state, .character("."))
    let shown = text(state)
    #expect(Self.test.allSatisfy(shown.contains) && !Self.validation.contains(where: shown.contains))
    #expect(
      shown.contains("Forecast ─  test ") && shown.contains("Predictions ─  test ") && !shown.contains("─ validation"))
    #expect(shown.contains("origin 2 of 21") && shown.contains("2000-09-26 00:00"))
    _ = press(&state, Self.reveal, .escape)
    #expect(text(state) == before)
  }

  @Test("The star stays with the choice of validation, also where another rung does better on the test part")
  func star() throws {
    var state = Scene.training.state
    var evaluation = try #require(state.record(of: "1d")?.evaluation)
    evaluation.test.scores.rmsse = 0.2
    _ = reduce(&state, .event(.evaluated(RunID(3), evaluation)))
    _ = press(&state, Self.reveal)
    #expect(state.preferred == "1h")
    #expect(text(state).contains("0.67★") && text(state).contains("★ stays with what validation chose"))
    _ = press(&state, .character("2"), .character("g"))
    #expect(text(state).contains("★ 1h chosen on validation  RMSSE 0.67"))
  }

  @Test("A reveal is counted and journaled, with the runs that were seen and those that came into sight later")
  func counted() {
    var state = Scene.training.state
    let steps: [RunID: Int] = [RunID(0): 2_160, RunID(1): 1_080, RunID(2): 3_000, RunID(3): 2_000]
    #expect(press(&state, Self.reveal) == [.noteReveal(number: 1, steps)])
    #expect(state.note?.text.contains("test shown 1×") == true)
    #expect(press(&state, .character(".")).isEmpty)
    #expect(press(&state, Self.reveal).isEmpty && !state.isTestRevealed)
    #expect(press(&state, Self.reveal) == [.noteReveal(number: 2, steps)])
    // A branch is seen once it has been scored.
    let story = Scene.story
    #expect(reduce(&state, .event(.began(story.plan(1, run: 7, parent: (RunID(1), 810))))).isEmpty)
    let scored = reduce(&state, .event(.evaluated(RunID(7), story.evaluation(1, epoch: 12, quality: 0.6))))
    #expect(scored == [.noteReveal(number: 2, [RunID(7): 1_080])])
    #expect(reduce(&state, .event(.evaluated(RunID(7), story.evaluation(1, epoch: 13, quality: 0.6)))).isEmpty)
    // What trained on in sight is journaled with its last step when it goes from sight, here or at the end.
    var left = state
    #expect(press(&left, .character("q"), .character("q")) == [.noteReveal(number: 2, [RunID(7): 1_170]), .quit])
    #expect(press(&state, Self.reveal) == [.noteReveal(number: 2, [RunID(7): 1_170])])
    // What is scored out of sight is not seen.
    _ = reduce(&state, .event(.began(story.plan(1, run: 8, parent: (RunID(1), 900)))))
    _ = reduce(&state, .event(.evaluated(RunID(8), story.evaluation(1, epoch: 14, quality: 0.6))))
    #expect(state.runs[RunID(8)]?.testSeenAt == nil && state.runs[RunID(7)]?.testSeenAt == 1_080)
    _ = press(&state, .character("4"))
    let runs = text(state).split(separator: "\n")
    #expect(runs.contains { $0.contains("test shown 2×") })
    #expect(runs.count { $0.contains(" seen ") } == 5, "\(runs.joined(separator: "\n"))")
  }

  @Test("The same file keeps its count when it is opened again, with validation on view; another file begins anew")
  func reopened() {
    var state = Scene.revealed.state
    _ = reduce(&state, .session(DemandStory().session))
    #expect(!state.isTestRevealed && state.reveal.count == 1)
    _ = reduce(&state, .session(DemandStory(name: "other.csv").session))
    #expect(state.reveal.count == 0)
  }

  @Test("What the band held is said of the test part alone")
  func band() {
    #expect(!text(Scene.training.state, Size(160, 50)).contains("band held"))
    #expect(text(Scene.revealed.state, Size(160, 50)).contains("80 % band held 79 %"))
  }

  private func text(_ state: State, _ size: Size) -> String { text(state, .training, size) }

  @Test("Losses of best and newest weights stand apart, with their epochs")
  func bestAndLast() throws {
    var state = Scene.training.state
    let run = try #require(state.shown)
    let best = try #require(run.best)
    for report in Scene.story.reports(0, epochs: 13...14, rise: 0.02) {
      _ = reduce(&state, .event(.epoch(run.plan.run, report)))
    }
    let last = try #require(state.shown?.epochs.last?.validationLoss)
    #expect(best.epoch == 12 && last > best.validationLoss)
    let shown = text(state, Size(160, 50))
    #expect(shown.contains("valid last 14 · \(Numbers.loss(last))"))
    #expect(shown.contains("valid best 12 · \(Numbers.loss(best.validationLoss))"))
    let small = text(state, Size(80, 24))
    #expect(small.contains("valid \(Numbers.loss(last)) best 12 \(Numbers.loss(best.validationLoss))"))
  }

  @Test(
    "Weights of mid-epoch are of that epoch, not of the one before; of a run that diverged of the step that was kept")
  func midEpoch() throws {
    var state = Scene.training.state
    let last = try #require(state.shown?.last)
    var evaluation = Scene.story.evaluation(0, epoch: last.epoch, quality: 0.6)
    evaluation.step = last.step
    evaluation.weights = .last(epoch: last.epoch)
    _ = reduce(&state, .event(.evaluated(RunID(0), evaluation)))
    #expect(text(state, Size(160, 50)).contains("last \(last.epoch)  RMSSE 0.60"))
    evaluation.step = last.step + 40
    _ = reduce(&state, .event(.evaluated(RunID(0), evaluation)))
    #expect(text(state, Size(160, 50)).contains("in epoch \(last.epoch + 1)  RMSSE 0.60"))
    _ = reduce(
      &state,
      .event(
        .diverged(
          RunID(0),
          Divergence(step: last.step + 41, epoch: last.epoch, keptStep: 0, learningRate: 1, explanation: ""))))
    #expect(text(state, Size(160, 50)).contains("step 0  RMSSE 0.60"))
  }

  @Test("Without a validation origin nothing is ranked, and a sentence says why and what to do", arguments: [80, 160])
  func noValidation(width: Int) {
    var state = Scene.noValidation.state
    #expect(state.ranking.isEmpty)
    let size = Size(width, width == 80 ? 24 : 50)
    let shown = text(state, .noValidation, size)
    #expect(shown.contains("There is no validation origin, so nothing is ranked") && !shown.contains("★"))
    #expect(!shown.contains("0.69"))
    _ = press(&state, Self.reveal)
    #expect(state.note?.text.contains("nothing is ranked") == true)
    #expect(text(state, .noValidation, size).contains("0.69") && !text(state, .noValidation, size).contains("★ "))
  }

  @Test("One or two validation origins are said to be few")
  func thin() {
    #expect(text(Scene.fewOrigins.state, .fewOrigins).contains("only 2 origins, too few to tell"))
    var state = Scene.fewOrigins.state
    _ = press(&state, .character("2"))
    #expect(text(state, .fewOrigins).contains("Rungs ─ validation only 2 origins"))
  }

  @Test("Of classes and numbers too the part on view is shown: pictures, matrix, fit and residuals")
  func samples() throws {
    var state = Scene.classification.state
    #expect(text(state, .classification).contains("Gallery ─ validation") && state.pictureOrder.count == 360)
    _ = press(&state, .character("."), Self.reveal)
    #expect(state.pictureOrder.count == 300 && state.lab.pictures.held == nil)
    let shown = text(state, .classification)
    #expect(shown.contains("Gallery ─  test ") && shown.contains("Confusion ─  test "))
    var numbers = Scene.regression.state
    #expect(numbers.rowCount == 100)
    _ = press(&numbers, .tab, .tab, .down, Self.reveal)
    #expect(numbers.rowCount == 80 && numbers.lab.row == nil)
    #expect(text(numbers, .regression, Size(160, 50)).contains("Residuals ─  test "))
  }

  @Test("Reconciling gains on the part on view; what learns from validation errors is not chosen by them")
  func reconciled() {
    var state = Scene.training.state
    var report = Scene.report
    for place in report.levels.indices { report.levels[place].validationBase = 1 }
    for place in report.methods.indices {
      report.methods[place].validationScores = report.levels.map { _ in 0.9 - 0.1 * Double(place) }
      report.methods[place].learnsFromErrors = place == report.methods.indices.last
    }
    let fair = report.methods[report.methods.count - 2]
    _ = press(&state, .character("2"), .character("R"))
    _ = reduce(&state, .event(.reconciled(report)))
    #expect(text(state).contains("─ validation ─ \(fair.name) ") && text(state).contains("mean RMSSE 1.00 → "))
    #expect(text(state).contains("coherent"))
    _ = press(&state, Self.reveal)
    #expect(text(state).contains("─  test  ─ \(fair.name) ") && !text(state).contains("mean RMSSE 1.00 → "))
  }

  @Test("Figures of seeds are of the part on view")
  func seeds() {
    var state = Scene.training.state
    _ = press(&state, .character("2"), .character("x"))
    _ = reduce(&state, .event(.seedsEnded(Scene.story.seeds)))
    #expect(text(state).contains("0.62±.03") && !text(state).contains("0.67±.03"))
    _ = press(&state, Self.reveal)
    #expect(text(state).contains("0.67±.03") && !text(state).contains("0.62±.03"))
  }

  @Test("A stream has no part to reveal")
  func stream() {
    var state = Scene.stream.state
    #expect(press(&state, Self.reveal).isEmpty && state.reveal.count == 0)
    #expect(!text(state, .stream).contains("validation") && state.shownPart == .test)
  }

  @Test("Any keys in any order count each reveal once", arguments: 1...4)
  func anyKeys(_ seed: Int) {
    var noise = Noise(UInt64(seed))
    var state = Scene.training.state
    var wasOn = false
    var count = 0
    let keys: [Key] = [Self.reveal, .character("1"), .character("2"), .character("3"), .character("4"), .tab, .escape]
    for _ in 0..<200 {
      _ = reduce(&state, .input(.key(keys[Int(noise.uniform() * Double(keys.count))])))
      if state.isTestRevealed, !wasOn { count += 1 }
      wasOn = state.isTestRevealed
    }
    #expect(state.reveal.count == count && count > 5)
  }
}
