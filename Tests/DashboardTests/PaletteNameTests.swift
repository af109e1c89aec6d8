import Basics
import Canvas
import Telemetry
import Testing

@testable import Dashboard

@Suite("The palette knows every name by each of its spellings")
struct PaletteNameTests {
  let story = Scene.story

  func press(_ state: inout State, _ keys: Key...) -> [Effect] { keys.flatMap { reduce(&state, .input(.key($0))) } }

  func type(_ state: inout State, _ text: String) {
    _ = press(&state, .character(":"), .control("u"))
    for letter in text { _ = press(&state, .character(letter)) }
  }

  /// As typed, without a list for every letter.
  func paste(_ state: inout State, _ text: String) {
    _ = press(&state, .character(":"), .control("u"))
    _ = reduce(&state, .input(.paste(text)))
  }

  /// A run that has every knob there is.
  func state() -> State {
    var state = story.state([.session(story.session)])
    var plan = story.plan(0)
    plan.knobs = Knob.allCases.map { knob in
      DemandStory.knobs().first { $0.knob == knob } ?? (
        knob, .choice("one-cycle"), .choices(["one-cycle", "leaky-relu"])
      )
    }
    _ = reduce(&state, .event(.began(plan)))
    return state
  }

  @Test("A knob alone, and with a value", arguments: Knob.allCases)
  func knobs(knob: Knob) throws {
    var state = state()
    let value = try #require(state.shown?.value(of: knob))
    let text = try #require(state.shown?.range(of: knob)).text(of: value)
    for name in [knob.title, knob.option, knob.rawValue, knob.option.uppercased(), knob.abbreviation] {
      paste(&state, name)
      let found = try #require(state.palette).items(state)
      // An action may have the same name; both are told apart by what they say.
      let rivals = found.prefix { $0.name == knob.title }
      #expect(rivals.contains { $0.deed == .ask(knob) } && rivals.count <= 2, "\(name): \(found.map(\.name))")
      #expect(found.filter { $0.deed == .ask(knob) }.count == 1)
      for value in [text, text.uppercased()] {
        paste(&state, "\(name) \(value)")
        let set = try #require(state.palette?.items(state).first)
        guard case .set(let found, let parsed) = set.deed else {
          Issue.record("\(name) \(value): \(set)")
          continue
        }
        #expect(found == knob && parsed.display == state.shown?.value(of: knob)?.display)
      }
    }
    paste(&state, "")
    let listed = try #require(state.palette).items(state).filter { $0.deed == .ask(knob) }
    #expect(listed.map(\.name) == [knob.title])
  }

  @Test(
    "Every action, by the name in the list and that in the configuration", arguments: [Scene.training, .classification])
  func actions(scene: Scene) throws {
    var state = scene.state
    let bindings = state.keymap.bindings.filter { $0.action != .palette && $0.suits(state.session) }
    for action in Set(bindings.map(\.action)) {
      for name in [action.name, action.id, action.id.uppercased(), action.id.replacing("-", with: "_")] {
        paste(&state, name)
        #expect(state.palette?.items(state).first?.deed == .act(action), "\(name)")
        #expect(Action(id: name) == action)
      }
    }
  }

  @Test("A value that cannot be stays in the field with the reason, and the next command is not swallowed")
  func refused() throws {
    var state = state()
    for (typed, sentence) in [
      ("momentum 2", "momentum cannot be 2; it takes a number from 0 to 0.99"),
      ("lookback 99999", "lookback cannot be 99999; it takes a whole number from 1 to 2000"),
      ("units 16-x", "units cannot be 16-x; it takes widths from 1 to 4096, as 64,32"),
      ("scaler onecycle", "scaler cannot be onecycle; did you mean one-cycle? It takes one of one-cycle, leaky-relu"),
      ("smoothing mild", "smoothing cannot be mild; it takes one of none, light, medium, strong"),
      ("smoothing lihgt", "smoothing cannot be lihgt; did you mean light? It takes one of none, light, medium, strong"),
    ] {
      type(&state, typed)
      #expect(press(&state, .enter).isEmpty)
      #expect(state.palette?.text == typed && state.palette?.refusal == sentence, "\(state.palette?.refusal ?? typed)")
      #expect(state.entry == nil)
    }
    // It is mended where it stands.
    _ = press(&state, .control("u"))
    type(&state, "units 16-8")
    _ = press(&state, .enter)
    #expect(state.palette == nil && state.shown?.pending.edits == [.units: .list([16, 8])])
  }

  @Test("A colon in the field of a knob begins a command")
  func colon() {
    var state = state()
    type(&state, "dropout")
    _ = press(&state, .enter)
    #expect(state.entry?.knob == .dropout)
    _ = press(&state, .character("7"), .enter)
    #expect(state.entry?.refusal != nil)
    _ = press(&state, .character(":"))
    #expect(state.entry == nil && state.palette != nil)
  }

  @Test("Smoothing takes a value, as in the configuration and on the curve", arguments: Smoothing.allCases)
  func smoothing(amount: Smoothing) {
    var state = story.state(story.training())
    state.screen = .runs
    type(&state, "smoothing \(amount.name.uppercased())")
    #expect(press(&state, .enter).isEmpty && state.palette == nil)
    #expect(state.lab.smoothing == amount && state.screen == .lab)
    let text = render(state, size: Size(160, 50), look: Look(), curves: story.curves).lines().joined()
    #expect(text.contains("smooth \(amount.name)") == (amount != .none))
  }

  @Test("Panels are called in the configuration as on the screen", arguments: LayoutChoice.Panel.allCases)
  func panels(panel: LayoutChoice.Panel) {
    let titles: [LayoutChoice.Panel: String] = [
      .knobs: Words.knobsTitle, .forecast: Words.forecastTitle, .predictions: Words.predictionsTitle,
      .rungs: Words.rungsTitle, .inside: Words.insideTitle, .journal: Words.journalTitle,
    ]
    #expect(titles[panel]?.lowercased() == panel.rawValue)
  }

  @Test("What is said of the data is called as its option", arguments: DataOption.allCases)
  func dataOptions(option: DataOption) {
    #expect(option == .kind ? option.title == "read as" : Spelling.key(option.title) == option.rawValue)
  }
}

@Suite("A choice that waits for a branch brings its own knobs")
struct CompanionTests {
  let story = Scene.story

  func press(_ state: inout State, _ keys: Key...) -> [Effect] { keys.flatMap { reduce(&state, .input(.key($0))) } }

  func command(_ state: inout State, _ text: String) -> [Effect] {
    _ = press(&state, .character(":"))
    for letter in text { _ = press(&state, .character(letter)) }
    return press(&state, .enter)
  }

  func state() -> State {
    var state = story.state([.session(story.session)])
    var plan = story.plan(0)
    plan.idle = [.stepEpochs: "step every is not used by constant"]
    plan.companions = [
      CompanionKnob(
        knob: .stepEpochs, value: .integer(0), range: .integers(lower: 0, upper: 99, step: 1), other: .schedule,
        choice: .choice("step")),
      CompanionKnob(
        knob: .momentum, value: .number(0.9), range: .linear(lower: 0, upper: 0.99, step: 0.01), other: .optimizer,
        choice: .choice("adam")),
      CompanionKnob(
        knob: .beta2, value: .number(0.99), range: .linear(lower: 0, upper: 1, step: 0.01), other: .optimizer,
        choice: .choice("rmsprop")),
    ]
    _ = reduce(&state, .event(.began(plan)))
    return state
  }

  @Test("At once, and they can be set; with the choice they go again")
  func schedule() {
    var state = state()
    _ = command(&state, "step-every 3")
    #expect(state.palette?.refusal == "step every is not used by constant")
    _ = press(&state, .escape)
    _ = command(&state, "schedule step")
    #expect(state.knobs.contains(.stepEpochs) && state.shown?.value(of: .stepEpochs) == .integer(0))
    _ = command(&state, "step-every 3")
    #expect(state.shown?.pending.edits == [.schedule: .choice("step"), .stepEpochs: .integer(3)])
    #expect(state.knob == .stepEpochs)
    _ = command(&state, "schedule cosine")
    #expect(!state.knobs.contains(.stepEpochs))
    #expect(state.shown?.pending.edits == [.schedule: .choice("cosine")])
    _ = command(&state, "step every 4")
    #expect(state.palette?.refusal == "step every is not used by cosine")
  }

  @Test("One that acts in mid-run elsewhere waits as well, and those of the choice before are gone")
  func optimizer() {
    var state = state()
    #expect(state.knobs.contains(.momentum))
    _ = command(&state, "optimizer rmsprop")
    #expect(!state.knobs.contains(.momentum) && state.shown?.value(of: .beta2) == .number(0.99))
    #expect(command(&state, "beta2 0.95").isEmpty)
    #expect(state.shown?.pending.edits == [.optimizer: .choice("rmsprop"), .beta2: .number(0.95)])
    #expect(press(&state, .character("b")).count == 1)
  }

  @Test("The chosen knob stays chosen where others come before it")
  func staysChosen() {
    var state = state()
    _ = command(&state, "inputs")
    _ = press(&state, .escape)
    #expect(state.knob == .inputs)
    let place = state.knobIndex
    let run = RunID(0)
    state.runs[run]?.pending.turn(.schedule, to: .choice("step"), from: .choice("constant"))
    #expect(state.knob == .inputs && state.knobIndex == place + 1)
    state.lab.chosenKnob = .stepEpochs
    state.runs[run]?.pending.turn(.schedule, to: .choice("cosine"), from: .choice("constant"))
    // It has gone, and the next one takes its place.
    #expect(state.knob == .lookback || state.knob == .inputs)
  }
}
