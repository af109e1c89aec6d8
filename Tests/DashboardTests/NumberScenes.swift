import Canvas
import Dashboard
import Telemetry

// Scenes of a number that is predicted for each row of a table.
extension Scene {
  /// A model that has learnt most of it, with its fourth sample read.
  static let regression = regression("regression", [])
  static let regressionRead = regression("regression-read", [.tab, .tab, .down, .pageDown])
  static let tradeoffsOfNumbers = regression("trade-offs-numbers", [.character("2")])

  static let prices = (0..<100).map { 90_000 + Double(($0 * 37) % 100) * 2_350 }

  static let testPrices = (0..<80).map { 95_000 + Double(($0 * 41) % 80) * 2_900 }

  private static func regression(_ name: String, _ keys: [Key]) -> Scene {
    let mean = prices.reduce(0, +) / Double(prices.count)
    let target = NumberTarget(
      trainingMean: mean,
      validation: NumberPart(
        actual: prices,
        meanScores: Scores(count: prices.count, isRanked: true, mse: 4.6e9, mae: 58_750, rmse: 67_834, r2: 0)),
      test: NumberPart(
        actual: testPrices,
        meanScores: Scores(count: testPrices.count, isRanked: true, mse: 4.8e9, mae: 59_100, rmse: 69_282, r2: 0)))
    let session = SessionInfo(
      fileName: "houses.csv", targetName: "price", content: .table(.number(target)),
      rungs: [RungInfo(id: "rows", rows: 400)])
    let plan = RunPlan(
      run: RunID(0), rung: "rows", recipe: "mlp", summary: "Dense 64 relu → Dense 32 relu → Dense 1", epochs: 30,
      stepsPerEpoch: DemandStory.stepsPerEpoch[0], trainingRows: 240, validationRows: 60, parameterCount: 2_369,
      multiplyAddsPerExample: 6_624, seed: 1,
      knobs: DemandStory.knobs().filter { ![.lookback, .inputs].contains($0.knob) }, isClosedForm: false)
    let messages: [Message] =
      [.session(session), .event(.began(plan)), .event(.phase(RunID(0), .running))]
      + story.reports(0, epochs: 1...20).map { .event(.epoch(RunID(0), $0)) }
      + [.event(.evaluated(RunID(0), evaluation))]
    return Scene(name, story.curves, messages, keys: keys)
  }

  private static var evaluation: Evaluation {
    var noise = Noise(77)
    func judged(_ actual: [Double]) -> JudgedPart {
      let predicted = actual.map { 0.9 * $0 + 21_000 + 14_000 * noise.normal() }
      let squares = zip(predicted, actual).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / Double(actual.count)
      return JudgedPart(
        Scores(
          count: actual.count, isRanked: true, mse: squares, mae: 12_300, rmse: squares.squareRoot(),
          r2: 1 - squares / 4.6e9, smape: 6.1), .number(NumberPredictions(predicted: predicted)))
    }
    return Evaluation(
      step: 680, epoch: 20, multiplyAdds: 31_800_000, validation: judged(prices), test: judged(testPrices))
  }
}
