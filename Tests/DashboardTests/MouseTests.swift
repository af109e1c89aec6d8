import Canvas
import Telemetry
import Testing

@testable import Dashboard

@Suite("The mouse")
struct MouseTests {
  func act(_ state: inout State, _ action: MouseEvent.Action, _ x: Int, _ y: Int) -> [Effect] {
    reduce(&state, .input(.mouse(MouseEvent(action: action, position: Point(x, y)))))
  }

  @Test("A click chooses a rung, a panel, a knob, and presses a key of the bar")
  func clicks() {
    var state = Scene.training.state
    #expect(act(&state, .press, 32, 1).isEmpty)
    #expect(state.shown?.plan.rung == "1h")
    #expect(act(&state, .press, 10, 12).isEmpty)
    #expect(state.labFocus == .forecast)
    #expect(act(&state, .press, 50, 5).isEmpty)
    #expect(state.labFocus == .knobs)
    #expect(state.knobIndex == 2)
    #expect(act(&state, .press, 3, 23) == [.send(RunID(1), .pause)])
  }

  @Test("A slider follows the pointer from stop to stop, within its range")
  func sliderFollows() {
    var state = Scene.training.state
    let wide = Size(160, 50)
    _ = reduce(&state, .input(.resize(wide)))
    let row = 3
    let line = Scene.training.surface(160, 50).lines()[row]
    let ends = Array(line).indices.filter { Array(line)[$0] == "◂" || Array(line)[$0] == "▸" }
    let slider = (ends.dropFirst().first ?? 0)...(ends.last ?? 0)
    #expect(slider.count == 28)
    #expect(act(&state, .press, slider.lowerBound + 1, row) == [.send(RunID(0), .set(.learningRate, .number(1e-6)))])
    #expect(act(&state, .drag, slider.upperBound - 1, row) == [.send(RunID(0), .set(.learningRate, .number(1)))])
    #expect(act(&state, .drag, slider.upperBound - 1, row).isEmpty)
    #expect(act(&state, .drag, 5, row).isEmpty)
  }

  @Test("The wheel zooms the curve, chooses knobs, steps origins and scrolls the table")
  func wheel() {
    var state = Scene.training.state
    _ = act(&state, .wheelUp, 10, 5)
    #expect(state.lab.window.span != nil)
    _ = act(&state, .wheelDown, 50, 5)
    #expect(state.knobIndex == 1)
    _ = act(&state, .wheelDown, 10, 12)
    #expect(state.lab.origin == 1)
    _ = act(&state, .wheelDown, 10, 18)
    #expect(state.lab.firstRow == 1)
  }

  @Test("Clicks anywhere at any size do no harm")
  func anywhere() {
    for scene in Scene.all {
      var state = scene.state
      for y in -1...26 {
        for x in stride(from: -1, through: 82, by: 7) {
          for action in [MouseEvent.Action.press, .drag, .wheelUp, .wheelDown, .release] {
            _ = act(&state, action, x, y)
          }
        }
      }
      #expect(render(state, size: Size(80, 24), look: Look(), curves: scene.curves).size == Size(80, 24))
    }
  }
}
