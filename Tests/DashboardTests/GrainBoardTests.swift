import Canvas
import Testing

@testable import Dashboard
@testable import Telemetry

@Suite("Reconciling and choosing on the Trade-offs screen")
struct GrainBoardTests {
  private func state(_ keys: Key...) -> State {
    var state = Scene("base", Scene.story, Scene.story.training(), keys: [.character("2")]).state
    for key in keys { _ = reduce(&state, .input(.key(key))) }
    return state
  }

  private func press(_ state: inout State, _ key: Key) -> [Effect] { reduce(&state, .input(.key(key))) }

  @Test("R asks for the runs shown of every compared rung, once, and brings its board forward")
  func asks() {
    var state = state()
    let effects = press(&state, .character("R"))
    #expect(effects == [.reconcile((0..<4).map { RunID($0) })])
    #expect(state.tradeoffsFocus == .reconciliation && state.tradeoffs.reconciliation.isWaiting)
    #expect(press(&state, .character("R")).isEmpty)
  }

  @Test("The method that gains most is shown first; R and arrows go on; runs that went on are asked anew")
  func methods() {
    var state = state(.character("R"))
    _ = reduce(&state, .event(.reconciled(Scene.report)))
    #expect(!state.tradeoffs.reconciliation.isWaiting && state.tradeoffs.reconciliation.method?.name == "mint-shrink")
    #expect(press(&state, .character("R")).isEmpty && state.tradeoffs.reconciliation.method?.name == "bottom-up")
    #expect(press(&state, .left).isEmpty && state.tradeoffs.reconciliation.method?.name == "mint-shrink")
    _ = reduce(&state, .event(.evaluated(RunID(1), Scene.story.evaluation(1, epoch: 40, quality: 0.4))))
    #expect(state.tradeoffs.reconciliation.isStale(in: state))
    #expect(press(&state, .character("R")).count == 1)
    // What was looked at stays where it is still there.
    _ = reduce(&state, .event(.reconciled(Scene.report)))
    #expect(state.tradeoffs.reconciliation.method?.name == "mint-shrink")
  }

  @Test("The usual method is shown first where it can be had")
  func usual() {
    for isRefused in [false, true] {
      var report = Scene.report
      report.methods[2].isUsual = true
      if isRefused { report.methods[2].refusal = "no" }
      var state = state(.character("R"))
      _ = reduce(&state, .event(.reconciled(report)))
      #expect(state.tradeoffs.reconciliation.method?.name == (isRefused ? "mint-shrink" : "structural"))
    }
  }

  @Test("A refusal takes the empty board away and says why")
  func refusal() {
    var state = state(.character("R"))
    _ = reduce(&state, .event(.refused(.reconciliation, "there is nothing to add up")))
    #expect(
      !state.tradeoffs.reconciliation.isShown && state.tradeoffsFocus == .rungs
        && state.note?.text == "there is nothing to add up")
  }

  @Test("w chooses with the shown run's settings; w again gives it up, and what comes late is not heard")
  func choosing() {
    var state = state(.down)
    #expect(press(&state, .character("w")) == [.chooseGrain(like: RunID(1))])
    #expect(state.tradeoffsFocus == .choice)
    _ = reduce(&state, .event(.choosing(ChoiceProgress(done: 9, planned: 100, secondsLeft: 10))))
    _ = reduce(&state, .event(.choosing(ChoiceProgress(done: 8, planned: 100, secondsLeft: 10))))
    #expect(state.tradeoffs.choice.progress?.done == 9)
    #expect(press(&state, .character("w")) == [.stopChoosing])
    _ = reduce(&state, .event(.chosen(Scene.choice)))
    #expect(state.tradeoffs.choice.report == nil && state.tradeoffs.choice.progress == nil)
  }

  @Test("The chosen rung is shown, unless one is in the Lab by then")
  func chosen() {
    var state = state(.down, .down, .character("w"))
    _ = reduce(&state, .event(.chosen(Scene.choice)))
    #expect(state.rung?.id == "1h" && state.tradeoffs.choice.report != nil)
    var elsewhere = self.state(.down, .down, .character("w"), .character("1"))
    _ = reduce(&elsewhere, .event(.chosen(Scene.choice)))
    #expect(elsewhere.rung?.id == "6h" && elsewhere.note?.text == Scene.choice.reason)
  }

  @Test("Changes of errors have their sign: minus is gain, plus is loss")
  func percents() {
    #expect(ReconciliationPanel.percent(0.108) == "−10.8 %")
    #expect(ReconciliationPanel.percent(-0.061) == "+6.1 %")
    #expect(ReconciliationPanel.percent(-0.0001) == "0.0 %")
    #expect(ReconciliationPanel.percent(-1.28) == "+128 %")
  }

  @Test("Other data begin without either")
  func reopened() {
    var state = state(.character("R"))
    _ = reduce(&state, .event(.reconciled(Scene.report)))
    _ = reduce(&state, .session(Scene.story.session))
    #expect(!state.tradeoffs.reconciliation.isShown && !state.tradeoffs.choice.isShown)
  }
}
