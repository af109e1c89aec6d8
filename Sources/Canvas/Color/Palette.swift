/// The names that a theme file gives colours to: btop's, and a few of our own that btop passes over.
package enum PaletteKey: String, Hashable, Sendable, CaseIterable {
  case mainBackground = "main_bg"
  case mainForeground = "main_fg"
  case title
  case highlight = "hi_fg"
  case selectedBackground = "selected_bg"
  case selectedForeground = "selected_fg"
  case inactive = "inactive_fg"
  case graphText = "graph_text"
  case meterBackground = "meter_bg"
  case processMisc = "proc_misc"
  case cpuBox = "cpu_box"
  case memoryBox = "mem_box"
  case networkBox = "net_box"
  case processBox = "proc_box"
  case divider = "div_line"
  // Our own.
  case accent, good, warning, bad, info, grid, mark, actual, overlay
  case series1 = "series_1"
  case series2 = "series_2"
  case series3 = "series_3"
  case series4 = "series_4"
  case series5 = "series_5"
  case series6 = "series_6"
  case series7 = "series_7"
  case series8 = "series_8"

  static let series: [PaletteKey] = [
    .series1, .series2, .series3, .series4, .series5, .series6, .series7, .series8,
  ]
}

/// The colours of a theme file.
package struct Palette: Hashable, Sendable {
  package var colors: [PaletteKey: Color] = [:]
  /// 101 colours each.
  package var ramps: [Gradient: [Color]] = [:]

  package init() {}

  /// True where a file names no colour at all.
  var isColorless: Bool { colors.isEmpty && ramps.isEmpty }

  package subscript(key: PaletteKey) -> Color? {
    get { colors[key] }
    set { colors[key] = newValue }
  }

  /// Colours for up to eight curves: those that the file names, or those of its colours that differ enough from one another and
  /// from the background, filled up from a palette of our own.
  func seriesColors(isDark: Bool) -> [Color] {
    let named = PaletteKey.series.compactMap { self[$0] }
    if named.count == PaletteKey.series.count { return named }
    let ground = self[.mainBackground] ?? (isDark ? Color(0x101418) : Color(0xFFFFFF))
    var chosen: [Color] = []
    for (minimum, candidates) in [(0.15, named + ownCandidates), (0.1, Palette.spare(isDark))] {
      for color in candidates where chosen.count < PaletteKey.series.count {
        guard color.contrast(with: ground) >= 2.8 else { continue }
        let perceived = PerceptualColor(color)
        let isDistinct = chosen.allSatisfy {
          PerceptualColor($0).distanceSquared(to: perceived) >= minimum * minimum
        }
        if isDistinct { chosen.append(color) }
      }
    }
    return chosen.isEmpty ? Palette.spare(isDark) : chosen
  }

  private var ownCandidates: [Color] {
    let keys: [PaletteKey] = [.processMisc, .highlight, .cpuBox, .networkBox, .memoryBox, .processBox]
    let ends = [Gradient.cpu, .download, .temperature, .upload, .used, .free, .available, .cached]
    return keys.compactMap { self[$0] } + ends.compactMap { ramps[$0]?.last } + ends.compactMap { ramps[$0]?[50] }
  }

  private static func spare(_ isDark: Bool) -> [Color] {
    isDark
      ? [0x4FD6BE, 0xFFB454, 0xFF7A93, 0x6CB6FF, 0xC099FF, 0xA5D86E, 0xFF9E64, 0xB4C2CF].map { Color($0) }
      : [0x00796B, 0xB06000, 0xC2255C, 0x1864AB, 0x6741D9, 0x4C7A00, 0x8A5A2B, 0x546170].map { Color($0) }
  }
}
