import Canvas
import Telemetry
import Testing

@testable import Dashboard

@Suite("The pointer on the curve")
struct PointerTests {
  func act(_ state: inout State, _ action: MouseEvent.Action, _ x: Int, _ y: Int) -> [Effect] {
    reduce(&state, .input(.mouse(MouseEvent(action: action, position: Point(x, y)))))
  }

  @Test("A click on the curve sets the cross-hair there, a drag takes it along")
  func crosshairByMouse() throws {
    var state = Scene.training.state
    let plot = CurveMetrics.axisWidth + 1
    _ = act(&state, .press, plot, 5)
    #expect(state.lab.crosshair == 0 && state.labFocus == .curve)
    _ = act(&state, .drag, plot + 10, 5)
    let step = try #require(state.lab.crosshair)
    #expect(step > 300 && step < 2220)
    _ = act(&state, .release, plot + 10, 5)
    // Beyond the newest step there is nothing to read.
    _ = act(&state, .press, 42, 5)
    #expect(state.lab.crosshair == 2220)
    _ = reduce(&state, .input(.key(.escape)))
    #expect(state.lab.crosshair == nil && state.labFocus == .knobs)
  }

  @Test("The wheel zooms about the pointer, and a drag of the zoomed curve takes the grabbed step along")
  func grabbing() throws {
    var state = Scene.training.state
    let middle = 6 + LabLayout(state: state).plotColumns / 4
    _ = act(&state, .press, middle, 5)
    let step = try #require(state.lab.crosshair)
    _ = reduce(&state, .input(.key(.escape)))
    _ = act(&state, .wheelUp, middle, 5)
    _ = act(&state, .wheelUp, middle, 5)
    let run = try #require(state.shown)
    let seen = state.visible(of: run)
    let place = Double(step - seen.lowerBound) / Double(seen.count)
    #expect(abs(place - 0.25) < 0.05, "\(place)")
    _ = act(&state, .press, middle, 5)
    _ = act(&state, .drag, middle + 6, 5)
    let moved = state.visible(of: run)
    #expect(moved.count == seen.count && moved.lowerBound < seen.lowerBound)
    let again = Double(try #require(state.lab.crosshair) - moved.lowerBound) / Double(moved.count)
    #expect(again > place + 0.1)
    // Back where it was.
    _ = act(&state, .drag, middle, 5)
    #expect(abs(state.visible(of: run).lowerBound - seen.lowerBound) <= 2)
  }

  @Test("A click on a row of the overview shows that rung")
  func overviewRows() throws {
    var state = Scene.training.state
    _ = reduce(&state, .input(.resize(Size(160, 50))))
    let overview = try #require(LabLayout(state: state).overview)
    let row = try #require(Scene.training.surface(160, 50).lines(in: overview).firstIndex { $0.contains(" 6h ") })
    _ = act(&state, .press, overview.x + 4, overview.y + row)
    #expect(state.rung?.id == "6h")
  }

  @Test("The mouse can be left to the terminal, and it is said how to take it back")
  func mouseOff() {
    var state = Scene.training.state
    #expect(reduce(&state, .input(.key(.character("m")))) == [.setMouse(false)])
    #expect(state.note?.text.contains("m takes it back") == true)
    #expect(reduce(&state, .input(.key(.character("m")))) == [.setMouse(true)])
  }
}

@Suite("Copying")
struct CopyTests {
  @Test("The table is copied whole, as tab-separated values that a program reads")
  func table() throws {
    var state = Scene.training.state
    for _ in 0..<5 where state.labFocus != .table { _ = reduce(&state, .input(.key(.tab))) }
    let effects = reduce(&state, .input(.key(.character("y"))))
    guard case .copy(.text(let text, let name))? = effects.first else {
      Issue.record("\(effects)")
      return
    }
    #expect(name == "48 rows of predictions")
    let all = text.split(separator: "\n")
    #expect(
      all[0] == "# demand.csv: load per 30min, origin 2000-08-14 00:00 (1 of 42), validation 42 origins, 30min last 12")
    let lines = all.dropFirst().map { $0 }
    #expect(lines.count == 49)
    #expect(lines[0].hasPrefix("time\tactual\t30min\t"))
    #expect(Set(lines.map { $0.filter { $0 == "\t" }.count }).count == 1)
    #expect(!text.contains("\u{2212}"))
  }

  @Test("Rungs and matrix are copied as tables too, each under its data, part and origins")
  func comparisons() throws {
    var state = Scene.tradeoffs.state
    func copied() throws -> [[Substring]] {
      guard case .copy(.text(let text, _))? = reduce(&state, .input(.key(.character("y")))).first else {
        throw CancellationError()
      }
      return text.split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
    }
    let rungs = try copied()
    #expect(
      rungs[0] == ["# demand.csv: load, the next 1d at grain 30min, validation 42 origins, newest weights"])
    #expect(rungs[1].first == "grain" && rungs[1].contains("RMSSE") && !rungs[1].contains("progress"))
    #expect(rungs.dropFirst(2).map { $0[0] } == ["30min", "1h", "6h", "1d", "1w", "seasonal 1w", "naive"])
    #expect(Set(rungs.dropFirst().map(\.count)).count == 1)
    _ = reduce(&state, .input(.key(.tab)))
    _ = reduce(&state, .input(.key(.character("T"))))
    let matrix = try copied()
    #expect(
      matrix[0] == ["# demand.csv: load, RMSSE of each model at each grain, test 21 origins, newest weights"])
    #expect(matrix[1].dropFirst().first == "30min" && matrix[2].dropFirst().allSatisfy { Double($0) != nil })
  }

  @Test("Another panel is copied as it is drawn, without the rest of the screen", arguments: Scene.all.map(\.name))
  func panels(_ name: String) throws {
    let scene = try #require(Scene.all.first { $0.name == name })
    var state = scene.state
    state.overlay = nil
    state.entry = nil
    for _ in 0..<5 {
      _ = reduce(&state, .input(.key(.tab)))
      guard case .copy(let source)? = reduce(&state, .input(.key(.character("y")))).first else {
        #expect(state.session == nil)
        continue
      }
      let surface = render(state, size: state.size, look: Look(), curves: scene.curves)
      let text = source.resolved(on: surface).text
      #expect(!text.isEmpty && text.utf8.count <= 75_000)
      #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" || $0 == "\t" })
      #expect(!text.contains("Grainscope"))
    }
  }

  @Test("A megabyte pasted outside of fields changes nothing")
  func hugePaste() {
    var state = Scene.training.state
    let before = render(state, size: state.size, look: Look(), curves: Scene.training.curves)
    #expect(reduce(&state, .input(.paste(String(repeating: "q\u{1B}[2J r b\n", count: 100_000)))).isEmpty)
    #expect(render(state, size: state.size, look: Look(), curves: Scene.training.curves) == before)
  }
}
