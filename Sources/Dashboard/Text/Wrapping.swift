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
    var taken = 0
    for word in text.utf8.split(separator: UInt8(ascii: " ")).map({ String(Substring($0)) }) {
      let columns = TextWidth.width(of: word)
      if !line.isEmpty, taken + 1 + columns <= width {
        line += " "
        line += word
        taken += 1 + columns
        continue
      }
      if !line.isEmpty { lines.append(line) }
      line = TextWidth.truncated(word, to: width)
      taken = min(columns, TextWidth.width(of: line))
    }
    return line.isEmpty ? lines : lines + [line]
  }
}
