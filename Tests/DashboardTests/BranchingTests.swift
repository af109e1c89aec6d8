import Canvas
import Telemetry
import Testing

@testable import Dashboard

@Suite("Branches wait with knobs of their own, and begin at the step that was chosen")
struct BranchingTests {
  private let story = Scene.story

  private func press(_ state: inout State, _ keys: Key...) -> [Effect] {
    keys.flatMap { reduce(&state, .input(.key($0))) }
  }

  private func type(_ text: String, _ state: inout State) -> [Effect] {
    press(&state, .character(":")) + text.flatMap { press(&state, .character($0)) } + press(&state, .enter)
  }

  private func screen(_ state: State, _ size: Size = Size(160, 50)) -> String {
    render(state, size: size, look: Look(), curves: story.curves).lines().joined(separator: "\n")
  }

  /// The second rung in mid-run, its rate halved at step 540, the cross-hair some columns back.
  private func read(back columns: Int) throws -> (state: State, step: Int) {
    var state = story.state(story.training())
    _ = press(&state, .character("g"))
    let halved = Intervention(
      step: 540, epoch: 6, summary: "learning rate 1e-3 → 5e-4", knob: .learningRate, old: .number(1e-3),
      new: .number(5e-4))
    _ = reduce(&state, .event(.applied(RunID(1), halved)))
    _ = press(&state, .character("c"))
    for _ in 0..<columns { _ = press(&state, .left) }
    return (state, try #require(state.lab.crosshair))
  }

  @Test("A knob that is set while the cross-hair stands waits for a branch there, and b starts it")
  func waits() throws {
    var (state, step) = try read(back: 6)
    #expect(step > 540)
    #expect(type("lr 3e-4", &state).isEmpty)
    #expect(state.shown?.pending.step == step && state.shown?.pending.edits == [.learningRate: .number(3e-4)])
    #expect(state.lab.crosshair == nil && state.labFocus == .knobs)
    let text = Numbers.group(step)
    #expect(state.note?.text == "learning rate 3e-4 waits for a branch at step \(text): b starts it · Esc forgets it")
    for size in [Size(80, 24), Size(160, 50)] {
      let shown = screen(state, size)
      #expect(shown.contains("Knobs") && shown.contains("branch at step \(text)"), "\(size)")
      #expect(shown.contains("was 5e"), "\(size)")
    }
    #expect(screen(state).contains("↳ branch here"))
    // Its other knobs can be turned before it starts, live ones and structural ones; the run itself is not touched.
    #expect(type("dropout 0.2", &state).isEmpty && type("units 128 64", &state).isEmpty)
    #expect(
      press(&state, .character("b")) == [
        .branch(
          from: RunID(1), atStep: step,
          edits: [.learningRate: .number(3e-4), .dropout: .number(0.2), .units: .list([128, 64])])
      ])
    _ = reduce(&state, .event(.began(story.plan(1, run: 5, parent: (RunID(1), step)))))
    #expect(state.shown?.plan.run == RunID(5) && state.runs[RunID(1)]?.pending.isEmpty == true)
  }

  @Test("A branch begins with the knobs as they stood at its step")
  func knobsOfThen() throws {
    var (state, step) = try read(back: 40)
    #expect(step < 540)
    #expect(type("dropout 0.2", &state).isEmpty)
    #expect(state.shown?.value(of: .learningRate) == .number(1e-3))
    // Back to what it was there, nothing of it is left.
    #expect(type("dropout 0.1", &state).isEmpty && state.shown?.pending.edits.isEmpty == true)
    #expect(press(&state, .character("b")) == [.branch(from: RunID(1), atStep: step, edits: [:])])
  }

  @Test("Esc forgets the branch that waits, undo brings it back")
  func forgotten() throws {
    var (state, step) = try read(back: 6)
    _ = type("lr 3e-4", &state)
    #expect(press(&state, .escape).isEmpty && state.shown?.pending.isEmpty == true)
    #expect(!screen(state).contains("branch here"))
    _ = press(&state, .character("u"))
    #expect(state.shown?.pending.step == step && state.shown?.pending.edits == [.learningRate: .number(3e-4)])
    _ = press(&state, .escape)
    // A live knob acts at once again.
    #expect(type("lr 3e-4", &state) == [.send(RunID(1), .set(.learningRate, .number(3e-4)))])
  }

  @Test("On the parent's stretch of a branch's curve, another one begins from the parent")
  func parentsStretch() throws {
    var state = story.state(story.training())
    _ = reduce(&state, .event(.began(story.plan(0, run: 5, parent: (RunID(0), 1800)))))
    _ = reduce(&state, .progress([RunID(5): RunProgress(step: 2100, epoch: 11, stepsPerSecond: 900)]))
    _ = press(&state, .character("c"), .home)
    for _ in 0..<4 { _ = press(&state, .right) }
    let step = try #require(state.lab.crosshair)
    #expect(step > 0 && step < 1800)
    #expect(screen(state).contains("train"))
    #expect(press(&state, .character("b")) == [.branch(from: RunID(0), atStep: step, edits: [:])])
    _ = press(&state, .end)
    #expect(press(&state, .character("b")) == [.branch(from: RunID(5), atStep: 2100, edits: [:])])
  }

  @Test("With all rungs in scope a structural knob waits on each that has it, and b branches them all")
  func allRungs() {
    var state = story.state(story.training())
    _ = press(&state, .character("a"))
    #expect(type("units 128 64", &state).isEmpty)
    #expect((0..<4).allSatisfy { state.runs[RunID($0)]?.pending.edits == [.units: .list([128, 64])] })
    let effects = press(&state, .character("b"))
    #expect(effects.count == 4 && state.note?.text == "4 runs branch")
    for (run, effect) in effects.enumerated() {
      guard case .branch(RunID(run), _, [.units: .list([128, 64])]) = effect else {
        Issue.record("\(effect)")
        continue
      }
    }
    #expect(
      press(&state, .escape).isEmpty && (0..<4).allSatisfy { state.runs[RunID($0)]?.pending.edits.isEmpty == true })
  }

  @Test("At the cross-hair all rungs branch at the same epoch; who has not come so far is named")
  func sameEpoch() throws {
    var state = story.state(story.training())
    // A rung that has done all of its epochs, beside others that have not.
    _ = press(&state, .character("g"), .character("g"), .character("c"), .character("a"))
    let step = try #require(state.lab.crosshair)
    let epoch = try #require(state.shown?.epoch(at: step))
    for case .branch(let run, let place, _) in press(&state, .character("b")) {
      let other = try #require(state.runs[run])
      #expect((other.epoch(at: place) - epoch).magnitude < 1 / Double(other.stepsPerEpoch))
    }
    let behind = state.addressed.filter { $0.epochsDone < epoch - 0.5 }
    for run in behind {
      let named = state.note?.text.split(separator: "; not ").last?.contains("\(run.plan.rung)")
      #expect(named == true && state.note?.text.hasSuffix(" (not so many epochs yet)") == true, "\(run.plan.rung)")
    }
    #expect(!behind.isEmpty)
  }

  @Test("A run that has ended says that its live knobs do nothing, and what can be done")
  func ended() throws {
    var state = story.state(story.training())
    _ = press(&state, .character("g"), .character("g"))
    let run = try #require(state.shown)
    #expect(run.phase == .finished(.completed))
    let done = run.plannedEpochs
    #expect(press(&state, .left).isEmpty)
    #expect(
      state.note?.text
        == "learning rate stays as it is: run 2 has ended; b branches from its end, up to epoch \(2 * done), "
        + "E continues it up to epoch \(2 * done); c chooses a step where knobs turn for a branch")
    for size in [Size(80, 24), Size(160, 50)] { #expect(screen(state, size).contains("run ended"), "\(size)") }
    #expect(press(&state, .character("E")) == [.send(RunID(2), .set(.epochs, .integer(2 * done)))])
    #expect(state.note?.text == "run 2 continues up to epoch \(2 * done)")
    // A branch says how far it goes.
    var plan = story.plan(2, run: 5, parent: (RunID(2), run.step))
    plan.epochs = 2 * done
    _ = press(&state, .character("b"))
    _ = reduce(&state, .event(.began(plan)))
    #expect(state.note?.text.hasSuffix("up to epoch \(2 * done)") == true)
  }
}
