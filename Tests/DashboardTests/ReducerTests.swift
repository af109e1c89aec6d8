import Canvas
import Telemetry
import Testing

@testable import Dashboard

@Suite("The reducer: what happened, what changes, what must be done")
struct ReducerTests {
  let story = Scene.story

  /// Presses keys one after the other and returns all that must be done.
  func press(_ state: inout State, _ keys: Key...) -> [Effect] {
    keys.flatMap { reduce(&state, .input(.key($0))) }
  }

  func screen(_ state: State, _ size: Size = Size(120, 36)) -> String {
    render(state, size: size, look: Look(), curves: story.curves).lines().joined(separator: "\n")
  }

  @Test("A row of the table is read on the curve too, page by page and back out")
  func readingRows() {
    var state = story.state(story.training())
    #expect(press(&state, .tab, .tab, .tab).isEmpty)
    while state.labFocus != .table { _ = press(&state, .tab) }
    #expect(state.lab.row == nil)
    _ = press(&state, .down)
    #expect(state.lab.row == 0)
    _ = press(&state, .down, .down, .pageDown)
    let row = state.lab.row ?? 0
    #expect(row > 2 && (state.lab.firstRow...row).contains(row))
    for _ in 0..<60 { _ = press(&state, .down) }
    #expect(state.lab.row == 47)
    for _ in 0..<12 { _ = press(&state, .pageUp) }
    #expect(state.lab.row == 0 && state.lab.firstRow == 0)
    // The next origin is read at the same step; Esc reads no more.
    _ = press(&state, .character("."), .down)
    #expect(state.lab.row == 1 && state.lab.origin == 1)
    _ = press(&state, .escape)
    #expect(state.lab.row == nil && state.labFocus == .table)
  }

  @Test("β₂ is turned, doubled and typed by keys, and taken back")
  func beta2ByKeys() {
    var plan = story.plan(0)
    plan.knobs.append((.beta2, .number(Double(Float(0.999))), .towardsOne(lower: 0, upper: 0.9999)))
    var state = story.state([.session(story.session), .event(.began(plan)), .event(.phase(RunID(0), .running))])
    let place = state.knobs.firstIndex(of: .beta2) ?? 0
    #expect(place == state.knobs.count { $0.isLive } - 1)
    for _ in 0..<place { #expect(press(&state, .down).isEmpty) }
    func sent(_ value: Double) -> [Effect] { [.send(RunID(0), .set(.beta2, .number(value)))] }
    #expect(screen(state).contains(/▸β₂ +0\.999/))
    #expect(press(&state, .left) == sent(0.998))
    #expect(press(&state, .character("]")) == sent(0.999))
    #expect(press(&state, .enter, .character("."), .character("9"), .enter) == sent(0.9))
    #expect(press(&state, .enter, .character("2"), .enter).isEmpty)
    _ = press(&state, .escape)
    #expect(press(&state, .character("u")) == sent(0.999))
  }

  @Test("Halve the learning rate in mid-run, see the mark, branch at the cross-hair, see parent and child")
  func storyOfABranch() throws {
    var state = story.state(story.training())
    #expect(press(&state, .character("g")).isEmpty)
    #expect(state.shown?.plan.run == RunID(1))
    // One key on the chosen knob.
    #expect(press(&state, .left) == [.send(RunID(1), .set(.learningRate, .number(5e-4)))])
    #expect(!screen(state).contains("1e-3 → 5e-4"))
    // The engine says that it was applied.
    let halved = Intervention(
      step: 1125, epoch: 12, summary: "learning rate 1e-3 → 5e-4", knob: .learningRate, old: .number(1e-3),
      new: .number(5e-4))
    _ = reduce(&state, .event(.applied(RunID(1), halved)))
    #expect(screen(state).contains("lr 1e-3 → 5e-4"))
    #expect(screen(state, Size(80, 24)).contains("lr ½"))
    // The cross-hair takes the arrows, back to an earlier step.
    #expect(press(&state, .character("c"), .left, .left, .left, .left, .left, .left).isEmpty)
    #expect(state.labFocus == .curve)
    let step = try #require(state.lab.crosshair)
    #expect(step < 1125 && step > 900)
    #expect(press(&state, .character("b")) == [.branch(from: RunID(1), atStep: step, edits: [:])])
    // The engine begins the child at exactly that step.
    _ = reduce(&state, .event(.began(story.plan(1, run: 5, parent: (RunID(1), step)))))
    #expect(state.shown?.plan.run == RunID(5))
    #expect(state.lab.crosshair == nil)
    #expect(state.labFocus == .knobs)
    _ = reduce(&state, .progress([RunID(5): RunProgress(step: 1000, epoch: 11, stepsPerSecond: 900)]))
    let text = screen(state)
    for promise in ["run 5", "from 1", "↳ from 1", "run 1"] { #expect(text.contains(promise), "\(promise)") }
    // And back to the parent, which carries the branch as a mark.
    #expect(press(&state, .character("n")).isEmpty)
    #expect(state.shown?.plan.run == RunID(1))
    #expect(screen(state).contains("↳ run 5"))
  }

  @Test("Key presses build on each other before the engine has answered")
  func pressesAccumulate() {
    var state = story.state(story.training())
    let effects = press(&state, .left, .left, .right)
    #expect(
      effects == [
        .send(RunID(0), .set(.learningRate, .number(5e-4))), .send(RunID(0), .set(.learningRate, .number(2e-4))),
        .send(RunID(0), .set(.learningRate, .number(5e-4))),
      ])
  }

  @Test("What the engine applied, rounded to its Float, settles what was asked for")
  func requestsSettle() {
    var state = story.state(story.training())
    _ = press(&state, .left)
    #expect(state.shown?.requested.count == 1)
    let applied = KnobValue.number(Double(Float(5e-4)))
    _ = reduce(
      &state,
      .event(
        .applied(
          RunID(0),
          Intervention(
            step: 2221, epoch: 12, summary: "learning rate 1e-3 → 5e-4", knob: .learningRate,
            old: .number(Double(Float(1e-3))), new: applied))))
    #expect(state.shown?.requested.isEmpty == true)
    #expect(press(&state, .left) == [.send(RunID(0), .set(.learningRate, .number(2e-4)))])
    // Turned back to where it is, nothing is sent.
    #expect(press(&state, .enter, .character("2"), .character("e"), .character("-"), .character("4"), .enter).isEmpty)
  }

  @Test("Halving and doubling are exact")
  func halvingIsExact() {
    var state = story.state(story.training())
    #expect(press(&state, .character("[")) == [.send(RunID(0), .set(.learningRate, .number(5e-4)))])
    #expect(press(&state, .character("[")) == [.send(RunID(0), .set(.learningRate, .number(2.5e-4)))])
    #expect(press(&state, .character("]")) == [.send(RunID(0), .set(.learningRate, .number(5e-4)))])
  }

  @Test("A structural knob waits for the branch, and Esc forgets it")
  func structuralKnobsWait() {
    var state = story.state(story.training())
    for _ in 0..<7 { _ = press(&state, .down) }
    #expect(press(&state, .right).isEmpty)
    #expect(screen(state).contains("was 64,32"))
    #expect(
      press(&state, .character("b")) == [.branch(from: RunID(0), atStep: 2220, edits: [.units: .list([128, 64])])])
    #expect(press(&state, .escape).isEmpty)
    #expect(press(&state, .character("b")) == [.branch(from: RunID(0), atStep: 2220, edits: [:])])
    // Turned there and back, nothing is left of it.
    _ = press(&state, .right, .left)
    #expect(press(&state, .character("b")) == [.branch(from: RunID(0), atStep: 2220, edits: [:])])
  }

  @Test("With all rungs in scope, knobs and pause go to each run that has them")
  func scopeReachesAll() {
    var state = story.state(story.training())
    let effects = press(&state, .character("a"), .right)
    #expect(effects == (0..<2).map { .send(RunID($0), .set(.learningRate, .number(2e-3))) })
    #expect(
      state.note?.text
        == "learning rate 2e-3 on 2 rungs; not 6h, 1d (ended)")
    // Two have finished: only the others can pause.
    #expect(press(&state, .character(" ")) == [.send(RunID(0), .pause), .send(RunID(1), .pause)])
    #expect(press(&state, .character("a"), .character(" ")) == [.send(RunID(0), .pause)])
  }

  @Test("Space pauses what runs and resumes what is paused")
  func spaceToggles() {
    var state = story.state(story.training())
    #expect(press(&state, .character(" ")) == [.send(RunID(0), .pause)])
    _ = reduce(&state, .event(.phase(RunID(0), .paused)))
    #expect(press(&state, .character(" ")) == [.send(RunID(0), .resume)])
    #expect(press(&state, .character("s")) == [.send(RunID(0), .step)])
  }

  @Test("A value is typed over the old one; a wrong one is refused with what was expected")
  func typing() {
    var state = story.state(story.training())
    #expect(press(&state, .enter, .character("2"), .enter).isEmpty)
    #expect(state.entry?.refusal == "“2” is not a number from 1e-6 to 1")
    #expect(press(&state, .backspace, .character("0"), .character("."), .character("0"), .character("3")).isEmpty)
    #expect(press(&state, .enter) == [.send(RunID(0), .set(.learningRate, .number(0.03)))])
    #expect(state.entry == nil)
    // Keys of the table are text while a value is typed, and Esc leaves without a change.
    #expect(press(&state, .enter, .character("q"), .character(" "), .escape).isEmpty)
    #expect(state.entry == nil)
    _ = press(&state, .enter)
    #expect(reduce(&state, .input(.paste("0.\u{1B}5\n"))).isEmpty)
    #expect(press(&state, .enter) == [.send(RunID(0), .set(.learningRate, .number(0.5)))])
  }

  @Test("Quitting asks while a run is training, and at once when none is")
  func quitAsks() {
    var state = story.state(story.training())
    #expect(press(&state, .character("q")).isEmpty)
    #expect(screen(state).contains("q again quits"))
    #expect(press(&state, .escape).isEmpty)
    #expect(press(&state, .character("q")).isEmpty)
    // Another key takes the question back and does what it does.
    #expect(press(&state, .character("g")).isEmpty)
    #expect(state.rungIndex == 1)
    #expect(press(&state, .character("q"), .character("q")) == [.quit])
    var quiet = State()
    #expect(press(&quiet, .character("q")) == [.quit])
  }

  @Test("Restarting begins a new run with the present knobs and keeps the old one; undo goes back to it")
  func restartIsANewRun() throws {
    var state = story.state(story.training())
    let shown = try #require(state.shown)
    let effects = press(&state, .character("r"))
    #expect(effects.first == .send(RunID(0), .pause))
    guard case .branch(let parent, let step, let edits)? = effects.last else {
      Issue.record("\(effects)")
      return
    }
    #expect(parent == RunID(0) && step == 0)
    #expect(
      edits[.learningRate] == shown.value(of: .learningRate) && edits.count == Set(shown.plan.knobs.map(\.knob)).count)
    _ = reduce(&state, .event(.phase(RunID(0), .paused)))
    _ = reduce(&state, .event(.began(story.plan(0, run: 5, parent: (RunID(0), 0)))))
    _ = reduce(&state, .event(.phase(RunID(5), .running)))
    #expect(state.shown?.plan.run == RunID(5) && state.note?.text == "30min: run 5 begins again")
    // A restart of a restart still begins where step 0 is known.
    #expect(press(&state, .character("r")).last == .branch(from: RunID(0), atStep: 0, edits: edits))
    _ = press(&state, .character("u"))
    #expect(press(&state, .character("u")) == [.send(RunID(5), .stop), .send(RunID(0), .resume)])
    #expect(state.shown?.plan.run == RunID(0) && state.shown?.epochs.isEmpty == false)
  }

  @Test("A restart of the engine begins the curve again with a mark")
  func restartOfTheEngine() {
    var state = story.state(story.training())
    _ = reduce(&state, .event(.applied(RunID(0), Intervention(step: 2220, epoch: 12, summary: "restart"))))
    #expect(state.shown?.step == 0)
    #expect(state.shown?.epochs.isEmpty == true)
    #expect(screen(state).contains("restart, was at step 2 220"))
  }

  @Test("Moving along the ladder restarts nothing and goes round")
  func ladderGoesRound() {
    var state = story.state(story.training())
    #expect(press(&state, .character("G")).isEmpty)
    #expect(state.rungIndex == 4)
    #expect(press(&state, .character("g")).isEmpty)
    #expect(state.rungIndex == 0)
  }

  @Test("Origins step, and stop at both ends")
  func originsStep() {
    var state = story.state(story.training())
    _ = press(&state, .character(","))
    #expect(state.lab.origin == 0)
    for _ in 0..<41 { _ = press(&state, .character(".")) }
    #expect(state.lab.origin == 41 && screen(state).contains("2000-09-24 00:00"))
    // Beyond the last lies the future, and nothing beyond that.
    for _ in 0..<20 { _ = press(&state, .character(".")) }
    _ = press(&state, .character(","))
    #expect(state.lab.origin == 41 && screen(state).contains("2000-09-24 00:00"))
  }

  @Test("Zoomed out far enough, all is seen; panned away, the view stays until it follows")
  func zoomAndPan() {
    var state = story.state(story.training())
    _ = press(&state, .character("+"), .character("+"))
    let followed = screen(state)
    #expect(followed.contains("zoom 4×"))
    _ = press(&state, .character("h"))
    let away = state.lab.window
    _ = reduce(&state, .progress([RunID(0): RunProgress(step: 2240, epoch: 12, stepsPerSecond: 900)]))
    #expect(state.lab.window == away)
    #expect(screen(state).contains("f follow"))
    _ = press(&state, .character("f"))
    #expect(!screen(state).contains("f follow"))
    _ = press(&state, .character("-"), .character("-"))
    #expect(!screen(state).contains("zoom"))
  }

  @Test("A diverged rung is marked, explained at once, and explained again when it is chosen")
  func divergenceIsExplained() {
    var state = Scene.diverged.state
    let sentence = "the weights of step 2220 are kept"
    #expect(screen(state, Size(80, 24)).replacing("\n", with: " ").contains("diverged at step 2 221"))
    #expect(screen(state, Size(160, 50)).contains(sentence))
    _ = press(&state, .character("g"))
    #expect(!screen(state, Size(160, 50)).contains(sentence))
    _ = press(&state, .character("G"))
    #expect(screen(state, Size(160, 50)).contains(sentence))
    #expect(!state.isTraining || state.shown?.phase == .finished(.diverged))
  }

  @Test("The screen is drawn in each theme of the list; Esc restores the former one, Enter keeps the chosen one")
  func themes() {
    var state = story.state(story.training())
    #expect(press(&state, .character("t")).isEmpty)
    _ = reduce(&state, .themes(["dark", "light", "monochrome"], current: "light"))
    #expect(press(&state, .character("t"), .up) == [.setTheme("dark")])
    #expect(press(&state, .up).isEmpty)
    #expect(press(&state, .end) == [.setTheme("monochrome")])
    #expect(press(&state, .escape) == [.setTheme("light")])
    #expect(state.overlay == nil && state.themeName == "light")
    #expect(press(&state, .character("t"), .down) == [.setTheme("monochrome")])
    #expect(press(&state, .enter).isEmpty)
    #expect(state.overlay == nil && state.themeName == "monochrome")
    #expect(press(&state, .character("t"), .escape).isEmpty)
  }

  @Test("A click shows a theme, another one keeps it, one beside the list goes back")
  func themesByMouse() {
    var state = story.state(story.training())
    _ = reduce(&state, .themes(["dark", "light", "monochrome"], current: "dark"))
    func click(_ x: Int, _ y: Int) -> [Effect] {
      reduce(&state, .input(.mouse(MouseEvent(action: .press, position: Point(x, y)))))
    }
    _ = reduce(&state, .input(.key(.character("t"))))
    let box = ThemeOverlay.rect(state)
    #expect(click(box.x + 3, box.y + 2) == [.setTheme("light")])
    #expect(click(1, box.y + 2) == [.setTheme("dark")])
    _ = reduce(&state, .input(.key(.character("t"))))
    #expect(click(box.x + 3, box.y + 2) == [.setTheme("light")])
    #expect(click(box.x + 3, box.y + 2).isEmpty)
    #expect(state.overlay == nil && state.themeName == "light")
  }

  @Test("A closed-form run has no pause, no cross-hair and no curve keys")
  func closedFormHasFewKeys() {
    var state = Scene.closedForm.state
    #expect(press(&state, .character(" "), .character("s"), .character("c"), .character("L")).isEmpty)
    #expect(state.lab.crosshair == nil)
    #expect(state.lab.isLogarithmic)
  }

  @Test("Before data are there, keys that need them do nothing")
  func emptyStateIsSafe() {
    for key in ["g", "G", "b", "r", "a", "c", "v", "+", "-", ",", ".", "[", "]", "s", " ", "n", "L", "S", "f"] {
      var state = State()
      #expect(reduce(&state, .input(.key(.character(Character(key))))).isEmpty, "key \(key)")
    }
  }

  @Test("Events of a run that nobody knows change nothing")
  func strangersAreIgnored() throws {
    var state = story.state(story.training())
    let before = screen(state)
    let report = try #require(story.reports(0, epochs: 1...1).first)
    _ = reduce(&state, .event(.epoch(RunID(77), report)))
    _ = reduce(&state, .event(.phase(RunID(77), .paused)))
    _ = reduce(&state, .progress([RunID(77): RunProgress(step: 5, epoch: 1, stepsPerSecond: 1)]))
    #expect(screen(state) == before)
  }
}
