import Canvas

/// Text on several lines.
enum Wrapping {
  static func pieces(_ text: String, between separator: String) -> [String] {
    let (bytes, between) = (Array(text.utf8), Array(separator.utf8))
    var pieces: [String] = []
    var start = 0
    var index = 0
    while index + between.count <= bytes.count {
      if bytes[index] == between[0], bytes[index..<index + between.count].elementsEqual(between) {
        pieces.append(String(decoding: bytes[start..<index], as: UTF8.self))
        index += between.count
        start = index
      } else {
        index += 1
      }
    }
    return pieces + [String(decoding: bytes[start...], as: UTF8.self)]
  }

  /// Parts on as few lines as hold them whole.
  static func joined(_ parts: [String], separator: String, width: Int) -> [String] {
    var lines: [String] = []
    for part in parts {
      if let line = lines.last, TextWidth.width(of: line + separator + part) + 2 <= width {
        lines[lines.count - 1] = line + separator + part
      } else {
        if !lines.isEmpty, separator.contains("→") { lines[lines.count - 1] += " →" }
        lines.append(TextWidth.truncated(part, to: width))
      }
    }
    return lines
  }

  /// Breaks at spaces; a word longer than a line is cut.
  static func lines(_ text: String, width: Int) -> [String] {
    guard width > 0 else { return [] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ").map(String.init) {
      let joined = line.isEmpty ? word : line + " " + word
      if TextWidth.width(of: joined) <= width {
        line = joined
        continue
      }
      if !line.isEmpty { lines.append(line) }
      line = TextWidth.truncated(word, to: width)
    }
    return line.isEmpty ? lines : lines + [line]
  }
}
