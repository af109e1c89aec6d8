import Basics
import Models
import Telemetry
import Testing

@Suite("Runs are ranked on one part by one rule")
struct RankingTests {
  private func record(
    _ run: Int, _ rung: RungID, validation: Scores?, test: Scores, weights: ScoredWeights = .best(epoch: 2),
    hasLearnt: Bool = true, cost: Int = 1
  ) -> RunRecord {
    let plan = RunPlan(
      run: RunID(run), rung: rung, recipe: "mlp", summary: "", epochs: 3, stepsPerEpoch: 1, trainingRows: 1,
      validationRows: 1, parameterCount: 1, multiplyAddsPerExample: cost, seed: 1, knobs: [], isClosedForm: false)
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

  @Test("Of runs alike in shown error and cost the one that stands for its rung has the star, and no other before it")
  func standing() {
    func best(_ errors: [Double], costs: [Int], standing: Int) -> Int? {
      let runs = errors.indices.map {
        record($0, "1h", validation: scores(errors[$0]), test: scores(1), cost: costs[$0])
      }
      return RunScores.best(runs, by: .validation, .forecast, standing: RunID(standing))?.plan.run.number
    }
    #expect(best([0.611, 0.614], costs: [1, 1], standing: 1) == 1)
    #expect(best([0.611, 0.614], costs: [1, 1], standing: 0) == 0)
    #expect(best([0.614, 0.611], costs: [1, 2], standing: 1) == 0)
    #expect(best([0.61, 0.63], costs: [1, 1], standing: 1) == 0)
  }

  @Test("A run that diverged is no choice, however well its best epoch before scores")
  func diverged() {
    var runs = [
      record(0, "1h", validation: scores(0.1), test: scores(0.1)),
      record(1, "3h", validation: scores(0.7), test: scores(0.7)),
    ]
    #expect(RunScores.ranking(runs, by: .validation, .forecast).map(\.run.plan.rung) == ["1h", "3h"])
    runs[0].apply(
      .diverged(RunID(0), Divergence(step: 3, epoch: 2, keptStep: 2, learningRate: 10, explanation: "Too fast.")))
    #expect(RunScores.ranking(runs, by: .validation, .forecast).map(\.run.plan.rung) == ["3h"])
    #expect(runs[0].bestScores?.validation?.scores.rmsse == 0.1)
  }

  @Test("A network that answers the same whatever it reads is no choice, however good it was, until it responds again")
  func dead() {
    var runs = [
      record(0, "1h", validation: scores(0.1), test: scores(0.1)),
      record(1, "3h", validation: scores(0.7), test: scores(0.7)),
    ]
    func epoch(_ epoch: Int, loss: Float, dead: Int?) -> Event {
      var report = EpochReport(
        epoch: epoch, step: epoch, trainingLoss: 1, validationLoss: loss, learningRate: 1, multiplyAdds: 1, seconds: 0)
      report.dead = dead.map { DeadNetwork(epoch: $0, step: $0, learningRate: 1, explanation: "") }
      return .epoch(RunID(0), report)
    }
    func best() -> RungID? { RunScores.ranking(runs, by: .validation, .forecast).first?.run.plan.rung }
    #expect(best() == "1h")
    runs[0].apply(epoch(2, loss: 2, dead: 2))
    #expect(best() == "3h" && runs[0].unranked == .dead)
    runs[0].apply(epoch(3, loss: 0.5, dead: 2))
    #expect(best() == "3h")
    runs[0].apply(epoch(4, loss: 0.4, dead: nil))
    #expect(best() == "1h")
  }

  @Test("Of scores that are alike as they are shown the cheapest comes first, and a better one before both")
  func equals() {
    let runs = [
      record(0, "30min", validation: scores(0.7912), test: scores(1), cost: 9),
      record(1, "1h", validation: scores(0.7944), test: scores(1), cost: 3),
      record(2, "3h", validation: scores(0.7961), test: scores(1), cost: 1),
      record(3, "6h", validation: scores(0.78), test: scores(1), cost: 20),
      record(4, "1h", validation: scores(0.7944), test: scores(1), cost: 3),
    ]
    #expect(RunScores.ranking(runs, by: .validation, .forecast).map(\.run.plan.run.number) == [3, 1, 4, 0, 2])
  }

  @Test("Errors are compared with the digits that tables show of them")
  func shown() {
    #expect(PredictionTask.forecast.shown(0.7912) == PredictionTask.forecast.shown(0.7944))
    #expect(PredictionTask.forecast.shown(0.7944) != PredictionTask.forecast.shown(0.7961))
    #expect(PredictionTask.forecast.shown(12.31) == PredictionTask.forecast.shown(12.34))
    #expect(PredictionTask.classes.shown(0.0107) == PredictionTask.classes.shown(0.0093))
    #expect(PredictionTask.number.shown(10_069) == PredictionTask.number.shown(10_081))
    #expect(PredictionTask.number.shown(0.001_234) == PredictionTask.number.shown(0.001_231))
  }

  @Test("A column of the matrix goes by the same rule in each measure")
  func columns() {
    func first(_ measure: MatrixMeasure, _ values: [Double], _ costs: [Int]) -> Int? {
      values.indices.min {
        measure.standing(values[$0], cost: costs[$0], place: $0)
          < measure.standing(values[$1], cost: costs[$1], place: $1)
      }
    }
    for measure in [MatrixMeasure.rmsse, .mase] {
      #expect(first(measure, [0.7912, 0.7944], [9, 3]) == 1 && first(measure, [0.7912, 0.7961], [9, 3]) == 0)
    }
    #expect(first(.mse, [10_069, 10_081], [9, 3]) == 1 && first(.mse, [10_069, 10_281], [9, 3]) == 0)
    #expect(first(.skill, [0.7944, 0.7912], [9, 3]) == 1 && first(.skill, [0.7961, 0.7912], [9, 3]) == 0)
  }

  @Test("What has finished no epoch is not ranked, however well it scores")
  func untrained() {
    let runs = [
      record(0, "1h", validation: scores(0.1), test: scores(0.1), hasLearnt: false),
      record(1, "3h", validation: scores(0.7), test: scores(0.7)),
    ]
    #expect(RunScores.ranking(runs, by: .validation, .forecast).map(\.run.plan.rung) == ["3h"])
  }

  @Test("A choice among samples takes 20 of them on either part", arguments: ScoredPart.allCases)
  func samples(part: ScoredPart) {
    for (count, isRanked) in [(9, false), (19, false), (20, true)] {
      let actual = (0..<count).map(Double.init)
      #expect(Scores(of: actual.map { $0 + 1 }, against: actual, on: part).isRanked == isRanked)
    }
    #expect(part.leastRanked(.classes) == 20 && part.leastRanked(.number) == 20)
    #expect(part.leastRanked(.forecast) == part.leastRanked)
  }

  @Test("A choice takes three origins, a claim 20, and fewer than three are thin")
  func least() {
    #expect(ScoredPart.validation.leastRanked == 3 && ScoredPart.test.leastRanked == 20)
    #expect(scores(1, count: 2).isThin && !scores(1, count: 3).isThin)
  }
}
