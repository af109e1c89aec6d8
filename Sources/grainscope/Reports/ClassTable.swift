import Telemetry

/// How well the best rung recognises each class, as aligned text.
enum ClassTable {
  /// Of more classes than this the text says nothing; JSON does.
  private static let most = 30

  /// Empty where there are more classes than a person reads.
  static func text(_ target: ClassTarget, _ tally: TrainTally) -> String {
    guard target.classNames.count <= most,
      let best = tally.ordered.map(\.record).max(by: { accuracy($0) < accuracy($1) }),
      let figures = best.evaluation?.test.classes?.figures, figures.count == target.classNames.count
    else { return "" }
    let rows = zip(target.classNames, figures).map { name, figures in
      [
        name, ScoreTable.number(figures.precision), ScoreTable.number(figures.recall), ScoreTable.number(figures.f1),
        String(figures.count),
      ]
    }
    return ScoreTable.aligned(
      [
        [
          Words.scoreClass(rung: best.plan.rung.label), Words.scorePrecision, Words.scoreRecall, "F1",
          Words.scoreSamples,
        ]
      ] + rows)
  }

  private static func accuracy(_ run: RunRecord) -> Double { run.evaluation?.test.scores.accuracy ?? -1 }
}
