import CCurses
import Canvas
import Glibc
import Testing

@testable import Terminal

/// ncurses has one current terminal, so these run one after the other.
@Suite("The painter, without a terminal", .serialized)
struct CursesPainterTests {
  private func open(
    _ size: Size, _ depth: ColorDepth = .trueColor, type: String = "xterm-256color", isUnicode: Bool = true
  ) throws -> CursesPainter {
    setlocale(LC_CTYPE, isUnicode ? "C.UTF-8" : "C")
    return try CursesPainter(entry: .find(type), size: size, colorDepth: depth, isUnicode: isUnicode)
  }

  /// The characters that ncurses itself holds at a position of its window.
  private func held(_ x: Int, _ y: Int) -> (text: String, attributes: attr_t, pair: Int32) {
    var cell = cchar_t()
    mvwin_wch(cc_standard_window(), Int32(y), Int32(x), &cell)
    let text = String(
      String.UnicodeScalarView(
        [cell.chars.0, cell.chars.1].filter { $0 != 0 }.compactMap { Unicode.Scalar(UInt32($0)) }))
    return (text, cell.attr, cc_cell_pair(&cell))
  }

  @Test("Cells reach ncurses with their characters, attributes and colours")
  func fillsCells() throws {
    let painter = try open(Size(20, 3))
    defer { painter.close() }
    var surface = Surface(size: Size(20, 3))
    surface.put("a⣿漢e\u{301}", at: .zero, style: Style(foreground: Color(0x112233), attributes: [.bold, .italic]))
    _ = painter.paint(surface)
    #expect(held(0, 0).text == "a")
    #expect(held(1, 0).text == "⣿")
    #expect(held(2, 0).text == "漢")
    #expect(held(4, 0).text == "e\u{301}")
    #expect(held(0, 0).attributes & (cc_bold | cc_italic | cc_reverse) == cc_bold | cc_italic)
    var foreground: Int32 = 0
    var background: Int32 = 0
    #expect(extended_pair_content(held(0, 0).pair, &foreground, &background) == OK)
    #expect(foreground == 0x112233 && background == -1)
  }

  @Test("Nothing changed, nothing written; one cell changed, one cell written")
  func writesOnlyChanges() throws {
    let painter = try open(Size(40, 5))
    defer { painter.close() }
    var surface = Surface(size: Size(40, 5))
    surface.put("a line of text", at: Point(3, 2))
    #expect(!painter.paint(surface).isEmpty)
    #expect(painter.paint(surface).isEmpty)
    surface.put("X", at: Point(5, 2))
    let bytes = painter.paint(surface)
    #expect(String(decoding: bytes, as: UTF8.self).hasSuffix("\u{1B}[3;6HX"))
  }

  @Test("The cursor shows where the surface has it, and only then")
  func placesCursor() throws {
    let painter = try open(Size(20, 4))
    defer { painter.close() }
    var terminal = FrameEmulator(size: Size(20, 4))
    var surface = Surface(size: Size(20, 4))
    terminal.receive(painter.paint(surface))
    #expect(!terminal.showsCursor)
    surface.cursor = Point(7, 2)
    terminal.receive(painter.paint(surface))
    #expect(terminal.showsCursor && terminal.cursor == Point(7, 2))
    surface.cursor = Point(20, 2)
    terminal.receive(painter.paint(surface))
    #expect(!terminal.showsCursor)
  }

  @Test("Each depth sends its own kind of colour")
  func sendsColors() throws {
    let color = Color(0x000005)
    let sequences: [(ColorDepth, String)] = [
      (.trueColor, "\u{1B}[38;2;0;0;5m"), (.indexed256, "\u{1B}[38;5;\(color.indexed256)m"),
      (.sixteen, "\u{1B}[3\(color.sixteen & 7)m"),
    ]
    for (depth, sequence) in sequences {
      let painter = try open(Size(10, 1), depth, type: depth == .sixteen ? "xterm" : "xterm-256color")
      defer { painter.close() }
      var surface = Surface(size: Size(10, 1))
      surface.put("x", at: .zero, style: Style(foreground: color))
      let text = String(decoding: painter.paint(surface), as: UTF8.self)
      #expect(text.contains(sequence), "\(text.debugDescription)")
    }
  }

  @Test("Without colours attributes remain")
  func paintsMonochrome() throws {
    let painter = try open(Size(10, 1), .monochrome)
    defer { painter.close() }
    var surface = Surface(size: Size(10, 1))
    surface.put("x", at: .zero, style: Style(foreground: Color(0xFF0000), attributes: .reverse))
    var terminal = FrameEmulator(size: Size(10, 1))
    terminal.receive(painter.paint(surface))
    #expect(terminal[0, 0] == FrameEmulator.Square(text: "x", pen: FrameEmulator.Pen(attributes: .reverse)))
  }

  @Test("Without Unicode every column keeps its place in ASCII")
  func paintsASCII() throws {
    let painter = try open(Size(16, 1), .monochrome, isUnicode: false)
    defer { painter.close() }
    var terminal = FrameEmulator(size: Size(16, 1))
    var surface = Surface(size: Size(16, 1))
    surface.put("┌─┐│⣿漢字é▸x", at: .zero)
    terminal.receive(painter.paint(surface))
    #expect(terminal.row(0) == "+-+|:? ? ?>x    ")
  }

  /// Frames made at random, narrow and wide glyphs, marks, colours, in a terminal that changes its size.
  @Test(
    "The terminal shows what the surface holds, frame after frame",
    arguments: [
      ("xterm-256color", ColorDepth.trueColor), ("xterm-256color", .indexed256), ("xterm", .sixteen),
      ("linux", .sixteen), ("screen", .sixteen), ("tmux-256color", .trueColor), ("vt220", .monochrome),
    ])
  func showsWhatWasDrawn(type: String, depth: ColorDepth) throws {
    var random = SmallRandom(state: 42)
    var size = Size(30, 8)
    let painter = try open(size, depth, type: type)
    defer { painter.close() }
    var terminal = FrameEmulator(size: size)
    var surface = Surface(size: size)
    for step in 0..<300 {
      if step % 50 == 49 {
        size = Size(1 + random.below(40), 1 + random.below(12))
        painter.resize(to: size)
        terminal = FrameEmulator(size: size)
        surface = Surface(size: size)
      }
      random.scribble(on: &surface)
      terminal.receive(painter.paint(surface))
      for y in 0..<size.height {
        let wanted = (0..<size.width).map { shown(surface, $0, y) }.joined()
        try #require(terminal.row(y) == wanted, "row \(y) in step \(step)")
        for x in 0..<size.width {
          try #require(pen(terminal, x, y) == pen(surface, x, y, depth), "cell \(x),\(y), step \(step)")
        }
      }
    }
    #expect(terminal.unknown.isEmpty)
  }

  private func shown(_ surface: Surface, _ x: Int, _ y: Int) -> String {
    String(String.UnicodeScalarView(surface[x, y].isRightHalf ? [] : surface.printableScalars(of: surface[x, y])))
  }

  /// What can be told apart: colours of text are of no account under a blank, the attributes' spelling differs.
  private func pen(_ terminal: FrameEmulator, _ x: Int, _ y: Int) -> String {
    let square = terminal[x, y]
    return (square.text == " " ? "" : square.pen.foreground) + "/" + square.pen.background
  }

  private func pen(_ surface: Surface, _ x: Int, _ y: Int, _ depth: ColorDepth) -> String {
    // A terminal draws both halves of a wide glyph in one style, that of the left.
    let cell = surface[x, y].isRightHalf ? surface[x - 1, y] : surface[x, y]
    func name(_ color: Color?) -> String { color.map { "\($0.r);\($0.g);\($0.b)" } ?? "" }
    var text = name(cell.style.foreground)
    var ground = name(cell.style.background)
    if depth != .trueColor {
      let (first, second) = cell.style.indices(depth)
      (text, ground) = (first.map { String($0) } ?? "", second.map { String($0) } ?? "")
      if depth == .sixteen {  // these types have eight colours: bold makes the bright ones
        if let first, let second {
          (text, ground) = (first & 7 == second & 7 ? (second & 7 == 0 ? "7" : "0") : "\(first & 7)", "\(second & 7)")
        } else {
          (text, ground) = (first.map { "\($0 & 7)" } ?? "", second.map { "\($0 & 7)" } ?? "")
        }
      }
    }
    return (shown(surface, x, y) == " " ? "" : text) + "/" + ground
  }

  @Test("More styles than a terminal has pairs still end in the right picture")
  func outlivesItsPairs() throws {
    let painter = try open(Size(40, 2), .sixteen, type: "linux")  // 64 pairs
    defer { painter.close() }
    var terminal = FrameEmulator(size: Size(40, 2))
    for step in 0..<20 {
      var surface = Surface(size: Size(40, 2))
      for x in 0..<40 {
        let style = Style(
          foreground: .ofIndex(UInt8((step + x) % 8)), background: .ofIndex(UInt8((step * 3 + x / 5) % 8)))
        surface.put("x", at: Point(x, 0), style: style)
      }
      terminal.receive(painter.paint(surface))
      for x in 0..<40 { try #require(pen(terminal, x, 0) == pen(surface, x, 0, .sixteen), "cell \(x) in step \(step)") }
    }
  }

  @Test("Leaving and coming back paints everything again")
  func returns() throws {
    let painter = try open(Size(20, 2))
    defer { painter.close() }
    var surface = Surface(size: Size(20, 2))
    surface.put("here", at: .zero)
    _ = painter.paint(surface)
    #expect(String(decoding: painter.leave(), as: UTF8.self).contains("\u{1B}[?1049l"))
    let again = String(decoding: painter.paint(surface), as: UTF8.self)
    #expect(again.contains("\u{1B}[?1049h") && again.contains("here"))
  }
}

/// Numbers that look random and are the same in every run.
struct SmallRandom {
  var state: UInt64

  mutating func below(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(limit))
  }

  mutating func scribble(on surface: inout Surface) {
    let pieces = ["plain", "漢字", "⣀⣤⣶⣿", "e\u{301}o\u{308}", "┌──┐", " ", "      ", "👍", "x", "wide 中 and é"]
    for _ in 0..<(1 + below(6)) {
      var style = Style.plain
      if below(3) > 0 { style.foreground = Color(UInt32(below(1 << 24))) }
      if below(3) == 0 { style.background = Color(UInt32(below(1 << 24))) }
      if below(4) == 0 { style.attributes.insert([.bold, .dim, .underline, .reverse][below(4)]) }
      let place = Point(below(surface.width + 4) - 2, below(surface.height))
      if below(5) == 0 {
        surface.restyle(Rect(x: place.x, y: place.y, width: 1 + below(3), height: 1)) {
          style.over($0).with($0.attributes)
        }
      } else if below(5) == 0 {
        surface.fill(Rect(x: place.x, y: place.y, width: below(10), height: 1 + below(3)), style: style)
      } else {
        surface.put(pieces[below(pieces.count)], at: place, style: style)
      }
    }
  }
}
