import Canvas
import Telemetry

/// Which of several models forecasts on a rung, and how the others do on validation: best first, from the richest wording to
/// the barest.
struct ChoiceLine {
  let choice: ModelChoice
  let ink: Ink

  var wordings: [StyledText] {
    let others = choice.tried.filter { $0.recipe != choice.recipe }
      .sorted { ($0.validation ?? .infinity, $0.recipe) < ($1.validation ?? .infinity, $1.recipe) }
    let chosen = choice.tried.filter { $0.recipe == choice.recipe }.prefix(1)
    let star = Span(ink.look.symbol("★", ascii: "*") + " ", ink.good)
    let scored = chosen.map { [star] + text($0, ink.strong) } + others.map { text($0, ink.dim) }
    let counted = (1...max(scored.count, 1)).reversed().map { count in
      StyledText(Array(scored.prefix(count).map(\.spans).joined(separator: [Span(" · ", ink.dim)])))
    }
    return counted + [[star, Span(choice.recipe, ink.strong)]]
  }

  private func text(_ tried: ModelChoice.Tried, _ style: Style) -> StyledText {
    StyledText(tried.recipe + (tried.validation.map { " " + Numbers.score($0) } ?? ""), style)
  }
}
