/// How forecasts do at a common target; see the formulas at ``CommonTarget/scores(of:part:)``.
package struct ForecastScores: Hashable, Sendable {
  /// Origins with a forecast.
  package var count: Int
  /// False with fewer than 20 origins: shown, not ranked.
  package var isRanked: Bool
  package var mse: Double
  package var mae: Double
  /// Nil where the training rows never change from season to season.
  package var rmsse: Double?
  package var mase: Double?
  /// 1 − MSE / MSE(seasonal naive); nil where seasonal naive makes no error.
  package var skill: Double?
}

/// The yardstick of scaled errors: how much the target changes over a season within the training rows.
package struct ErrorScale: Hashable, Sendable {
  /// Mean of (y_t − y_{t−m})².
  package let meanSquare: Double
  /// Mean of |y_t − y_{t−m}|.
  package let meanAbsolute: Double
  /// m, in steps of the evaluation grain.
  package let steps: Int
  /// Pairs behind the means.
  package let pairs: Int
}
