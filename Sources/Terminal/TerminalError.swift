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
    let remedy = "use `grainscope train` or `grainscope picture`, which need no screen"
    switch self {
    case .noTerminal:
      return "The screen needs a terminal, and /dev/tty cannot be opened; run it in a terminal, or \(remedy)."
    case .typeMissing:
      return "The variable TERM is not set, so the terminal's abilities are unknown;"
        + " set it (for example TERM=xterm-256color), or \(remedy)."
    case .typeUnknown(let type):
      return "The terminal database has no entry for TERM=\(printable(type));"
        + " set TERM to a known type (for example xterm-256color), or \(remedy)."
    case .cannotPlaceCursor(let type):
      return "A terminal of TERM=\(printable(type)) cannot place its cursor, which the screen needs;"
        + " set TERM to what the terminal really is, or \(remedy)."
    case .modesRefused(let code):
      return "The terminal refuses to change its modes (error \(code)); run it in another terminal, or \(remedy)."
    case .startFailed(let what):
      return "The screen could not be started: \(what); try another TERM, or \(remedy)."
    case .alreadyOpen:
      return "The terminal already shows a screen of this program; close that one first."
    }
  }

  /// TERM comes from outside: control characters must not reach the terminal.
  private func printable(_ text: String) -> String {
    String(text.unicodeScalars.prefix(40).map { $0.value < 32 || (127...159).contains($0.value) ? "?" : Character($0) })
  }
}
