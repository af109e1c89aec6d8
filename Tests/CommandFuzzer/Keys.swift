/// Keys as a person presses them, as a terminal sends them, and as nobody does.
enum Keys {
  /// As `--keys` names them.
  private static let names = [
    "g", "G", "space", "s", "r", "up", "down", "left", "right", "enter", "[", "]", "F", "x", "B", "N", "b", "n", "j",
    "T",
    "c", "v", "+", "-", "f", ",", ".", "i", "e", "1", "2", "3", "4", "o", "A", "k", "R", "w", "d", ":", "u", "m", "t",
    "y",
    "Y", "E", "tab", "?", "esc", "home", "end", "page-up", "page-down", "delete", "insert", "backspace", "f1", "f12",
    "ctrl-p", "alt-x", "shift-tab", "shift-left", "/", "*", "0", "9", "z", "nothing", "é", "ctrl-", "漢",
  ]

  static func named(_ draw: inout Draw) -> String {
    (0...draw.below(25)).map { _ in draw.one(names) }.joined(separator: draw.chance(95) ? " " : ",")
  }

  private static let sequences = [
    "\u{1B}", "\u{1B}[A", "\u{1B}[B", "\u{1B}[C", "\u{1B}[D", "\u{1B}OP", "\u{1B}[5~", "\u{1B}[6~", "\u{1B}[Z", "\r",
    "\t",
    "\u{7F}", "\u{1B}[<0;10;5M", "\u{1B}[<0;10;5m", "\u{1B}[<64;40;12M", "\u{1B}[<35;70;20M", "\u{1B}[<0;9999;9999M",
    "\u{1B}[<0;0;0M", "\u{1B}[200~1e9\u{1B}[201~", "\u{1B}[200~\u{1B}[31m\n", "\u{1B}[1;99999999999999999999R",
    "\u{1B}]11;rgb:ffff/0000/ffff\u{7}", "\u{1B}[?1;2c", "\u{1B}[M   ", "\u{0}", "\u{10}", "\u{C}", "é", "漢字",
  ]

  /// One press, or a burst of them, as bytes.
  static func pressed(_ draw: inout Draw) -> [UInt8] {
    switch draw.below(10) {
    case 0...5: return Array(draw.one(names.filter { $0.utf8.count == 1 && $0 != "q" }).utf8)
    case 6, 7: return Array(draw.one(sequences).utf8)
    case 8:
      return (0...draw.below(12)).flatMap { _ in Array(draw.one(sequences + names.filter { $0.count == 1 }).utf8) }
    // Ctrl-C would end it, Ctrl-\ by a signal that was asked for, and Ctrl-Z stop it.
    default: return (0...draw.below(9)).map { _ in UInt8(draw.below(256)) }.filter { ![3, 0x1C, 0x1A].contains($0) }
    }
  }
}
