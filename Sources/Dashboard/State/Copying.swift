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
  /// Terminals refuse more in one piece.
  static let copyLimit = 74_000

  /// The focused panel; nil where nothing is open.
  var copySource: CopySource? {
    guard let session, !ScreenFrame.isTooSmall(size) else { return nil }
    if screen == .lab, focus == .table, let target = session.target {
      return bounded(PredictionsPanel(state: self, ink: Ink(Look()), target: target).lines, named: "predictions")
    }
    let body = ScreenFrame(size: size).body
    let rect =
      switch screen {
      case .lab: LabLayout(state: self).rect(of: focus)
      case .tradeoffs: TradeoffsScreen.rect(of: focus, in: body, self)
      case .data: DataScreen.rect(of: focus, in: body, self)
      }
    return rect.map { .screen($0, named: "the panel") }
  }

  private func bounded(_ lines: [String], named name: String) -> CopySource {
    var text = ""
    var count = 0
    for line in lines {
      guard text.utf8.count + line.utf8.count < Self.copyLimit else { break }
      text += line + "\n"
      count += 1
    }
    let rows = max(lines.count - 1, 0)
    let label = count == lines.count ? "\(rows) rows of \(name)" : "the first \(count - 1) of \(rows) rows of \(name)"
    return .text(text, named: label)
  }
}

extension CopySource {
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
