import CCurses
import Canvas
import Glibc

/// What the terminal and the locale can show.
package struct Capabilities: Hashable, Sendable {
  /// The terminal's own name of its type, the value of TERM.
  package var type: String
  package var colorDepth: ColorDepth
  package var symbols: GraphSymbols
  /// What suits this type of terminal where nobody chooses.
  package var usualSymbols: GraphSymbols
  /// Whether characters beyond ASCII can be written at all.
  package var isUnicode: Bool
  /// A terminal of xterm's kind: synchronized frames, SGR mouse reports, bracketed paste, focus reports.
  package var speaksXterm: Bool

  /// What graphs are drawn with when `wanted` is asked for: beyond ASCII only what the locale can write.
  package func suited(_ wanted: GraphSymbols?) -> GraphSymbols { isUnicode ? wanted ?? usualSymbols : .ascii }

  /// Decides how many colours are used.
  ///
  /// - Parameters:
  ///   - colors: what the terminal database says, 0 or less for none.
  ///   - hasDirectColor: the database entry has the flag `RGB` or `Tc`.
  ///   - variable: the environment.
  static func colorDepth(
    type: String, colors: Int, hasDirectColor: Bool, variable: (String) -> String?
  ) -> ColorDepth {
    if let forbidden = variable("NO_COLOR"), !forbidden.isEmpty { return .monochrome }
    if colors < 8 { return .monochrome }
    if hasDirectColor || colors > 1 << 16 { return .trueColor }
    // GNU screen and the Linux console inherit COLORTERM from a terminal that is not theirs; tmux converts by itself.
    let isInherited = type.hasPrefix("linux") || (type.hasPrefix("screen") && variable("TMUX") == nil)
    if let claim = variable("COLORTERM"), claim == "truecolor" || claim == "24bit", !isInherited { return .trueColor }
    return colors >= 256 ? .indexed256 : .sixteen
  }

  /// What a request for a depth comes to: 24-bit colour can be asked of any terminal, a palette only where there is one.
  static func reconciled(_ wanted: ColorDepth, colors: Int) -> ColorDepth {
    switch wanted {
    case .monochrome, .trueColor: wanted
    case .indexed256: colors >= 256 ? .indexed256 : colors >= 8 ? .sixteen : .monochrome
    case .sixteen: colors >= 8 ? .sixteen : .monochrome
    }
  }

  /// The value of an environment variable.
  static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}

/// What the database says about one type of terminal.
struct TerminalEntry {
  /// The entry that was found: TERM, or what stands in for it.
  var name: String
  var colors: Int
  var hasDirectColor: Bool
  var speaksXterm: Bool
  var sequences: KeySequences

  /// Looks up `type`, or a near relative for the many terminals that follow xterm but whose entries are often not installed.
  static func find(_ type: String) throws(TerminalError) -> TerminalEntry {
    guard !type.isEmpty else { throw .typeMissing }
    for name in [type] + substitutes(for: type) {
      let found = cc_load_entry(name)
      guard found == 1 else { continue }
      defer { cc_drop_entry() }
      guard cc_string("cup") != nil else { throw .cannotPlaceCursor(type) }
      let enter = cc_string("smcup").map { String(cString: $0) } ?? ""
      return TerminalEntry(
        name: name, colors: Int(tigetnum("colors")), hasDirectColor: tigetflag("RGB") > 0 || tigetflag("Tc") > 0,
        speaksXterm: enter.utf8.count > 0 && enter.contains("1049"), sequences: .ofLoadedEntry())
    }
    throw .typeUnknown(type)
  }

  private static func substitutes(for type: String) -> [String] {
    let followers = [
      "xterm", "alacritty", "foot", "ghostty", "wezterm", "contour", "kitty", "konsole", "vte", "st-", "rio",
    ]
    if followers.contains(where: { type.hasPrefix($0) }) { return ["xterm-256color", "xterm"] }
    if type.hasPrefix("tmux") { return ["tmux-256color", "screen-256color", "screen"] }
    if type.hasPrefix("screen") { return ["screen-256color", "screen"] }
    return []
  }
}
