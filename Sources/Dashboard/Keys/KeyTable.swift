import Canvas

/// The single source of key dispatch, key bar, help and palette.
///
/// Ordered by importance: the key bar shows from the left what fits. One key may stand in several lines; the first that
/// works now decides.
package enum KeyTable {
  /// With the keys that the program comes with.
  package static let bindings: [Binding] = Keymap.captioned(
    training + ScreenID.allCases.flatMap { $0.type.bindings } + screens + palette + reveal
      + ScreenID.allCases.flatMap { $0.type.laterBindings } + program)

  private static let training: [Binding] = [
    Binding(
      .pause, [.character(" ")], Words.keyPause, .training, Words.helpPause, on: [.lab, .tradeoffs, .data],
      when: .canPause),
    Binding(
      .step, [.character("s")], Words.keyStep, .training, Words.helpStep, on: [.lab, .tradeoffs],
      when: .canPause),
    Binding(
      .nextRung, [.character("g")], with: .previousRung, Words.keyGrain, .rungs,
      Words.helpNextRung, on: [.lab, .tradeoffs, .data], when: .hasRungs),
    Binding(
      .previousRung, [.character("G")], "", .rungs, Words.helpPreviousRung, on: [.lab, .tradeoffs, .data],
      when: .hasRungs),
  ]

  private static let reveal: [Binding] = [
    Binding(.reveal, [.character("T")], Words.keyTestPart, .rungs, Words.helpTestPart, when: .hasReveal)
  ]

  private static let screens: [Binding] = screenKeys(ScreenID.allCases)

  /// A key for each screen, where there is more than one.
  static func screenKeys(_ screens: [ScreenID]) -> [Binding] {
    guard screens.count > 1 else { return [] }
    return screens.map { screen in
      Binding(
        .show(screen), [.character(Character(String(screen.rawValue)))], Words.keyScreens, .program,
        Words.helpScreen(number: "\(screen.rawValue)", name: screen.name), when: .canShow(screen))
    }
  }

  private static let palette: [Binding] = [
    Binding(
      .palette, [.character(":"), .control("p")], Words.keyFind, .program, Words.helpPalette,
      when: .always)
  ]

  private static let program: [Binding] = [
    Binding(
      .nextPanel, [.tab], Words.keyPanel, .program,
      Words.helpNextPanel, when: .hasPanels),
    Binding(.previousPanel, [.backTab], "", .program, Words.helpPreviousPanel, when: .hasPanels),
    Binding(
      .undo, [.character("u")], Words.keyUndo, .program, Words.helpUndo,
      when: .canUndo),
    Binding(
      .copy, [.character("y")], "", .program, Words.helpCopy, when: .isOpen),
    Binding(
      .copyCommand, [.character("Y")], "", .program, Words.helpCopyCommand, when: .canCopyCommand),
    Binding(
      .mouse, [.character("m")], "", .program, Words.helpMouse,
      when: .always),
    Binding(
      .theme, [.character("t")], Words.keyTheme, .program, Words.helpTheme,
      when: .hasThemes),
    Binding(
      .leave, [.escape], Words.keyBack, .program, Words.helpBack,
      when: .canLeave),
    Binding(.help, [.character("?"), .function(1)], Words.keyHelp, .program, Words.helpHelp, when: .always),
    Binding(
      .quit, [.character("q"), .control("c")], Words.keyQuit, .program, Words.helpQuit,
      when: .always),
    Binding(.suspend, [.control("z")], "", .program, Words.helpSuspend, when: .always),
    Binding(.redraw, [.control("l")], "", .program, Words.helpRedraw, when: .always),
  ]
}
