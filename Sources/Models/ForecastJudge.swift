import Datasets
import Granularity
import Telemetry
import Tensors

/// Brings a rung's forecasts to the common target's grain and scores them there, with an 80 % band from the errors at
/// validation origins.
struct ForecastJudge: Judge {
  /// Share of validation errors that the band holds.
  static let coverage = 0.8

  let target: CommonTarget
  let windows: RungWindows
  let test: RungWindows.Part
  let validation: RungWindows.Part

  init(target: CommonTarget, windows: RungWindows) throws {
    self.target = target
    self.windows = windows
    test = try windows.part(at: target.test.origins)
    validation = try windows.part(at: target.validation.origins)
  }

  func evaluate(_ predict: (Matrix) -> Matrix) -> Evaluation {
    let predicted = forecast(test, at: target.test, predict)
    let scores = target.scores(of: predicted, at: target.test)
    return Evaluation(
      step: 0, epoch: 0, multiplyAdds: 0, scores: Scores(scores),
      forecast: Forecast(predicted: predicted.values, band: band(predict)))
  }

  /// `[origins, steps]` at the evaluation grain in the target's units; NaN where the rung has no window.
  private func forecast(
    _ part: RungWindows.Part, at origins: OriginSet, _ predict: (Matrix) -> Matrix
  ) -> Matrix {
    var path = Matrix(rows: origins.count, columns: windows.horizon)
    path.values = [Float](repeating: .nan, count: origins.count * windows.horizon)
    if part.inputs.rows > 0 {
      let restored = windows.restored(predict(part.inputs), levels: part.levels)
      var next = 0
      for (row, origin) in origins.origins.enumerated() where next < part.origins.count && part.origins[next] == origin
      {
        for column in 0..<windows.horizon { path[row, column] = restored[next, column] }
        next += 1
      }
    }
    return target.bring(path, from: windows.grain, origins: origins.origins)
  }

  /// Half-widths of the band: of each step the split-conformal quantile of the absolute validation errors.
  ///
  /// Source: Vovk, Gammerman & Shafer (2005): the ⌈(n + 1)·coverage⌉-th smallest of n errors.
  private func band(_ predict: (Matrix) -> Matrix) -> [Float] {
    let predicted = forecast(validation, at: target.validation, predict)
    let actual = target.validation.actual
    return (0..<target.steps).map { step in
      let errors = (0..<predicted.rows).map { (predicted[$0, step] - actual[$0, step]).magnitude }
        .filter { !$0.isNaN }.sorted()
      guard !errors.isEmpty else { return .nan }
      let rank = Int((Double(errors.count + 1) * Self.coverage).rounded(.up))
      return errors[min(rank, errors.count) - 1]
    }
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
