import Canvas

/// A terminal that knows only what a painter of frames sends: text, absolute movement, erasing, colours, attributes.
///
/// Written independently of ncurses: what it holds after a frame must be what the surface held.
struct FrameEmulator {
  struct Pen: Hashable {
    var foreground = ""
    var background = ""
    var attributes: Attributes = []
  }

  struct Square: Hashable {
    var text = " "
    var pen = Pen()
  }

  let size: Size
  private(set) var squares: [Square]
  private(set) var cursor = Point.zero
  private(set) var showsCursor = true
  /// Sequences that were not understood.
  private(set) var unknown: [String] = []
  private var pen = Pen()
  private var wraps = true
  private var lastWritten: Int?

  init(size: Size) {
    self.size = size
    squares = Array(repeating: Square(), count: size.width * size.height)
  }

  func row(_ y: Int) -> String { squares[y * size.width..<(y + 1) * size.width].map(\.text).joined() }
  subscript(x: Int, y: Int) -> Square { squares[y * size.width + x] }

  mutating func receive(_ bytes: [UInt8]) {
    var scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\u{1B}": escape(&scalars)
      case "\r": cursor.x = 0
      case "\n": cursor.y = min(cursor.y + 1, size.height - 1)
      case "\u{8}": cursor.x = max(0, cursor.x - 1)
      default: if scalar.value >= 32 { put(scalar) }
      }
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = TextWidth.width(of: scalar)
    if width == 0 {
      if let lastWritten { squares[lastWritten].text.unicodeScalars.append(scalar) }
      return
    }
    if cursor.x + width > size.width {  // the wrap that was put off
      cursor = Point(0, min(cursor.y + 1, size.height - 1))
    }
    lastWritten = cursor.y * size.width + cursor.x
    squares[cursor.y * size.width + cursor.x] = Square(text: String(Character(scalar)), pen: pen)
    if width == 2 { squares[cursor.y * size.width + cursor.x + 1] = Square(text: "", pen: pen) }
    cursor.x = wraps ? cursor.x + width : min(cursor.x + width, size.width - 1)
  }

  private mutating func escape(_ rest: inout Substring.UnicodeScalarView) {
    let introducer = rest.popFirst()
    if introducer == "(" {
      _ = rest.popFirst()
      return
    }
    guard introducer == "[" else {
      if introducer != "=" && introducer != ">" && introducer != "7" && introducer != "8" {
        unknown.append("ESC \(introducer.map { String($0) } ?? "end")")
      }
      return
    }
    var body = ""
    while let scalar = rest.popFirst() {
      if (0x40...0x7E).contains(scalar.value) { return control(body, String(scalar)) }
      body.unicodeScalars.append(scalar)
    }
    unknown.append("unfinished \(body)")
  }

  private mutating func control(_ body: String, _ final: String) {
    let numbers = body.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    switch (final, body) {
    case ("H", _):
      cursor = Point(max(1, numbers.count > 1 ? numbers[1] : 1) - 1, max(1, numbers.first ?? 1) - 1)
    case ("J", ""): erase(from: cursor.y * size.width + cursor.x, to: squares.count)
    case ("J", "2"): erase(from: 0, to: squares.count)
    case ("K", ""): erase(from: cursor.y * size.width + cursor.x, to: (cursor.y + 1) * size.width)
    case ("K", "1"): erase(from: cursor.y * size.width, to: cursor.y * size.width + min(cursor.x, size.width - 1) + 1)
    case ("X", _):
      let start = cursor.y * size.width + cursor.x
      erase(from: start, to: min(start + max(1, numbers.first ?? 1), (cursor.y + 1) * size.width))
    case ("m", _): style(numbers.isEmpty ? [0] : numbers)
    case ("h", "?25"): showsCursor = true
    case ("l", "?25"): showsCursor = false
    case ("h", "?7"): wraps = true
    case ("l", "?7"): wraps = false
    case ("h", "4"), ("l", "4"): unknown.append("insert mode")
    case ("h", _), ("l", _), ("t", _): break
    default: unknown.append("CSI \(body)\(final)")
    }
  }

  private mutating func erase(from start: Int, to end: Int) {
    let blank = Square(text: " ", pen: Pen(background: pen.background))
    for index in start..<end { squares[index] = blank }
  }

  private mutating func style(_ numbers: [Int]) {
    var rest = numbers[...]
    while let number = rest.popFirst() {
      switch number {
      case 0: pen = Pen()
      case 1: pen.attributes.insert(.bold)
      case 2: pen.attributes.insert(.dim)
      case 3: pen.attributes.insert(.italic)
      case 4: pen.attributes.insert(.underline)
      case 7: pen.attributes.insert(.reverse)
      case 22: pen.attributes.subtract([.bold, .dim])
      case 23: pen.attributes.remove(.italic)
      case 24: pen.attributes.remove(.underline)
      case 27: pen.attributes.remove(.reverse)
      case 10: break
      case 39: pen.foreground = ""
      case 49: pen.background = ""
      case 30...37: pen.foreground = "\(number - 30)"
      case 40...47: pen.background = "\(number - 40)"
      case 90...97: pen.foreground = "\(number - 82)"
      case 100...107: pen.background = "\(number - 92)"
      case 38, 48:
        let channels = rest.popFirst() == 2 ? 3 : 1
        let color = rest.prefix(channels).map(String.init).joined(separator: ";")
        rest = rest.dropFirst(channels)
        if number == 38 { pen.foreground = color } else { pen.background = color }
      default: unknown.append("SGR \(number)")
      }
    }
  }
}
