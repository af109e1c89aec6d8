/// A theme in btop's format: lines such as `theme[main_bg]="#10161d"`.
package struct ThemeFile: Sendable {
  package var palette = Palette()
  /// What could not be read; everything else holds.
  package var faults: [ThemeFault] = []

  package init(parsing text: String) {
    var ramps: [Substring: [Substring: Color]] = [:]
    var lineNumber = 0
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      lineNumber += 1
      do {
        guard let entry = try ThemeEntry(line) else { continue }
        if let key = PaletteKey(rawValue: String(entry.key)) {
          palette.colors[key] = entry.color
        } else if let (name, part) = entry.rampPart {
          ramps[name, default: [:]][part] = entry.color
        }
      } catch {
        faults.append(ThemeFault(line: lineNumber, reason: error))
      }
    }
    for gradient in Gradient.allCases {
      palette.ramps[gradient] = ThemeFile.ramp(ramps[Substring(gradient.rawValue)] ?? [:])
    }
    if !palette.isColorless { fillIn() }
  }

  /// What btop does with names that a file leaves out.
  private mutating func fillIn() {
    palette[.graphText] = palette[.graphText] ?? palette[.inactive]
    palette[.meterBackground] = palette[.meterBackground] ?? palette[.inactive]
    let plain = palette[.mainForeground] ?? Color(0xCCCCCC)
    for gradient in Gradient.allCases where palette.ramps[gradient] == nil {
      palette.ramps[gradient] = palette.ramps[.cpu] ?? Array(repeating: plain, count: 101)
    }
  }

  /// 101 colours from two or three; a missing end means one colour throughout.
  private static func ramp(_ parts: [Substring: Color]) -> [Color]? {
    guard let start = parts["start"] ?? parts["mid"] ?? parts["end"] else { return nil }
    let end = parts["end"] ?? start
    return (0...100).map { step in
      guard let middle = parts["mid"] else { return start.blended(with: end, Double(step) / 100) }
      return step <= 50
        ? start.blended(with: middle, Double(step) / 50) : middle.blended(with: end, Double(step - 50) / 50)
    }
  }
}

/// A line of a theme file that could not be read.
package struct ThemeFault: Error, Hashable, Sendable {
  package enum Reason: Error, Hashable, Sendable {
    /// The line is neither empty, nor a comment, nor an entry.
    case notAnEntry(String)
    case badColor(String)
  }

  /// From 1.
  package let line: Int
  package let reason: Reason

  package var sentence: String {
    switch reason {
    case .notAnEntry(let found):
      Words.themeNotAnEntry(line: "\(line)", found: found)
    case .badColor(let found):
      Words.themeBadColour(line: "\(line)", found: found)
    }
  }
}

/// One line: a name and a colour, nil where the value is empty.
private struct ThemeEntry {
  let key: Substring
  let color: Color?

  init?(_ line: Substring) throws(ThemeFault.Reason) {
    let content = line.trimmed
    guard let first = content.first, first != "#" else { return nil }
    let shown = TextWidth.truncated(TextWidth.cleaned(String(content)), to: 40)
    guard content.hasPrefix("theme["), let close = content.firstIndex(of: "]") else {
      throw .notAnEntry(shown)
    }
    key = content[content.index(content.startIndex, offsetBy: 6)..<close]
    var rest = content[content.index(after: close)...].trimmed
    guard rest.first == "=" else { throw .notAnEntry(shown) }
    rest = rest.dropFirst().trimmed
    let value = ThemeEntry.unquoted(rest)
    if value.isEmpty {
      color = nil
    } else if let parsed = Color(btop: value) {
      color = parsed
    } else {
      throw .badColor(TextWidth.truncated(TextWidth.cleaned(String(value)), to: 40))
    }
  }

  /// The text between quotes, or up to a comment.
  private static func unquoted(_ text: Substring) -> Substring {
    if let quote = text.first, quote == "\"" || quote == "'" {
      let inner = text.dropFirst()
      return inner[..<(inner.firstIndex(of: quote) ?? inner.endIndex)].trimmed
    }
    // An unquoted value may itself begin with '#'.
    let end = text.dropFirst().firstIndex(of: "#") ?? text.endIndex
    return text[..<end].trimmed
  }

  /// As `cpu` and `start` of `cpu_start`.
  var rampPart: (Substring, Substring)? {
    guard let bar = key.lastIndex(of: "_") else { return nil }
    let part = key[key.index(after: bar)...]
    guard part == "start" || part == "mid" || part == "end" else { return nil }
    return (key[..<bar], part)
  }
}

extension Color {
  /// `#rrggbb`, `#bw` for a grey, or three decimal numbers.
  init?(btop text: Substring) {
    if text.first == "#" {
      let digits = text.dropFirst()
      guard digits.allSatisfy(\.isASCII), let value = UInt32(digits, radix: 16) else { return nil }
      switch digits.count {
      case 6: self.init(value)
      case 2: self.init(value << 16 | value << 8 | value)
      default: return nil
      }
    } else {
      let parts = text.split(separator: " ").map { UInt8($0) }
      guard parts.count == 3, let r = parts[0], let g = parts[1], let b = parts[2] else { return nil }
      self.init(r: r, g: g, b: b)
    }
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var result = self
    while let first = result.first, first == " " || first == "\t" { result.removeFirst() }
    while let last = result.last, last == " " || last == "\t" { result.removeLast() }
    return result
  }
}
