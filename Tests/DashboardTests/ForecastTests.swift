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
}
