import Canvas
import Telemetry
import Testing

@testable import Dashboard

@Suite("Several screens in one frame")
struct ScreenTests {
  func press(_ state: inout State, _ keys: Key...) { for key in keys { _ = reduce(&state, .input(.key(key))) } }

  func lines(_ state: State, _ size: Size = Size(80, 24)) -> [String] {
    render(state, size: size, look: Look(), curves: Scene.training.curves).lines()
  }

  @Test("Each number shows its screen; header and keys stay where they are", arguments: ScreenID.allCases)
  func numbersChoose(_ screen: ScreenID) {
    var state = Scene.training.state
    press(&state, .character(Character(String(screen.rawValue))))
    #expect(state.screen == screen)
    for size in [Size(80, 24), Size(160, 50)] {
      let lines = lines(state, size)
      #expect(lines.first?.contains("\(screen.rawValue) \(screen.name)") == true)
      #expect(lines.first?.contains("epoch") == true)
      #expect(lines.last?.contains("? help") == true && lines.last?.contains("q quit") == true)
    }
  }

  @Test("Every screen has a key, a place in the table and a name of its own", arguments: ScreenID.allCases)
  func screensHaveKeys(_ screen: ScreenID) {
    #expect(KeyTable.bindings.contains { $0.action == .show(screen) })
    #expect(Action(id: screen.name.lowercased()) == .show(screen))
    #expect(screen.type.id == screen)
    #expect(ScreenID.allCases.count { $0.name == screen.name } == 1)
  }

  @Test("Esc goes out of every panel of every screen, back to the Lab", arguments: ScreenID.allCases)
  func escapeGoesOut(_ screen: ScreenID) { escapeGoesOut(screen.type) }

  func escapeGoesOut<S: Screen>(_ screen: S.Type) {
    for tabs in 0...S.Panel.allCases.count {
      var state = Scene.training.state
      press(&state, .character(Character(String(S.id.rawValue))))
      for _ in 0..<tabs { press(&state, .tab) }
      #expect(S.has(state.focus(on: S.self), state))
      press(&state, .escape, .escape, .escape)
      #expect(state.screen == .lab && state[S.self].chosenPanel == nil)
      #expect(Situation(state).canLeave == false)
    }
  }

  @Test("Tab and Shift-Tab go through all panels of a screen and around", arguments: ScreenID.allCases)
  func tabGoesAround(_ screen: ScreenID) { tabGoesAround(screen.type) }

  func tabGoesAround<S: Screen>(_ screen: S.Type) {
    var state = Scene.training.state
    state.screen = S.id
    let first = state.focus(on: S.self)
    let panels = S.Panel.allCases.filter { S.has($0, state) }
    for key in [Key.tab, .backTab] {
      var met: Set<S.Panel> = []
      for _ in panels {
        met.insert(state.focus(on: S.self))
        press(&state, key)
      }
      #expect(met == Set(panels) && state.focus(on: S.self) == first)
    }
  }

  @Test("Each screen keeps its own focus")
  func focusIsKept() {
    var state = Scene.training.state
    press(&state, .tab)
    let inLab = state.labFocus
    press(&state, .character("2"), .tab)
    #expect(state.tradeoffsFocus == .matrix)
    press(&state, .character("1"))
    #expect(state.labFocus == inLab)
    press(&state, .character("2"))
    #expect(state.tradeoffsFocus == .matrix)
  }

  @Test("Going away with the cross-hair out leaves the other screen's focus as it is")
  func crosshairStaysInTheLab() {
    var state = Scene.training.state
    press(&state, .character("c"), .character("2"), .tab, .character("g"))
    #expect(state.lab.crosshair == nil && state.labFocus == .knobs && state.tradeoffsFocus == .matrix)
  }

  @Test("A click on a name in the header shows that screen")
  func tabsAreClicked() throws {
    var state = Scene.training.state
    _ = reduce(&state, .input(.resize(Size(160, 50))))
    let header = try #require(lines(state, Size(160, 50)).first)
    let column = try #require(header.firstRange(of: "Data")).lowerBound
    let x = header.distance(from: header.startIndex, to: column)
    _ = reduce(&state, .input(.mouse(MouseEvent(action: .press, position: Point(x, 0)))))
    #expect(state.screen == .data)
  }

  @Test("At 80×24 the header names the present screen, and every other by its key, which a click takes")
  func briefTabs() throws {
    for screen in ScreenID.allCases {
      var state = Scene.training.state
      press(&state, .character(Character(String(screen.rawValue))))
      let header = try #require(lines(state).first)
      #expect(header.contains("demand.csv ▸ load"), "\(header)")
      for other in ScreenID.allCases where other != screen {
        let column = try #require(header.firstRange(of: " \(other.rawValue) ")).lowerBound
        let x = header.distance(from: header.startIndex, to: column) + 1
        var clicked = state
        _ = reduce(&clicked, .input(.mouse(MouseEvent(action: .press, position: Point(x, 0)))))
        #expect(clicked.screen == other, "\(header)")
      }
    }
  }

  @Test("The ladder names the measure of its scores and their part, at every width that shows them")
  func ladderIsNamed() {
    for width in [64, 80, 100, 120, 160] {
      let ladder = lines(Scene.training.state, Size(width, 24))[1]
      #expect(ladder.contains("RMSSE") && ladder.contains("valid"), "\(ladder)")
      #expect(lines(Scene.revealed.state, Size(width, 24))[1].contains("test  RMSSE"))
    }
    #expect(Scene.classification.surface(80, 24).lines()[1].contains("accuracy"))
    #expect(Scene.regression.surface(80, 24).lines()[1].contains("RMSE"))
  }

  @Test("At 80×24 knob turns are named under the curve, and losses above it")
  func curveIsClear() throws {
    let lines = Scene.branched.surface(80, 24).lines().map { String($0.prefix(44)) }
    let marks = try #require(lines.first { $0.contains("▴") })
    #expect(
      marks.contains("lr ½") && !marks.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) }, "\(marks)")
    let losses = lines[3]
    #expect(losses.contains("train 0.") && losses.contains(" valid ") && losses.contains(" best "), "\(losses)")
    #expect(lines[4..<10].allSatisfy { !$0.contains("valid") && !$0.contains("train") })
  }

  @Test("Every screen holds at every size, with its panels inside the body and apart", arguments: ScreenID.allCases)
  func holdsEverywhere(_ screen: ScreenID) {
    var state = Scene.training.state
    state.screen = screen
    for width in [1, 20, 39, 40, 41, 63, 64, 80, 110, 200, 300] {
      for height in [1, 9, 10, 11, 16, 24, 26, 27, 50, 100] {
        _ = reduce(&state, .input(.resize(Size(width, height))))
        let surface = render(state, size: Size(width, height), look: Look(), curves: Scene.training.curves)
        #expect(surface.size == Size(width, height))
        guard width >= 40, height >= 10 else { continue }
        let body = ScreenFrame(size: Size(width, height)).body
        let rects = rects(screen.type, state)
        #expect(rects.allSatisfy { body.contains($0) && !$0.isEmpty })
        for (index, rect) in rects.enumerated() {
          #expect(rects[(index + 1)...].allSatisfy { !$0.intersects(rect) }, "\(width)×\(height)")
        }
      }
    }
  }

  func rects<S: Screen>(_ screen: S.Type, _ state: State) -> [Rect] {
    S.Panel.allCases.compactMap { S.rect(of: $0, state) }
  }

  @Test("Keys of the Lab do nothing elsewhere")
  func labKeysStayInTheLab() {
    for screen in ScreenID.allCases where screen != .lab {
      var state = Scene.training.state
      state.screen = screen
      press(&state, .character("c"), .character("+"), .character("L"), .left)
      #expect(state.lab.crosshair == nil && state.lab.window.span == nil && state.lab.isLogarithmic)
    }
  }
}
