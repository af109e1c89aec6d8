import Basics
import Telemetry
import Testing

@Suite("Runs are ranked on one part by one rule")
struct RankingTests {
  private func record(
    _ run: Int, _ rung: RungID, validation: Scores?, test: Scores, weights: ScoredWeights = .best(epoch: 2),
    hasLearnt: Bool = true
  ) -> RunRecord {
    let plan = RunPlan(
      run: RunID(run), rung: rung, recipe: "mlp", summary: "", epochs: 3, stepsPerEpoch: 1, trainingRows: 1,
      validationRows: 1, parameterCount: 1, multiplyAddsPerExample: 1, seed: 1, knobs: [], isClosedForm: false)
    var record = RunRecord(plan)
    var evaluation = Evaluation(
      step: 2, epoch: 2, multiplyAdds: 1, validation: validation.map { JudgedPart($0) }, test: JudgedPart(test))
    evaluation.weights = weights
    if hasLearnt {
      let epoch = EpochReport(
        epoch: 1, step: 1, trainingLoss: 1, validationLoss: 1, learningRate: 1, multiplyAdds: 1, seconds: 0)
      record.apply(.epoch(RunID(run), epoch))
    }
    record.apply(.evaluated(RunID(run), evaluation))
    return record
  }

  private func scores(_ rmsse: Double, count: Int = 30, isRanked: Bool = true) -> Scores {
    Scores(count: count, isRanked: isRanked, rmsse: rmsse)
  }

  @Test("Where validation and test disagree, each part has its own order")
  func disagreeing() {
    let runs = [
      record(0, "1h", validation: scores(0.5), test: scores(0.9)),
      record(1, "3h", validation: scores(0.6), test: scores(0.4)),
      record(2, "6h", validation: scores(0.4), test: scores(0.8)),
    ]
    #expect(RunScores.ranking(runs, by: .validation, .forecast).map(\.run.plan.rung) == ["6h", "1h", "3h"])
    #expect(RunScores.ranking(runs, by: .test, .forecast).map(\.run.plan.rung) == ["3h", "6h", "1h"])
  }

  @Test("What misses origins, has no such part or no finite error is not ranked")
  func left() {
    let runs = [
      record(0, "1h", validation: scores(0.1, isRanked: false), test: scores(0.9)),
      record(1, "3h", validation: nil, test: scores(0.4)),
      record(2, "6h", validation: scores(.infinity), test: scores(0.8)),
      record(3, "1d", validation: scores(0.7), test: scores(0.7)),
    ]
    #expect(RunScores.ranking(runs, by: .validation, .forecast).map(\.run.plan.rung) == ["1d"])
    #expect(RunScores.ranking([runs[1]], by: .validation, .forecast).isEmpty)
  }

  @Test("What has finished no epoch is not ranked, however well it scores")
  func untrained() {
    let runs = [
      record(0, "1h", validation: scores(0.1), test: scores(0.1), hasLearnt: false),
      record(1, "3h", validation: scores(0.7), test: scores(0.7)),
    ]
    #expect(RunScores.ranking(runs, by: .validation, .forecast).map(\.run.plan.rung) == ["3h"])
  }

  @Test("A choice takes three origins, a claim 20, and fewer than three are thin")
  func least() {
    #expect(ScoredPart.validation.leastRanked == 3 && ScoredPart.test.leastRanked == 20)
    #expect(scores(1, count: 2).isThin && !scores(1, count: 3).isThin)
  }
}
