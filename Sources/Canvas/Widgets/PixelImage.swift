/// A picture in grey: two pixels a cell, one above the other; without enough colours, one character for two pixels.
///
/// Pixels are scaled to the largest whole multiple that fits, or thinned out where the picture is larger than the rectangle.
package struct PixelImage: Widget, Hashable, Sendable {
  package var width: Int
  package var height: Int
  /// `[height, width]`, 0 (dark) … 1 (bright).
  package var pixels: [Float]
  /// From dark to bright; nil goes from the theme's background to its text.
  package var ramp: Gradient?

  package init(width: Int, height: Int, pixels: [Float], ramp: Gradient? = nil) {
    self.width = width
    self.height = height
    self.pixels = pixels
    self.ramp = ramp
  }

  /// Cells that the picture takes in a rectangle of this size.
  package func size(in room: Size) -> Size {
    guard width > 0, height > 0, !room.isEmpty else { return .zero }
    let times = min(room.width / width, 2 * room.height / height)
    guard times >= 1 else {
      let share = min(Double(room.width) / Double(width), Double(2 * room.height) / Double(height))
      return Size(max(1, Int(Double(width) * share)), max(1, Int(Double(height) * share) / 2))
    }
    return Size(width * times, (height * times + 1) / 2)
  }

  package func draw(on surface: inout Surface, in rect: Rect, look: Look) {
    let area = Rect(origin: rect.origin, size: size(in: rect.size))
    guard !area.isEmpty, pixels.count >= width * height else { return }
    let rows = 2 * area.height
    surface.clipped(to: rect) { surface in
      for y in 0..<area.height {
        for x in 0..<area.width {
          let upper = pixel(x, 2 * y, across: area.width, down: rows)
          let lower = pixel(x, 2 * y + 1, across: area.width, down: rows)
          draw(upper, lower, x: area.x + x, y: area.y + y, on: &surface, look)
        }
      }
    }
  }

  /// The mean of the pixels behind half a cell.
  private func pixel(_ x: Int, _ y: Int, across: Int, down: Int) -> Float {
    let columns = (x * width / across)..<max(x * width / across + 1, (x + 1) * width / across)
    let lines = (y * height / down)..<max(y * height / down + 1, (y + 1) * height / down)
    var sum: Float = 0
    for line in lines { for column in columns { sum += pixels[line * width + column] } }
    let mean = sum / Float(columns.count * lines.count)
    return mean.isFinite ? min(1, max(0, mean)) : 0
  }

  private func draw(_ upper: Float, _ lower: Float, x: Int, y: Int, on surface: inout Surface, _ look: Look) {
    guard look.canTint else {
      let levels: [Unicode.Scalar] =
        look.isASCII ? [" ", ".", ":", "-", "=", "+", "*", "#", "%", "@"] : [" ", "░", "▒", "▓", "█"]
      let level = Int(((upper + lower) / 2 * Float(levels.count - 1)).rounded())
      surface.put(narrow: levels[level], x: x, y: y, style: look.style(.text))
      return
    }
    surface.put(narrow: "▀", x: x, y: y, style: Style(foreground: color(upper, look), background: color(lower, look)))
  }

  private func color(_ value: Float, _ look: Look) -> Color {
    if let ramp, let color = look.gradient(ramp, at: Double(value)).foreground { return color }
    let bright = look.theme.isDark ? Color(0xF4F6F8) : Color(0x10181F)
    return look.theme.ground.blended(with: bright, 0.06 + 0.94 * Double(value))
  }
}
