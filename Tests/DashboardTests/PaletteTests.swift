import Canvas
import Telemetry
import Testing

@testable import Dashboard

@Suite("Fuzzy matching")
struct FuzzyMatchTests {
  @Test(
    "Letters are found in order, at the beginnings of words first",
    arguments: [
      ("nr", "next rung", [0, 5]), ("zoom", "zoom in", [0, 1, 2, 3]), ("LR", "learning rate", [0, 9]),
      ("po", "previous origin", [0, 9]), ("next r", "next rung", [0, 1, 2, 3, 5]), ("", "quit", []),
    ])
  func finds(_ pattern: String, _ text: String, _ places: [Int]) {
    #expect(FuzzyMatch.best(pattern, in: text)?.places == places)
  }

  @Test("What is not there in order is not found", arguments: [("gnur", "next rung"), ("quits", "quit"), ("x", "")])
  func misses(_ pattern: String, _ text: String) { #expect(FuzzyMatch.best(pattern, in: text) == nil) }

  @Test("The score agrees with trying every way to place the letters")
  func agreesWithExhaustion() throws {
    let texts = ["a bab", "abab", "baab ab", "aabb", "b a b a"]
    for text in texts {
      for pattern in ["a", "ab", "aab", "bb", "ba"] {
        let letters = Array(text)
        var best: Int?
        func place(_ rest: ArraySlice<Character>, _ from: Int, _ chosen: [Int]) {
          guard let letter = rest.first else {
            best = max(best ?? .min, Self.score(chosen, letters))
            return
          }
          for index in letters.indices.dropFirst(from) where letters[index] == letter {
            place(rest.dropFirst(), index + 1, chosen + [index])
          }
        }
        place(Array(pattern)[...], 0, [])
        #expect(FuzzyMatch.best(pattern, in: text)?.score == best, "\(pattern) in \(text)")
      }
    }
  }

  /// The definition: 1 a letter, more at the beginning of words and of the text and in runs, less for a late first one.
  private static func score(_ places: [Int], _ letters: [Character]) -> Int {
    var score = -min(places.first ?? 0, 8)
    for (index, place) in places.enumerated() {
      score += 1
      if place == 0 { score += 12 } else if !letters[place - 1].isLetter { score += 8 }
      if index > 0, places[index - 1] == place - 1 { score += 6 }
    }
    return score
  }
}

@Suite("The palette")
struct PaletteTests {
  let story = Scene.story

  func press(_ state: inout State, _ keys: Key...) -> [Effect] { keys.flatMap { reduce(&state, .input(.key($0))) } }

  func type(_ state: inout State, _ text: String) { for letter in text { _ = press(&state, .character(letter)) } }

  func training() -> State { story.state(story.training()) }

  @Test("It lists every action of the key table that the data have a use for")
  func listsAll() throws {
    var state = training()
    _ = press(&state, .control("p"))
    let names = try #require(state.palette).items(state).map(\.name)
    let bindings = state.keymap.bindings.filter { $0.suits(state.session) }
    for action in Set(bindings.map(\.action)) where action != .palette {
      #expect(names.contains(action.name), "\(action)")
    }
    for knob in state.knobs { #expect(names.contains(knob.title)) }
  }

  @Test("What is typed finds an action, Enter does it, and the palette is gone")
  func runs() {
    var state = training()
    _ = press(&state, .character(":"))
    type(&state, "next ru")
    #expect(press(&state, .enter).isEmpty)
    #expect(state.palette == nil && state.rungIndex == 1)
    _ = press(&state, .character(":"))
    type(&state, "pause")
    #expect(press(&state, .enter) == [.send(RunID(1), .pause)])
  }

  @Test("An action that does not apply now says why and leaves the palette open")
  func saysWhy() throws {
    var state = training()
    _ = press(&state, .character(":"))
    type(&state, "read back")
    #expect(press(&state, .enter).isEmpty)
    #expect(try #require(state.palette).refusal == "read back: needs the cross-hair")
    let text = render(state, size: Size(100, 30), look: Look(), curves: story.curves).lines().joined(separator: "\n")
    #expect(text.contains("not now: needs the cross-hair"))
    _ = press(&state, .escape)
    #expect(state.palette == nil)
  }

  @Test(
    "A knob is set by its name and a value",
    arguments: [("learning rate 3e-4", KnobValue.number(3e-4)), ("lr 0.02", .number(0.02)), ("LR 1e-2", .number(0.01))])
  func setsKnobs(_ typed: String, _ value: KnobValue) {
    var state = training()
    _ = press(&state, .character(":"))
    type(&state, typed)
    #expect(press(&state, .enter) == [.send(RunID(0), .set(.learningRate, value))])
    #expect(state.labFocus == .knobs && state.knob == .learningRate)
  }

  @Test(
    "A value that a knob cannot have is answered by its range, and Enter leaves it to be mended",
    arguments: [
      ("dropout 1.7", "dropout", "cannot be 1.7; it takes a number from 0 to 0.9"),
      ("learning rate 0", "learning rate", "cannot be 0; it takes a number from 1e-6 to 1"),
      ("lr many", "learning rate", "cannot be many; it takes a number from 1e-6 to 1"),
    ])
  func refusesValues(_ typed: String, _ name: String, _ sentence: String) throws {
    var state = training()
    _ = press(&state, .character(":"))
    type(&state, typed)
    let item = try #require(state.palette?.items(state).first)
    #expect(item.name == name && item.detail == sentence)
    let text = render(state, size: Size(100, 30), look: Look(), curves: story.curves).lines().joined(separator: "\n")
    #expect(text.contains(sentence))
    #expect(press(&state, .enter).isEmpty && state.entry == nil)
    #expect(state.palette?.text == typed && state.palette?.refusal == "\(name) \(sentence)")
  }

  @Test("What a knob takes is said in full where the list has no room for it", arguments: [80, 100, 160])
  func saysAll(width: Int) {
    var state = training()
    _ = reduce(&state, .input(.resize(Size(width, 24))))
    _ = press(&state, .character(":"))
    type(&state, "learning rate 50")
    let lines = render(state, size: Size(width, 24), look: Look(), curves: story.curves).lines()
    let text = lines.joined(separator: " ").split(separator: " ").joined(separator: " ")
    #expect(text.contains("cannot be 50; it takes a number from 1e-6 to 1"), "\(text)")
  }

  @Test(
    "A knob that the settings have no use for says so by whatever name it is typed",
    arguments: ["beta2", "beta2 0.9", "β₂", "β₂ 0.9"])
  func idleKnobs(_ typed: String) throws {
    var state = story.state([.session(story.session)])
    var plan = story.plan(0)
    plan.idle = [.beta2: "β₂ is not used by sgd"]
    _ = reduce(&state, .event(.began(plan)))
    _ = press(&state, .character(":"))
    type(&state, typed)
    #expect(press(&state, .enter).isEmpty)
    #expect(try #require(state.palette).refusal == "β₂ is not used by sgd")
  }

  @Test("What no command is called is answered with that, and what is refused stands whole in the line of messages")
  func answers() throws {
    var state = training()
    _ = press(&state, .character(":"))
    type(&state, "xyzzy")
    #expect(press(&state, .enter).isEmpty && state.palette != nil)
    let text = { (state: State) in
      render(state, size: Size(80, 24), look: Look(), curves: story.curves).lines().joined(separator: "\n")
    }
    #expect(text(state).contains("✗ no command has such a name"), "\(text(state))")
    _ = press(&state, .control("u"))
    #expect(state.palette?.refusal == nil)
    type(&state, "copy as command")
    _ = press(&state, .escape, .character(":"))
    type(&state, "reconcile")
    _ = press(&state, .enter)
    #expect(text(state).contains("✗ reconcile: only on the Trade-offs screen"), "\(text(state))")
  }

  @Test("A knob without a value opens its field; a structural one becomes a draft")
  func asksForKnobs() {
    var state = training()
    _ = press(&state, .character(":"))
    type(&state, "dropout")
    _ = press(&state, .enter)
    #expect(state.entry?.knob == .dropout)
    _ = press(&state, .escape, .character(":"))
    type(&state, "units 128 64")
    #expect(press(&state, .enter).isEmpty)
    #expect(state.shown?.pending.edits == [.units: .list([128, 64])])
  }

  @Test("Tab completes the name, and what is pasted is one clean line of bounded length")
  func completesAndPastes() throws {
    var state = training()
    _ = press(&state, .character(":"))
    type(&state, "wei")
    _ = press(&state, .tab)
    #expect(state.palette?.text == "weight decay ")
    _ = reduce(&state, .input(.paste("1e-3\u{1B}[2J\n" + String(repeating: "x", count: 1 << 20))))
    let text = try #require(state.palette).text
    #expect(text.hasPrefix("weight decay 1e-3") && text.count == CommandPalette.textLimit)
    #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 })
  }

  @Test("A click on a line runs it, one outside closes, the wheel moves")
  func mouse() throws {
    var state = training()
    _ = press(&state, .character(":"))
    type(&state, "next rung")
    let list = PaletteOverlay.list(in: PaletteOverlay.rect(in: state.size))
    func act(_ action: MouseEvent.Action, _ x: Int, _ y: Int) {
      _ = reduce(&state, .input(.mouse(MouseEvent(action: action, position: Point(x, y)))))
    }
    act(.press, list.x + 3, list.y)
    #expect(state.palette == nil && state.rungIndex == 1)
    _ = press(&state, .character(":"))
    act(.wheelDown, list.x, list.y)
    #expect(state.palette?.index == 1)
    act(.press, 0, state.size.height - 1)
    #expect(state.palette == nil)
  }

  @Test("It fits every screen, covers only its box, and its cursor stands in the field")
  func fits() throws {
    for width in stride(from: 40, through: 300, by: 13) {
      for height in stride(from: 10, through: 100, by: 9) {
        let size = Size(width, height)
        let box = PaletteOverlay.rect(in: size)
        let list = PaletteOverlay.list(in: box)
        #expect(Rect(size: size).inset(top: 1, bottom: 1).contains(box))
        #expect(box.contains(list) && list.height >= 4, "\(size)")
        let under = Scene.training.surface(width, height)
        let over = Scene.palette.surface(width, height)
        // The last lines speak of the overlay.
        let stray = (0..<height - 2).contains { y in
          (0..<width).contains { !box.contains(Point($0, y)) && over[$0, y] != under[$0, y] }
        }
        #expect(!stray, "\(size)")
        #expect(over.cursor == Point(box.x + 6, box.y + 1))
      }
    }
  }
}

@Suite("The effective learning rate")
struct EffectiveRateTests {
  private func screen(_ state: State, _ width: Int, _ height: Int) -> String {
    render(state, size: Size(width, height), look: Look(), curves: Scene.story.curves).lines().joined(separator: "\n")
  }

  @Test("What the schedule makes of the rate stands beside the knob, and nothing where it is the knob's own")
  func besideTheKnob() {
    var state = Scene.training.state
    func progress(_ rate: Double?) {
      _ = reduce(
        &state,
        .progress([RunID(0): RunProgress(step: 2220, epoch: 12, stepsPerSecond: 900, learningRate: rate)]))
    }
    progress(Double(Float(1e-3)))
    #expect(!screen(state, 160, 50).contains("now "))
    progress(0.000_323_4)
    #expect(screen(state, 160, 50).contains("now 3.2e-4"))
    _ = reduce(&state, .input(.resize(Size(80, 24))))
    #expect(screen(state, 80, 24).contains("→3.2e-4"))
  }

  @Test("A rate that changes is drawn among the losses where there is room, with its newest value")
  func drawn() {
    let story = Scene.story
    var state = story.state([.session(story.session), .event(.began(story.plan(0)))])
    for epoch in 1...12 {
      _ = reduce(
        &state,
        .event(
          .epoch(
            RunID(0),
            EpochReport(
              epoch: epoch, step: epoch * 180, trainingLoss: 1 / Float(epoch), validationLoss: 1 / Float(epoch),
              learningRate: 0.01 / Double(epoch), multiplyAdds: epoch, seconds: Double(epoch)))))
    }
    #expect(screen(state, 160, 50).contains("rate 8.3e-4"))
    #expect(!screen(Scene.training.state, 160, 50).contains("rate 1e-3"))
  }
}

@Suite("Undo")
struct UndoTests {
  let story = Scene.story
  /// As the engine holds it.
  static let thousandth = KnobValue.number(Double(Float(1e-3)))

  func press(_ state: inout State, _ keys: Key...) -> [Effect] { keys.flatMap { reduce(&state, .input(.key($0))) } }

  @Test("A live knob goes back, step by step, on every run that it was turned on")
  func knobsGoBack() {
    var state = story.state(story.training())
    #expect(press(&state, .character("u")).isEmpty)
    _ = press(&state, .left, .left)
    #expect(press(&state, .character("u")) == [.send(RunID(0), .set(.learningRate, .number(5e-4)))])
    #expect(press(&state, .character("u")) == [.send(RunID(0), .set(.learningRate, Self.thousandth))])
    #expect(state.note?.text == "learning rate goes back to 1e-3; steps taken since then stay")
    #expect(press(&state, .character("u")).isEmpty)
    _ = press(&state, .character("a"), .right)
    #expect(
      press(&state, .character("u")) == (0..<2).map { .send(RunID($0), .set(.learningRate, Self.thousandth)) })
  }

  @Test("Structural changes that Esc forgot come back")
  func draftsComeBack() {
    var state = story.state(story.training())
    for _ in 0..<7 { _ = press(&state, .down) }
    _ = press(&state, .right, .escape)
    #expect(state.shown?.pending.edits.isEmpty == true)
    _ = press(&state, .character("u"))
    #expect(state.shown?.pending.edits == [.units: .list([128, 64])])
    _ = press(&state, .character("u"))
    #expect(state.shown?.pending.edits.isEmpty == true)
  }

  @Test("A drag of a slider is one change, the next drag another")
  func dragsAreOne() {
    var state = Scene.training.state
    _ = reduce(&state, .input(.resize(Size(160, 50))))
    func act(_ action: MouseEvent.Action, _ x: Int) {
      _ = reduce(&state, .input(.mouse(MouseEvent(action: action, position: Point(x, 3)))))
    }
    let row = Array(Scene.training.surface(160, 50).lines()[3])
    let end = row.lastIndex(of: "▸") ?? 0
    act(.press, end - 1)
    for x in stride(from: end - 2, to: end - 12, by: -1) { act(.drag, x) }
    act(.release, end - 12)
    act(.press, end - 3)
    act(.drag, end - 4)
    act(.release, end - 4)
    #expect(state.undoSteps.count == 2)
    _ = press(&state, .character("u"))
    #expect(press(&state, .character("u")) == [.send(RunID(0), .set(.learningRate, Self.thousandth))])
  }
}
