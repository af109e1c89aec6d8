/// Pictures of screens.
package enum SVG {
  /// How a picture looks besides the theme.
  package struct Options: Hashable, Sendable {
    /// In pixels. A cell is 0.602 of it wide, as most monospaced fonts are, and twice as high as wide.
    package var fontSize: Double
    /// In the bar above the screen; nil draws no bar.
    package var title: String?
    package var padding: Double
    /// Whether a line with round corners stands around it.
    package var hasEdge: Bool

    package init(fontSize: Double = 15, title: String? = nil, padding: Double = 14, hasEdge: Bool = true) {
      self.fontSize = fontSize
      self.title = title
      self.padding = padding
      self.hasEdge = hasEdge
    }

    /// The cells alone, as in a figure.
    package static let bare = Options(padding: 0, hasEdge: false)
  }

  /// A terminal window with the surface in it.
  ///
  /// Box lines, blocks, Braille and the usual signs are drawn as shapes, so that they meet in any viewer and with any
  /// font; every word of text is stretched to its cells.
  package static func render(_ surface: Surface, look: Look, options: Options = Options()) -> String {
    let frame = SVGFrame(size: surface.size, look: look, options: options)
    var body = SVGBody(frame: frame)
    for y in 0..<surface.height { body.addBackgrounds(of: surface, row: y) }
    for y in 0..<surface.height { body.addGlyphs(of: surface, row: y) }
    return frame.opening + body.markup + "</svg>\n"
  }

  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default:
        // Controls and non-characters are not allowed in XML, whatever wrote them.
        let isAllowed = scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
        result.unicodeScalars.append(isAllowed ? scalar : " ")
      }
    }
    return result
  }

  /// At most two decimals, as short as possible.
  static func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let (whole, rest) = (abs(hundredths) / 100, abs(hundredths) % 100)
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return sign + String(whole) }
    let digits = rest % 10 == 0 ? String(rest / 10) : (rest < 10 ? "0" : "") + String(rest)
    return sign + (whole == 0 ? "" : String(whole)) + "." + digits
  }
}

/// The window around the cells.
struct SVGFrame {
  let look: Look
  let cellWidth: Double
  let cellHeight: Double
  let fontSize: Double
  /// Upper left corner of the first cell.
  let left: Double
  let top: Double
  private let width: Double
  private let height: Double
  private let hasEdge: Bool
  private let title: String?
  private let barHeight: Double

  init(size: Size, look: Look, options: SVG.Options) {
    self.look = look
    fontSize = options.fontSize
    cellWidth = options.fontSize * 0.602
    cellHeight = cellWidth * 2
    title = options.title
    barHeight = options.title == nil ? 0 : options.fontSize * 2.2
    hasEdge = options.hasEdge
    left = options.padding + (hasEdge ? 0.5 : 0)
    top = left + barHeight
    width = Double(size.width) * cellWidth + 2 * left
    height = Double(size.height) * cellHeight + top + left
  }

  /// Without a theme's own colours, those of a usual terminal.
  var ground: Color {
    Style(background: look.theme.ground).reduced(to: look.depth).background ?? look.theme.ground
  }
  var ink: Color { look.theme.foreground ?? (look.theme.isDark ? Color(0xD3DAE1) : Color(0x22282E)) }

  var opening: String {
    let (w, h) = (SVG.number(width), SVG.number(height))
    var text = """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(w)" height="\(h)" viewBox="0 0 \(w) \(h)" role="img">
      <title>\(SVG.escaped(TextWidth.cleaned(title ?? Words.svgTitle)))</title>
      <style>text{font-family:ui-monospace,'JetBrains Mono','SF Mono',Menlo,'DejaVu Sans Mono','Noto Sans Mono',\
      'Liberation Mono',Consolas,monospace;font-size:\(SVG.number(fontSize))px;white-space:pre}\
      .b{font-weight:700}.i{font-style:italic}</style>
      \(window)

      """
    if let title { text += bar(title) }
    return text
  }

  private var window: String {
    let (corner, line) = hasEdge ? (0.5, " rx=\"10\" stroke=\"\(edge)\"") : (0, "")
    let (across, down) = (SVG.number(width - 2 * corner), SVG.number(height - 2 * corner))
    let place = SVG.number(corner)
    return "<rect x=\"\(place)\" y=\"\(place)\" width=\"\(across)\" height=\"\(down)\" fill=\"\(ground)\"\(line)/>"
  }

  /// The colour of the line around it.
  private var edge: Color { ground.blended(with: ink, look.theme.isDark ? 0.2 : 0.25) }

  private func bar(_ title: String) -> String {
    let middle = SVG.number(barHeight / 2 + 1)
    let buttons = [Color(0xF0655B), Color(0xF2BD42), Color(0x5AC35A)].enumerated().map { index, color in
      let muted = color.blended(with: ground, 0.2)
      return "<circle cx=\"\(SVG.number(20 + 18 * Double(index)))\" cy=\"\(middle)\" r=\"5.5\" fill=\"\(muted)\"/>"
    }
    let line = SVG.number(barHeight + 0.5)
    return """
      \(buttons.joined())
      <path d="M1 \(line)H\(SVG.number(width - 1))" stroke="\(edge.blended(with: ground, 0.5))"/>
      <text x="\(SVG.number(width / 2))" y="\(SVG.number(barHeight / 2 + fontSize * 0.36))" text-anchor="middle" \
      fill="\(ink.blended(with: ground, 0.4))">\(SVG.escaped(TextWidth.cleaned(title)))</text>

      """
  }
}
