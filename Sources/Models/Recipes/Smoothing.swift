import Telemetry

extension RecipeRule {
  static let smoothing = RecipeRule(
    explanation: { Words.recipeSmoothing },
    contents: [.series],
    architecture: nil,
    hasSteps: false,
    readsPastAlone: true,
    readsWholePast: true,
    knobs: [.seasons, .slope, .seasonForm],
    forecaster: { experiment, rung, settings in
      let ready = try experiment.smoothing(rung, settings)
      let learner = SmoothingLearner(settings: settings, ground: ready.ground, judge: ready.judge)
      learner.outline.remarks += ready.remarks
      return learner
    })
}

extension ForecastExperiment {
  /// What smoothing learns from on a rung, what judges it, and remarks for ``LearnerOutline/remarks``.
  ///
  /// - Throws: ``ExperimentError``.
  func smoothing(
    _ rung: RungID, _ settings: Settings
  ) throws -> (ground: SmoothingGround, windows: RungWindows, judge: ForecastJudge, remarks: [String]) {
    let (grain, horizon) = try place(of: rung)
    let windows = try rungWindows(grain, horizon: horizon, settings)
    let (validation, remarks) = try validation(windows)
    let ground = try SmoothingGround(windows, settings.smoothing, validation: validation, borders: borders)
    return (ground, windows, try judge([PastWindows(windows)]), remarks)
  }
}
