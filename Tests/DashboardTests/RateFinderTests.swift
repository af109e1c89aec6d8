import Basics
import Canvas
import Telemetry
import Testing

@testable import Dashboard

@Suite("The finder of a learning rate")
struct RateFinderTests {
  private func press(_ state: inout State, _ keys: Key...) -> [Effect] {
    keys.flatMap { reduce(&state, .input(.key($0))) }
  }

  private func text(_ scene: Scene, _ width: Int = 80, _ height: Int = 24) -> String {
    scene.surface(width, height).lines().joined(separator: "\n")
  }

  @Test("It is found by its name, opens over the screen, and Esc gives it up")
  func opening() throws {
    var state = Scene.training.state
    let run = try #require(state.shown?.plan.run)
    var asked = press(&state, .character(":"))
    for letter in "find rate" { asked += press(&state, .character(letter)) }
    asked += press(&state, .enter)
    #expect(asked == [.findRate(run)] && state.awaitsAnswer)
    #expect(press(&state, .escape) == [.stopFindingRate] && state.overlay == nil && !state.awaitsAnswer)
    // What a search that was given up still reports opens nothing.
    _ = reduce(&state, .event(.rates(run, Scene.sweep { _ in 1 })))
    #expect(state.overlay == nil)
  }

  @Test("It draws the loss, names the rule, and ⏎ sets the knob")
  func taking() throws {
    var scene = Scene.rateFinder
    let shown = text(scene)
    guard case .rates(let finder)? = scene.state.overlay else { return #expect(Bool(false), "no finder") }
    let proposal = try #require(finder.report?.proposal)
    let rate = Numbers.learningRate(proposal.rate)
    #expect(proposal.rule == .steepest)
    for words in ["Learning rate", "◆ \(rate)", "falls fastest", "takes \(rate)", "from the weights of step"] {
      #expect(shown.contains(words), "“\(words)” is missing in\n\(shown)")
    }
    let run = try #require(scene.state.shown?.plan.run)
    var state = scene.state
    let effects = press(&state, .enter)
    #expect(effects == [.stopFindingRate, .send(run, .set(.learningRate, .number(proposal.rate)))])
    #expect(state.overlay == nil)
    // Another rate by the arrows, and back.
    scene.press(.right)
    scene.press(.right)
    guard case .rates(let moved)? = scene.state.overlay else { return #expect(Bool(false), "no finder") }
    #expect(
      try #require(moved.rate) > proposal.rate && text(scene).contains("takes \(Numbers.learningRate(moved.rate ?? 0))")
    )
    scene.press(.home)
    guard case .rates(let back)? = scene.state.overlay else { return #expect(Bool(false), "no finder") }
    #expect(back.rate == proposal.rate)
  }

  @Test("While it is under way there is nothing to take yet")
  func underWay() {
    let shown = text(.rateFinderUnderWay)
    #expect(shown.contains("step 80 of 210") && shown.contains("A copy of the run takes steps"))
    var state = Scene.rateFinderUnderWay.state
    #expect(press(&state, .enter).isEmpty && state.overlay != nil)
  }

  @Test("A run that has ended takes the rate with its next branch")
  func ended() throws {
    var scene = Scene.training
    let run = try #require(scene.state.shown?.plan.run)
    scene.take(.event(.phase(run, .finished(.completed))))
    scene.press(.character("F"))
    scene.take(.event(.rates(run, Scene.sweep { 0.04 + ($0 > -2 ? 0 : 0.4) })))
    var state = scene.state
    #expect(press(&state, .enter) == [.stopFindingRate])
    #expect(state.shown?.pending.edits[.learningRate] != nil)
  }

  @Test("What has no steps has no rate to find, and a refusal closes it")
  func refused() {
    var state = Scene.closedForm.state
    #expect(press(&state, .character("F")).isEmpty && state.overlay == nil)
    #expect(state.note?.text.contains("nothing here takes steps") == true)
    var open = Scene.rateFinderUnderWay.state
    _ = reduce(&open, .event(.refused(.rate, "No.")))
    #expect(open.overlay == nil && open.note?.text == "No.")
  }
}
