/// How many colours a terminal shows.
package enum ColorDepth: String, Hashable, Sendable, CaseIterable {
  case trueColor = "true-color"
  case indexed256 = "indexed-256"
  case sixteen, monochrome

  /// By its name, or by that of versions before 0.2; capitals do not matter.
  package init?(typed name: String) {
    let earlier: [String: ColorDepth] = ["truecolor": .trueColor, "indexed256": .indexed256]
    guard let depth = ColorDepth(rawValue: name.lowercased()) ?? earlier[name.lowercased()] else { return nil }
    self = depth
  }
}

extension Color {
  /// The nearest of the fixed entries 16–255: the 6×6×6 cube and the grey ramp. Entries 0–15 are the user's own.
  package var indexed256: UInt8 {
    let wanted = PerceptualColor(self)
    var best = 16
    var least = Double.infinity
    for (offset, candidate) in Color.fixedPalette.enumerated() {
      let distance = candidate.distanceSquared(to: wanted)
      if distance < least {
        least = distance
        best = 16 + offset
      }
    }
    return UInt8(best)
  }

  /// The one of the sixteen that comes nearest in hue, whatever exact shade the user gave it; greys by lightness.
  package var sixteen: UInt8 {
    let wanted = PerceptualColor(self)
    let isGrey = wanted.chroma < 0.035
    var best = 0
    var least = Double.infinity
    for (index, candidate) in Color.namedPalette.enumerated() where (candidate.chroma < 0.035) == isGrey {
      let lightness = candidate.lightness - wanted.lightness
      let distance = isGrey ? abs(lightness) : candidate.hueDistance(to: wanted) + 0.25 * abs(lightness)
      if distance < least {
        least = distance
        best = index
      }
    }
    return UInt8(best)
  }

  /// The colour that xterm shows for an index.
  package static func ofIndex(_ index: UInt8) -> Color {
    switch index {
    case 0..<16: return xterm16[Int(index)]
    case 16..<232:
      let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
      let cube = Int(index) - 16
      return Color(r: levels[cube / 36], g: levels[cube / 6 % 6], b: levels[cube % 6])
    default:
      let grey = 8 + 10 * (index - 232)
      return Color(r: grey, g: grey, b: grey)
    }
  }

  private static let xterm16: [Color] = [
    Color(0x000000), Color(0xCD0000), Color(0x00CD00), Color(0xCDCD00), Color(0x0000EE), Color(0xCD00CD),
    Color(0x00CDCD), Color(0xE5E5E5), Color(0x7F7F7F), Color(0xFF0000), Color(0x00FF00), Color(0xFFFF00),
    Color(0x5C5CFF), Color(0xFF00FF), Color(0x00FFFF), Color(0xFFFFFF),
  ]

  private static let fixedPalette: [PerceptualColor] = (16...255).map { PerceptualColor(ofIndex(UInt8($0))) }
  private static let namedPalette: [PerceptualColor] = xterm16.map { PerceptualColor($0) }
}

extension Style {
  /// The style as palette indices. With sixteen colours, text that would vanish in its background is made black or white.
  package func indices(_ depth: ColorDepth) -> (foreground: UInt8?, background: UInt8?) {
    switch depth {
    case .trueColor, .monochrome: return (nil, nil)
    case .indexed256: return (foreground?.indexed256, background?.indexed256)
    case .sixteen:
      let ground = background?.sixteen
      guard var text = foreground?.sixteen else { return (nil, ground) }
      if let ground { text = Style.readable(text, on: ground) }
      return (text, ground)
    }
  }

  /// The bright or the normal sister of a colour where that can be read better, or black or white where neither can.
  private static func readable(_ text: UInt8, on ground: UInt8) -> UInt8 {
    let back = Color.ofIndex(ground)
    func contrast(_ index: UInt8) -> Double { Color.ofIndex(index).contrast(with: back) }
    // Greys are lines and quiet text, meant to be faint; they only must not vanish.
    if text % 8 == 0 || text % 8 == 7 { return contrast(text) < 1.2 ? (back.luminance > 0.1 ? 0 : 8) : text }
    guard contrast(text) < 3 else { return text }
    let better = contrast(text ^ 8) > contrast(text) ? text ^ 8 : text
    if contrast(better) >= 1.5 { return better }
    return back.luminance > 0.4 ? 0 : 15
  }

  /// The style that a terminal of this depth shows, in true colours: what a picture of it looks like.
  package func reduced(to depth: ColorDepth) -> Style {
    switch depth {
    case .trueColor: return self
    case .monochrome: return Style(attributes: attributes)
    case .indexed256, .sixteen:
      let (text, ground) = indices(depth)
      return Style(
        foreground: text.map(Color.ofIndex), background: ground.map(Color.ofIndex), attributes: attributes)
    }
  }
}
