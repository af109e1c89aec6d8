import Canvas
import Telemetry
import Testing

@testable import Dashboard

@Suite("What a run has done is a fact, how many epochs are planned a knob: the two are never mixed")
struct EpochsDoneTests {
  private let story = Scene.story

  private func press(_ state: inout State, _ keys: Key...) -> [Effect] {
    keys.flatMap { reduce(&state, .input(.key($0))) }
  }

  private func type(_ text: String, _ state: inout State) -> [Effect] {
    press(&state, .character(":")) + text.flatMap { press(&state, .character($0)) } + press(&state, .enter)
  }

  private func lines(_ state: State, _ size: Size) -> [String] {
    render(state, size: size, look: Look(), curves: story.curves).lines()
  }

  /// The engine turns the knob in mid-run, which ends it.
  private func shorten(_ run: Int, to epochs: Int, _ state: inout State) throws {
    let record = try #require(state.runs[RunID(run)]).record
    let turned = Intervention(
      step: record.last?.step ?? 0, epoch: record.completedEpochs, summary: "epochs 50 → \(epochs)", knob: .epochs,
      old: .integer(50), new: .integer(epochs))
    _ = reduce(&state, .event(.applied(RunID(run), turned)))
    _ = reduce(&state, .event(.phase(RunID(run), .finished(.completed))))
  }

  @Test("A plan shortened below what is done ends the run at the turn, and says so")
  func shortened() throws {
    var state = story.state(story.training())
    let done = try #require(state.shown).completedEpochs
    #expect(done > 5 && state.shown?.isFinished == false)
    #expect(type("epochs 5", &state) == [.send(RunID(0), .set(.epochs, .integer(5)))])
    #expect(state.note?.text == "run 0 ends here: 5 epochs are done already; E continues it")
    try shorten(0, to: 5, &state)
    for size in [Size(80, 24), Size(160, 50)] {
      #expect(lines(state, size)[0].contains("ended at epoch \(done), 5 planned"), "\(lines(state, size)[0])")
      #expect(!lines(state, size)[0].contains("/5"))
    }
    #expect(state.shown?.epochsToRepeat == done)
    // More epochs count from what was done, not from what is planned.
    #expect(press(&state, .character("E")) == [.send(RunID(0), .set(.epochs, .integer(2 * done)))])
    #expect(state.shown?.epochsOfBranch == 2 * done)
    _ = press(&state, .character("4"))
    #expect(lines(state, Size(80, 24)).contains { $0.contains("✓ \(done)/5 ") })
  }

  @Test("More epochs are taken back as any knob, which ends the run again")
  func takenBack() throws {
    var state = story.state(story.training())
    _ = press(&state, .character("g"), .character("g"))
    let done = try #require(state.shown).completedEpochs
    #expect(press(&state, .character("E")) == [.send(RunID(2), .set(.epochs, .integer(2 * done)))])
    let turned = Intervention(
      step: 1, epoch: done, summary: "", knob: .epochs, old: .integer(done), new: .integer(2 * done))
    _ = reduce(&state, .event(.applied(RunID(2), turned)))
    _ = reduce(&state, .event(.phase(RunID(2), .running)))
    #expect(press(&state, .character("u")) == [.send(RunID(2), .set(.epochs, .integer(done)))])
    #expect(
      state.note?.text == "epochs goes back to \(done); steps taken since then stay; run 2 ends here: "
        + "\(done) epochs are done already; E continues it")
  }

  @Test("A run that has ended takes no plan that lies behind it")
  func behind() throws {
    var state = story.state(story.training())
    _ = press(&state, .character("g"), .character("g"))
    let done = try #require(state.shown).completedEpochs
    // The palette dims what cannot be, stays open, and says why over all the columns of the line of messages.
    #expect(type("epochs 7", &state).isEmpty)
    let item = try #require(state.palette?.items(state).first)
    #expect(item.name == "epochs 7" && item.objection == "run 2 has ended with \(done) epochs done")
    #expect(
      lines(state, Size(80, 24)).contains { $0.contains("✗ epochs 7: run 2 has ended with \(done) epochs done") })
    _ = press(&state, .escape)
    #expect(!type("epochs \(done + 1)", &state).isEmpty)
  }

  @Test("A plan that had ended a run and is taken back lets it train on, and says so")
  func trainsOn() throws {
    var state = story.state(story.training())
    let done = try #require(state.shown).completedEpochs
    _ = type("epochs 5", &state)
    try shorten(0, to: 5, &state)
    #expect(press(&state, .character("u")) == [.send(RunID(0), .set(.epochs, .integer(50)))])
    #expect(done < 50)
    #expect(
      state.note?.text
        == "epochs goes back to 50; steps taken since then stay; run 0 continues up to epoch 50")
  }

  @Test("A run that was stopped has a mark of its own on every screen; one that did its epochs is ticked")
  func stopped() {
    var state = story.state(story.training())
    _ = reduce(&state, .event(.phase(RunID(0), .finished(.stopped))))
    for (key, words) in [("1", "30min ■"), ("2", "■"), ("4", "■ 12/50")] as [(Character, String)] {
      _ = press(&state, .character(key))
      let screen = lines(state, Size(100, 30)).dropFirst().joined(separator: "\n")
      #expect(screen.contains(words), "\(screen)")
      #expect(screen.contains("✓"))
    }
  }

  @Test("What is to be known of a knob of a run that has ended fits its line")
  func standing() {
    var state = story.state(story.training())
    _ = press(&state, .character("g"), .character("g"), .tab)
    while state.labFocus != .knobs { _ = press(&state, .tab) }
    for size in [Size(100, 30), Size(160, 50)] {
      _ = reduce(&state, .input(.resize(size)))
      let line = lines(state, size).first { $0.contains(": run 2 has ended") } ?? ""
      #expect(line.contains("branches from it") && !line.contains("…"), "\(line)")
    }
  }

  @Test("A run whose schedule was laid out longer counts what it did; one under way what is planned")
  func repeated() throws {
    var state = story.state(story.training())
    #expect(state.runs[RunID(0)]?.epochsToRepeat == 50)
    _ = reduce(&state, .event(.phase(RunID(0), .finished(.stopped))))
    #expect(state.runs[RunID(0)]?.epochsToRepeat == state.runs[RunID(0)]?.completedEpochs)
    _ = reduce(&state, .event(.phase(RunID(0), .finished(.earlyStopped))))
    #expect(state.runs[RunID(0)]?.epochsToRepeat == 50)
  }

  @Test("Undo of a restart says what becomes of the old run: it continues, or only stands again")
  func undoneRestart() throws {
    var state = story.state(story.training())
    _ = press(&state, .character("g"), .character("g"))
    #expect(state.shown?.isFinished == true)
    _ = press(&state, .character("r"))
    _ = reduce(&state, .event(.began(story.plan(2, run: 5, parent: (RunID(2), 0)))))
    _ = reduce(&state, .event(.phase(RunID(5), .running)))
    #expect(press(&state, .character("u")) == [.send(RunID(5), .stop)])
    #expect(state.note?.text == "run 2 stands for its grain again; the run that replaced it is stopped")
  }
}
