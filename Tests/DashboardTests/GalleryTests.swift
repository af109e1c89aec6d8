import Canvas
import Telemetry
import Testing

@testable import Dashboard

@Suite("The gallery")
struct GalleryTests {
  @Test("Wrong pictures come first, the surest of them before the others; then the right ones in their order")
  func order() {
    let predictions = ClassPredictions(
      confusion: [], predicted: [0, 1, 1, 0, 1], probability: [0.9, 0.6, 0.8, 0.99, 0.7])
    #expect(GalleryView.order(predictions, actual: [0, 0, 0, 0, 1]) == [2, 1, 0, 3, 4])
  }

  @Test("Pictures are averaged to the shown rung's resolution, and step with the origin's keys")
  func resolution() {
    var state = Scene.classification.state
    func screen() -> Surface { render(state, size: Size(80, 24), look: Look(), curves: Scene.classification.curves) }
    let fine = screen()
    _ = reduce(&state, .input(.key(.character("g"))))
    let coarse = screen()
    let inside = Rect(x: 42, y: 12, width: 8, height: 4)
    // At 4×4 each pixel is two columns wide and one row high.
    for y in inside.rows {
      for x in stride(from: inside.minX, to: inside.maxX, by: 2) {
        #expect(coarse[x, y].style == coarse[x + 1, y].style)
      }
    }
    #expect(inside.rows.contains { y in fine[inside.minX + 1, y].style != fine[inside.minX + 2, y].style })
    #expect(screen().lines()[11].contains("1 of 360"))
    _ = reduce(&state, .input(.key(.character("."))))
    #expect(screen().lines()[11].contains("2 of 360"))
  }
}
