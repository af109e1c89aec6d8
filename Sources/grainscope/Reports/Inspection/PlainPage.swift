import Canvas

/// Lines of text in sections, for a terminal or a pipe: measured by display width, without colours.
struct PlainPage {
  let width: Int
  let isASCII: Bool
  private(set) var lines: [String] = []

  var text: String { lines.joined(separator: "\n") + "\n" }

  /// A heading with a rule to the right edge, after an empty line.
  mutating func section(_ title: String, _ note: String = "") {
    let head = isASCII ? "-- \(title) " : "── \(title) "
    let tail = note.isEmpty ? "" : " \(note)"
    let rule = max(2, width - TextWidth.width(of: head) - TextWidth.width(of: tail))
    lines.append("")
    add(head + String(repeating: isASCII ? "-" : "─", count: rule) + tail)
  }

  mutating func add(_ line: String) {
    let plain = isASCII ? Self.ascii(line) : line
    let kept = plain.lastIndex { $0 != " " }.map { plain[...$0] } ?? ""
    lines.append(TextWidth.truncated(String(kept), to: width, ellipsis: isASCII ? "~" : "…"))
  }

  /// Text behind a label, broken between words, its further lines under the first.
  mutating func add(_ label: String, _ text: String, indent: Int) {
    let wrapped = Self.wrap(text, width: max(16, width - indent))
    for (index, line) in wrapped.enumerated() {
      add((index == 0 ? TextWidth.padded(label, to: indent) : String(repeating: " ", count: indent)) + line)
    }
  }

  static func wrap(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      let joined = line.isEmpty ? String(word) : "\(line) \(word)"
      if TextWidth.width(of: joined) > width, !line.isEmpty {
        lines.append(line)
        line = String(word)
      } else {
        line = joined
      }
    }
    return lines + [line]
  }

  /// Signs that have a likeness; what else is beyond ASCII becomes a question mark.
  private static func ascii(_ text: String) -> String {
    let likeness: [Character: String] = [
      "–": "-", "−": "-", "…": "~", "·": ".", "×": "x", "“": "\"", "”": "\"", "▸": ">", "✗": "x", "✓": "*", "→": "->",
      "σ": "sigma", "≤": "<=", "!": "!", "█": "#", "▓": "=", "░": ".",
    ]
    return text.reduce(into: "") { result, character in
      result += character.isASCII ? String(character) : likeness[character] ?? "?"
    }
  }
}

/// Rows of cells under headings, aligned by display width.
struct PlainTable {
  struct Column {
    let heading: String
    var alignment: Alignment = .left
    /// Wider cells are cut.
    var limit = Int.max
  }

  let columns: [Column]
  var rows: [[String]] = []
  var ellipsis = "…"

  var widths: [Int] {
    columns.indices.map { index in
      let widest = ([columns[index].heading] + rows.map { $0[index] }).map { TextWidth.width(of: $0) }.max() ?? 0
      return min(widest, columns[index].limit)
    }
  }

  func lines() -> [String] {
    let widths = widths
    return ([columns.map(\.heading)] + rows).map { row in
      zip(row, columns.indices).map { cell, index in
        TextWidth.padded(
          TextWidth.truncated(cell, to: widths[index], ellipsis: ellipsis), to: widths[index], columns[index].alignment)
      }.joined(separator: "  ")
    }
  }
}
