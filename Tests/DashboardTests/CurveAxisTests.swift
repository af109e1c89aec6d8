import Canvas
import Telemetry
import Testing

@testable import Dashboard

@Suite("The curve's horizontal axis")
struct CurveAxisTests {
  private func press(_ state: inout State, _ keys: Key...) {
    for key in keys { _ = reduce(&state, .input(.key(key))) }
  }

  private func text(_ scene: Scene, _ width: Int = 160, _ height: Int = 50) -> String {
    scene.surface(width, height).lines().joined(separator: "\n")
  }

  /// Epochs of 10 steps, of which the second took thrice as long as the first.
  private func record(firstStep: Int = 0) -> RunRecord {
    var plan = DemandStory().plan(0)
    plan.stepsPerEpoch = 10
    if firstStep > 0 { plan.parent = (RunID(9), firstStep) }
    var record = RunRecord(plan)
    for (epoch, seconds) in [(1, 1.0), (2, 4.0), (3, 6.0)] {
      record.apply(
        .epoch(
          RunID(0),
          EpochReport(
            epoch: epoch + firstStep / 10, step: epoch * 10 + firstStep, trainingLoss: 1, validationLoss: 1,
            learningRate: 1e-3, multiplyAdds: 1, seconds: seconds + Double(firstStep) / 10)))
    }
    return record
  }

  @Test("Steps have their place by epoch and by time, and places their step")
  func places() {
    let epochs = RunClock(record(), .epochs)
    #expect(epochs.place(0) == 0 && epochs.place(10) == 1 && epochs.place(25) == 2.5)
    // Beyond the last epoch at the plan's pace.
    #expect(epochs.place(40) == 4)
    let time = RunClock(record(), .time)
    #expect(time.place(5) == 0.5 && time.place(10) == 1 && time.place(15) == 2.5 && time.place(30) == 6)
    #expect((time.place(60) - 12).magnitude < 1e-9)
    for unit in CurveUnit.allCases {
      for first in [0, 40] {
        let clock = RunClock(record(firstStep: first), unit)
        for step in stride(from: Double(first), through: Double(first + 50), by: 2.5) {
          #expect((clock.step(at: clock.place(step)) - step).magnitude < 1e-6, "\(unit) \(step)")
        }
      }
    }
    // A branch has its parent's epochs and seconds behind it.
    #expect(RunClock(record(firstStep: 40), .epochs).place(50) == 5)
    #expect(RunClock(record(firstStep: 40), .time).place(50) == 5)
  }

  @Test("A run that has ended no epoch goes by the pace of its steps")
  func beforeAnEpoch() {
    let record = RunRecord(DemandStory().plan(0))
    #expect(RunClock(record, .time, stepsPerSecond: 200).place(400) == 2)
    #expect(RunClock(record, .time).place(400) > 0)
  }

  @Test("One key goes from steps to epochs to time, and the title keeps it")
  func key() {
    var scene = Scene.training
    #expect(!text(scene).contains("by epoch"))
    scene.press(.character("x"))
    #expect(scene.state.lab.unit == .epochs && text(scene).contains("─ by epoch ─"))
    #expect(text(scene).contains("epochs"))
    scene.press(.character("x"))
    #expect(scene.state.lab.unit == .time && text(scene).contains("─ by time ─"))
    #expect(text(scene, 80, 24).contains("s ─"))
    scene.press(.character("x"))
    #expect(scene.state.lab.unit == .steps && !text(scene).contains("by time"))
    let session = scene.state.session
    scene.press(.character("x"))
    #expect(session.map { scene.state.lab.reopened(with: $0).unit } == .epochs)
  }

  @Test("A click sets the cross-hair where it points, whatever the axis counts", arguments: [1, 2])
  func pointing(presses: Int) throws {
    var state = Scene.training.state
    for _ in 0..<presses { press(&state, .character("x")) }
    let layout = LabLayout(state: state)
    let rect = try #require(layout.curve)
    let left = rect.x + 1 + CurveMetrics.axisWidth
    _ = LabScreen.press(at: Point(left + layout.plotColumns / 4, rect.y + 2), &state)
    let step = try #require(state.lab.crosshair)
    let axis = state.curveAxis(of: try #require(state.shown))
    let share = (axis.place(step) - axis.range.lowerBound) / (axis.range.upperBound - axis.range.lowerBound)
    #expect((share - Double(layout.plotColumns / 4) / Double(layout.plotColumns - 1)).magnitude < 0.01)
  }

  @Test("A key leads to the best epoch, also where a zoomed curve does not show it")
  func best() throws {
    var state = Scene.training.state
    press(&state, .character("g"))
    let best = try #require(state.shown?.best)
    press(&state, .character("B"))
    #expect(state.lab.crosshair == best.step && state.labFocus == .curve)
    press(&state, .escape)
    #expect(state.lab.crosshair == nil && state.labFocus != .curve)
    for _ in 0..<5 { press(&state, .character("+")) }
    press(&state, .character("B"))
    let shown = try #require(state.shown)
    #expect(state.lab.crosshair == best.step && state.visible(of: shown).contains(best.step - 1))
    var waiting = Scene.waiting.state
    press(&waiting, .character("B"))
    #expect(waiting.lab.crosshair == nil)
    #expect(waiting.note?.text == "to best: no epoch of this curve has a validation loss yet")
  }

  @Test("The norm of the gradient is drawn where it is asked for, with its ends")
  func gradient() {
    let shown = text(.byTime)
    #expect(shown.contains("‖g‖"))
    var scene = Scene.byTime
    scene.press(.escape)
    #expect(text(scene).contains("‖g‖") && text(scene).contains("0.02"))
    scene.press(.character("N"))
    #expect(!text(scene).contains("‖g‖"))
    // Older runs have none.
    var without = Scene.training
    without.press(.character("N"))
    #expect(!text(without).contains("‖g‖"))
  }
}
