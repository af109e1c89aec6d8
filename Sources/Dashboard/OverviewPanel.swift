import Canvas
import Telemetry

/// Beside the forecast on large screens: every rung in a row, with the naive forecasts under them.
struct OverviewPanel {
  let state: State
  let ink: Ink

  func draw(on surface: inout Surface, in rect: Rect) {
    let panel = Panel(StyledText("Rungs", ink.title), StyledText("fine to coarse", ink.dim))
    panel.draw(on: &surface, in: rect, look: ink.look)
    let isForecast = state.session?.target != nil
    let best = state.ranking.first?.rung
    let score = isForecast ? "RMSSE" : "accuracy"
    func column(_ title: String, _ width: Int, _ priority: Int, _ alignment: Alignment = .right) -> TableView.Column {
      TableView.Column(StyledText(title, ink.dim), alignment: alignment, width: .fixed(width), priority: priority)
    }
    let names = state.rungs.map { TextWidth.width(of: $0.id.label) } + [8]
    var columns = [
      column("grain", min(names.max() ?? 8, 14), 100, .left), column("rows", 7, 40), column("params", 6, 30),
      column("epoch", 6, 60), column("valid", 8, 50), column(score, max(score.count, 5), 99),
    ]
    columns.append(isForecast ? column("skill", 6, 90) : column("F1", 5, 90))
    if hasFloors { columns.append(column("floor", 5, 80)) }
    columns.append(column("MACs", 6, 70))
    let table = TableView(
      columns: columns, rows: state.rungs.indices.map { row($0, best) } + references(columns: columns.count),
      selected: nil)
    table.draw(on: &surface, in: panel.interior(of: rect).inset(x: 1), look: ink.look)
  }

  private func row(_ index: Int, _ best: RungID?) -> TableView.Row {
    let rung = state.rungs[index]
    let isChosen = index == state.rungIndex
    let style = ink.series(index)
    let name = StyledText(TextWidth.cleaned(rung.id.label), isChosen ? style.with([.bold, .underline]) : style)
    guard let run = state.record(of: rung.id) else {
      let blank = StyledText(Numbers.missing, ink.dim)
      return TableView.Row(
        [name, amount(rung.rows), blank, blank, blank, blank, blank] + floor(of: rung) + [blank])
    }
    let scores = run.evaluation?.scores
    let headline = (scores?.rmsse ?? scores?.accuracy).map(Numbers.score) ?? Numbers.missing
    let second = (scores?.skill ?? scores?.f1).map(Numbers.score) ?? Numbers.missing
    let isBest = best == rung.id
    let rankStyle = isBest ? ink.good.with(.bold) : scores?.isRanked == false ? ink.dim : ink.strong
    let cells = [
      name, amount(rung.rows), amount(run.plan.parameterCount),
      StyledText(run.plan.isClosedForm ? "–" : "\(run.epochs.last?.epoch ?? 0)", HeaderLine.style(of: run.phase, ink)),
      StyledText(run.epochs.last?.validationLoss.map { Numbers.loss($0) } ?? Numbers.missing, ink.text),
      StyledText(headline, rankStyle), StyledText(second, rankStyle),
    ]
    return TableView.Row(
      cells + floor(of: rung) + [amount(run.standings.last?.multiplyAdds ?? run.epochs.last?.multiplyAdds ?? 0)])
  }

  /// The column of floors stands where a rung has one.
  private var hasFloors: Bool { state.rungs.contains { $0.floor != nil } }

  private func floor(of rung: RungInfo) -> [StyledText] {
    hasFloors ? [StyledText(rung.floor.map(Numbers.score) ?? "", ink.dim)] : []
  }

  private func amount(_ value: Int) -> StyledText { StyledText(Numbers.amount(value), ink.dim) }

  private func references(columns: Int) -> [TableView.Row] {
    func row(_ name: String, _ scores: (first: Double?, second: Double?)) -> TableView.Row {
      var cells = [StyledText](repeating: StyledText(), count: columns)
      cells[0] = StyledText(name, ink.dim)
      cells[5] = StyledText(scores.first.map(Numbers.score) ?? "", ink.dim)
      cells[6] = StyledText(scores.second.map(Numbers.score) ?? "", ink.dim)
      return TableView.Row(cells)
    }
    if let target = state.session?.target {
      return [
        row("seasonal", (target.seasonalNaiveScores.rmsse, target.seasonalNaiveScores.skill)),
        row("naive", (target.naiveScores.rmsse, target.naiveScores.skill)),
      ]
    }
    return state.session?.classTarget.map { [row("majority", ($0.majorityAccuracy, nil))] } ?? []
  }
}

/// Beside the table on large screens: what the shown run is, and what was done to it.
struct JournalPanel {
  let state: State
  let ink: Ink

  func draw(on surface: inout Surface, in rect: Rect) {
    var panel = Panel(StyledText("Journal", ink.title))
    guard let run = state.shown else {
      panel.draw(on: &surface, in: rect, look: ink.look)
      return
    }
    panel.topLeft.append(StyledText("\(run.plan.run)", ink.series(state.rungIndex)))
    if state.siblings.count > 1 { panel.topRight = [ink.hint("n", "\(state.siblings.count) runs")] }
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

  private func facts(_ run: RunRecord, width: Int) -> [StyledText] {
    let plan = run.plan
    let layers = Wrapping.pieces(plan.summary, between: " → ")
    var lines = Wrapping.joined(layers, separator: " → ", width: width).map { StyledText($0, ink.text) }
    var facts = ["\(Numbers.group(plan.parameterCount)) parameters", "seed \(plan.seed)"]
    if let rung = state.rung { facts.append("\(Numbers.group(rung.rows)) rows") }
    facts.append("\(Numbers.group(plan.trainingRows)) + \(Numbers.group(plan.validationRows)) windows")
    lines += Wrapping.joined(facts, separator: " · ", width: width).map { StyledText($0, ink.dim) }
    return lines
  }

  private func history(_ run: RunRecord) -> [StyledText] {
    var entries: [(step: Int, text: StyledText)] = [(run.firstStep, began(run))]
    entries += run.interventions.map { ($0.step, StyledText($0.summary, ink.mark)) }
    for child in state.siblings.compactMap({ state.runs[$0] }) {
      if let parent = child.plan.parent, parent.run == run.plan.run {
        entries.append((parent.step, [Span("↳ \(child.plan.run) branches off", ink.accent)]))
      }
    }
    if let divergence = run.divergence { entries.append((divergence.step, StyledText("✗ diverged", ink.bad))) }
    if case .finished(let reason) = run.phase, reason != .diverged {
      entries.append((run.step, StyledText(HeaderLine.word(for: reason), ink.good)))
    }
    return entries.sorted { $0.step < $1.step }.map { entry in
      [Span(TextWidth.padded(Numbers.group(entry.step), to: 8, .right) + "  ", ink.dim)] + entry.text
    }
  }

  private func began(_ run: RunRecord) -> StyledText {
    guard let parent = run.plan.parent else { return StyledText("began", ink.dim) }
    return StyledText("↳ from \(parent.run)", ink.accent)
  }
}
