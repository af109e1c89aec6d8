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
    let all = chosen.map { text($0, ink.strong, mark: true) } + others.map { text($0, ink.dim, mark: false) }
    return (1...max(all.count, 1)).reversed().map { count in
      StyledText(Array(all.prefix(count).map(\.spans).joined(separator: [Span(" · ", ink.dim)])))
    }
  }

  private func text(_ tried: ModelChoice.Tried, _ style: Style, mark isChosen: Bool) -> StyledText {
    let name: StyledText = [
      Span(isChosen ? ink.look.symbol("★", ascii: "*") + " " : "", ink.good), Span(tried.recipe, style),
    ]
    return name + StyledText(tried.validation.map { " " + Numbers.score($0) } ?? "", style)
  }
}
