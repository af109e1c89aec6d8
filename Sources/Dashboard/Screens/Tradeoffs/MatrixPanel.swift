import Basics
import Canvas
import Telemetry

/// The evaluation matrix: a row for each rung's model and for the naive forecasts, a column for each grain at which they
/// are scored. Colours compare within a column, as scores of different columns say nothing against each other.
struct MatrixPanel {
  let state: State
  let ink: Ink

  private struct Row {
    let label: StyledText
    let scores: [GrainScores]
    /// The same on the part by which the best of a column is marked; empty where the run is no choice.
    let ranked: [GrainScores]
    let isReference: Bool
    /// Whether its run may be ranked: else its scores stand in brackets, as on the ladder.
    var isSound = true
    /// Multiply-adds of an epoch.
    var cost = 0
  }

  private var part: ForecastPart? { state.session?.forecast?[state.shownPart] }
  private var measure: MatrixMeasure { state.tradeoffs.measure }

  func draw(on surface: inout Surface, in rect: Rect) {
    var panel = Panel(
      StyledText(Words.matrixTitle, ink.title), PartLabel(state: state, ink: ink).name,
      isFocused: state.tradeoffsFocus == .matrix)
    panel.topRight = [ink.hint(.measure, Words.keyMeasure, state.keymap)]
    if let origins { panel.bottomRight = [origins] }
    let taken = (panel.bottomRight.first?.width ?? 0) + 9
    panel.bottomLeft = [StyledText.richest(of: legends, within: rect.width - taken)]
    let brief = StyledText(measure.rawValue, ink.dim)
    panel.name(
      [[StyledText(Words.matrixMeasure(measure: measure.rawValue), ink.dim)], [brief]], brief: brief, in: rect)
    panel.draw(on: &surface, in: rect, look: ink.look)
    let inner = panel.interior(of: rect).inset(x: 1)
    if EmptyPart(state: state, ink: ink).draw(on: &surface, in: inner) { return }
    let rows = rows
    guard let columns = rows.first?.scores.map(\.grain), !columns.isEmpty else {
      surface.put(StyledText(Words.nothingEvaluated, ink.dim), in: inner, ellipsis: ink.look.ellipsis)
      return
    }
    heatMap(rows, columns).draw(on: &surface, in: inner, look: ink.look)
  }

  /// What the star means, from the richest wording to the barest.
  private var legends: [StyledText] {
    let beaten = beaten
    let best = [Words.matrixBest, Words.matrixBestBrief]
    let plain =
      state.isTestRevealed
      ? [Words.matrixBestOnValidation] : ink.look.canTint ? [Words.matrixLegend] + best : best
    guard !beaten.isEmpty else { return plain.map { StyledText("★ " + $0, ink.dim) } }
    let grains = Listing.all(beaten)
    let words =
      plain.map { Words.matrixBeaten(best: $0, grains: grains) }
      + [Words.matrixBeatenBrief(grains: grains), Words.matrixBeatenCount(count: beaten.count)]
    return words.map { StyledText("★ " + $0, ink.dim) }
  }

  /// As tab-separated values, under a line of names; empty where nothing has been evaluated.
  var lines: [String] {
    let rows = rows
    guard let columns = rows.first?.scores.map(\.grain), !columns.isEmpty else { return [] }
    return [([""] + columns.map { TextWidth.cleaned($0.label) }).joined(separator: "\t")]
      + rows.map { row in
        let scores = columns.map { grain in
          row.scores.first { $0.grain == grain }.flatMap { measure.value($0.scores) }.map(text) ?? Numbers.missing
        }
        return ([row.label.plainText] + scores).map(\.plainCell).joined(separator: "\t")
      }
  }

  /// What its figures are.
  var title: String { Words.matrixMeasure(measure: measure.rawValue) }

  /// Rungs that have been evaluated, then the naive forecasts.
  private var rows: [Row] {
    guard let part, let target = state.session?.forecast else { return [] }
    let comparable = state.comparable
    var rows = state.rungs.enumerated().compactMap { index, rung -> Row? in
      guard rung.exclusion == nil, let run = state.record(of: rung.id),
        let matrix = comparable[rung.id]?[state.shownPart]?.matrix, !matrix.isEmpty
      else { return nil }
      let style = ink.series(index)
      return Row(
        label: StyledText(
          TextWidth.cleaned(rung.id.label), index == state.rungIndex ? style.with([.bold, .underline]) : style),
        scores: matrix, ranked: run.canBeRanked ? comparable[rung.id]?[state.rankedPart]?.matrix ?? [] : [],
        isReference: false, isSound: run.canBeRanked, cost: run.epochCost)
    }
    guard !rows.isEmpty else { return [] }
    let ranked = target[state.rankedPart]
    let baselines = [
      (target.seasonalName, target.hasSeason ? part.seasonalNaiveMatrix : [], ranked?.seasonalNaiveMatrix),
      (Words.naive, part.naiveMatrix, ranked?.naiveMatrix),
    ]
    for (name, scores, ranked) in baselines where !scores.isEmpty {
      rows.append(Row(label: StyledText(name, ink.dim), scores: scores, ranked: ranked ?? [], isReference: true))
    }
    return rows
  }

  /// How many origins of the part on view the columns have.
  private var origins: StyledText? {
    guard let counts = part?.naiveMatrix.map(\.scores.count), let most = counts.max(),
      let least = counts.min()
    else { return nil }
    let all = most + (part?.omitted ?? 0)
    let words =
      least < most
      ? "\(Numbers.group(least))–\(Numbers.group(most))"
      : all > most ? Words.countOf(count: most, all: all) : Numbers.group(most)
    guard least >= ScoredPart.thin else {
      return StyledText(all == 1 ? Words.matrixOneOrigin : Words.matrixFewOrigins(origins: words), ink.warning)
    }
    let isRanked = part?.naiveMatrix.allSatisfy(\.scores.isRanked) ?? true
    return StyledText(
      isRanked ? Words.matrixOrigins(origins: words) : Words.matrixNotRanked(origins: words),
      isRanked ? ink.dim : ink.warning)
  }

  private func heatMap(_ rows: [Row], _ columns: [RungID]) -> HeatMap {
    var values = [Double](repeating: .nan, count: rows.count * columns.count)
    var texts = [String](repeating: "", count: values.count)
    var marked: Set<Int> = []
    for (column, grain) in columns.enumerated() {
      let scores = rows.map { row in row.scores.first { $0.grain == grain }.flatMap { measure.value($0.scores) } }
      let errors = scores.map { $0.map(measure.error) }
      let own = rows.indices.filter { !rows[$0].isReference && errors[$0] != nil }
      let best = best(rows, grain)?.row
      let shades = Self.shades(errors, own: own)
      for row in rows.indices {
        let index = row * columns.count + column
        guard let score = scores[row] else {
          texts[index] = Numbers.missing + " "
          continue
        }
        values[index] = shades[row]
        let star = row == best ? ink.look.symbol("★", ascii: "*") : ""
        let value = text(score)
        texts[index] =
          isRanked(rows[row], grain) ? TextWidth.padded(star, to: 1, .left) + value + " " : "\(star)(\(value))"
        if row == best { marked.insert(index) }
      }
    }
    return HeatMap(
      rowLabels: rows.map(\.label), columnLabels: columns.map { StyledText(TextWidth.cleaned($0.label), ink.dim) },
      values: values, texts: texts, range: 0...1, gradient: .temperature, marked: marked)
  }

  /// Whether a row's run may be ranked and has enough origins in a column: else its score stands in brackets, as on the ladder.
  private func isRanked(_ row: Row, _ grain: RungID) -> Bool {
    row.isReference || row.isSound && row.scores.first { $0.grain == grain }?.scores.isRanked ?? true
  }

  /// The row of the best model in a column, by the part by which rungs are ranked, and whether a naive forecast is better.
  /// A single rung is best of nothing.
  private func best(_ rows: [Row], _ grain: RungID) -> (row: Int, isBeaten: Bool)? {
    let ranked = rows.map { row in
      row.ranked.first { $0.grain == grain && $0.scores.isRanked }.flatMap { measure.value($0.scores) }
    }
    let known = rows.indices.compactMap { index -> (row: Int, standing: Standing, error: Double)? in
      guard !rows[index].isReference, rows[index].scores.contains(where: { $0.grain == grain }) else { return nil }
      return ranked[index].map {
        (index, measure.standing($0, cost: rows[index].cost, place: index), measure.error($0))
      }
    }
    guard known.count > 1, let first = known.min(by: { $0.standing < $1.standing }) else { return nil }
    let naive = rows.indices.filter { rows[$0].isReference }.compactMap { ranked[$0].map(measure.error) }.min()
    return (first.row, (naive ?? .infinity) < first.error)
  }

  /// Columns in which a naive forecast is better than the best model.
  private var beaten: [String] {
    let rows = rows
    return (rows.first?.scores.map(\.grain) ?? []).filter { best(rows, $0)?.isBeaten ?? false }.map {
      TextWidth.cleaned($0.label)
    }
  }

  /// Places of a column's errors between its least one, 0, and the largest of a rung or of the better baseline, 1. The
  /// other may be so far off that all the rest would look alike.
  private static func shades(_ errors: [Double?], own: [Int]) -> [Double] {
    let known = errors.compactMap { $0 }.filter(\.isFinite)
    guard let least = known.min() else { return errors.map { _ in .nan } }
    let baseline = errors.indices.filter { !own.contains($0) }.compactMap { errors[$0] }.filter(\.isFinite).min()
    let most = max(own.compactMap { errors[$0] }.max() ?? least, baseline ?? least, least * 1.2, least + 1e-12)
    return errors.map { error in error.map { min(max(($0 - least) / (most - least), 0), 1) } ?? .nan }
  }

  private func text(_ score: Double) -> String {
    guard measure == .mse else { return Numbers.score(score) }
    return score >= 1000 ? Numbers.amount(score) : Numbers.loss(score)
  }
}
