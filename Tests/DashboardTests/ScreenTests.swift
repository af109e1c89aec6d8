import Canvas
import Telemetry
import Testing

@testable import Dashboard

@Suite("Several screens in one frame")
struct ScreenTests {
  /// A session in training with every screen open to choose, also those that are not shown yet.
  static func everyScreen() -> State {
    var state = Scene.training.state
    state.screens = ScreenID.allCases
    state.keymap = Keymap(KeyTable.bindings.filter { !$0.isScreenKey } + KeyTable.screenKeys(ScreenID.allCases))
    return state
  }

  func press(_ state: inout State, _ keys: Key...) { for key in keys { _ = reduce(&state, .input(.key(key))) } }

  func lines(_ state: State, _ size: Size = Size(80, 24)) -> [String] {
    render(state, size: size, look: Look(), curves: Scene.training.curves).lines()
  }

  @Test("Each number shows its screen; header and keys stay where they are", arguments: ScreenID.allCases)
  func numbersChoose(_ screen: ScreenID) {
    var state = Self.everyScreen()
    press(&state, .character(Character(String(screen.rawValue))))
    #expect(state.screen == screen)
    for size in [Size(80, 24), Size(160, 50)] {
      let lines = lines(state, size)
      #expect(lines.first?.contains(screen == .lab ? "Grainscope" : screen.name) == true)
      #expect(lines.first?.contains("epoch") == true)
      #expect(lines.last?.contains("? help") == true && lines.last?.contains("q quit") == true)
    }
  }

  @Test("Every screen has a key", arguments: ScreenID.allCases)
  func screensHaveKeys(_ screen: ScreenID) {
    #expect(KeyTable.bindings.contains { $0.action == screen.show })
  }

  @Test("Esc goes out of every panel of every screen, back to the Lab", arguments: ScreenID.allCases)
  func escapeGoesOut(_ screen: ScreenID) {
    for tabs in 0...screen.panels.count {
      var state = Self.everyScreen()
      press(&state, .character(Character(String(screen.rawValue))))
      for _ in 0..<tabs { press(&state, .tab) }
      #expect(screen.panels.contains(state.focus))
      press(&state, .escape, .escape, .escape)
      #expect(state.screen == .lab && state.chosenFocus == nil)
      #expect(Situation(state).canLeave == false)
    }
  }

  @Test("Each screen keeps its own focus")
  func focusIsKept() {
    var state = Self.everyScreen()
    press(&state, .tab)
    let inLab = state.focus
    press(&state, .character("2"), .tab)
    #expect(state.focus == ScreenID.tradeoffs.panels[1])
    press(&state, .character("1"))
    #expect(state.focus == inLab)
    press(&state, .character("2"))
    #expect(state.focus == ScreenID.tradeoffs.panels[1])
  }

  @Test("A click on a name in the header shows that screen")
  func tabsAreClicked() throws {
    var state = Self.everyScreen()
    _ = reduce(&state, .input(.resize(Size(160, 50))))
    let header = try #require(lines(state, Size(160, 50)).first)
    let column = try #require(header.firstRange(of: "Data")).lowerBound
    let x = header.distance(from: header.startIndex, to: column)
    _ = reduce(&state, .input(.mouse(MouseEvent(action: .press, position: Point(x, 0)))))
    #expect(state.screen == .data)
  }

  @Test("Every screen holds at every size, with its panels inside the body and apart", arguments: ScreenID.allCases)
  func holdsEverywhere(_ screen: ScreenID) {
    var state = Self.everyScreen()
    state.screen = screen
    for width in [1, 20, 39, 40, 41, 63, 64, 80, 110, 200, 300] {
      for height in [1, 9, 10, 11, 16, 24, 26, 27, 50, 100] {
        _ = reduce(&state, .input(.resize(Size(width, height))))
        let surface = render(state, size: Size(width, height), look: Look(), curves: Scene.training.curves)
        #expect(surface.size == Size(width, height))
        guard width >= 40, height >= 10, screen != .lab else { continue }
        let body = ScreenFrame(size: Size(width, height)).body
        let rects = screen.panels.compactMap {
          screen == .data ? DataScreen.rect(of: $0, in: body, state) : TradeoffsScreen.rect(of: $0, in: body, state)
        }
        #expect(rects.allSatisfy { body.contains($0) && !$0.isEmpty })
        for (index, rect) in rects.enumerated() {
          #expect(rects[(index + 1)...].allSatisfy { !$0.intersects(rect) }, "\(width)×\(height)")
        }
      }
    }
  }

  @Test("Keys of the Lab do nothing elsewhere")
  func labKeysStayInTheLab() {
    for screen in [ScreenID.tradeoffs, .data] {
      var state = Self.everyScreen()
      state.screen = screen
      press(&state, .character("c"), .character("+"), .character("L"), .left)
      #expect(state.crosshair == nil && state.window.span == nil && state.isLogarithmic)
    }
  }
}
