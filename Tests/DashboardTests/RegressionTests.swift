import Canvas
import Telemetry
import Testing

@testable import Dashboard

@Suite("A number that is predicted for each sample")
struct RegressionTests {
  private func text(_ state: State, _ size: Size) -> String {
    var state = state
    _ = reduce(&state, .input(.resize(size)))
    return render(state, size: size, look: Look(), curves: Scene.regression.curves).lines().joined(separator: "\n")
  }

  @Test(
    "It is told in its own words, against the mean of the training part; nothing of classes or origins is said",
    arguments: [Size(80, 24), Size(160, 50)], [Scene.regression, Scene.tradeoffsOfNumbers])
  func words(size: Size, scene: Scene) {
    let text = text(scene.state, size)
    #expect(text.contains("RMSE") && text.contains("R²"))
    // The Lab has no room for it at the usual size.
    #expect(text.contains("mean") || scene.state.screen == .lab && size.width < 100)
    for word in ["accuracy", "class", "RMSSE", "naive", "origin", "Confusion", "F1"] {
      #expect(!text.contains(word), "\(word)")
    }
  }

  @Test("Fit and residuals stand side by side, and the residual is what was less what was said")
  func panels() throws {
    let text = text(Scene.regression.state, Size(160, 50))
    #expect(text.contains("Fit") && text.contains("Residuals"))
    var state = Scene.regression.state
    for _ in 0..<2 { _ = reduce(&state, .input(.key(.tab))) }
    #expect(state.labFocus == .table)
    guard case .copy(.text(let copied, _))? = reduce(&state, .input(.key(.character("y")))).first else {
      Issue.record("nothing is copied")
      return
    }
    let lines = copied.split(separator: "\n")
    #expect(lines[0] == "# houses.csv: price, validation 100 samples, rows last 20", "\(lines[0])")
    let rows = lines.dropFirst().map { $0.split(separator: "\t") }
    #expect(rows.count == 101 && rows[0] == ["sample", "actual", "rows", "residual"])
    for row in rows.dropFirst() {
      let values = row.compactMap { Double($0) }
      #expect(values.count == 4 && abs(values[1] - values[2] - values[3]) <= 1, "\(row)")
    }
  }

  @Test("A sample is read in the table by key and by mouse")
  func reading() throws {
    var state = Scene.regressionRead.state
    let read = try #require(state.lab.row)
    #expect(read > 0 && state.lab.firstRow <= read)
    let rect = try #require(LabLayout(state: state).table)
    _ = reduce(&state, .input(.mouse(MouseEvent(action: .press, position: Point(rect.x + 4, rect.y + 3)))))
    #expect(state.lab.row == state.lab.firstRow + 1)
  }

  @Test("Rungs are ranked by their RMSE")
  func ranking() throws {
    let best = try #require(Scene.regression.state.ranking.first)
    #expect(best.rung == "rows" && best.error == Scene.regression.state.shown?.evaluation?.validation?.scores.rmse)
  }
}
