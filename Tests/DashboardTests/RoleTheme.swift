@testable import Canvas

/// A theme in which every colour is for one thing alone, so that drawn cells can be read back as roles, whatever the
/// colours of the built-in themes are.
struct RoleTheme {
  static let dark = RoleTheme(isDark: true)
  static let light = RoleTheme(isDark: false)

  let theme: Theme
  private(set) var names: [Color: String] = [:]

  private init(isDark: Bool) {
    let ground = Color(isDark ? 0x000000 : 0xFFFFFF)
    // Every fraction of the circle of hues is passed once; pale on dark and dark on light, to be read on bars as well.
    func color(_ index: Int) -> Color {
      let hue = (Double(index) * 0.6180339887).truncatingRemainder(dividingBy: 1) * 6
      let depth = [0.25, 0.4, 0.55][index % 3]
      let full = [abs(hue - 3) - 1, 2 - abs(hue - 2), 2 - abs(hue - 4)].map { 1 - depth * (1 - min(1, max(0, $0))) }
      let bytes = full.map { UInt8(($0 * (isDark ? 255 : 110)).rounded()) }
      return Color(r: bytes[0], g: bytes[1], b: bytes[2])
    }
    let roles = Role.allCases
    var styles = roles.map { role in
      Style(foreground: color(role.rawValue), attributes: Theme.dark.style(role).attributes)
    }
    styles[Role.selected.rawValue].background = Color(isDark ? 0x182430 : 0xE4ECF4)
    styles[Role.overlay.rawValue].background = Color(isDark ? 0x101810 : 0xF4F8F0)
    styles[Role.badge.rawValue] = Style(foreground: ground, background: color(Role.badge.rawValue), attributes: .bold)
    let series = (0..<PaletteKey.series.count).map { Style(foreground: color(roles.count + $0)) }
    var ramps: [Gradient: [Color]] = [:]
    for (index, gradient) in Gradient.allCases.enumerated() {
      let first = roles.count + series.count + 2 * index
      ramps[gradient] = (0...100).map { color(first).blended(with: color(first + 1), Double($0) / 100) }
    }
    theme = Theme(
      name: "roles", background: ground, foreground: styles[Role.text.rawValue].foreground, isDark: isDark,
      isMonochrome: false, styles: styles, seriesStyles: series, ramps: ramps)

    let ownNames =
      roles.map { ("\($0)", styles[$0.rawValue]) } + series.enumerated().map { ("series \($0.offset)", $0.element) }
    names[ground] = "ground"
    for (name, style) in ownNames {
      if let color = style.foreground { note(color, name) }
      if let color = style.background { note(color, name) }
    }
    for gradient in Gradient.allCases {
      for (step, color) in (ramps[gradient] ?? []).enumerated() { note(color, "\(gradient) ramp \(step)%") }
    }
    for percent in (1...99).reversed() {
      for (name, style) in ownNames {
        guard let color = style.foreground, color != ground else { continue }
        note(ground.blended(with: color, Double(percent) / 100), "\(name) \(percent)%")
        note(color.blended(with: ground, 1 - Double(percent) / 100), "\(name) \(percent)%")
      }
    }
  }

  private mutating func note(_ color: Color, _ name: String) {
    if names[color] == nil { names[color] = name }
  }

  /// As `title bold` or `text on selected`; a mixture that no role gives is told by its colour.
  func name(_ style: Style) -> String {
    var name = Self.name(style.foreground, names)
    if style.background != theme.background { name += " on \(Self.name(style.background, names))" }
    return ([name] + style.attributes.names).joined(separator: " ")
  }

  private static func name(_ color: Color?, _ names: [Color: String]) -> String {
    color.map { names[$0] ?? $0.description } ?? "default"
  }

  /// Each row of a part of a screen: what its cells are for, and how many in a row are for the same.
  func rows(_ surface: Surface, in rect: Rect, _ depth: ColorDepth) -> [String] {
    rect.rows.map { y in
      var runs: [(name: String, count: Int)] = []
      for x in rect.columns {
        let cell = surface[x, y]
        let name =
          cell.glyph == .space && cell.style.isPlainGround(of: theme) ? "·" : name(cell.style.reduced(to: depth))
        if runs.last?.name == name {
          runs[runs.count - 1].count += 1
        } else {
          runs.append((name, 1))
        }
      }
      return runs.map { "\($0.name) \($0.count)" }.joined(separator: ", ")
    }
  }
}

extension Style {
  /// True where a blank shows nothing but the ground.
  fileprivate func isPlainGround(of theme: Theme) -> Bool {
    (background == nil || background == theme.background) && attributes.isDisjoint(with: [.reverse, .underline])
  }

  /// Colours and attributes as they are.
  var words: String {
    let colors = "\(foreground?.description ?? "default") on \(background?.description ?? "default")"
    return ([colors] + attributes.names).joined(separator: " ")
  }
}

extension Attributes {
  fileprivate var names: [String] {
    let all: [(Attributes, String)] = [
      (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.underline, "underline"), (.reverse, "reverse"),
    ]
    return all.filter { contains($0.0) }.map(\.1)
  }
}
