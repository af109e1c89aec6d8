import Canvas
import Telemetry

/// What the copy key puts on the clipboard: a table as lines of tab-separated values, another panel as it is drawn.
package enum CopySource: Sendable, Hashable {
  /// Text, and what it is for the notice.
  case text(String, named: String)
  /// A part of the screen as it is drawn.
  case screen(Rect, named: String)
}

extension State {
  /// The focused panel; nil where nothing is open.
  var copySource: CopySource? {
    guard session != nil, !ScreenFrame.isTooSmall(size) else { return nil }
    return screen.type.copySource(self)
  }
}

extension CopySource {
  /// Terminals refuse more in one piece.
  static let limit = 74_000

  /// A table with its heading, as many of its rows as one piece holds.
  ///
  /// - Parameter caption: of what data the rows are, for the first line; readers of tables take `#` for a comment.
  static func rows(_ lines: [String], named name: String, caption: String? = nil) -> CopySource {
    var text = caption.map { "# " + TextWidth.cleaned($0) + "\n" } ?? ""
    var count = 0
    for line in lines {
      guard text.utf8.count + line.utf8.count < limit else { break }
      text += line + "\n"
      count += 1
    }
    let rows = max(lines.count - 1, 0)
    let label =
      count == lines.count
      ? Words.copiedRows(rows: rows, table: name) : Words.copiedSome(first: count - 1, rows: rows, table: name)
    return .text(text, named: label)
  }

  /// The text, given the screen as it is drawn, and how the notice calls it.
  package func resolved(on surface: Surface) -> (text: String, name: String) {
    switch self {
    case .text(let text, let name): return (text, name)
    case .screen(let rect, let name):
      let lines = surface.lines(in: rect).map { line in String(line.reversed().drop { $0 == " " }.reversed()) }
      return (lines.joined(separator: "\n") + "\n", name)
    }
  }
}
