import Telemetry

extension RecipeRule {
  static let smoothing = smoothing({ Words.recipeSmoothing }) {
    SmoothingLearner(settings: $0, ground: $1, judge: $2)
  }

  /// A recipe that goes along the whole past, as smoothing does.
  static func smoothing(
    _ explanation: @escaping @Sendable () -> String, knobs: Set<Knob> = [.seasons, .slope, .seasonForm],
    _ learner: @escaping @Sendable (Settings, SmoothingGround, any Judge) -> any Learner
  ) -> RecipeRule {
    RecipeRule(
      explanation: explanation,
      contents: [.series],
      architecture: nil,
      hasSteps: false,
      readsPastAlone: true,
      readsWholePast: true,
      knobs: knobs,
      forecaster: { experiment, rung, settings in
        let ready = try experiment.smoothing(rung, settings)
        let made = learner(settings, ready.ground, ready.judge)
        made.outline.remarks += ready.remarks
        return made
      })
  }
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
