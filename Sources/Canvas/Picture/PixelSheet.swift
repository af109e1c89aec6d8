/// Pixels of half a cell each, some of them empty.
struct PixelSheet {
  /// A pixel as a colour, and what a character says of it.
  struct Pixel: Hashable {
    let color: Color
    /// 0 (nothing) … 1; negative for what a signed picture has less than nothing of.
    let strength: Float
  }

  let width: Int
  let height: Int
  private var pixels: [Pixel?]

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    pixels = [Pixel?](repeating: nil, count: width * height)
  }

  /// A picture of `[height, width, channels]` with its upper left pixel at a place; what lies outside is left out.
  mutating func put(
    _ values: ArraySlice<Float>, _ width: Int, _ height: Int, _ channels: Int, at origin: (x: Int, y: Int),
    _ scale: PixelScale, _ shade: PixelShade, _ look: Look
  ) {
    guard values.count >= width * height * channels else { return }
    let brush = PixelBrush(shade, look)
    var channel = [Float](repeating: 0, count: channels)
    for y in 0..<scale.length(of: height) where origin.y + y < self.height {
      let lines = scale.pixels(at: y, of: height)
      for x in 0..<scale.length(of: width) where origin.x + x < self.width {
        let columns = scale.pixels(at: x, of: width)
        let share = 1 / Float(lines.count * columns.count)
        for index in channel.indices { channel[index] = 0 }
        for line in lines {
          for column in columns {
            let first = values.startIndex + (line * width + column) * channels
            for index in channel.indices { channel[index] += values[first + index] * share }
          }
        }
        pixels[(origin.y + y) * self.width + origin.x + x] = brush.pixel(channel)
      }
    }
  }

  func draw(on surface: inout Surface, in rect: Rect, look: Look) {
    surface.clipped(to: rect) { surface in
      for row in 0..<(height + 1) / 2 {
        for x in 0..<width {
          let upper = pixels[2 * row * width + x]
          let lower = 2 * row + 1 < height ? pixels[(2 * row + 1) * width + x] : nil
          draw(upper, lower, x: rect.x + x, y: rect.y + row, on: &surface, look)
        }
      }
    }
  }

  private func draw(_ upper: Pixel?, _ lower: Pixel?, x: Int, y: Int, on surface: inout Surface, _ look: Look) {
    guard upper != nil || lower != nil else { return }
    guard look.canTint else {
      surface.put(
        narrow: PixelCharacters.scalar(upper?.strength, lower?.strength, look), x: x, y: y, style: look.style(.text))
      return
    }
    guard let upper else {
      surface.put(narrow: "▄", x: x, y: y, style: Style(foreground: lower?.color))
      return
    }
    surface.put(narrow: "▀", x: x, y: y, style: Style(foreground: upper.color, background: lower?.color))
  }
}

/// Brings values to colours.
private struct PixelBrush {
  let shade: PixelShade
  let look: Look
  let bright: Color
  let more: Color
  let less: Color

  init(_ shade: PixelShade, _ look: Look) {
    self.shade = shade
    self.look = look
    bright = look.theme.isDark ? Color(0xF4F6F8) : Color(0x10181F)
    more = look.series(1).foreground ?? bright
    less = look.series(3).foreground ?? bright
  }

  func pixel(_ channels: [Float]) -> PixelSheet.Pixel {
    if channels.count == 3 {
      let (red, green, blue) = (clamped(channels[0]), clamped(channels[1]), clamped(channels[2]))
      return PixelSheet.Pixel(
        color: Color(r: byte(red), g: byte(green), b: byte(blue)),
        // Relative luminance of sRGB, near enough for a character.
        strength: 0.21 * red + 0.72 * green + 0.07 * blue)
    }
    let value = clamped(channels[0])
    switch shade {
    case .bright:
      return PixelSheet.Pixel(
        color: look.theme.ground.blended(with: bright, 0.06 + 0.94 * Double(value)), strength: value)
    case .ramp(let gradient):
      return PixelSheet.Pixel(color: look.gradient(gradient, at: Double(value)).foreground ?? bright, strength: value)
    case .signed:
      let distance = 2 * value - 1
      let ground = look.theme.ground.blended(with: bright, 0.06)
      return PixelSheet.Pixel(
        color: ground.blended(with: distance < 0 ? less : more, Double(distance.magnitude)), strength: distance)
    }
  }

  private func clamped(_ value: Float) -> Float { value.isFinite ? min(1, max(0, value)) : 0 }
  private func byte(_ value: Float) -> UInt8 { UInt8((value * 255).rounded()) }
}

/// One character for two pixels, where there are too few colours for half a cell each.
private enum PixelCharacters {
  static func scalar(_ upper: Float?, _ lower: Float?, _ look: Look) -> Unicode.Scalar {
    let known = [upper, lower].compactMap { $0 }
    let mean = known.reduce(0, +) / Float(max(known.count, 1))
    if let upper, let lower, !look.isASCII, upper >= 0, lower >= 0, (upper - lower).magnitude >= 0.5 {
      return upper > lower ? "▀" : "▄"
    }
    let levels: [Unicode.Scalar] =
      mean < 0
      ? [" ", "-", "=", "≡"]
      : look.isASCII ? [" ", ".", ":", "-", "+", "*", "#", "%", "@"] : [" ", "░", "▒", "▓", "█"]
    let level = levels[Int((min(mean.magnitude, 1) * Float(levels.count - 1)).rounded())]
    return level == "≡" && look.isASCII ? "=" : level
  }
}
