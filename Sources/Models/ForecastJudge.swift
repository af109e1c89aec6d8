import Datasets
import Granularity
import Telemetry
import Tensors

/// Brings a rung's forecasts to the common target's grain and scores them there, with an 80 % band from the errors at
/// validation origins.
struct ForecastJudge: Judge {
  private let target: CommonTarget
  private let windows: RungWindows
  private let test: Questions
  private let validation: Questions

  /// What is asked of the model at a set of origins, and the way of its answers to the common target.
  private struct Questions {
    let part: RungWindows.Part
    /// For each origin the row of its window; nil where the rung has none.
    let rows: [Int?]
    let plan: RefinementPlan
  }

  init(target: CommonTarget, windows: RungWindows) throws {
    self.target = target
    self.windows = windows
    test = try Self.questions(at: target.test, target, windows)
    validation = try Self.questions(at: target.validation, target, windows)
  }

  private static func questions(
    at set: OriginSet, _ target: CommonTarget, _ windows: RungWindows
  ) throws -> Questions {
    let part = try windows.part(at: set.origins)
    let places = Dictionary(zip(part.origins, part.origins.indices)) { first, _ in first }
    return Questions(
      part: part, rows: set.origins.map { places[$0] }, plan: target.plan(from: windows.grain, at: set))
  }

  func evaluate(_ predict: (Matrix) -> Matrix) -> Evaluation {
    let predicted = forecast(test, predict)
    let scores = target.scores(of: predicted, at: target.test)
    let band = target.band(validation: forecast(validation, predict))
    return Evaluation(
      step: 0, epoch: 0, multiplyAdds: 0, scores: Scores(scores),
      forecast: Forecast(
        predicted: predicted.values, band: band.isEmpty ? [Float](repeating: .nan, count: target.steps) : band))
  }

  /// `[origins, steps]` at the evaluation grain in the target's units; NaN where the rung has no window.
  private func forecast(_ questions: Questions, _ predict: (Matrix) -> Matrix) -> Matrix {
    let steps = windows.horizon
    var own = Matrix(
      rows: questions.rows.count, columns: steps,
      values: [Float](repeating: .nan, count: questions.rows.count * steps))
    if questions.part.inputs.rows > 0 {
      let restored = windows.restored(predict(questions.part.inputs), levels: questions.part.levels)
      for (origin, row) in questions.rows.enumerated() {
        guard let row else { continue }
        for step in 0..<steps { own[origin, step] = restored[row, step] }
      }
    }
    return questions.plan.apply(to: own)
  }
}

extension Scores {
  /// Scores of a forecast; none where it has no origin.
  init(_ scores: ForecastScores?) {
    guard let scores else {
      self.init(count: 0, isRanked: false)
      return
    }
    self.init(
      count: scores.count, isRanked: scores.isRanked, mse: scores.mse, mae: scores.mae, rmsse: scores.rmsse,
      mase: scores.mase, skill: scores.skill)
  }
}
