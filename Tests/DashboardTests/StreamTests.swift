import Canvas
import Telemetry
import Testing

@testable import Dashboard

@Suite("The Lab on a stream")
struct StreamTests {
  private func opened(_ count: Int = 60) -> State {
    var state = State()
    for message in StreamStory.messages(count) { _ = reduce(&state, message) }
    return state
  }

  private func screen(_ state: State, _ size: Size = Size(100, 30)) -> String {
    render(state, size: size, look: Look(), curves: StreamStory.curves).lines().joined(separator: "\n")
  }

  @Test("It follows the newest origin, and stays with another that was chosen as long as that is held")
  func origins() throws {
    var state = opened()
    #expect(state.originCount == 41 && state.lab.origin == 40)
    _ = reduce(&state, StreamStory.rolled(61))
    #expect(state.lab.origin == 40)
    for _ in 0..<5 { _ = reduce(&state, .input(.key(.character(",")))) }
    let chosen = try #require(state.session?.forecast?.test.origins[35])
    #expect(state.lab.origin == 35)
    _ = reduce(&state, StreamStory.rolled(71))
    #expect(state.lab.origin == 25 && state.session?.forecast?.test.origins[25] == chosen)
    // What is let go takes the choice to the oldest that is held.
    _ = reduce(&state, StreamStory.rolled(200))
    #expect(state.lab.origin == 0)
    _ = reduce(&state, .input(.key(.end)))
  }

  @Test("Values come in one by one; runs and what was chosen stay as they are")
  func going() {
    var state = opened()
    _ = reduce(&state, .input(.key(.character("g"))))
    #expect(state.rungIndex == 1 && state.runs[RunID(1)]?.evaluation?.test.scores.rmsse == 0.88)
    for come in 4...8 {
      _ = reduce(&state, StreamStory.rolled(60, come: come))
      let actual = state.session?.forecast?.test.actual.suffix(8) ?? []
      #expect(actual.count { $0.isFinite } == come)
    }
    #expect(state.rungIndex == 1 && state.runs[RunID(0)]?.phase == .running && state.isTraining)
    // Scores change with origins alone.
    #expect(state.runs[RunID(0)]?.scores.count == 1)
    _ = reduce(&state, .event(.rolled(StreamStory.session(30), StreamStory.evaluations(StreamStory.session(30)))))
    #expect(state.runs[RunID(0)]?.scores.count == 2)
  }

  @Test("The header tells how the stream stands; the ladder stars what is preferred")
  func header() {
    var state = opened()
    var text = screen(state)
    #expect(text.contains("▶ live") && text.contains("points") && text.contains("4 left out"))
    #expect(text.contains("1s ▶ 0.42★"), "\(text)")
    #expect(!text.contains("epoch") && !text.contains("3 Data"))
    let preferred = StreamInfo(points: 9, preferred: "8s", reason: "as good")
    _ = reduce(&state, StreamStory.rolled(60, preferred))
    #expect(screen(state).contains("8s ▶ 1.02★"))
    #expect(state.note == State.Note(text: "8s is preferred now: as good"))
    _ = reduce(&state, .input(.key(.character("2"))))
    text = screen(state)
    #expect(
      text.contains("★ 8s RMSSE 1.02  about as good as 1s with 0.42, and coarser") && text.contains("▶ live")
        && text.contains("MAC/w"))
    #expect(!text.contains("ms/ep") && !text.contains("valid") && !text.contains("seeds") && !text.contains("Matrix"))
    _ = reduce(&state, .input(.key(.character("1"))))
    _ = reduce(&state, StreamStory.rolled(60, StreamInfo(phase: .stalled(seconds: 10), points: 9)))
    #expect(screen(state).contains("silent for 10 s"))
    _ = reduce(&state, .event(.phase(RunID(0), .paused)))
    _ = reduce(&state, StreamStory.rolled(60))
    text = screen(state)
    #expect(text.contains("not learning") && text.contains("1s ‖ 0.42"))
    _ = reduce(&state, StreamStory.rolled(60, StreamInfo(phase: .ended, points: 1_234)))
    #expect(screen(state).contains("✓ ended") || screen(state).contains("‖ ended"))
  }

  @Test("What a stream does not have has no key; a file opened after it has them again")
  func keys() {
    var state = opened()
    #expect(state.screens == [.lab, .tradeoffs])
    _ = reduce(&state, .input(.key(.character("3"))))
    #expect(state.screen == .lab)
    #expect(reduce(&state, .input(.key(.character("q")))).isEmpty)
    #expect(reduce(&state, .input(.key(.character("q")))) == [.quit])
    _ = reduce(&state, .session(DemandStory().session))
    #expect(state.screens.contains(.data))
  }

  @Test("The axis of a curve without an end doubles, and never shrinks or jitters")
  func axis() throws {
    var state = opened()
    var widths: Set<Int> = []
    for step in stride(from: 10, through: 1_000, by: 10) {
      _ = reduce(&state, .progress([RunID(2): RunProgress(step: step, epoch: 0, stepsPerSecond: 0)]))
      let run = try #require(state.runs[RunID(2)])
      let seen = state.visible(of: run)
      #expect(seen.lowerBound == 0 && seen.upperBound >= run.step)
      widths.insert(seen.upperBound)
    }
    #expect(widths.count <= 4 && widths.allSatisfy { $0.nonzeroBitCount == 1 })
    #expect(state.runs[RunID(2)]?.secondsLeft == nil)
  }
}
