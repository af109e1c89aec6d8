import Canvas

/// The single source of key dispatch, key bar, help and palette.
///
/// Ordered by importance: the key bar shows from the left what fits. One key may stand in several lines; the first that
/// works now decides.
package enum KeyTable {
  /// With the keys that the program comes with.
  package static let bindings: [Binding] = Keymap.captioned(
    training + ScreenID.allCases.flatMap { $0.type.bindings } + screens + palette
      + ScreenID.allCases.flatMap { $0.type.laterBindings } + program)

  private static let training: [Binding] = [
    Binding(.pause, [.character(" ")], "pause", .training, "Pauses training, or goes on.", when: .canPause),
    Binding(
      .step, [.character("s")], "step", .training, "Trains one step, then pauses.", on: [.lab, .tradeoffs],
      when: .canPause),
    Binding(
      .nextRung, [.character("g")], with: .previousRung, "grain", .rungs,
      "Shows the next coarser rung; nothing restarts.", when: .hasRungs),
    Binding(.previousRung, [.character("G")], "", .rungs, "Shows the next finer rung.", when: .hasRungs),
  ]

  private static let screens: [Binding] = screenKeys(ScreenID.allCases)

  /// A key for each screen, where there is more than one.
  static func screenKeys(_ screens: [ScreenID]) -> [Binding] {
    guard screens.count > 1 else { return [] }
    return screens.map { screen in
      Binding(
        .show(screen), [.character(Character(String(screen.rawValue)))], "screens", .program,
        "Shows screen \(screen.rawValue): \(screen.name).", when: .canShow(screen))
    }
  }

  private static let palette: [Binding] = [
    Binding(
      .palette, [.character(":"), .control("p")], "find", .program, "Finds every action, rung and knob by name.",
      when: .always)
  ]

  private static let program: [Binding] = [
    Binding(
      .nextPanel, [.tab], "panel", .program,
      "Moves to the next panel: its border is bright, it has the arrows.", when: .hasPanels),
    Binding(.previousPanel, [.backTab], "", .program, "Moves to the panel before.", when: .hasPanels),
    Binding(
      .undo, [.character("u")], "undo", .program, "Takes the last change of a knob back; says what it cannot.",
      when: .canUndo),
    Binding(
      .copy, [.character("y")], "", .program, "Copies the panel; the table as tab-separated values.", when: .isOpen),
    Binding(
      .mouse, [.character("m")], "", .program, "Leaves the mouse to the terminal, to select text; or takes it.",
      when: .always),
    Binding(
      .theme, [.character("t")], "theme", .program, "Shows the screen in every theme, and keeps the one you choose.",
      when: .hasThemes),
    Binding(
      .leave, [.escape], "back", .program, "Goes back: out of cross-hair, ⟳ changes, comparison, zoom, panel.",
      when: .canLeave),
    Binding(.help, [.character("?"), .function(1)], "help", .program, "Shows every key.", when: .always),
    Binding(
      .quit, [.character("q"), .control("c")], "quit", .program, "Quits; asks while a run is training.",
      when: .always),
    Binding(.suspend, [.control("z")], "", .program, "Goes to the shell; fg comes back.", when: .always),
    Binding(.redraw, [.control("l")], "", .program, "Draws the screen anew.", when: .always),
  ]
}
