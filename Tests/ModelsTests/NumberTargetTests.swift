import Datasets
import Telemetry
import Tensors
import Testing

@testable import Models

@Suite("Numbers beside samples")
struct NumberTargetTests {
  @Test("Scores are those of scikit-learn's own example")
  func scores() throws {
    // r2_score, mean_squared_error and mean_absolute_error of the user guide.
    let scores = Scores(of: [2.5, 0.0, 2, 8], against: [3, -0.5, 2, 7])
    #expect(abs(try #require(scores.r2) - 0.9486081370449679) < 1e-15)
    #expect(scores.mse == 0.375 && scores.mae == 0.5 && scores.rmse == 0.375.squareRoot())
    #expect(scores.count == 4 && !scores.isRanked)
    #expect(Scores(of: [1, 2], against: [3, 3]).r2 == nil && Scores(of: [], against: []).rmse == nil)
  }

  @Test("A column of numbers is a target with the training mean to beat, and a model beats it")
  func table() throws {
    let key = RandomKey(seed: 4, stream: .noise)
    let width = (0..<200).map { Double($0 * 7 % 50) }
    let price = width.enumerated().map { 1_000 + 30 * $1 + Double(20 * key.normal(UInt64($0))) }
    let experiment = try SampleExperiment(
      Table(name: "flats", columns: [Column(name: "width", values: width), Column(name: "price", values: price)]),
      SessionOptions(path: "flats", target: "price"))
    guard case .table(.number(let target)) = experiment.info.content else {
      Issue.record("\(experiment.info.content.kind), \(experiment.info.target.task)")
      return
    }
    let mean = experiment.split.train.reduce(0) { $0 + price[$1] } / Double(experiment.split.train.count)
    #expect(target.test.actual == experiment.split.test.map { price[$0] })
    #expect(abs(target.trainingMean - mean) < 1e-9 && (target.test.meanScores.r2 ?? 1) <= 0)
    let settings = experiment.defaultSettings(.mlp)
    let learner = try experiment.learner(for: "rows", settings: settings)
    Pictures.train(learner, settings, epochs: 40)
    let evaluation = learner.evaluate()
    let predicted = try #require(evaluation.test.numbers).predicted
    #expect(evaluation.test.scores == Scores(of: predicted, against: target.test.actual))
    #expect(try #require(evaluation.test.scores.rmse) < 0.3 * (try #require(target.test.meanScores.rmse)))
    #expect(evaluation.test.scores.accuracy == nil && evaluation.test.classes == nil)
  }
}
