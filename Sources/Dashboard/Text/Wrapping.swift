import Canvas

/// Text on several lines.
enum Wrapping {
  static func pieces(_ text: String, between separator: String) -> [String] {
    var pieces: [String] = []
    var rest = Substring(text)
    while let range = rest.firstRange(of: separator) {
      pieces.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return pieces + [String(rest)]
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
