import Basics
import Canvas
import Telemetry

/// The shown rung's scores in a line, with what they are to be held against.
struct Verdict {
  let state: State
  let ink: Ink

  func richest(within columns: Int) -> StyledText { StyledText.richest(of: wordings, within: columns) }

  private var wordings: [StyledText] {
    if let obstacle = state.obstacle(to: state.rung) {
      let brief = StyledText("✗ " + obstacle.brief, ink.bad)
      switch obstacle {
      case .notCompared(_, let reason): return [brief + [Span(": ", ink.bad), Span(reason, ink.text)], brief]
      // The reason stands in the curve's place.
      case .notTrained: return [brief]
      }
    }
    if let sentence = EmptyPart(state: state, ink: ink).sentence {
      return [StyledText(sentence, ink.warning), StyledText(Words.noValidationBrief, ink.warning)]
    }
    guard let scores = state.judged?.scores else {
      return [StyledText(Words.verdictNotEvaluated, ink.dim), StyledText(Words.verdictNone, ink.dim)]
    }
    let values = values(scores)
    // Rather one whole score than two of which one is cut.
    let single = self.values(scores, most: 1)
    let (singleUnit, plural) =
      switch state.task {
      case .forecast: (Words.origin, Words.originsUnit)
      case .classes, .number, nil: (state.exampleName, state.exampleName)
      }
    let what = scores.count == 1 ? singleUnit : plural
    let all = state.session?.target.count(state.shownPart) ?? 0
    guard scores.count >= all else {
      let words = Words.verdictOtherOrigins(count: scores.count, all: all, what: all == 1 ? what : plural)
      return [values, single].map { $0 + StyledText("  " + words, ink.warning) } + [values, single]
    }
    guard scores.isRanked || scores.isThin && state.shownPart == .validation else {
      return [
        values + StyledText("  " + Words.verdictTooFew(count: scores.count, what: what), ink.warning),
        values + StyledText("  " + Words.verdictNotRanked(count: scores.count, what: what), ink.warning), values,
        single,
      ]
    }
    let omitted = state.session?.forecast?[state.shownPart]?.omitted ?? 0
    let words =
      omitted > 0
      ? Words.verdictCountOf(count: scores.count, what: what, omitted: omitted)
      : Words.verdictCount(count: scores.count, what: what)
    let brieflyCounted =
      omitted > 0
      ? StyledText(
        "  " + Words.verdictCountOfAll(count: scores.count, all: scores.count + omitted, what: plural), ink.dim) : ""
    let count =
      scores.isThin && state.hasReveal
      ? StyledText("  " + Words.verdictThin(count: scores.count, what: what), ink.warning)
      : StyledText("  " + words, ink.dim)
    let more = more(scores)
    let (full, reference) = (reference(isFull: true), reference(isFull: false))
    // What is to be beaten stands behind the score that it is a value of: skill has a yardstick of its own.
    let others = others(scores)
    let (led, brieflyLed) = (single + full + others, single + reference + others)
    let further = more.indices.reversed().map { last in
      weights + led + StyledText(more[...last].flatMap(\.spans)) + count
    }
    // How many there are stands in titles as well, unless they are too few. Before what a run that diverged is scored by
    // is left unsaid, what it is held against is.
    let whole = weights + brieflyLed
    let brief =
      scores.isThin
      ? [weights + values + count]
      : state.shown?.bestBeforeDivergence == nil
        ? [whole, brieflyLed, weights + values] : [whole, weights + values, brieflyLed]
    let plain = [weights + led + count, weights + brieflyLed + count]
    return further + plain + (omitted > 0 ? [weights + brieflyLed + brieflyCounted] : []) + brief
      + [values + count, values, single]
  }

  /// Of which of the run's weights the scores are.
  private var weights: StyledText {
    let words = PartLabel(state: state, ink: ink).weights
    return words.isEmpty ? words : words + StyledText("  ")
  }

  private func values(_ scores: Scores, most: Int = .max) -> StyledText {
    StyledText(
      pairs(scores).prefix(most).enumerated().flatMap {
        $0.offset > 0 ? [Span("  ", ink.dim)] + $0.element.spans : $0.element.spans
      })
  }

  /// The values behind the first.
  private func others(_ scores: Scores) -> StyledText {
    StyledText(pairs(scores).dropFirst().flatMap { [Span("  ", ink.dim)] + $0.spans })
  }

  private func pairs(_ scores: Scores) -> [StyledText] {
    var pairs: [StyledText] = []
    if let rmsse = scores.rmsse { pairs.append(pair("RMSSE", rmsse, ink.strong)) }
    if let skill = scores.skill { pairs.append(pair(Words.skill, skill, style(of: skill, scores))) }
    if let accuracy = scores.accuracy { pairs.append(pair(Words.accuracy, accuracy, ink.strong)) }
    if let f1 = scores.f1 { pairs.append(pair("F1", f1, ink.strong)) }
    switch state.task {
    case .number:
      if let rmse = scores.rmse { pairs.append([Span("RMSE ", ink.dim), Span(Numbers.measured(rmse), ink.strong)]) }
      if let r2 = scores.r2 { pairs.append(pair("R²", r2, style(of: r2, scores))) }
    case .forecast, .classes, nil:
      if pairs.isEmpty, let mse = scores.mse {
        pairs.append([Span("MSE ", ink.dim), Span(Numbers.loss(mse), ink.strong)])
      }
    }
    return pairs
  }

  /// Further figures, as many as there is room for.
  private func more(_ scores: Scores) -> [StyledText] {
    var pairs: [(String, String)] = []
    if let mase = scores.mase { pairs.append(("MASE", Numbers.score(mase))) }
    switch state.task {
    case .forecast:
      if scores.rmsse != nil {
        if let mae = scores.mae { pairs.append(("MAE", Numbers.loss(mae))) }
        if let rmse = scores.rmse { pairs.append(("RMSE", Numbers.loss(rmse))) }
      }
    case .number: if let mae = scores.mae { pairs.append(("MAE", Numbers.measured(mae))) }
    case .classes, nil: break
    }
    if let smape = scores.smape { pairs.append(("sMAPE", Numbers.fixed(smape, 1) + " %")) }
    if let precision = scores.precision { pairs.append((Words.precision, Numbers.score(precision))) }
    if let recall = scores.recall { pairs.append((Words.recall, Numbers.score(recall))) }
    return pairs.map { [Span("  \($0.0) ", ink.dim), Span($0.1, ink.text)] }
  }

  /// What has to be beaten, in the measure that stands first.
  ///
  /// - Parameter isFull: names the season, too.
  private func reference(isFull: Bool) -> StyledText {
    guard let task = state.task, let yardstick = state.yardstick(on: state.shownPart) else { return StyledText() }
    let season = isFull ? state.session?.forecast?.seasonLabel : nil
    return [
      Span("  \(yardstick.against(season: season)) ", ink.dim),
      Span(task.text(task.score(ofError: yardstick.error)), ink.text),
    ]
  }

  /// Green is what beats the yardstick; better than nothing is not enough.
  private func style(of score: Double, _ scores: Scores) -> Style {
    guard score > 0 else { return ink.bad }
    guard let task = state.task, let error = scores.error(task), let yardstick = state.yardstick(on: state.shownPart)
    else { return ink.good }
    return error < yardstick.error ? ink.good : ink.warning
  }

  private func pair(_ name: String, _ value: Double, _ style: Style) -> StyledText {
    [Span(name + " ", ink.dim), Span(Numbers.score(value), style.with(.bold))]
  }
}
