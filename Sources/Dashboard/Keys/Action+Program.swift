/// What concerns the program as a whole.
extension Action {
  /// Shows a screen, by its name.
  static func show(_ screen: ScreenID) -> Action {
    Action(screen.actionID, screen.name.lowercased()) { $0.screen = screen }
  }

  static let nextPanel = Action("next-panel", Words.actionNextPanel) { $0.screen.type.moveFocus(by: 1, &$0) }
  static let previousPanel = Action("previous-panel", Words.actionPreviousPanel) {
    $0.screen.type.moveFocus(by: -1, &$0)
  }
  static let leave = Action("back", Words.actionBack) { $0.screen.type.leave(&$0) }
  package static let palette = Action("palette", Words.actionPalette) { $0.overlay = .palette(CommandPalette()) }
  static let undo = Action("undo", Words.actionUndo, effects: { $0.undo() })
  static let copy = Action("copy", Words.actionCopy, effects: { state in state.copySource.map { [.copy($0)] } ?? [] })
  static let copyCommand = Action(
    "copy-as-command", Words.actionCopyCommand,
    effects: { state in state.shown.map { [.copyCommand($0.plan.run)] } ?? [] })
  static let mouse = Action("mouse", Words.actionMouse, effects: { $0.toggleMouse() })
  static let theme = Action("theme", Words.actionTheme) { $0.openThemes() }
  package static let help = Action("help", Words.actionHelp) { $0.overlay = .help(firstRow: 0) }
  static let redraw = Action("redraw", Words.actionRedraw, effects: { _ in [.redraw] })
  static let suspend = Action("suspend", Words.actionSuspend, effects: { _ in [.suspend] })
  package static let quit = Action(
    "quit", Words.actionQuit, confirmed: { $0.noteLastSeen() + [.quit] },
    effects: { $0.quit() })
}

extension State {
  /// Immediately, or after a question while something is training.
  fileprivate mutating func quit() -> [Effect] {
    guard isTraining else { return noteLastSeen() + [.quit] }
    let count = runs.values.filter { $0.phase == .running }.count
    confirming = .quit
    note = Note(
      text:
        Words.quitWhileTraining(runs: count, key: keymap.name(of: .quit)), kind: .warning)
    return []
  }

  fileprivate mutating func toggleMouse() -> [Effect] {
    usesMouse.toggle()
    let key = keymap.name(of: .mouse)
    note = Note(
      text: usesMouse
        ? Words.mouseTaken : Words.mouseLeft(key: key),
      kind: .answer)
    return [.setMouse(usesMouse)]
  }
}
