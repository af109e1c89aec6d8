import Models
import Studies
import Telemetry
import Testing

@Suite("What several seeds say")
struct SeedReportTests {
  private func outcomes(
    _ rung: RungID, _ errors: [Double], recipe: String = "mlp", cost: Int = 1
  ) -> [SeedOutcome] {
    let plan = RunPlan(
      run: RunID(0), rung: rung, recipe: recipe, summary: "", epochs: 3, stepsPerEpoch: 1, trainingRows: 1,
      validationRows: 1, parameterCount: 1, multiplyAddsPerExample: cost, seed: 1, knobs: [],
      isClosedForm: recipe == "ridge")
    return errors.enumerated().map { index, error in
      SeedOutcome(
        plan: plan, seed: UInt64(index + 1),
        evaluation: Evaluation(
          step: 1, epoch: 3, multiplyAdds: 1, test: JudgedPart(Scores(count: 30, isRanked: true, rmsse: error))),
        epochs: 3, multiplyAdds: 1, seconds: 1)
    }
  }

  private let seeds: [UInt64] = [1, 2, 3, 4, 5]
  private let near = [0.62, 0.66, 0.59, 0.64, 0.61]
  private let alike = [0.63, 0.60, 0.65, 0.62, 0.66]
  private let far = [0.81, 0.84, 0.79, 0.83, 0.80]

  @Test("A lead within the interval of the difference is smaller than seed noise; one beyond is not")
  func noise() throws {
    let report = SeedReport(
      outcomes("1h", near) + outcomes("6h", alike) + outcomes("1d", far), seeds: seeds, task: .forecast)
    #expect(report.rungs.map(\.rung) == ["1h", "6h", "1d"])
    #expect(report.best?.rung == "1h")
    #expect(report.rungs.map(\.isLikeBest) == [nil, true, false])
    #expect(
      report.verdicts == [
        "1h is best with a mean RMSSE of 0.624 over 5 seeds; its lead over 6h is smaller than seed noise."
      ])
    let clear = SeedReport(outcomes("1h", near) + outcomes("1d", far), seeds: seeds, task: .forecast)
    #expect(clear.verdicts == ["1h is best with a mean RMSSE of 0.624 over 5 seeds, by more than seed noise."])
  }

  @Test("Of means that are alike as they are shown the cheaper is best, and the sentence says why")
  func cheaper() {
    let dear = near.map { $0 - 0.003 }
    let report = SeedReport(
      outcomes("1h", dear, cost: 9) + outcomes("6h", near, cost: 3), seeds: seeds, task: .forecast)
    #expect(report.best?.rung == "6h" && report.rungs.map(\.isLikeBest) == [true, nil])
    #expect(
      report.verdicts == [
        "6h is best with a mean RMSSE of 0.624 over 5 seeds; 1h, better by less than errors count, costs more."
      ])
    let same = SeedReport(outcomes("1h", dear) + outcomes("6h", near), seeds: seeds, task: .forecast)
    #expect(same.best?.rung == "1h")
  }

  @Test("Neighbours that cannot be told apart are named, where the best is neither of them")
  func neighbours() throws {
    let others = far.map { $0 + 0.005 }
    let report = SeedReport(
      outcomes("1h", near) + outcomes("6h", far) + outcomes("1d", others), seeds: seeds, task: .forecast)
    let verdict = try #require(report.verdicts.dropFirst().first)
    #expect(verdict.hasPrefix("6h and 1d differ by 0.005, smaller than seed noise (±0.0"))
  }

  @Test("Recipes that are solved at once say that a seed changes nothing")
  func unmoved() {
    let same = [Double](repeating: 0.7, count: 5)
    let mixed = SeedReport(
      outcomes("1h", near) + outcomes("1d", same, recipe: "ridge"), seeds: seeds, task: .forecast)
    #expect(mixed.rungs.map(\.isUnmoved) == [false, true])
    #expect(mixed.verdicts.last == "A seed changes nothing at 1d (ridge).")
    let solved = SeedReport(outcomes("1d", same, recipe: "ridge"), seeds: seeds, task: .forecast)
    #expect(
      solved.verdicts == ["ridge has the same result under every seed: all differences are the data's."])
    #expect(SeedReport(outcomes("1h", [0.6]), seeds: [1], task: .forecast).verdicts.isEmpty)
  }
}
