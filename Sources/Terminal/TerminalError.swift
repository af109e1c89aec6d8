/// Why the screen could not be opened. Each case carries what was found; `sentence` says what to do about it.
package enum TerminalError: Error, Equatable {
  /// The process has no controlling terminal; `code` is the `errno` of opening /dev/tty.
  case noTerminal(code: Int32)
  /// The variable TERM is unset or empty.
  case typeMissing
  /// The terminal database knows no entry for TERM.
  case typeUnknown(String)
  /// The entry exists, but the terminal cannot place its cursor (TERM=dumb).
  case cannotPlaceCursor(String)
  /// The terminal's modes could not be read or set.
  case modesRefused(code: Int32)
  /// ncurses or the system refused something that ordinarily works.
  case startFailed(String)
  /// Another screen is open in this process.
  case alreadyOpen

  /// Where, what was found, what was expected and what to do.
  package var sentence: String {
    switch self {
    case .noTerminal: Words.noTerminal
    case .typeMissing: Words.typeMissing
    case .typeUnknown(let type): Words.typeUnknown(type: printable(type))
    case .cannotPlaceCursor(let type): Words.cannotPlaceCursor(type: printable(type))
    case .modesRefused(let code): Words.modesRefused(code: "\(code)")
    case .startFailed(let reason): Words.startFailed(reason: reason)
    case .alreadyOpen: Words.alreadyOpen
    }
  }

  /// TERM comes from outside: control characters must not reach the terminal.
  private func printable(_ text: String) -> String {
    String(text.unicodeScalars.prefix(40).map { $0.value < 32 || (127...159).contains($0.value) ? "?" : Character($0) })
  }
}
