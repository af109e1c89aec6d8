import Basics
import Canvas
import Telemetry
import Testing

@testable import Dashboard

@Suite("The table of layers")
struct LayersPanelTests {
  private func text(_ scene: Scene, _ width: Int = 80, _ height: Int = 24) -> String {
    scene.surface(width, height).lines().joined(separator: "\n")
  }

  private func press(_ state: inout State, _ keys: Key...) {
    for key in keys { _ = reduce(&state, .input(.key(key))) }
  }

  @Test("One key opens it for any network, beside the curve, and closes it")
  func key() throws {
    var state = Scene.training.state
    #expect(state.insideWish == nil)
    press(&state, .character("i"))
    let run = try #require(state.shown?.plan.run)
    #expect(state.labFocus == .layers && state.insideWish == InsideWish(run: run, request: .layers))
    let layout = LabLayout(state: state)
    #expect(layout.layers?.width == 80 && layout.curve != nil && layout.forecast == nil && layout.table == nil)
    press(&state, .character("2"))
    #expect(state.insideWish == nil)
    press(&state, .character("1"), .character("i"))
    #expect(state.labFocus != .layers && state.insideWish == nil)
    press(&state, .character("i"), .escape)
    #expect(state.labFocus != .layers)
  }

  @Test("Each layer has its row; norms, change, silent units and histograms have their columns")
  func table() {
    let shown = text(.layers)
    for words in [
      "Layers", "‖g‖ ", "‖w‖", "Δw/w", "dead", "sat.", "weights", "gradient", "outputs", "Dense 64 relu",
      "GRU 32",
      "Dense 48", "53%", "12%", "1.2e-3", "step 670", "outputs of 128 training examples",
    ] { #expect(shown.contains(words), "“\(words)” is missing in\n\(shown)") }
    // The chosen layer stands larger, with the ends of its bins.
    #expect(shown.contains("-0.31") || shown.contains("−0.31"))
    let wide = text(.layers, 160, 50)
    #expect(wide.contains(" 24×32 ") && wide.contains("params"))
  }

  @Test("Of several networks each row names the rung that its network reads")
  func several() {
    let shown = text(.layersOfSeveral)
    #expect(shown.contains("8×8 Dense 64") && shown.contains("4×4 Dense 64"))
  }

  @Test("Of more layers than have room the chosen one is in sight, and its place is said")
  func many() throws {
    var scene = Scene.layers
    guard let layer = scene.state.layerReport?.networks[0].layers[0] else { return }
    let all = (1...20).map { number in
      var other = layer
      other.name = "Dense \(number) relu"
      return other
    }
    scene.take(.event(.layers(RunID(0), LayerReport(networks: [.init(layers: all)], examples: 8))))
    for _ in 0..<14 { scene.press(.down) }
    #expect(text(scene).contains("layer 16 of 20 ↑↓") && text(scene).contains("Dense 16 relu"))
    #expect(!text(scene).contains("Dense 1 relu"))
    var state = scene.state
    let rect = try #require(LabLayout(state: state).layers)
    _ = LabScreen.press(at: Point(rect.x + 3, rect.y + 2), &state)
    // Five rows stand below the heading, the chosen one last.
    #expect(state.chosenLayer(of: 20) == 11)
  }

  @Test("Arrows, wheel and clicks choose a layer")
  func choosing() throws {
    var state = Scene.layers.state
    #expect(state.chosenLayer(of: 3) == 1)
    press(&state, .down, .down)
    #expect(state.chosenLayer(of: 3) == 2)
    press(&state, .up, .up, .up)
    #expect(state.chosenLayer(of: 3) == 0)
    let rect = try #require(LabLayout(state: state).layers)
    _ = LabScreen.press(at: Point(rect.x + 3, rect.y + 4), &state)
    #expect(state.chosenLayer(of: 3) == 2)
    _ = LabScreen.wheel(up: true, at: Point(rect.x + 3, rect.y + 4), &state)
    #expect(state.chosenLayer(of: 3) == 1)
  }

  @Test("What is copied has a line a layer and no bars")
  func copying() throws {
    guard case .text(let lines, _)? = LabScreen.copySource(Scene.layers.state) else {
      Issue.record("no text")
      return
    }
    let rows = lines.split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(rows.count == 4 && rows[0].split(separator: "\t").count == 8)
    #expect(rows[1].hasPrefix("Dense 64 relu\t64\t"))
  }

  @Test("A model without layers says so, and a run that is over answers as well")
  func without() {
    var state = Scene.closedForm.state
    press(&state, .character("i"))
    #expect(state.labFocus != .layers && state.note?.text == "inside: this model has no layers")
  }

  @Test("Bars show an empty bin as a blank and the fullest at full height")
  func bars() {
    let histogram = Histogram(range: 0...1, counts: [0, 0, 1, 1, 50, 50, 100, 100])
    #expect(histogram.glyphs(columns: 4, Look()) == " ▁▄▇")
    #expect(histogram.glyphs(columns: 4, Look(symbols: .ascii)).allSatisfy { $0.isASCII })
    #expect(histogram.columns(in: 5) == 5 && histogram.columns(in: 20) == 16)
  }
}
