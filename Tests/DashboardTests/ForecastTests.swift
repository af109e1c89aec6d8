import Basics
import Canvas
import Telemetry
import Testing

@testable import Dashboard

@Suite("Times of a forecast")
struct ForecastTests {
  @Test("The axis names starts of bins alone, as the table does, also where a bin is a week")
  func weeks() throws {
    let story = Scene.story
    var session = story.session
    var target = try #require(session.forecast)
    target.stepMilliseconds = Milliseconds.week
    session.content = .series(target)
    var messages = story.training()
    messages[0] = .session(session)
    let origin = try #require(target.validation?.origins.first)
    let starts = Set((-400...400).map { CivilTime(origin + Int64($0) * Milliseconds.week).monthAndDay })
    for size in [Size(120, 40), Size(160, 50), Size(200, 60)] {
      var state = story.state(messages)
      _ = reduce(&state, .input(.resize(size)))
      let rect = try #require(LabLayout(state: state).forecast)
      let lines = render(state, size: size, look: Look(), curves: story.curves).lines(in: rect)
      let axis = try #require(lines.dropLast().last)
      let labels = axis.split { $0 == " " || $0 == "│" }.map(String.init)
      #expect(labels.count >= 3 && labels.allSatisfy(starts.contains), "\(axis)")
    }
  }

  @Test("A residual is actual − predicted, in its unit and as a share of the actual value")
  func residuals() throws {
    let story = Scene.story
    var state = story.state(story.training())
    let actual = try #require(state.session?.forecast?.validation).actual
    var evaluation = story.evaluation(0, epoch: 12, quality: 0.5)
    evaluation.validation?.predictions = .forecast(Forecast(predicted: actual.map { $0 * 0.5 }, band: []))
    _ = reduce(&state, .event(.evaluated(RunID(0), evaluation)))
    state.lab.chosenPanel = .table
    guard case .text(let copied, _) = try #require(LabScreen.copySource(state)) else {
      Issue.record("rows are copied")
      return
    }
    let lines = copied.split(separator: "\n").dropFirst().map { $0.split(separator: "\t").map(String.init) }
    let (actuals, residuals) = (
      try #require(lines[0].firstIndex(of: "actual")), try #require(lines[0].firstIndex(of: "residual"))
    )
    for line in lines.dropFirst() {
      let (value, residual) = (try #require(Double(line[actuals])), try #require(Double(line[residuals])))
      #expect(abs(residual - value / 2) <= 1 && line[residuals + 1] == "50.0 %", "\(line)")
    }
  }

  @Test("The head of a part names what it counts for at the origin on view")
  func weightsAtOrigins() throws {
    var state = Scene.joined.state
    var evaluation = try #require(state.shown?.evaluation)
    let count = try #require(state.session?.forecast?.validation).origins.count
    for part in [0, 1] {
      let weights = (0..<count).map { (origin: Int) -> Double in
        let first = origin < count / 2 ? 0.7 : 0.55
        return part == 0 ? first : 1 - first
      }
      evaluation.validation?.parts[part].weights = weights
    }
    let run = try #require(state.shown?.plan.run)
    _ = reduce(&state, .event(.evaluated(run, evaluation)))
    func heads() -> String {
      render(state, size: Size(160, 50), look: Look(), curves: Scene.joined.curves).lines().joined(separator: "\n")
    }
    #expect(heads().contains("30min 70%") && heads().contains("1d 30%"))
    _ = reduce(&state, .input(.resize(Size(160, 50))))
    state.lab.origin = count - 1
    #expect(heads().contains("30min 55%") && heads().contains("1d 45%"))
  }
}
