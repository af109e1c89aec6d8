/// What concerns the program as a whole.
extension Action {
  /// Shows a screen, by its name.
  static func show(_ screen: ScreenID) -> Action { Action(screen.name.lowercased()) { $0.screen = screen } }

  static let nextPanel = Action("next-panel") { $0.screen.type.moveFocus(by: 1, &$0) }
  static let previousPanel = Action("previous-panel") { $0.screen.type.moveFocus(by: -1, &$0) }
  static let leave = Action("back") { $0.screen.type.leave(&$0) }
  package static let palette = Action("palette") { $0.overlay = .palette(CommandPalette()) }
  static let undo = Action("undo", effects: { $0.undo() })
  static let copy = Action("copy", effects: { state in state.copySource.map { [.copy($0)] } ?? [] })
  static let mouse = Action("mouse", effects: { $0.toggleMouse() })
  static let theme = Action("theme") { $0.openThemes() }
  package static let help = Action("help") { $0.overlay = .help(firstRow: 0) }
  static let redraw = Action("redraw", effects: { _ in [.redraw] })
  static let suspend = Action("suspend", effects: { _ in [.suspend] })
  package static let quit = Action("quit", confirmed: { _ in [.quit] }, effects: { $0.quit() })
}

extension State {
  /// At once, or after a question while something is training.
  fileprivate mutating func quit() -> [Effect] {
    guard isTraining else { return [.quit] }
    let count = runs.values.filter { $0.phase == .running }.count
    confirming = .quit
    note = Note(
      text:
        "\(count) \(count == 1 ? "run is" : "runs are") still training: \(keymap.name(of: .quit)) again quits · Esc stays",
      kind: .warning)
    return []
  }

  fileprivate mutating func toggleMouse() -> [Effect] {
    usesMouse.toggle()
    let key = keymap.name(of: .mouse)
    note = Note(
      text: usesMouse
        ? "the mouse chooses, drags and scrolls again" : "the mouse selects text as in a shell; \(key) takes it back",
      kind: .answer)
    return [.setMouse(usesMouse)]
  }
}
