/// What a colour is for.
package enum Role: Int, Hashable, Sendable, CaseIterable {
  case text, dim, faint, title, border, borderFocused
  /// A key in the key bar or in a panel's border, and what it does.
  case key, keyLabel
  /// The row or item under the cursor.
  case selected
  case header
  case good, warning, bad, info, accent
  case axis, grid, mark, crosshair
  /// A slider's or a bar's empty part, and a slider's thumb.
  case track, thumb
  /// What was measured, against what was predicted.
  case actual
  /// Text on a filled ground: a status such as `paused`.
  case badge
  /// The ground of an overlay such as help.
  case overlay
}

/// btop's colour ramps.
package enum Gradient: String, Hashable, Sendable, CaseIterable {
  case temperature = "temp"
  case cpu, free, cached, available, used, download, upload, process
}

/// Colours and attributes by meaning. Made from btop's theme format.
package struct Theme: Hashable, Sendable {
  package let name: String
  /// Nil leaves the terminal's own background.
  package let background: Color?
  package let foreground: Color?
  package let isDark: Bool
  /// True where attributes alone carry the meaning.
  package let isMonochrome: Bool
  /// By the roles' raw values.
  let styles: [Style]
  let seriesStyles: [Style]
  /// 101 colours each, by gradient.
  let ramps: [Gradient: [Color]]

  /// Foreground and background of an empty cell.
  package var base: Style { Style(foreground: foreground, background: background) }

  package func style(_ role: Role) -> Style { styles[role.rawValue] }

  /// The style of curve or rung number `index`; they repeat after ``seriesCount``.
  package func series(_ index: Int) -> Style {
    let count = seriesStyles.count
    return seriesStyles[((index % count) + count) % count]
  }

  package var seriesCount: Int { seriesStyles.count }

  /// The style at `position` (0…1) of a ramp.
  package func gradient(_ gradient: Gradient, at position: Double) -> Style {
    guard let ramp = ramps[gradient], !ramp.isEmpty else { return style(.text) }
    let clamped = position.isNaN ? 0 : min(1, max(0, position))
    return Style(foreground: ramp[Int((clamped * Double(ramp.count - 1)).rounded())])
  }

  /// A background for an area in the colour of `style`; nil without colours.
  package func tint(_ style: Style, _ strength: Double) -> Color? {
    guard !isMonochrome, let color = style.foreground else { return nil }
    return ground.blended(with: color, strength)
  }

  /// A style `share` of the way to the background: for what should stand back.
  package func faded(_ style: Style, _ share: Double) -> Style {
    guard !isMonochrome, let color = style.foreground else { return style.with(.dim) }
    return style.foreground(color.blended(with: ground, share))
  }

  /// The background, or the likely one where the terminal's own shows through.
  package var ground: Color { background ?? (isDark ? Color(0x101418) : Color(0xFFFFFF)) }

  /// What is drawn in where nothing else is asked for.
  package static var dark: Theme { BuiltInTheme.dark }

  /// Attributes only: for terminals without colours and for `NO_COLOR`.
  package static var monochrome: Theme { BuiltInTheme.monochrome }

  /// The files in `themes`, in the order in which a user goes through them.
  package static var builtInNames: [String] { BuiltInThemes.names }

  package static var builtIn: [Theme] { builtInNames.compactMap { named($0) } }

  /// A built-in theme; its text is read when it is first asked for, so that the others cost nothing at the start.
  package static func named(_ name: String) -> Theme? { BuiltInThemes.theme(named: name) }
}
