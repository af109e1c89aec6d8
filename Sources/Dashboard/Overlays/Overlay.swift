/// What lies over the screen and takes all keys until it is left.
package enum Overlay: Sendable, Equatable {
  /// Every key, scrolled to a line.
  case help(firstRow: Int)
  case palette(CommandPalette)
  case themes(ThemeChooser)
  case joins(JoinChooser)
  case rates(RateFinder)
}

extension State {
  package var isHelpShown: Bool { if case .help = overlay { true } else { false } }

  /// The first line of the help that is seen.
  package var helpRow: Int {
    get { if case .help(let row) = overlay { row } else { 0 } }
    set { if isHelpShown { overlay = .help(firstRow: min(max(newValue, 0), HelpOverlay.lastRow(self))) } }
  }

  package var palette: CommandPalette? { if case .palette(let palette) = overlay { palette } else { nil } }
}
