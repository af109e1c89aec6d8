import CCurses
import Canvas

/// Decides what stands in an ncurses cell for a cell of the surface.
///
/// ncurses, the terminal and the surface must agree on the width of every cell, or the rest of the row shifts. Where the
/// C library disagrees with the surface, or the locale cannot show a character, another of the same width stands for it.
struct GlyphEncoder {
  let isUnicode: Bool

  /// Fills `cell`; the right half of a wide glyph has no cell of its own.
  func encode(_ source: Cell, of surface: Surface, style: StyleTable.Entry, into cell: UnsafeMutablePointer<cchar_t>) {
    if let scalar = source.glyph.scalar {
      let value = scalar.value
      // ASCII, lines, blocks and Braille: nearly everything, and one column wide everywhere.
      let isPlain = value < 0x7F && value >= 0x20
      let isGraph = isUnicode && (0x2500...0x259F ~= value || 0x2800...0x28FF ~= value)
      if source.width == 1, isPlain || isGraph {
        cc_fill_cell_with_one(cell, style.attributes, style.pair, value)
        return
      }
    }
    encodeOther(source, of: surface, style: style, into: cell)
  }

  private func encodeOther(
    _ source: Cell, of surface: Surface, style: StyleTable.Entry, into cell: UnsafeMutablePointer<cchar_t>
  ) {
    let scalars = surface.printableScalars(of: source)
    let base = scalars.first ?? " "
    guard isUnicode else {
      cc_fill_cell_with_one(cell, style.attributes, style.pair, GlyphEncoder.ascii(base).value)
      return
    }
    guard cc_scalar_width(base.value) == Int32(source.width) else {
      cc_fill_cell_with_one(cell, style.attributes, style.pair, source.width == 2 ? 0xFF1F : 0x3F)  // "？", "?"
      return
    }
    // A mark that the C library gives a width would be drawn in a column of its own.
    let marks = scalars.dropFirst().filter { cc_scalar_width($0.value) == 0 }
    let values = [base.value] + marks.map(\.value)
    cc_fill_cell(cell, style.attributes, style.pair, values, Int32(values.count))
  }

  /// What ASCII has for a character beyond it.
  static func ascii(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x20..<0x7F: return scalar
    case 0x2500, 0x2501, 0x2504, 0x2505, 0x2508, 0x2509, 0x254C, 0x254D, 0x2550, 0x2574, 0x2576, 0x2578, 0x257A,
      0x257C, 0x257E, 0x2010...0x2015, 0x2212, 0x23AF:
      return "-"
    case 0x2502, 0x2503, 0x2506, 0x2507, 0x250A, 0x250B, 0x254E, 0x254F, 0x2551, 0x2575, 0x2577, 0x2579, 0x257B,
      0x257D, 0x257F, 0x2016, 0x2223:
      return "|"
    case 0x250C...0x254B, 0x2552...0x2570: return "+"
    case 0x2571: return "/"
    case 0x2572: return "\\"
    case 0x2573, 0x2717, 0x2718, 0x00D7: return "x"
    case 0x2580...0x2590, 0x2593...0x259F, 0x25A0...0x25A3: return "#"
    case 0x2591, 0x2592: return ":"
    case 0x2800: return " "
    case 0x2801...0x28FF: return (scalar.value - 0x2800).nonzeroBitCount > 4 ? ":" : "."
    case 0x2190, 0x21D0, 0x25C0, 0x25C2, 0x25C4, 0x2039, 0x00AB: return "<"
    case 0x2192, 0x21D2, 0x25B6, 0x25B8, 0x25BA, 0x203A, 0x00BB, 0x23CE: return ">"
    case 0x2191, 0x25B2, 0x25B4: return "^"
    case 0x2193, 0x25BC, 0x25BE: return "v"
    case 0x2713, 0x2714: return "v"
    case 0x2022, 0x25CF, 0x25C6, 0x2605, 0x26A0: return "*"
    case 0x25CB, 0x25E6, 0x00B0, 0x25C7: return "o"
    case 0x00B7: return "."
    case 0x2026: return "~"
    case 0x2018, 0x2019: return "'"
    case 0x201C, 0x201D: return "\""
    case 0x2248: return "~"
    case 0x00A0, 0x2000...0x200A, 0x202F: return " "
    default: return "?"
    }
  }
}
