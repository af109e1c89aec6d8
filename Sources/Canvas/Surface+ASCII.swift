extension Surface {
  /// Replaces every glyph beyond ASCII by what resembles it most, or by a question mark: for terminals whose
  /// character set holds nothing else.
  package mutating func foldToASCII() {
    for y in 0..<height {
      for x in 0..<width {
        let cell = self[x, y]
        guard cell.glyph.bits >= 0x7F || cell.isRightHalf else { continue }
        let stand = cell.isRightHalf ? " " : cell.glyph.scalar.map(Surface.asciiStandIn) ?? letter(of: cell)
        replace(x, y, with: Cell(stand, style: cell.style))
      }
    }
  }

  /// The bare letter of a cluster, as `e` of an e with an accent put on it.
  private func letter(of cell: Cell) -> Unicode.Scalar {
    guard let base = text(of: cell).unicodeScalars.first else { return "?" }
    return base.isASCII ? base : Surface.asciiStandIn(base)
  }

  private static func asciiStandIn(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xA0, 0x2000...0x200A, 0x202F, 0x2800: return " "
    case 0x2801...0x28FF: return "*"
    case 0x2581...0x258F: return "#"
    case 0x2591...0x2593: return ":"
    default: break
    }
    return signs[scalar] ?? letters[scalar] ?? "?"
  }

  private static let signs: [Unicode.Scalar: Unicode.Scalar] = [
    "−": "-", "–": "-", "—": "-", "─": "-", "━": "-", "╍": "-", "┅": ".", "┈": ".", "╸": "-", "│": "|", "┃": "|",
    "┊": ":", "┤": "+", "├": "+", "┬": "+", "┴": "+", "┼": "+", "┌": "+", "┐": "+", "└": "+", "┘": "+", "╭": "+",
    "╮": "+", "╯": "+", "╰": "+", "→": ">", "←": "<", "↑": "^", "↓": "v", "▸": ">", "◂": "<", "▶": ">", "◀": "<",
    "▴": "^", "▾": "v", "▲": "^", "▼": "v", "⇧": "^", "●": "o", "○": "o", "◆": "*", "◇": "*", "■": "#", "□": "#",
    "✓": "+", "✔": "+", "✗": "x", "✘": "x", "×": "x", "·": ".", "•": "*", "…": "~", "⟳": "@", "↻": "@", "½": "2",
    "“": "\"", "”": "\"", "‘": "'", "’": "'", "«": "<", "»": ">", "≤": "<", "≥": ">", "≈": "~", "±": "~", "∞": "8",
    "⏎": "/", "⌫": "<", "°": "o", "µ": "u", "μ": "u", "α": "a", "β": "b", "λ": "l", "τ": "t", "₁": "1", "₂": "2",
  ]

  /// Letters without their accents.
  private static let letters: [Unicode.Scalar: Unicode.Scalar] = Dictionary(
    zip(
      "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöøùúûüýÿ".unicodeScalars,
      "AAAAAACEEEEIIIINOOOOOOUUUUYaaaaaaceeeeiiiinoooooouuuuyy".unicodeScalars),
    uniquingKeysWith: { first, _ in first })
}
