import Canvas
import Testing

@testable import Dashboard
@testable import Telemetry

@Suite("What a rung is held against: the better of the baselines, by validation")
struct YardstickTests {
  private let story = Scene.story

  /// The demand with naive forecasts of these errors on validation and on the test part.
  private func state(naive: Double, onTest: Double = 2.42, keys: Key...) -> State {
    var session = story.session
    guard case .series(var target) = session.content else { return State() }
    target.validation?.naiveScores.rmsse = naive
    target.test.naiveScores.rmsse = onTest
    let count = target.validation?.naiveScores.count ?? 0
    target.validation?.naiveMatrix = DemandStory.naiveMatrix(.validation, count, naive)
    session.content = .series(target)
    var messages = story.training()
    messages[0] = .session(session)
    return Scene("naive", story, messages, keys: keys).state
  }

  private func screen(_ state: State, _ size: Size) -> String {
    var state = state
    _ = reduce(&state, .input(.resize(size)))
    return render(state, size: size, look: Look(), curves: story.curves).lines().joined(separator: "\n")
  }

  @Test("The best rung is not praised where naive is better", arguments: [Size(80, 24), Size(160, 50)])
  func naiveIsBetter(size: Size) {
    let text = screen(state(naive: 0.03, keys: .character("2")), size)
    #expect(text.contains("★ 1h RMSSE 0.61  naive has 0.03, which is better"), "\(text)")
    #expect(!text.contains("better than seasonal naive"))
    // Nor is it where none is.
    #expect(screen(state(naive: 2.31, keys: .character("2")), size).contains("better than seasonal naive"))
  }

  @Test("Which baseline counts is told by validation, also while the test part is on view")
  func byValidation() {
    let text = screen(state(naive: 2.31, onTest: 0.02, keys: .character("2"), .character("T")), Size(160, 50))
    #expect(text.contains("better than seasonal naive") && !text.contains("naive has"), "\(text)")
    let other = screen(state(naive: 0.03, keys: .character("2"), .character("T")), Size(160, 50))
    #expect(other.contains("better than naive"), "\(other)")
  }

  @Test("The Lab's verdict names the better baseline, and a skill that it beats is not green")
  func verdict() {
    #expect(screen(state(naive: 0.03), Size(160, 50)).contains("against naive 0.03"))
    let ink = Ink(Look())
    func skill(_ state: State) -> Style? {
      let spans = Verdict(state: state, ink: ink).richest(within: 150).spans
      return spans.firstIndex { $0.text == "skill " }.map { spans[$0 + 1].style }
    }
    #expect(skill(state(naive: 2.31)) == ink.good.with(.bold))
    #expect(skill(state(naive: 0.03)) == ink.warning.with(.bold))
  }

  @Test(
    "The matrix marks the best model of every column, and says where a naive forecast is better",
    arguments: [Key.down, .character("e")])
  func matrix(key: Key) {
    let stars = { (state: State) in
      let rect = TradeoffsScreen.rect(of: .matrix, state) ?? .zero
      return render(state, size: state.size, look: Look(), curves: story.curves).lines(in: rect).joined()
        .count { $0 == "★" }
    }
    // One stands in the legend.
    #expect(stars(state(naive: 2.31, keys: .character("2"), key)) == 5)
    #expect(stars(state(naive: 0.03, keys: .character("2"), key)) == 5)
    for size in [Size(80, 24), Size(160, 50)] {
      let beaten = screen(state(naive: 0.03, keys: .character("2")), size)
      #expect(beaten.contains("naive is better") || beaten.contains("a naive forecast is better at"), "\(beaten)")
      let best = screen(state(naive: 2.31, keys: .character("2")), size)
      #expect(best.contains("★ best model") && !best.contains("is better"), "\(best)")
    }
  }

  @Test("Cost, Error and Compare draw the better baseline, by validation", arguments: [Size(80, 24), Size(160, 50)])
  func boards(size: Size) {
    func board(_ panel: TradeoffsScreen.Panel, naive: Double, onTest: Double = 2.42, _ keys: Key...) -> String {
      var state = state(naive: naive, onTest: onTest, keys: .character("2"))
      _ = reduce(&state, .input(.resize(size)))
      state.tradeoffs.chosenPanel = panel
      for key in keys { _ = reduce(&state, .input(.key(key))) }
      return screen(state, size)
    }
    for (panel, sign) in [(TradeoffsScreen.Panel.costs, "╍"), (.errors, "┊")] {
      let better = board(panel, naive: 0.62)
      #expect(better.contains("\(sign) naive 0.62") && !better.contains("\(sign) seasonal naive"), "\(better)")
      #expect(board(panel, naive: 2.31).contains("\(sign) seasonal naive 0.98"))
      // Chosen on validation, with its error of the part on view.
      #expect(board(panel, naive: 0.62, onTest: 2.42, .character("T")).contains("\(sign) naive 2.42"))
    }
    let compared = screen(state(naive: 0.62, keys: .character("v")), Size(80, 24))
    #expect(compared.contains("naive") && !compared.contains("seasonal naive"), "\(compared)")
  }

  @Test("Classes are held against the commonest class, numbers against the training mean")
  func otherTasks() {
    let classes = { (error: Double) in
      Comparison(error: error, yardstick: Baseline(kind: .commonestClass, error: 0.4), task: .classes).wordings
    }
    #expect(classes(0.44).first == "commonest class has 0.60, which is better")
    #expect(classes(0.1).first == "75 % fewer mistakes than commonest class")
    #expect(classes(0.4) == ["no better than commonest class"])
    let number = Comparison(error: 3, yardstick: Baseline(kind: .trainingMean, error: 4), task: .number)
    #expect(number.wordings == ["25 % better than training mean"])
    // A baseline without an error is not beaten.
    #expect(!Comparison(error: 0.1, yardstick: Baseline(kind: .lastValue, error: 0), task: .forecast).isBetter)
    #expect(screen(Scene.tradeoffsOfClasses.state, Size(80, 24)).contains("% fewer mistakes"))
    #expect(screen(Scene.tradeoffsOfNumbers.state, Size(80, 24)).contains("better than training mean"))
  }

  @Test("A chosen grain that a baseline beats, or that rests on few origins, is said to be so in sight at 80×24")
  func chosenGrain() {
    var state = state(naive: 0.03, keys: .character("2"), .character("w"))
    var report = Scene.choice
    report.origins = [1, 2, 1, 1, 1]
    _ = reduce(&state, .event(.chosen(report)))
    let worse = "naive has 0.03 at the validation origins, better than the shown run of 1h with 0.61."
    let few = "The choice rests on 6 origins, too few to tell."
    #expect(state.note?.text == "1h is chosen among these grains, and is selected now. \(worse) \(few)")
    let said = screen(state, Size(80, 24))
    #expect(said.contains("too few to tell"), "\(said)")
    // It stays in the panel once the note has gone.
    _ = reduce(&state, .input(.key(.down)))
    let panel = screen(state, Size(80, 24))
    #expect(panel.contains("naive has 0.03 at the validation origins"), "\(panel)")
    var sound = self.state(naive: 2.31, keys: .character("2"), .character("w"))
    _ = reduce(&sound, .event(.chosen(Scene.choice)))
    #expect(sound.note?.text.contains("is the grain to take") == true)
  }
}
