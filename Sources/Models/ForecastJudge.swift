import Datasets
import Granularity
import Telemetry
import Tensors

/// Brings a rung's forecasts to the common target's grain and scores them there, with a band from the errors at validation
/// origins and the share of test values that it holds.
struct ForecastJudge: Judge {
  private let target: CommonTarget
  private let windows: RungWindows
  /// Of the band, within 0…1.
  private let level: Double
  private let test: Questions
  private let validation: Questions
  private let columns: [MatrixColumn]

  /// What is asked of the model at a set of origins, and the way of its answers to the common target.
  private struct Questions {
    let part: RungWindows.Part
    /// For each origin the row of its window; nil where the rung has none.
    let rows: [Int?]
    let plan: RefinementPlan
  }

  /// Another grain at which the forecasts at the test origins are scored too.
  private struct MatrixColumn {
    let target: CommonTarget
    /// For each of its origins the place among the common target's.
    let origins: [Int]
    let plan: RefinementPlan
  }

  init(target: CommonTarget, matrix: EvaluationMatrix, windows: RungWindows, level: Double) throws {
    self.target = target
    self.windows = windows
    self.level = level
    test = try Self.questions(at: target.test, target, windows)
    validation = try Self.questions(at: target.validation, target, windows)
    let places = Dictionary(uniqueKeysWithValues: zip(target.test.origins, target.test.origins.indices))
    columns = matrix.columns.map { column in
      MatrixColumn(
        target: column, origins: column.test.origins.compactMap { places[$0] },
        plan: column.plan(from: windows.grain, at: column.test))
    }
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
    evaluation(of: NativeForecast(grain: windows.grain, validation: own(validation, predict), test: own(test, predict)))
  }

  func nativeForecast(_ predict: (Matrix) -> Matrix) -> NativeForecast? {
    NativeForecast(grain: windows.grain, validation: own(validation, predict), test: own(test, predict))
  }

  private func evaluation(of native: NativeForecast) -> Evaluation {
    let predicted = test.plan.apply(to: native.test)
    let band = target.band(validation: validation.plan.apply(to: native.validation), level: level)
    var scores = Scores(target.scores(of: predicted, at: target.test))
    if let coverage = band.coverage(predicted: predicted, actual: target.test.actual) {
      scores.band = BandScores(level: level, coverage: coverage, origins: band.origins)
    }
    var evaluation = Evaluation(
      step: 0, epoch: 0, multiplyAdds: 0, scores: scores,
      forecast: Forecast(predicted: predicted.values, band: band.halfWidths))
    evaluation.matrix = columns.map { column in
      column.target.scores(of: column.plan.apply(to: native.test.rows(at: column.origins)))
    }
    return evaluation
  }

  /// `[origins, own steps]` at the rung's grain in the target's units; NaN where the rung has no window.
  private func own(_ questions: Questions, _ predict: (Matrix) -> Matrix) -> Matrix {
    let steps = windows.horizon
    var own = Matrix(
      rows: questions.rows.count, columns: steps,
      values: [Float](repeating: .nan, count: questions.rows.count * steps))
    guard questions.part.inputs.rows > 0 else { return own }
    let restored = windows.restored(predict(questions.part.inputs), levels: questions.part.levels)
    for (origin, row) in questions.rows.enumerated() {
      guard let row else { continue }
      for step in 0..<steps { own[origin, step] = restored[row, step] }
    }
    return own
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
      mase: scores.mase, skill: scores.skill, rmse: scores.rmse, smape: scores.smape)
  }
}
