import Basics
import Models
import Networks
import Telemetry
import TestSeries
import Testing

@Suite("Forecasts of every rung are scored at every grain")
struct EvaluationMatrixTests {
  private func experiment() throws -> ForecastExperiment {
    try Experiments.forecast(
      waves(days: 120), SessionOptions(path: "waves", horizon: "1d", grains: ["30min", "3h", "1d"]))
  }

  private func learner(_ rung: RungID, of experiment: ForecastExperiment) throws -> any Learner {
    let learner = try experiment.learner(for: rung, settings: Settings(.ridge))
    let losses = UnsafeMutableBufferPointer<Float>.allocate(capacity: 1)
    defer { losses.deallocate() }
    _ = learner.advance(limit: 1, live: Settings(.ridge).live, losses: losses)
    return learner
  }

  @Test("The column of the common target's own grain holds its scores, for every rung and both naive forecasts")
  func ownColumn() throws {
    let experiment = try experiment()
    for rung in ["30min", "3h", "1d"] as [RungID] {
      let evaluation = try learner(rung, of: experiment).evaluate()
      #expect(evaluation.test.matrix.map(\.grain) == ["30min", "3h", "1d"])
      // The band is the common target's alone.
      var scores = evaluation.test.scores
      scores.band = nil
      #expect(evaluation.test.matrix[0].scores == scores)
    }
    let target = try #require(experiment.info.forecast)
    #expect(target.test.naiveMatrix[0].scores == target.test.naiveScores)
    #expect(target.test.seasonalNaiveMatrix[0].scores == target.test.seasonalNaiveScores)
  }

  @Test("At the coarsest grain a fine forecast is scored by its mean, and a coarse one as it is")
  func coarseColumn() throws {
    let experiment = try experiment()
    let target = try #require(experiment.info.forecast)
    let dailyActual = target.test.origins.indices.map { origin in
      target.test.actual[origin * 48..<(origin + 1) * 48].reduce(0.0) { $0 + Double($1) } / 48
    }
    func meanSquare(_ predicted: [Double]) -> Double {
      zip(predicted, dailyActual).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / Double(predicted.count)
    }
    for (rung, steps) in [("30min", 48), ("3h", 8), ("1d", 1)] {
      let learner = try learner(RungID(rung), of: experiment)
      let own = try #require(learner.nativeForecast())
      #expect(own.test.rows == target.test.origins.count && own.test.columns == steps)
      #expect(own.validation.columns == steps && own.validation.rows > 0)
      let daily = (0..<own.test.rows).map { row in own.test.row(row).reduce(0.0) { $0 + Double($1) } / Double(steps) }
      let scored = try #require(learner.evaluate().test.matrix.last?.scores.mse)
      #expect(abs(scored - meanSquare(daily)) < 1e-5 * scored, "\(rung)")
    }
  }

  @Test(
    "A row is one forecast: what it says at a coarser grain is the mean of what it says at a finer one",
    arguments: [nil, "3h", "6h"])
  func oneForecast(scoredAt: String?) throws {
    let grains: [(label: String, steps: Int)] = [("30min", 48), ("3h", 8), ("6h", 4), ("1d", 1)]
    let experiment = try #require(
      try Experiments.forecast(
        waves(days: 120),
        SessionOptions(
          path: "waves", horizon: "1d", grains: grains.map(\.label), evaluationGrain: scoredAt)
      ).keepingColumns().forecasting)
    for rung in grains {
      let evaluation = try learner(RungID(rung.label), of: experiment).evaluate()
      for part in ScoredPart.allCases {
        let judged = try #require(evaluation[part])
        let columns = try #require(judged.forecast?.atColumns)
        #expect(judged.matrix.map(\.grain.label) == grains.map(\.label) && columns.count == grains.count)
        let own = try #require(grains.firstIndex { $0.label == scoredAt ?? "30min" })
        #expect(columns[own] == judged.forecast?.predicted)
        for fine in grains.indices {
          for coarse in grains.indices.dropFirst(fine + 1) {
            let width = grains[fine].steps / grains[coarse].steps
            for (place, value) in columns[coarse].enumerated() {
              let mean = columns[fine][place * width..<(place + 1) * width].reduce(0, +) / Double(width)
              #expect(abs(value - mean) < 1e-9, "\(rung.label) at \(grains[coarse].label)")
            }
          }
        }
      }
    }
  }

  @Test("Forecasts at the columns stay in an evaluation where they are asked for alone")
  func kept() throws {
    let experiment = try experiment()
    let judged = try learner("3h", of: experiment).evaluate().test
    #expect(judged.forecast?.atColumns.isEmpty == true && judged.matrix.count == 3)
    let asked = try #require(experiment.keepingColumns().forecasting)
    let kept = try learner("3h", of: asked).evaluate().test
    #expect(kept.forecast?.atColumns.map(\.count) == [48, 8, 1].map { $0 * experiment.target.test.count })
    #expect(kept.matrix == judged.matrix)
  }
}
