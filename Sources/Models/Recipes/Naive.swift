import Granularity
import Telemetry

extension RecipeRule {
  static let naive = RecipeRule(
    explanation: { Words.recipeNaive },
    contents: [.series],
    architecture: nil,
    hasSteps: false,
    repeatsLastValue: true,
    knobs: [.inputs],
    forecaster: { try $0.naiveLearner($1, $2, isSeasonal: false) },
    online: OnlineRule(knobs: [], learner: { _, request in OnlineNaive(horizon: request.horizon, season: 1) }))
}

extension ForecastExperiment {
  /// Nothing to learn: the last value, or the one a season before, where it is a whole number of rows and windows reach back
  /// so far.
  func naiveLearner(_ rung: RungID, _ settings: Settings, isSeasonal: Bool) throws -> NaiveLearner {
    let ready = try ready(rung, settings)
    let windows = ready.windows
    let season = isSeasonal ? target.season.length?.seasonSteps(of: windows.grain) ?? 1 : 1
    let learner = NaiveLearner(
      settings: settings,
      copied: Self.copiedInputs(season: season, lookback: windows.lookback, horizon: windows.horizon),
      training: ready.training.examples, validation: ready.validation.examples, lookback: windows.lookback,
      judge: ready.judge)
    learner.outline.remarks += ready.remarks
    if isSeasonal, target.season.length == nil { learner.outline.remarks.append(Words.remarkNoSeason) }
    return learner
  }

  /// For each step ahead the input that lies one season (or the least number of seasons) before it; nil where that is
  /// not in the window, or a season is a single step.
  private static func copiedInputs(season: Int, lookback: Int, horizon: Int) -> [Int?] {
    (0..<horizon).map { step in
      guard season > 1 else { return nil }
      var lag = season - step
      while lag < 1 { lag += season }
      return lag <= lookback ? lookback - lag : nil
    }
  }
}
