import Canvas
import Telemetry
import Testing

@testable import Dashboard

@Suite("A key that does nothing now says what it would do, and why it does not")
struct IdleKeyTests {
  private let story = Scene.story

  private func press(_ state: inout State, _ keys: Key...) -> [Effect] {
    keys.flatMap { reduce(&state, .input(.key($0))) }
  }

  @Test(
    "Every key of the table that does nothing is answered, on every screen, with runs and without",
    arguments: [true, false])
  func answered(hasRuns: Bool) {
    var state = hasRuns ? story.state(story.training()) : story.state([.session(story.session)])
    for screen in state.screens {
      state.screen = screen
      for binding in state.keymap.bindings {
        for key in binding.keys
        where key != .escape && !binding.isScreenKey && state.keymap.action(for: key, in: state) == nil {
          var pressed = state
          #expect(press(&pressed, key).isEmpty)
          let answer = pressed.note?.text ?? ""
          #expect(
            pressed.note?.kind == .answer && answer.contains(": ") && !answer.hasSuffix(": "), "\(key) on \(screen)")
          #expect(TextWidth.width(of: answer) <= 2 * 76, "\(answer)")
        }
      }
    }
  }

  @Test("Space and s on a run that has ended name the keys that help")
  func ended() {
    var state = story.state(story.training())
    _ = press(&state, .character("g"), .character("g"))
    #expect(state.shown?.isFinished == true)
    _ = press(&state, .character(" "))
    #expect(state.note?.text == "pause: run 2 has ended; E continues it, b branches from it")
    _ = press(&state, .character("s"))
    #expect(state.note?.text == "step: run 2 has ended; E continues it, b branches from it")
    _ = press(&state, .character("G"), .character("G"), .character("E"))
    #expect(state.note?.text == "more epochs: run 0 has not done its epochs yet")
    _ = press(&state, .character("4"), .character("s"))
    #expect(state.note?.text == "step: only on the Lab and Trade-offs screens")
  }

  @Test("Where a rung cannot be trained, that is what stands there and what training keys say")
  func untrainable() {
    var state = story.state([.session(story.session)])
    let reason = "At grain 30min only 3 complete training windows of 48 rows were found."
    _ = reduce(&state, .event(.cannotBegin(RunID(0), "30min", reason)))
    _ = reduce(&state, .event(.phase(RunID(0), .finished(.stopped))))
    #expect(state.note?.text == reason)
    for key in [Key.character(" "), .character("s"), .character("r"), .character("b"), .character("E")] {
      #expect(press(&state, key).isEmpty)
      #expect(state.note?.text.hasSuffix(": this rung cannot be trained; the Lab says why") == true, "\(key)")
    }
    let shown = render(state, size: Size(160, 50), look: Look(), curves: story.curves).lines().joined(separator: " ")
    #expect(shown.contains("only 3 complete training windows") && !shown.contains("has not started training"))
  }

  @Test("Esc only takes an answer or a question away")
  func dismissed() {
    var state = story.state(story.training())
    while state.screen.type.canLeave(state) { _ = press(&state, .escape) }
    _ = press(&state, .character("4"), .character("s"))
    state.screen = .lab
    #expect(state.note != nil)
    _ = press(&state, .escape)
    #expect(state.note == nil)
    _ = press(&state, .escape)
    #expect(state.note?.text == "back: there is nothing to go back from")
  }
}
