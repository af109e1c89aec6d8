import Basics
import Canvas
import Testing

@testable import Dashboard
@testable import Telemetry

@Suite("Every figure has a name and stands whole")
struct NamedFigureTests {
  private func lines(_ state: State, _ size: Size, _ rect: (State) -> Rect?) -> [String] {
    var state = state
    _ = reduce(&state, .input(.resize(size)))
    let surface = render(state, size: size, look: Look(), curves: Scene.story.curves)
    return rect(state).map { surface.lines(in: $0) } ?? []
  }

  @Test("A panel that has no room for a name in its title says it in its lower border")
  func names() {
    for width in [20, 30, 44, 60] {
      var surface = Surface(size: Size(width, 4))
      var panel = Panel("Classes", "validation 178 samples")
      panel.name([["recall", "precision"], ["rec.", "prec."]], brief: "rec. prec.", in: surface.bounds)
      panel.draw(on: &surface, in: surface.bounds, look: Look())
      let text = surface.lines().joined(separator: "\n")
      #expect(text.contains("rec") && text.contains("prec"), "\(text)")
      #expect(text.contains("recall ─ precision") == (width == 60), "\(text)")
    }
  }

  @Test("Recall and precision of classes are both named", arguments: [Size(80, 24), Size(100, 30), Size(160, 50)])
  func classes(size: Size) {
    let text = lines(Scene.manyClasses.state, size) { LabLayout(state: $0).forecast }.joined(separator: "\n")
    #expect(text.contains("recall") && text.contains("prec"), "\(text)")
  }

  @Test("Matrix and grain boards name their measure at every size")
  func boards() {
    for size in [Size(80, 24), Size(100, 30), Size(160, 50)] {
      let choice = lines(Scene.chosen.state, size) { TradeoffsScreen.rect(of: .choice, $0) }.joined()
      #expect(choice.contains("mean RMSSE"), "\(choice)")
      let matrix = lines(Scene.chosen.state, size) { TradeoffsScreen.rect(of: .matrix, $0) }.joined()
      #expect(matrix.isEmpty || matrix.contains("RMSSE"), "\(matrix)")
    }
  }

  @Test("Other values in the same columns have fewer decimals, or all of them an exponent")
  func columns() {
    let column = NumberColumn(of: [1.25, 2.5, 3.125])
    #expect(column.width == 8 && column.text(-1.5) == "−1.500")
    #expect(column.fitted(to: [1, -42_715.25], width: 8).text(-42_715.25) == "−42 715")
    let huge = column.fitted(to: [1.5, -4.2715e17], width: 8)
    #expect(huge.text(-4.2715e17) == "−4.27e17" && huge.text(1.5) == "1.5e0" && huge.text(.nan) == "–")
    // Errors of prices in one form, whichever size they have.
    #expect(PredictionTask.number.text(36_417) == "36417" && PredictionTask.number.text(141_302) == "141302")
  }

  @Test("No value of tables and residuals is cut, whatever was predicted", arguments: [-502.6, -4.27153e17, 3e121])
  func whole(wild: Double) throws {
    var state = Scene.regressionRead.state
    var evaluation = try #require(state.shown?.evaluation)
    let count = Scene.prices.count
    evaluation.validation = JudgedPart(
      Scores(count: count, isRanked: true, rmse: 5),
      .number(NumberPredictions(predicted: Array(repeating: wild, count: count))))
    _ = reduce(&state, .event(.evaluated(RunID(0), evaluation)))
    let residuals = lines(state, Size(80, 24)) { LabLayout(state: $0).table }
    #expect(!residuals.isEmpty && !residuals.joined().contains("…"), "\(residuals.joined(separator: "\n"))")

    var series = Scene.training.state
    var forecast = try #require(series.shown?.evaluation)
    let steps = try #require(series.session?.forecast?.validation).actual.count
    forecast.validation = JudgedPart(
      Scores(count: 42, isRanked: true, rmsse: 5),
      .forecast(Forecast(predicted: Array(repeating: wild * 1000, count: steps), band: [])))
    _ = reduce(&series, .event(.evaluated(try #require(series.shown?.plan.run), forecast)))
    let table = lines(series, Size(160, 50)) { LabLayout(state: $0).table }
    #expect(table.count > 4 && !table[2..<table.count - 1].joined().contains("…"), "\(table.joined(separator: "\n"))")
  }

  @Test("The ladder has no empty brackets where a run has no score yet, and one origin is not origins")
  func noEmptyBrackets() {
    var state = State()
    for message in StreamStory.messages(2) { _ = reduce(&state, message) }
    _ = reduce(&state, .event(.rolled(StreamStory.session(2), StreamStory.unscored(StreamStory.session(2)))))
    let text = lines(state, Size(100, 30)) { Rect(size: $0.size) }.joined(separator: "\n")
    #expect(!text.contains("( "), "\(text)")
    #expect(!text.contains("1 origins"), "\(text)")
  }
}

extension StreamStory {
  /// Judged at one origin with nothing to score it by.
  fileprivate static func unscored(_ session: SessionInfo) -> [RunID: Evaluation] {
    evaluations(session).mapValues { evaluation in
      var evaluation = evaluation
      evaluation.test.scores = Scores(count: 1, isRanked: false)
      return evaluation
    }
  }
}
