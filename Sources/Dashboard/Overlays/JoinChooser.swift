import Basics
import Canvas
import Telemetry

/// Choosing which rungs one run joins, and how.
package struct JoinChooser: Sendable, Equatable {
  /// The recipe.
  package internal(set) var index = 0
  /// The rung that Space includes or leaves out.
  package internal(set) var rung = 0
  package internal(set) var chosen: Set<RungID>
}

/// The recipes that join rungs, one line each, and the rungs to choose among below them.
struct JoinOverlay {
  let state: State
  let chooser: JoinChooser
  let ink: Ink

  static func rect(_ state: State) -> Rect {
    let screen = Rect(size: state.size).inset(top: 1, bottom: 1)
    let longest = state.joins.map { TextWidth.width(of: $0.explanation) }.max() ?? 0
    let width = min(max(longest + 18, 40), screen.width)
    let height = min(state.joins.count + 4, screen.height)
    return Rect(
      x: screen.x + (screen.width - width) / 2, y: screen.y + max((screen.height - height) / 3, 0), width: width,
      height: height)
  }

  func draw(on surface: inout Surface) {
    let box = Self.rect(state)
    let isReady = chooser.chosen.count > 1
    let panel = Panel(
      StyledText(Words.joinTitle, ink.title), topRight: [ink.hint("Esc", Words.keyBack)],
      bottomLeft: [ink.hint(Key.character(" ").description, Words.keyIncludes)],
      bottomRight: [
        isReady ? ink.hint(ink.enterKey, Words.keyTrains) : StyledText(Words.joinNeedsTwo, ink.warning)
      ], isFocused: true, fill: ink.look.style(.overlay))
    panel.draw(on: &surface, in: box, look: ink.look)
    let inner = panel.interior(of: box)
    for (row, join) in state.joins.enumerated() where row < inner.height - 2 {
      let isChosen = row == chooser.index
      let line = inner.row(row)
      surface.put(
        [
          Span(isChosen ? "▸ " : "  ", ink.accent),
          Span(TextWidth.padded(join.recipe, to: Self.nameColumn - 2, .left), isChosen ? ink.strong : ink.text),
          Span(join.explanation, ink.dim),
        ], in: line, ellipsis: ink.look.ellipsis)
      if isChosen { surface.select(line, look: ink.look) }
    }
    drawRungs(on: &surface, in: inner.row(inner.height - 1))
  }

  /// What is said of the chosen recipe, where the list has no room for all of it; nil where it has.
  static func whole(of chooser: JoinChooser, _ state: State) -> String? {
    guard state.joins.indices.contains(chooser.index) else { return nil }
    let join = state.joins[chooser.index]
    let room = rect(state).width - 2 - nameColumn
    return TextWidth.width(of: join.explanation) > room ? "\(join.recipe): \(join.explanation)" : nil
  }

  /// Columns before an explanation.
  private static let nameColumn = 13

  private func drawRungs(on surface: inout Surface, in row: Rect) {
    var line: StyledText = "  "
    for (index, rung) in state.joinable.enumerated() {
      let isChosen = chooser.chosen.contains(rung.id)
      let box = isChosen ? "[x]" : "[ ]"
      if index == chooser.rung { surface.cursor = Point(row.x + line.width + 1, row.y) }
      line.append(box, index == chooser.rung ? ink.accent.with(.bold) : ink.dim)
      line.append(" ")
      line.append(TextWidth.cleaned(rung.id.label), index == chooser.rung ? ink.strong.with(.underline) : ink.text)
      line.append("  ")
    }
    surface.put(line, in: row, ellipsis: ink.look.ellipsis)
  }
}

extension State {
  /// Recipes that read several rungs; empty where the data have none.
  var joins: [JoinChoice] { session?.joins ?? [] }

  /// Rungs that can be joined, fine to coarse.
  var joinable: [RungInfo] { (session?.rungs ?? []).filter { $0.exclusion == nil } }

  /// With the chosen rung and the coarsest one included, or the finest where the chosen one is that.
  mutating func openJoins() {
    let rungs = joinable.map(\.id)
    guard let first = rungs.first, let last = rungs.last else { return }
    if let shown, !hasRoom(for: shown.plan) {
      note = Note(text: fullWords, kind: .warning)
      return
    }
    let own = rung.flatMap { rungs.contains($0.id) ? $0.id : nil } ?? first
    overlay = .joins(
      JoinChooser(rung: rungs.firstIndex(of: own) ?? 0, chosen: [own, own == last ? first : last]))
  }

  /// Nil for keys that the chooser leaves to the table.
  mutating func readJoins(_ key: Key) -> [Effect]? {
    guard case .joins(var chooser) = overlay else { return nil }
    switch key {
    case .up, .backTab, .character("k"): chooser.index = max(chooser.index - 1, 0)
    case .down, .tab, .character("j"): chooser.index = min(chooser.index + 1, joins.count - 1)
    case .left, .character("h"): chooser.rung = max(chooser.rung - 1, 0)
    case .right, .character("l"): chooser.rung = min(chooser.rung + 1, joinable.count - 1)
    case .character(" "):
      guard joinable.indices.contains(chooser.rung) else { return [] }
      chooser.chosen.formSymmetricDifference([joinable[chooser.rung].id])
    case .enter: return join(chooser)
    case .escape, .character("q"):
      overlay = nil
      return []
    case .control("z"), .control("l"), .control("c"): return nil
    default: return []
    }
    overlay = .joins(chooser)
    return []
  }

  /// A click on a recipe chooses it, a second one trains; one on a rung includes it or leaves it out.
  mutating func pressJoins(at point: Point) -> [Effect] {
    guard case .joins(var chooser) = overlay else { return [] }
    let box = JoinOverlay.rect(self)
    guard box.contains(point) else { return readJoins(.escape) ?? [] }
    let row = point.y - box.y - 1
    if joins.indices.contains(row) {
      if row == chooser.index { return join(chooser) }
      chooser.index = row
      overlay = .joins(chooser)
    } else if point.y == box.maxY - 2 {
      var column = box.x + 3
      for (index, rung) in joinable.enumerated() {
        let width = TextWidth.width(of: TextWidth.cleaned(rung.id.label)) + 4
        if (column..<column + width).contains(point.x) {
          chooser.rung = index
          overlay = .joins(chooser)
          return readJoins(.character(" ")) ?? []
        }
        column += width + 2
      }
    }
    return []
  }

  private mutating func join(_ chooser: JoinChooser) -> [Effect] {
    let members = joinable.map(\.id).filter { chooser.chosen.contains($0) }
    guard members.count > 1, joins.indices.contains(chooser.index) else { return [] }
    overlay = nil
    let id = RungID(joining: members)
    if let index = rungs.firstIndex(where: { $0.id == id }) { show(rung: index) } else { asksForJoin = true }
    let recipe = joins[chooser.index].recipe
    note = Note(text: Words.joinDone(recipe: recipe, grains: Listing.all(members.map(\.label))), kind: .answer)
    return [.join(members, recipe: recipe)]
  }
}
