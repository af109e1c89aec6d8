import Canvas
import Dashboard
import Telemetry
import Testing

@Suite("Rendering holds at every size")
struct RenderingTests {
  @Test("Every scene renders from 1×1 to 170×55", arguments: Scene.all.map(\.name))
  func rendersEverywhere(_ name: String) throws {
    let scene = try #require(Scene.all.first { $0.name == name })
    for width in [1, 19, 39, 40, 63, 64, 97, 110, 170] {
      for height in [1, 9, 10, 16, 20, 25, 28, 55] {
        let surface = scene.surface(width, height)
        #expect(surface.size == Size(width, height))
        #expect(surface.cursor.map { surface.bounds.contains($0) } ?? true)
      }
    }
  }

  @Test("Every symbol set and colour depth renders every scene", arguments: GraphSymbols.allCases, ColorDepth.allCases)
  func rendersEveryLook(_ symbols: GraphSymbols, _ depth: ColorDepth) {
    for scene in Scene.all {
      for size in [Size(40, 10), Size(80, 24), Size(130, 40)] {
        let surface = scene.surface(size.width, size.height, Look(symbols: symbols, depth: depth))
        guard symbols == .ascii, scene.name != "hostile" else { continue }
        let foreign = Set(surface.lines().joined().unicodeScalars.filter { !$0.isASCII })
        #expect(foreign.isEmpty, "\(scene.name) at \(size) shows \(foreign.map { String($0) })")
      }
    }
  }

  @Test("What comes from outside cannot steer the terminal")
  func isClean() {
    for size in GoldenScreenTests.sizes {
      let text = Scene.hostile.surface(size.width, size.height).lines().joined()
      #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0.value != 0x202E })
    }
    #expect(Scene.hostile.surface(80, 24).lines()[0].contains("电力负荷"))
  }

  @Test("Borders stay closed beside wide names")
  func bordersAreClosed() {
    let lines = Scene.hostile.surface(80, 24)
    for y in 2..<23 {
      #expect(["╭", "│", "╰"].contains(lines.text(of: lines[0, y])), "row \(y)")
      #expect(["╮", "│", "╯"].contains(lines.text(of: lines[79, y])), "row \(y)")
    }
  }

  @Test("At 80×24 all that the Lab promises is in sight")
  func showsAllPromises() {
    let text = Scene.training.surface(80, 24).lines().joined(separator: "\n")
    let promises = [
      "1 Lab", " 2 ", " 3 ", " 4 ", "demand.csv", "load", "mlp 64,32", "▶", "13/50", "left", "time", "30min", "24%",
      "0.63", "1h",
      "6h ✓", "1d ✓",
      "1w ✗", "next 1d", "Loss", "log", "smooth light", "train", "valid", "best 12", "steps/s", "Knobs", "this rung",
      "a all",
      "learning rate", "1e-3", "⟳ branches", "of 12", "Forecast", "validation", "2000-08-14 00:00", "actual",
      "predicted",
      "80 %",
      "Predictions", "seasonal", "residual", "RMSSE", "skill", "against seasonal naive", "space pause", "? help",
    ]
    for promise in promises { #expect(text.contains(promise), "\(promise) is not on the screen") }
  }

  @Test("The same state gives the same cells")
  func isPure() {
    #expect(Scene.branched.surface(120, 36) == Scene.branched.surface(120, 36))
  }

  @Test("The cursor stands on the chosen knob's field while a value is typed, for screen readers")
  func cursorIsInTheField() throws {
    let cursor = try #require(Scene.typing.surface(80, 24).cursor)
    #expect(cursor.y == 3)
  }
}
