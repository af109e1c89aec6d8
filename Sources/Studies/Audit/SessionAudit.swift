import Basics
import Datasets
import Granularity
import Models
import Telemetry

/// Looks for knowledge of the future in exactly what the rungs of a session read and learn from, with all that is done to
/// the data, and in the file's own columns.
package struct SessionAudit {
  let experiment: ForecastExperiment
  /// As the file has it, with all columns.
  let raw: TimeSeries
  let preparation: Preparation
  let settings: Settings
  /// Places over validation and test at which canaries are planted for each rung.
  private let places: Int
  /// Training windows of each rung that are looked at value by value, spread over all.
  private let samples: Int
  private let isWanted: @Sendable () -> Bool

  /// - Parameters:
  ///   - isThorough: plants canaries at five places a rung instead of two, and looks at more windows.
  ///   - isWanted: asked between two pieces of work; false ends it.
  package init(
    _ series: TimeSeries, _ options: SessionOptions, experiment: ForecastExperiment, isThorough: Bool = true,
    isWanted: @escaping @Sendable () -> Bool = { true }
  ) {
    self.experiment = experiment
    raw = series
    preparation = options.preparation ?? .untouched
    var settings = experiment.defaultSettings(.ridge)
    // Whoever turns the knob reads every column: what they could read is looked at too.
    settings.inputs = .all
    self.settings = settings
    places = isThorough ? 5 : 2
    samples = isThorough ? 400 : 60
    self.isWanted = isWanted
  }

  /// Nil where it was cancelled.
  package func report() -> AuditReport? {
    do {
      var tallies: [AuditTally] = []
      for check in [timeStamps, canaries, statistics] {
        guard isWanted() else { return nil }
        tallies.append(try check())
      }
      guard isWanted() else { return nil }
      let columns = ColumnAudit(experiment: experiment)
      let found = columns.run()
      tallies += found.tallies
      guard isWanted() else { return nil }
      tallies.append(try resampling(columns))
      return AuditReport(
        checks: tallies.map(\.check), findings: tallies.flatMap(\.findings), remarks: found.remarks + remarks)
    } catch {
      return AuditReport(checks: [], findings: [], remarks: [Words.remarkEndedEarly(reason: "\(error)")])
    }
  }

  private var remarks: [String] {
    experiment.info.rungs.compactMap { rung in
      rung.exclusion.map { Words.remarkNotAudited(rung: rung.id.label, reason: $0) }
    }
  }

  var rungs: [(grain: Grain, horizon: Int)] {
    experiment.target.compared.compactMap { grain in
      experiment.target.ownSteps(of: grain).map { (grain, $0) }
    }
  }

  private var borders: Borders { experiment.target.question.borders }

  // MARK: Time stamps

  /// Every input of every window of every part against its origin; every training target against the end of training.
  private func timeStamps() throws -> AuditTally {
    var tally = AuditTally(Words.auditStamps, Words.auditStampsAbout)
    for (grain, horizon) in rungs where isWanted() {
      let windows = try experiment.rungWindows(grain, horizon: horizon, settings)
      for part in [Borders.Part.training, .validation, .test] {
        let stamps = try windows.stamps(of: part, borders)
        tally.count(stamps.origins.count * windows.features.count)
        let subject = Self.subject(part, grain)
        for finding in LeakAuditor().findings(
          newestInput: stamps.newest, origins: stamps.origins, subject: subject
        ).prefix(1) { tally.find(finding) }
        guard part == .training, let end = stamps.lastTargetEnd else { continue }
        tally.count(stamps.origins.count)
        if end > borders.trainEnd {
          tally.find(
            LeakFinding(stage: .windows, subject: subject, evidence: .target(end: end, border: borders.trainEnd)))
        }
      }
    }
    return tally
  }

  private static func subject(_ part: Borders.Part, _ grain: Grain) -> String {
    switch part {
    case .training: Words.auditTrainingWindows(grain: grain.label)
    case .validation: Words.auditValidationWindows(grain: grain.label)
    case .test: Words.auditTestWindows(grain: grain.label)
    }
  }

  // MARK: Canaries

  /// What a rung reads at an origin after training, with all rows from it on changed. Of origins within training the
  /// scaler would rightly change too; there, statistics and training windows are compared.
  private func canaries() throws -> AuditTally {
    var tally = AuditTally(Words.auditCanaries, Words.auditCanariesAbout)
    for (grain, horizon) in rungs {
      let windows = try experiment.rungWindows(grain, horizon: horizon, settings)
      let origins = try windows.stamps(of: .validation, borders).origins + windows.stamps(of: .test, borders).origins
      for origin in Self.spread(origins, count: places) {
        guard isWanted() else { return tally }
        let before = try windows.part(at: [origin])
        for canary in CanaryKind.allCases {
          let planted = try planted(canary, origin, grain, horizon)
          let after = try planted.part(at: [origin])
          tally.compare(
            before.inputs.values.map(Double.init) + before.levels,
            after.inputs.values.map(Double.init) + after.levels, .windows,
            Words.auditWindow(grain: grain.label), canary, origin)
        }
      }
    }
    return tally
  }

  /// The rung's windows as they would be of a series with a canary, treated again from the file on.
  private func planted(
    _ canary: CanaryKind, _ border: Instant, _ grain: Grain, _ horizon: Int
  ) throws -> RungWindows {
    try treatment(of: raw.planting(canary, from: border)).windows(grain, horizon: horizon, settings, experiment.target)
  }

  private func treatment(of series: TimeSeries) throws -> SeriesTreatment {
    let question = experiment.target.question
    let name = question.series.columns[question.target.column].name
    return try SeriesTreatment(
      series, target: series.columns.firstIndex { $0.name == name } ?? 0, preparation, rows: experiment.split.train,
      horizon: question.horizon.wholeSteps(of: Grain(of: series.cadence)) ?? 1)
  }

  /// Some of the origins, spread over all, on as many times of day or week as there are.
  private static func spread(_ origins: [Instant], count: Int) -> [Instant] {
    guard origins.count > count else { return origins }
    return (0..<count).map { place in
      origins[min(place * origins.count / count + place % min(48, max(origins.count / count, 1)), origins.count - 1)]
    }
  }

  // MARK: Statistics

  /// Everything that is fitted, with all rows after training changed.
  private func statistics() throws -> AuditTally {
    var tally = AuditTally(Words.auditStatistics, Words.auditStatisticsAbout)
    let border = experiment.target.question.borders.trainEnd
    let own = try treatment(of: raw)
    for canary in CanaryKind.allCases {
      guard isWanted() else { return tally }
      let changed = raw.planting(canary, from: border)
      let planted = try treatment(of: changed)
      if planted.series.columns.map(\.name) != own.series.columns.map(\.name) {
        tally.find(Words.foundOtherColumns(change: canary.words))
      }
      tally.count(own.series.columns.count)
      var question = experiment.target.question
      question.series = planted.series
      let profiles = LeakPipeline().fitProfiles
      tally.compare(
        try profiles(experiment.target.question), try profiles(question), .profile, Words.auditProfiles,
        canary, border)
      for (grain, horizon) in rungs {
        let sound = try experiment.rungWindows(grain, horizon: horizon, settings)
        let other = try self.planted(canary, border, grain, horizon)
        tally.compare(
          sound.fittedNumbers, other.fittedNumbers, .scaler, Words.auditScaler(grain: grain.label), canary, border)
        let origins = try sound.stamps(of: .training, borders).origins
        tally.count(origins.count)
        if try other.stamps(of: .training, borders).origins != origins {
          tally.find(Words.foundOtherWindows(grain: grain.label, change: canary.words))
        }
        let some = Self.spread(origins, count: samples)
        let (before, after) = (try sound.part(at: some), try other.part(at: some))
        tally.compare(
          (before.inputs.values + before.targets.values).map(Double.init),
          (after.inputs.values + after.targets.values).map(Double.init), .windows,
          Words.auditTrainingWindows(grain: grain.label), canary, border)
      }
    }
    return tally
  }

  // MARK: Resampling

  /// Values that were averaged before: their spread within a bin is 0 or missing, and teaches nothing or a falsehood.
  private func resampling(_ columns: ColumnAudit) throws -> AuditTally {
    var tally = columns.resampledTarget()
    for (grain, horizon) in rungs where isWanted() {
      let windows = try experiment.rungWindows(grain, horizon: horizon, settings)
      let part = try windows.part(at: Self.spread(windows.stamps(of: .training, borders).origins, count: samples))
      for (column, feature) in windows.features.enumerated() {
        guard case .lag(let aggregate, 1) = feature, aggregate.aggregation == .std else { continue }
        let values = (0..<part.inputs.rows).map { part.inputs[$0, column] }
        tally.count(values.count)
        // One window is always like itself.
        if let first = values.first, values.count > 1, values.allSatisfy({ $0 == first }) {
          tally.find(Words.foundNoDeviation(grain: grain.label, windows: values.count))
        }
      }
    }
    return tally
  }
}
