import Basics
import Datasets
import Granularity
import Models
import Telemetry
import TestSeries
import Testing

@Suite("What is said of a rung before training is what training does with it")
struct RefusalTests {
  private func experiment(days: Int, holeEvery: Int? = nil) throws -> ForecastExperiment {
    var series = waves(days: days)
    if let holeEvery {
      for row in stride(from: 100, to: series.count, by: holeEvery) { series.columns[0].values[row] = .nan }
    }
    return try Experiments.forecast(
      series, SessionOptions(path: "waves", horizon: "2d", grains: ["1h", "6h", "1d", "2d"]))
  }

  private func refusals(_ experiment: ForecastExperiment) -> [String?] {
    experiment.target.question.ladder.grains.map(experiment.refusal)
  }

  @Test("A rung is told as refused exactly where it cannot be trained", arguments: [nil, 500, 1_000])
  func agrees(holeEvery: Int?) throws {
    var (refused, trained) = (0, 0)
    for days in stride(from: 16, through: 100, by: 12) {
      guard let experiment = try? experiment(days: days, holeEvery: holeEvery) else { continue }
      for (rung, refusal) in zip(experiment.info.rungs, refusals(experiment)) {
        let learner = try? experiment.learner(for: rung.id, settings: experiment.defaultSettings(.naive))
        #expect((refusal == nil) == (learner != nil), "\(days) days, \(rung.id): \(refusal ?? "–")")
        if learner == nil { refused += 1 } else { trained += 1 }
      }
    }
    #expect(refused > 0 && trained > 0)
  }

  @Test("The reason counts windows, and tells those that gaps cost from those that never were")
  func reasons() throws {
    #expect(
      refusals(try experiment(days: 34)) == [
        nil, nil, nil,
        "its training part has 6 windows of 4 rows, and at least 8 are needed to learn",
      ])
    #expect(
      refusals(try experiment(days: 100, holeEvery: 500)).last
        == "one of its 26 training windows of 4 rows is without missing values, and at least 8 are needed to learn")
  }

  @Test("A rung with too few rows takes no origin from the others, and no gap is named")
  func short() throws {
    let experiment = try experiment(days: 34)
    #expect(experiment.target.test.omitted.total == 0 && experiment.target.validation.omitted.total == 0)
    #expect(!experiment.info.remarks.contains { $0.contains("gaps") }, "\(experiment.info.remarks)")
  }
}
