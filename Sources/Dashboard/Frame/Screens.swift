import Canvas
import Telemetry

/// Which screen is drawn into the frame, the screens before there are data, and the last lines that all share.
enum Screens {
  /// Header and keys are the same everywhere; the body is the screen's own.
  static func open(
    _ session: SessionInfo, _ state: State, on surface: inout Surface, ink: Ink, curves: some CurveSource
  ) {
    let frame = ScreenFrame(size: state.size)
    HeaderLine(state: state, ink: ink).draw(on: &surface, in: frame.header)
    state.screen.type.draw(state, session, on: &surface, in: frame.body, ink: ink, curves: curves)
    lastLines(frame, state, on: &surface, ink: ink)
  }

  /// What is being opened, before the data are there.
  static func loading(_ name: String, _ state: State, on surface: inout Surface, ink: Ink) {
    lastLines(ScreenFrame(size: state.size), state, on: &surface, ink: ink)
    let file = TextWidth.cleaned(name)
    let hasRoom = surface.height >= 14 && !ink.look.isASCII
    let emblem = hasRoom ? emblem(ink) : []
    let area = surface.bounds.inset(top: 1, bottom: 1).centered(Size(surface.width - 4, emblem.count + 5))
    for (row, line) in emblem.enumerated() { surface.put(line, in: area.row(row), alignment: .center) }
    let words = area.inset(top: hasRoom ? emblem.count + 1 : 0)
    surface.put(StyledText("Grainscope", ink.brand), in: words.row(0), alignment: .center)
    surface.put(
      StyledText(Words.motto, ink.dim), in: words.row(1),
      alignment: .center, ellipsis: ink.look.ellipsis)
    let line: StyledText =
      file.isEmpty
      ? StyledText(Words.starting)
      : [Span(Words.opening + " ", ink.dim), Span(file, ink.strong), Span(" …", ink.dim)]
    surface.put(line, in: words.row(3), alignment: .center, ellipsis: ink.look.ellipsis)
  }

  /// One series at three grains: each row averages the one above it.
  private static func emblem(_ ink: Ink) -> [StyledText] {
    let fine = [2, 4, 5, 7, 8, 7, 4, 3, 1, 2, 3, 5, 8, 6, 5, 3, 2, 1, 3, 5, 6, 8, 6, 4, 2, 3, 4, 6, 8, 7, 5, 2]
    return [1, 4, 8].enumerated().map { index, width in
      let bars = stride(from: 0, to: fine.count, by: width).map { start in
        let mean = Double(fine[start..<start + width].reduce(0, +)) / Double(width)
        let bar = Unicode.Scalar(0x2580 + UInt32(mean.rounded())) ?? " "
        return String(repeating: Character(bar), count: width)
      }
      return StyledText(bars.joined(), ink.series(index))
    }
  }

  static func failed(_ sentence: String, _ state: State, on surface: inout Surface, ink: Ink) {
    lastLines(ScreenFrame(size: state.size), state, on: &surface, ink: ink)
    let width = min(surface.width - 4, 76)
    let lines = Wrapping.lines(TextWidth.cleaned(sentence), width: width)
    let area = surface.bounds.inset(top: 2, bottom: 2).centered(Size(width, lines.count + 2))
    surface.put(StyledText("✗ " + Words.notOpened, ink.bad), in: area.row(0))
    for (row, line) in lines.enumerated() { surface.put(StyledText(line, ink.text), in: area.row(row + 2)) }
  }

  static func tooSmall(on surface: inout Surface, ink: Ink) {
    let smallest = ScreenFrame.smallest
    let sentence =
      Words.tooSmall(
        neededWidth: smallest.width, neededHeight: smallest.height, width: surface.width, height: surface.height)
    let lines = Wrapping.lines(sentence, width: surface.width)
    let area = surface.bounds.centered(Size(surface.width, lines.count))
    for (row, line) in lines.enumerated() {
      surface.put(StyledText(line, ink.text), in: area.row(row), alignment: .center)
    }
  }

  /// What is being said and the keys. On a small screen an answer takes the keys' place until the next key, and a long
  /// one covers what lies above: a sentence that is cut off helps nobody.
  static func lastLines(_ frame: ScreenFrame, _ state: State, on surface: inout Surface, ink: Ink) {
    let message = MessageLine(state: state, ink: ink)
    if frame.message != nil || message.urgent == nil {
      KeyLine(state: state, ink: ink).draw(on: &surface, in: frame.keys)
    }
    if let text = message.urgent {
      let lowest = frame.message ?? frame.keys
      let lines = MessageLine.wrapped(text, width: lowest.width, limit: max(surface.height / 4, 1))
      for (row, line) in lines.enumerated() {
        let rect = lowest.offset(y: row + 1 - lines.count)
        surface.fill(rect, style: ink.base)
        surface.put(line, in: rect, ellipsis: ink.look.ellipsis)
      }
      if let prompt = state.prompt {
        let column = TextWidth.width(of: prompt.title) + 2 + TextWidth.width(of: TextWidth.cleaned(prompt.text))
        surface.cursor = Point(min(lowest.x + column, lowest.maxX - 1), lowest.y)
      }
    } else if let line = frame.message, let text = message.text {
      surface.put(text, in: line, ellipsis: ink.look.ellipsis)
    }
  }
}

/// Where only ASCII can be shown: stand-ins that mean more here than what resembles the symbol most.
enum Plain {
  private static let standIns: [Unicode.Scalar: Unicode.Scalar] = [
    "✓": "v", "★": "*", "↳": ">", "‖": "=", "‹": "<", "›": ">", "↕": "|", "▒": "#", "━": "=", "₁": "1", "⏎": "^",
    "■": "#",
  ]

  static func replaceSymbols(on surface: inout Surface) {
    for y in 0..<surface.height {
      for x in 0..<surface.width {
        let cell = surface[x, y]
        guard let scalar = cell.glyph.scalar, let plain = standIns[scalar] else { continue }
        surface.put(plain, x: x, y: y, style: cell.style)
      }
    }
    surface.foldToASCII()
  }
}
