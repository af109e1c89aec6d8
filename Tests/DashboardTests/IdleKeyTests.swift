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

  @Test(
    "A caption whose key does nothing now stands back, on light and dark ground and without colours",
    arguments: Theme.builtIn)
  func captions(theme: Theme) throws {
    let look = Look(theme: theme)
    func style(_ caption: String, _ state: State, _ size: Size = Size(160, 50)) throws -> (key: Style, label: Style) {
      var state = state
      _ = reduce(&state, .input(.resize(size)))
      let surface = render(state, size: size, look: look, curves: story.curves)
      let lines = surface.lines()
      let row = try #require(lines.firstIndex { $0.contains(caption) }, "\(lines.joined(separator: "\n"))")
      let start = try #require(lines[row].firstRange(of: caption)?.lowerBound)
      let x = TextWidth.width(of: String(lines[row][..<start]))
      return (surface[x, row].style, surface[x + TextWidth.width(of: caption) - 1, row].style)
    }
    let idle = look.style(.faint)
    func isIdle(_ found: (key: Style, label: Style)) -> Bool {
      [found.key, found.label].allSatisfy { $0.foreground == idle.foreground ?? $0.foreground }
        && [found.key, found.label].allSatisfy { $0.attributes == idle.attributes }
    }
    #expect(look.style(.key) != idle && look.style(.keyLabel) != idle)
    var none = story.state([.session(story.session)])
    none.screen = .tradeoffs
    #expect(try isIdle(style("x ×5 seeds", none)))
    #expect(try !isIdle(style("e measure", none)))
    var trained = story.state(story.training())
    trained.screen = .tradeoffs
    #expect(try !isIdle(style("x ×5 seeds", trained)))
    var data = Scene.data.state
    #expect(try isIdle(style("←→ other", data)))
    for _ in 0..<4 where data.dataFocus != .options { _ = press(&data, .tab) }
    #expect(try !isIdle(style("←→ other", data)))
    // Of what is chosen from in a box as well.
    var joins = story.state(story.training())
    _ = press(&joins, .character("j"))
    #expect(try !isIdle(style("⏎ trains", joins, Size(80, 24))))
    _ = press(&joins, .character(" "))
    #expect(try isIdle(style("⏎ trains", joins, Size(80, 24))))
    var palette = story.state(story.training())
    _ = press(&palette, .character(":"), .character("u"), .character("n"), .character("d"), .character("o"))
    #expect(try isIdle(style("⏎ runs", palette)))
  }

  @Test("A border names the key that an action has, not the one that it came with")
  func remapped() {
    var conflicts: [KeyConflict] = []
    var settings = ScreenSettings()
    settings.keymap = Keymap(changes: [(.cost, [.character("K")])], conflicts: &conflicts)
    var state = story.state(story.training() + [.settings(settings)])
    state.screen = .tradeoffs
    let text = render(state, size: Size(160, 50), look: Look(), curves: story.curves).lines().joined()
    #expect(conflicts.isEmpty && text.contains("K multiply-adds spent"))
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
