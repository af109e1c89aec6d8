extension Theme {
  init(builtIn name: String, text: String) {
    self.init(name: name, palette: ThemeFile(parsing: text).palette)
  }

  /// Gives every role a style from the colours of a btop theme; attributes alone where it has none.
  package init(name: String, palette: Palette) {
    self = palette.isColorless ? Theme(monochrome: name) : Theme(name: name, colors: palette)
  }

  private init(name: String, colors palette: Palette) {
    let ground = palette[.mainBackground]
    let text = palette[.mainForeground]
    self.name = name
    background = ground
    foreground = text
    isDark = (ground ?? text.map { Color(r: 255 - $0.r, g: 255 - $0.g, b: 255 - $0.b) } ?? Color(0)).luminance < 0.3
    isMonochrome = false
    ramps = palette.ramps
    styles = Role.allCases.map { palette.style($0) }
    seriesStyles = palette.seriesColors(isDark: isDark).map { Style(foreground: $0) }
  }

  /// The theme as a terminal of this depth can show it.
  package func suited(to depth: ColorDepth) -> Theme {
    switch depth {
    case .trueColor, .indexed256: return self
    case .monochrome: return .monochrome
    case .sixteen:
      return isMonochrome ? self : withFirmColors
    }
  }

  /// Text in full black or white, and a bar on which it can be read: of sixteen colours, blue is the one dark ground
  /// besides black.
  private var withFirmColors: Theme {
    let text = Color.ofIndex(isDark ? 7 : 0)
    var styles = styles
    for role in [Role.text, .overlay] { styles[role.rawValue].foreground = text }
    styles[Role.selected.rawValue] = Style(
      foreground: Color.ofIndex(isDark ? 15 : 0), background: Color.ofIndex(isDark ? 4 : 7))
    return Theme(self, foreground: foreground == nil ? nil : text, styles: styles)
  }

  private init(_ other: Theme, foreground: Color?, styles: [Style]) {
    name = other.name
    background = other.background
    self.foreground = foreground
    isDark = other.isDark
    isMonochrome = other.isMonochrome
    self.styles = styles
    seriesStyles = other.seriesStyles
    ramps = other.ramps
  }

  private init(monochrome name: String) {
    self.name = name
    background = nil
    foreground = nil
    isDark = true
    isMonochrome = true
    ramps = [:]
    styles = Role.allCases.map { role in
      switch role {
      case .title, .key, .header, .borderFocused, .good, .accent, .actual, .thumb, .crosshair: .bold
      case .selected, .badge: .reverse
      case .bad: Style(attributes: [.bold, .underline])
      case .warning: Style(attributes: .underline)
      case .dim, .faint, .border, .grid, .track: .dim
      case .text, .keyLabel, .info, .axis, .mark, .overlay: .plain
      }
    }
    seriesStyles = [.bold, .plain, Style(attributes: .underline), .dim]
  }
}

extension Palette {
  fileprivate func style(_ role: Role) -> Style {
    let text = self[.mainForeground]
    let quiet = self[.inactive] ?? text
    switch role {
    case .text: return Style(foreground: text)
    case .dim: return Style(foreground: self[.graphText] ?? quiet)
    case .faint: return Style(foreground: quiet)
    case .title: return Style(foreground: self[.title] ?? text, attributes: .bold)
    case .border: return Style(foreground: self[.divider] ?? quiet)
    case .borderFocused: return Style(foreground: self[.cpuBox] ?? self[.highlight] ?? text)
    case .key: return Style(foreground: self[.highlight] ?? text, attributes: .bold)
    case .keyLabel: return Style(foreground: self[.graphText] ?? text)
    case .selected: return Style(foreground: self[.selectedForeground] ?? text, background: self[.selectedBackground])
    case .header: return Style(foreground: self[.graphText] ?? text, attributes: .bold)
    case .good: return Style(foreground: self[.good] ?? ramp(.process, 0))
    case .warning: return Style(foreground: self[.warning] ?? ramp(.temperature, 0.5))
    case .bad: return Style(foreground: self[.bad] ?? ramp(.temperature, 1), attributes: .bold)
    case .info: return Style(foreground: self[.info] ?? self[.networkBox] ?? text)
    case .accent: return Style(foreground: self[.accent] ?? self[.processMisc] ?? text)
    case .axis: return Style(foreground: self[.graphText] ?? quiet)
    case .grid: return Style(foreground: self[.grid] ?? self[.meterBackground] ?? quiet)
    case .mark: return Style(foreground: self[.mark] ?? self[.highlight] ?? text)
    case .crosshair: return Style(foreground: self[.title] ?? text)
    case .track: return Style(foreground: self[.meterBackground] ?? quiet)
    case .thumb: return Style(foreground: self[.accent] ?? self[.processMisc] ?? text, attributes: .bold)
    case .actual: return Style(foreground: self[.actual] ?? self[.title] ?? text)
    case .badge:
      return Style(
        foreground: self[.mainBackground] ?? Color(0), background: self[.mark] ?? self[.highlight] ?? text,
        attributes: .bold)
    case .overlay: return Style(foreground: text, background: self[.overlay] ?? self[.mainBackground])
    }
  }

  private func ramp(_ gradient: Gradient, _ position: Double) -> Color? {
    guard let ramp = ramps[gradient], !ramp.isEmpty else { return self[.mainForeground] }
    return ramp[Int(position * Double(ramp.count - 1))]
  }
}
