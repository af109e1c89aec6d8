import Canvas
import Telemetry
import Testing

@testable import Dashboard

@Suite("The Runs screen: every run of the session")
struct RunsScreenTests {
  private func lines(_ state: State, _ size: Size = Size(80, 24)) -> [String] {
    render(state, size: size, look: Look(), curves: Scene.training.curves).lines()
  }

  private func press(_ state: inout State, _ keys: Key...) -> [Effect] {
    keys.flatMap { reduce(&state, .input(.key($0))) }
  }

  @Test("A branch stands below its parent with the step at which it left it, and what differs is said")
  func branches() throws {
    let state = Scene.runs.state
    #expect(RunList(state).lines.map(\.run.number) == [0, 1, 5, 6, 2, 3])
    #expect(RunList(state).lines.map(\.depth) == [0, 0, 1, 1, 0, 0])
    let shown = lines(state)
    let branch = try #require(shown.first { $0.contains("└ 5") })
    #expect(branch.contains("810") && branch.contains("15/50") && branch.contains("units 128 64"))
    let knobs = state.distinctiveKnobs(of: "1h")
    #expect(knobs.contains(.units) && !knobs.contains(.momentum))
    // Runs of another rung are no reason to name what all of these have.
    #expect(state.distinctiveKnobs(of: "30min").isEmpty)
  }

  @Test("The star stands by the smallest validation loss of a grain that has several runs, and by no other")
  func star() {
    let state = Scene.runs.state
    let starred = lines(state).filter { $0.contains("★") }
    let best = state.runsOfRung["1h"]?.min {
      state.runs[$0]?.bestValidation?.loss ?? .infinity < state.runs[$1]?.bestValidation?.loss ?? .infinity
    }
    #expect(starred.count == 1 && starred[0].contains(" \(best?.number ?? -1) "), "\(starred)")
  }

  @Test("Arrows, wheel and clicks choose a run; Enter opens it in the Lab, and nothing is sent")
  func choosing() throws {
    var state = Scene.runs.state
    #expect(state.chosenRun?.plan.run == RunID(6))
    #expect(press(&state, .up, .up).isEmpty && state.chosenRun?.plan.run == RunID(1))
    #expect(press(&state, .pageUp, .up).isEmpty && state.chosenRun?.plan.run == RunID(0))
    _ = reduce(&state, .input(.mouse(MouseEvent(action: .wheelDown, position: Point(5, 5)))))
    #expect(state.chosenRun?.plan.run == RunID(1) && state.shown?.plan.run == RunID(6))
    #expect(press(&state, .enter).isEmpty)
    #expect(state.screen == .lab && state.shown?.plan.run == RunID(1))
    _ = press(&state, .character("4"))
    let row = try #require(lines(state).firstIndex { $0.contains("└ 5") })
    for _ in 1...2 { _ = reduce(&state, .input(.mouse(MouseEvent(action: .press, position: Point(9, row))))) }
    #expect(state.screen == .lab && state.shown?.plan.run == RunID(5))
  }

  @Test("Without a run a sentence says how one comes here")
  func empty() {
    var state = State()
    _ = reduce(&state, .input(.resize(Size(80, 24))))
    _ = reduce(&state, .session(Scene.story.session))
    #expect(press(&state, .character("4"), .down, .enter, .character("y")).isEmpty && state.screen == .runs)
    for size in [Size(80, 24), Size(160, 50), Size(40, 10)] {
      let text = lines(state, size).joined(separator: " ")
      #expect(text.contains("No run yet") && text.contains("A run comes here with its first"), "\(text)")
    }
  }

  @Test("The list is copied as tab-separated values")
  func copying() throws {
    var state = Scene.runs.state
    guard case .copy(.text(let text, let name))? = press(&state, .character("y")).first else {
      Issue.record("nothing was copied")
      return
    }
    let rows = text.split(separator: "\n")
    #expect(name == "6 rows of runs" && rows[0].hasPrefix("run\tgrain\trecipe"))
    #expect(rows.allSatisfy { $0.count { $0 == "\t" } == rows[0].count { $0 == "\t" } })
  }

  @Test("Thousands of runs scroll; the chosen one stays in sight")
  func thousands() {
    var state = Scene.runs.state
    for run in 7..<3_000 { _ = reduce(&state, .event(.began(Scene.story.plan(1, run: run, parent: (RunID(1), 0))))) }
    for _ in 0..<30 { _ = press(&state, .pageUp) }
    #expect(state.chosenRun?.plan.run == RunID(2_999 - 30 * 19))
    #expect(lines(state).contains { $0.contains(" \(2_999 - 30 * 19) ") })
  }
}
