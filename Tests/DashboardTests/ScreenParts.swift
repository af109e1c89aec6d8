import Canvas

@testable import Dashboard

/// A part of a screen, under the name of the golden file that holds it.
struct ScreenPart {
  let name: String
  let rect: Rect

  /// A screen has several of the name.
  var sharesFile: Bool { ["frame", "data-charts", "runs"].contains(name) }
}

extension Scene {
  /// The parts into which a screen falls. Together they cover it; where something lies above it, that and the frame.
  func parts(_ surface: Surface, with roles: RoleTheme = .dark) -> [ScreenPart] {
    var state = state
    _ = reduce(&state, .input(.resize(surface.size)))
    let frame = ScreenFrame(size: surface.size)
    let lines = [frame.header, frame.message, frame.keys].compactMap { $0 }.map { ScreenPart(name: "frame", rect: $0) }
    if state.overlay != nil {
      let box = surface.box(of: roles.theme.style(.overlay).background)
      return lines.filter { !$0.rect.intersects(box) } + [ScreenPart(name: "overlays", rect: box)]
    }
    guard case .open = state.opening else { return lines + [ScreenPart(name: "opening", rect: frame.body)] }
    var panels = state.screen.type.parts(state)
    panels += state.otherPanels.filter { other in !panels.contains { $0.rect == other.rect } }
    // Lines between them: the ladder, the names of boards, the split of the data.
    let between = frame.body.rows.map { frame.body.row($0 - frame.body.y) }
      .filter { row in !panels.contains { $0.rect.intersects(row) } }
    return lines + between.map { ScreenPart(name: "frame", rect: $0) } + panels
  }
}

extension Screen {
  /// The panels that can have the arrows.
  fileprivate static func parts(_ state: State) -> [ScreenPart] {
    guard id != .data || state.data.report != nil else { return [] }
    return Panel.allCases.compactMap { panel in
      rect(of: panel, state).map { ScreenPart(name: state.partName("\(panel)"), rect: $0) }
    }
  }
}

extension State {
  /// Panels that never have the arrows.
  fileprivate var otherPanels: [ScreenPart] {
    func parts(_ rects: [(String, Rect?)]) -> [ScreenPart] {
      rects.compactMap { name, rect in rect.map { ScreenPart(name: name, rect: $0) } }
    }
    switch screen {
    case .lab:
      let layout = LabLayout(state: self)
      return parts([("overview", layout.overview), ("journal", layout.journal)])
    case .tradeoffs: return []
    case .data:
      return DataScreen.layout(self).parts.map {
        ScreenPart(name: $0.width == body.width ? "frame" : "data-charts", rect: $0)
      }
    case .runs: return parts([("runs", RunsScreen.layout(self).card), ("runs", RunsScreen.layout(self).marked)])
    }
  }

  /// Where samples are judged, other panels stand in the forecast's and in the table's place.
  fileprivate func partName(_ panel: String) -> String {
    switch session?.target {
    case .classes: ["forecast": "gallery", "table": "confusion"][panel] ?? panel
    case .number: ["forecast": "fit", "table": "residuals"][panel] ?? panel
    case .forecast, nil: ["difference": "runs", "parallel": "runs"][panel] ?? panel
    }
  }
}

extension Surface {
  /// The smallest rectangle around all cells on this ground.
  fileprivate func box(of ground: Color?) -> Rect {
    let points = bounds.rows.flatMap { y in bounds.columns.map { Point($0, y) } }
      .filter { self[$0.x, $0.y].style.background == ground }
    guard let left = points.map(\.x).min(), let right = points.map(\.x).max(), let top = points.first?.y,
      let bottom = points.last?.y
    else { return .zero }
    return Rect(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
  }
}
