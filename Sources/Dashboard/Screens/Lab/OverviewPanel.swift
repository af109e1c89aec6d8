import Canvas
import Telemetry

/// Beside the forecast on large screens: every rung in a row, with the naive forecasts under them.
struct OverviewPanel {
  let state: State
  let ink: Ink
  let target: SessionTarget

  func draw(on surface: inout Surface, in rect: Rect) {
    let label = PartLabel(state: state, ink: ink)
    let weights = rect.width < 75 ? label.comparedWeights : label.comparedScores
    var panel = Panel(StyledText(Words.rungsTitle, ink.title), label.counted, bottomLeft: [label.starred])
    // Where the title has no room for it the lower border says of which weights the scores are.
    if panel.topLeft.reduce(weights.width + 7, { $0 + $1.width + 3 }) <= rect.width {
      panel.topLeft.append(weights)
    } else {
      panel.bottomLeft.append(weights)
    }
    panel.draw(on: &surface, in: rect, look: ink.look)
    let cells = RungColumns(state: state, ink: ink, target: target)
    let columns = Self.columns.filter { !cells.isEmpty($0.column) }
    let names = columns.map(\.column)
    let table = TableView(
      columns: columns.map { cells.heading($0.column, priority: $0.priority) },
      rows: state.rungs.indices.map { cells.row($0, names) } + cells.references(names), selected: nil)
    table.draw(on: &surface, in: panel.interior(of: rect).inset(x: 1), look: ink.look)
  }

  private static let columns: [(column: RungColumns.Column, priority: Int)] = [
    (.grain, 100), (.rows, 40), (.parameters, 30), (.epoch, 60), (.validation, 50), (.score, 99), (.second, 90),
    (.floor, 80), (.spent, 70),
  ]
}

/// Beside the table on large screens: what the shown run is, and what was done to it.
struct JournalPanel {
  let state: State
  let ink: Ink

  func draw(on surface: inout Surface, in rect: Rect) {
    var panel = Panel(StyledText(Words.journalTitle, ink.title))
    guard let run = state.shown else {
      panel.draw(on: &surface, in: rect, look: ink.look)
      return
    }
    panel.topLeft.append(StyledText("\(run.plan.run)", ink.series(state.rungIndex)))
    if state.siblings.count > 1 {
      panel.topRight = [ink.hint(.nextRun, Words.runs(runs: state.siblings.count), state.keymap)]
    }
    panel.draw(on: &surface, in: rect, look: ink.look)
    let inner = panel.interior(of: rect).inset(x: 1)
    let history = history(run)
    var lines = facts(run, width: inner.width)
    // A blank line between the two, where there is one to spare.
    if lines.count + 1 + min(history.count, 3) <= inner.height { lines.append(StyledText()) }
    let room = max(inner.height - lines.count, 0)
    // The newest stay in sight.
    let shown = lines.prefix(inner.height) + history.suffix(room)
    for (row, line) in shown.enumerated() { surface.put(line, in: inner.row(row), ellipsis: ink.look.ellipsis) }
  }

  private func facts(_ run: LiveRun, width: Int) -> [StyledText] {
    let plan = run.plan
    let layers = Wrapping.pieces(plan.summary, between: " → ")
    var lines = Wrapping.joined(layers, separator: " → ", width: width).map { StyledText($0, ink.text) }
    var facts = [Words.parameters(parameters: plan.parameterCount), Words.seed(seed: "\(plan.seed)")]
    switch state.session?.axis {
    case .time: if let rung = state.rung { facts.append(Words.dataRows(rows: rung.rows)) }
    case .space, .rows, nil: break
    }
    if !run.isOpenEnded {
      facts.append(
        Words.examples(training: plan.trainingRows, validation: plan.validationRows, what: state.exampleName))
    }
    if let omission = run.omission { facts.append(omission) }
    lines += Wrapping.joined(facts, separator: " · ", width: width).map { StyledText($0, ink.dim) }
    return lines
  }

  private func history(_ run: LiveRun) -> [StyledText] {
    var entries: [(step: Int, text: StyledText)] = [(run.firstStep, began(run))]
    if let step = run.testSeenAt { entries.append((step, StyledText(Words.testSeen, ink.warning))) }
    entries += run.interventions.map { ($0.step, StyledText($0.summary, ink.mark)) }
    for child in state.siblings.compactMap({ state.runs[$0] }) {
      if let parent = child.plan.parent, parent.run == run.plan.run {
        entries.append((parent.step, [Span("↳ " + Words.journalBranch(run: "\(child.plan.run)"), ink.accent)]))
      }
    }
    if let divergence = run.divergence {
      entries.append((divergence.step, StyledText("✗ " + Words.phaseDiverged, ink.bad)))
    }
    if let dead = run.dead {
      entries.append((dead.step, StyledText("✗ " + Words.deadSince(epoch: dead.epoch), ink.bad)))
    }
    if case .finished(let reason) = run.phase, reason != .diverged {
      entries.append((run.step, StyledText(HeaderLine.word(for: reason), ink.good)))
    }
    return entries.sorted { $0.step < $1.step }.map { entry in
      [Span(TextWidth.padded(Numbers.group(entry.step), to: 8, .right) + "  ", ink.dim)] + entry.text
    }
  }

  private func began(_ run: LiveRun) -> StyledText {
    guard let parent = run.plan.parent else { return StyledText(Words.journalBegan, ink.dim) }
    return StyledText("↳ " + Words.curveFrom(run: "\(parent.run)"), ink.accent)
  }
}
