import Canvas
import Telemetry
import Testing

@testable import Dashboard

@Suite("Runs can be closed, and give way where memory is short")
struct ClosingTests {
  private let story = Scene.story

  private func press(_ state: inout State, _ keys: Key...) -> [Effect] {
    keys.flatMap { reduce(&state, .input(.key($0))) }
  }

  /// The second rung with its first run and so many branches of it, all paused.
  private func branched(_ count: Int, kept: Bool = true) -> State {
    var state = story.state(story.training())
    if kept { _ = reduce(&state, .kept(.listing(KeptStory.many))) }
    _ = press(&state, .character("g"))
    for number in 0..<count { begin(&state, RunID(10 + number)) }
    return state
  }

  @discardableResult
  private func begin(_ state: inout State, _ run: RunID) -> [Effect] {
    let effects = reduce(&state, .event(.began(story.plan(1, run: run.number, parent: (RunID(1), 540)))))
    _ = reduce(&state, .event(.phase(run, .paused)))
    return effects
  }

  @Test("D closes the shown run, and its newest sibling is shown; the last of a rung stays")
  func closes() throws {
    var state = branched(2)
    #expect(state.shown?.plan.run == RunID(11))
    #expect(press(&state, .character("D")) == [.close(RunID(11))])
    #expect(state.note?.text == "run 11 is closed; the store keeps it, and screen 4 opens it again")
    #expect(state.shown?.plan.run == RunID(10) && state.runs[RunID(11)] == nil)
    // What it reports while it ends changes nothing.
    let before = state.runs.values.map(\.plan.run)
    _ = reduce(&state, .event(.phase(RunID(11), .finished(.stopped))))
    #expect(state.runs.values.map(\.plan.run) == before)
    #expect(press(&state, .character("D")) == [.close(RunID(10))])
    #expect(state.shown?.plan.run == RunID(1))
    #expect(press(&state, .character("D")).isEmpty)
    #expect(state.note?.text.contains("this rung has only one run") == true, "\(state.note?.text ?? "")")
    for size in [Size(80, 24), Size(160, 50)] {
      _ = render(state, size: size, look: Look(), curves: story.curves)
    }
  }

  @Test("A run that trains, and one that is kept nowhere, is asked about first")
  func asks() {
    var state = branched(1)
    _ = reduce(&state, .event(.phase(RunID(10), .running)))
    #expect(press(&state, .character("D")).isEmpty)
    #expect(state.note?.text.contains("run 10 is still training: D again stops and closes it") == true)
    #expect(press(&state, .escape).isEmpty && state.runs[RunID(10)] != nil)
    #expect(press(&state, .character("D"), .character("D")) == [.close(RunID(10))])
    state = branched(1, kept: false)
    #expect(press(&state, .character("D")).isEmpty)
    #expect(state.note?.text.contains("run 10 is kept nowhere: D again closes it for good") == true)
    #expect(press(&state, .character("D")) == [.close(RunID(10))])
    #expect(state.note?.text == "run 10 is closed")
  }

  @Test("Beyond the memory for runs the oldest that neither train nor stand for their rungs give way")
  func givesWay() {
    var state = branched(0)
    let need = State.need(of: story.plan(1))
    var settings = ScreenSettings()
    settings.runMemory = state.runs.values.reduce(0) { $0 + State.need(of: $1.plan) } + 2 * need
    _ = reduce(&state, .settings(settings))
    #expect(begin(&state, RunID(10)).isEmpty)
    _ = reduce(&state, .event(.phase(RunID(10), .running)))
    #expect(begin(&state, RunID(11)).isEmpty)
    // The parent is the oldest, and no longer stands for its rung.
    _ = reduce(&state, .event(.phase(RunID(1), .finished(.completed))))
    #expect(begin(&state, RunID(12)) == [.close(RunID(1))])
    #expect(state.note?.text.hasPrefix("run 1 is closed, as runs hold") == true, "\(state.note?.text ?? "")")
    #expect(begin(&state, RunID(13)) == [.close(RunID(11))])
    // 10 trains, 13 is shown; the others stand for rungs of their own.
    _ = reduce(&state, .event(.phase(RunID(12), .running)))
    #expect(begin(&state, RunID(14)) == [.close(RunID(13))])
    _ = reduce(&state, .event(.phase(RunID(14), .running)))
    #expect(press(&state, .character("b")).isEmpty)
    #expect(state.note?.text.contains("D closes the shown one") == true, "\(state.note?.text ?? "")")
  }

  @Test("Where runs are kept nowhere none gives way by itself")
  func neverInSilence() {
    var state = branched(0, kept: false)
    var settings = ScreenSettings()
    settings.runMemory = 1
    _ = reduce(&state, .settings(settings))
    #expect(begin(&state, RunID(10)).isEmpty && state.runs[RunID(1)] != nil)
    #expect(press(&state, .character("b")).isEmpty)
    #expect(state.note?.text.contains("D closes the shown one") == true)
  }
}

@Suite("What is asked of the program itself works above every screen")
struct ProgramKeyTests {
  @Test(
    "Ctrl-L and Ctrl-Z are heard by prompts, fields, the help, the palette and the lists",
    arguments: ["?", ":", "t", "\r"])
  func heard(opening: String) {
    var state = Scene.story.state(Scene.story.training())
    _ = reduce(&state, .themes(["a", "b"], current: "a"))
    let key: Key = opening == "\r" ? .enter : .character(Character(opening))
    _ = reduce(&state, .input(.key(key)))
    #expect(state.overlay != nil || state.entry != nil || state.prompt != nil || state.palette != nil)
    #expect(reduce(&state, .input(.key(.control("l")))) == [.redraw])
    #expect(reduce(&state, .input(.key(.control("z")))) == [.suspend])
    #expect(state.overlay != nil || state.entry != nil || state.prompt != nil || state.palette != nil)
  }
}
