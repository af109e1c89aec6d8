import Basics
import Telemetry

/// How well a rung recognises each class on a part, as aligned text.
enum ClassTable {
  /// Of more classes than this the text says nothing; JSON does.
  private static let most = 30

  /// Empty where there are more classes than a person reads, or nothing was scored.
  static func text(_ target: ClassTarget, _ best: RunRecord?, _ part: ScoredPart) -> String {
    guard target.classNames.count <= most, let best, let figures = best.evaluation?[part]?.classes?.figures,
      figures.count == target.classNames.count
    else { return "" }
    let rows = zip(target.classNames, figures).map { name, figures in
      [
        name, ScoreTable.number(figures.precision), ScoreTable.number(figures.recall), ScoreTable.number(figures.f1),
        String(figures.count),
      ]
    }
    let title =
      switch part {
      case .validation: Words.scoreClassValidation(rung: best.plan.rung.label)
      case .test: Words.scoreClassTest(rung: best.plan.rung.label)
      }
    return ScoreTable.aligned(
      [[title, Words.scorePrecision, Words.scoreRecall, "F1", Words.scoreSamples]] + rows)
  }
}
