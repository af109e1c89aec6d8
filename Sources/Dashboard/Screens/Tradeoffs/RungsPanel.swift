import Canvas
import Telemetry

/// The table of the Trade-offs screen: a row a rung, with its progress, its costs and its scores.
struct RungsPanel {
  let state: State
  let session: SessionInfo
  let ink: Ink

  private static let columns: [(column: RungColumns.Column, priority: Int)] = [
    (.grain, 100), (.progress, 97), (.rows, 50), (.windows, 40), (.parameters, 75), (.multiplyAdds, 85),
    (.prediction, 91), (.time, 90),
    (.epoch, 45), (.training, 80), (.validation, 82), (.score, 99), (.seeds, 96), (.second, 98), (.floor, 70),
    (.coherent, 95), (.spent, 60),
  ]

  /// Columns of a panel that shows losses beside grains.
  private static let leastWithLosses = 120

  func draw(on surface: inout Surface, in rect: Rect) {
    let label = PartLabel(state: state, ink: ink)
    let cells = RungColumns(state: state, ink: ink, target: session.target)
    // Losses of different grains stand where there is room to say that they are not to be compared.
    let hasLosses = !cells.hasOwnScales || rect.width >= Self.leastWithLosses
    let note = cells.hasOwnScales && hasLosses ? Words.lossesOwnScale : state.hasReveal ? "" : Words.fineToCoarse
    var panel = Panel(
      StyledText(Words.rungsTitle, ink.title), label.counted,
      hasLosses && rect.width >= 150 ? label.comparedScores : label.comparedWeights,
      StyledText(note, ink.dim),
      isFocused: state.tradeoffsFocus == .rungs)
    panel.topRight = [
      ink.hint(.scope, state.scope == .all ? Words.rungsKeysOnAll : Words.rungsKeysOnOne, state.keymap)
    ]
    switch session.content {
    case .series, .table, .images:
      panel.bottomRight = [seeds ?? ink.hint(.seeds, Words.timesSeeds(seeds: State.seedCount), state.keymap)]
    case .stream: break
    }
    let taken = 10 + (panel.bottomRight.first?.width ?? 0)
    panel.bottomLeft = [StyledText.richest(of: verdicts, within: rect.width - taken)]
    let columns = Self.columns.filter { entry in
      !cells.isEmpty(entry.column) && (hasLosses || ![.training, .validation].contains(entry.column))
    }
    let names = columns.map(\.column)
    let rows = state.rungs.indices.map { cells.row($0, names) } + cells.references(names)
    let first = Self.firstRow(in: rect, state)
    let room = Self.room(in: rect)
    if rows.count > room { panel.scroll = ScrollPosition(first: first, visible: room, total: rows.count) }
    panel.draw(on: &surface, in: rect, look: ink.look)
    let table = TableView(
      columns: columns.map { cells.heading($0.column, priority: $0.priority) }, rows: rows,
      selected: state.rungIndex, offset: first)
    table.draw(on: &surface, in: panel.interior(of: rect).inset(x: 1), look: ink.look)
  }

  /// All columns but the bars as tab-separated values, under a line of names.
  var lines: [String] {
    let cells = RungColumns(state: state, ink: ink, target: session.target)
    let columns = Self.columns.filter { $0.column != .progress && !cells.isEmpty($0.column) }
    let names = columns.map { cells.heading($0.column, priority: 0).title.plainText }
    let rows =
      state.rungs.indices.map { cells.row($0, columns.map(\.column)) } + cells.references(columns.map(\.column))
    return [names.joined(separator: "\t")]
      + rows.map { row in row.cells.map { $0.plainText.plainCell }.joined(separator: "\t") }
  }

  /// How far the training with several seeds is.
  private var seeds: StyledText? {
    guard case .running(let progress) = state.tradeoffs.seeds else { return nil }
    return [
      Span(Words.timesSeeds(seeds: progress.seeds) + " ", ink.dim), Span(Numbers.percent(progress.share), ink.accent),
      Span(" " + Words.runsDone(done: progress.runsDone, runs: progress.runs), ink.dim),
    ]
  }

  // MARK: Rows

  /// Rows of the table that are seen under its heading.
  private static func room(in rect: Rect) -> Int { max(rect.height - 3, 1) }

  /// The chosen rung stays in sight.
  private static func firstRow(in rect: Rect, _ state: State) -> Int { max(state.rungIndex - room(in: rect) + 1, 0) }

  static func row(of index: Int, in rect: Rect, _ state: State) -> Int? {
    let row = index - firstRow(in: rect, state)
    return (0..<room(in: rect)).contains(row) ? rect.y + 2 + row : nil
  }

  static func rung(at point: Point, in rect: Rect, _ state: State) -> Int? {
    state.rungs.indices.first { row(of: $0, in: rect, state) == point.y }
  }

  // MARK: Verdict

  private func countedName(_ count: Int) -> String {
    switch session.target.task {
    case .forecast: count == 1 ? Words.origin : Words.originsUnit
    case .classes, .number: Words.samples
    }
  }

  /// Why no rung is ranked where runs are scored: too few origins or samples, no such score at all, or origins are missing.
  private var notRanked: StyledText {
    let part = state.rankedPart
    let (count, least) = (session.target.count(part), session.target.leastRanked(part))
    let sound = state.rungs.compactMap { state.record(of: $0.id) }.filter(\.canBeRanked)
    let scores = sound.compactMap { state.comparable[$0.plan.rung]?[part]?.scores }
    guard !scores.isEmpty else { return StyledText(Words.rungsNotRanked, ink.dim) }
    if count < least {
      return StyledText(Words.rungsTooFew(count: count, what: countedName(count), least: least), ink.warning)
    }
    if scores.allSatisfy({ $0.error(session.target.task) == nil }) {
      return StyledText(Words.rungsNoScore(measure: session.target.task.errorName), ink.warning)
    }
    return StyledText(scores.contains(where: \.isRanked) ? Words.rungsNotRanked : Words.rungsFewerOrigins, ink.warning)
  }

  /// Which grain is worth it, in words.
  private var verdicts: [StyledText] {
    if let sentence = EmptyPart(state: state, ink: ink).sentence {
      return [StyledText(sentence, ink.warning), StyledText(Words.noValidationBrief, ink.warning), ""]
    }
    let task = session.target.task
    guard let best = state.preferred, let error = state.comparableParts[best]?.scores.error(task) else {
      let scored = state.rungs.compactMap { state.record(of: $0.id) }.filter { $0.evaluation != nil }
      let areLost = !scored.isEmpty && scored.allSatisfy { HeaderLine.briefFailure(of: $0.record) != nil }
      return [areLost ? StyledText(Words.rungsNoneSound, ink.warning) : notRanked, ""]
    }
    let score = task.text(task.score(ofError: error))
    var name: StyledText = [Span("★ \(TextWidth.cleaned(best.label))", ink.good.with(.bold)), Span(" ", ink.dim)]
    if state.isTestRevealed { name += StyledText(Words.chosenOnValidation + "  ", ink.dim) }
    if let epoch = state.record(of: best)?.bestBeforeDivergence?.epoch {
      let words = Words.weightsBeforeDivergence(best: Words.weightsBest(epoch: "\(epoch)"))
      name += StyledText(words + "  ", ink.warning)
    }
    let value: StyledText = [Span(task.headlineNames.first + " ", ink.dim), Span(score, ink.strong)]
    // Of a stream the coarser of two that are as good is preferred.
    let places = state.rungs.map(\.id)
    if let first = state.ranking.first, let place = places.firstIndex(of: first.rung),
      let own = places.firstIndex(of: best), own > place
    {
      let words = Words.rungsAsGood(rung: first.rung.label, error: task.text(task.score(ofError: first.error)))
      return [name + value + StyledText("  " + words, ink.text), name + value, name]
    }
    guard let yardstick = state.yardstick(on: state.shownPart) else { return [name + value, name] }
    let comparison = Comparison(error: error, yardstick: yardstick, task: task)
    let style = comparison.isBetter ? ink.good : ink.warning
    return comparison.wordings.map { name + value + StyledText("  " + $0, style) } + [name + value, name]
  }
}
