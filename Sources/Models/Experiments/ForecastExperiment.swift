import Datasets
import Granularity
import Networks
import Telemetry
import Tensors

/// A series on a ladder of time: every rung forecasts the same horizon from the same origins.
package struct ForecastExperiment: Experiment {
  package private(set) var info: SessionInfo
  package let dataHash: UInt64
  /// What the experiment was made of, to make others like it of fewer rows.
  package let source: (series: TimeSeries, options: SessionOptions)
  /// As the file has it, but for columns left out: what is judged by.
  package var series: TimeSeries { treatment.series }
  private let treatment: SeriesTreatment
  package let target: CommonTarget
  /// The common target at the grain of every rung.
  package let matrix: EvaluationMatrix
  package let split: Split
  package let initial: InitialModel?
  /// Columns were chosen to be read, so that a forecast reads them unless asked otherwise.
  private let readsAll: Bool
  /// Of the bands around forecasts.
  package let bandLevel: Double
  /// Whether evaluations keep what was forecast at the columns of the matrix.
  private var keepsColumns = false

  /// Fewer training windows than this say nothing.
  static let leastWindows = 8

  init(
    _ treatment: SeriesTreatment, target: CommonTarget, matrix: EvaluationMatrix, split: Split, readsAll: Bool,
    bandLevel: Double, info: SessionInfo, source: (series: TimeSeries, options: SessionOptions),
    initial: InitialModel?
  ) {
    self.source = source
    self.initial = initial
    self.treatment = treatment
    self.readsAll = readsAll
    self.bandLevel = bandLevel
    self.target = target
    borders = target.question.borders
    self.matrix = matrix
    self.split = split
    self.info = info
    var hash = bitHashSeed
    let series = treatment.series
    for column in series.columns + (treatment.prepared?.columns ?? []) {
      column.values.withUnsafeBufferPointer { bitHash($0, into: &hash) }
    }
    hash = (hash ^ UInt64(bitPattern: series.start)) &* 0x100_0000_01B3
    dataHash = (hash ^ UInt64(bitPattern: series.step)) &* 0x100_0000_01B3
  }

  package var forecasting: ForecastExperiment? { self }

  /// The same, of which something more is to be known.
  func remarking(_ remark: String) -> ForecastExperiment {
    var experiment = self
    experiment.info.remarks.append(remark)
    return experiment
  }

  /// The compared rung that loses the largest share of its training windows to gaps with what it begins with, or with the
  /// lookback that was asked for; nil where none loses any.
  var mostGappy: (rung: RungID, complete: Int, gappy: Int)? {
    var settings = Settings.forecasting(.mlp, readsAll: source.options.readsAll)
    settings.lookback = source.options.lookback ?? 0
    let all = target.compared.compactMap { grain -> (rung: RungID, complete: Int, gappy: Int)? in
      guard let horizon = target.ownSteps(of: grain),
        let counts = try? rungWindows(grain, horizon: horizon, settings).counts(of: .training, borders),
        counts.gappy > 0
      else { return nil }
      return (RungID(grain.label), counts.complete, counts.gappy)
    }
    func share(_ own: (rung: RungID, complete: Int, gappy: Int)) -> Double {
      Double(own.gappy) / Double(own.complete + own.gappy)
    }
    return all.max { share($0) < share($1) }
  }

  /// The same, of which evaluations keep what was forecast at the columns of the matrix: much, and seldom asked for.
  package func keepingColumns() -> any Experiment {
    var experiment = self
    experiment.keepsColumns = true
    return experiment
  }

  package var originsHash: UInt64 {
    var hash = bitHashSeed
    for set in [target.validation, target.test] {
      bitHash([Int64(set.count)], into: &hash)
      bitHash(set.origins, into: &hash)
      set.actual.values.withUnsafeBufferPointer { bitHash($0, into: &hash) }
    }
    bitHash([Int64(target.steps)], into: &hash)
    bitHash(target.evaluationGrain.label.utf8.map(Int64.init), into: &hash)
    return hash
  }

  package func defaultSettings(_ recipe: Recipe) -> Settings {
    var settings = Settings.forecasting(recipe, readsAll: readsAll)
    initial?.shape(&settings)
    return settings
  }

  package func learner(for rung: RungID, settings: Settings) throws(ExperimentError) -> any Learner {
    guard settings.recipe.fits(.series) else {
      throw .recipeDoesNotFit(
        settings.recipe, task: Words.taskSeries, known: Recipe.allCases.filter { $0.fits(.series) && !$0.joins })
    }
    do {
      let learner = try settings.recipe.rule.forecaster(self, rung, settings)
      initial?.begin(learner, settings.recipe)
      return learner
    } catch let error as ExperimentError {
      throw error
    } catch let error as WindowError {
      throw .unusable(rung, reason: error.sentence)
    } catch let error as GranularityError {
      throw .unusable(rung, reason: error.sentence)
    } catch {
      throw .unusable(rung, reason: "\(error)")
    }
  }

  /// Of what is learnt from: the question's own, or all rows where ``learningFromAll()`` made it.
  package private(set) var borders: Borders

  /// The same experiment in which every row is learnt from, so that no part is left to validate by. Scaling and the ways
  /// from coarse to fine stay those of the training part, and so do the origins of both parts.
  package func learningFromAll() -> ForecastExperiment {
    var whole = self
    let end = series.instant(at: series.count)
    whole.borders = Borders(
      trainStart: borders.trainStart, trainEnd: end, validationStart: end, validationEnd: end, testStart: end,
      testEnd: end)
    return whole
  }

  /// What scores a forecaster's members at the common target.
  ///
  /// - Parameters:
  ///   - windows: what each member reads, fine to coarse.
  ///   - isTied: whether coarse forecasts may become part of finer ones.
  /// - Throws: ``ExperimentError`` where no test origin has what they read.
  func judge(_ windows: [any TargetWindows], tied isTied: Bool = false) throws -> ForecastJudge {
    let frame = try frame(windows, tied: isTied)
    let judge = try ForecastJudge(
      frame, pasts: frame.pasts(of: series), target, matrix, level: bandLevel, keepsColumns: keepsColumns,
      windows: windows)
    guard judge.hasTestForecasts else {
      let rungs = windows.map { RungID($0.rungs[0].grain.label) }
      throw ExperimentError.noTestOrigins(
        rungs.count == 1 ? rungs[0] : RungID(joining: rungs), all: target.test.count,
        lookback: windows[0].rungs[0].lookback, gaps: treatment.gaps)
    }
    return judge
  }

  private func frame(_ windows: [any TargetWindows], tied isTied: Bool) throws -> ForecastFrame {
    let question = target.question
    let members = try windows.map { windows in
      guard let refinement = target.refinement(of: windows.rungs[0].grain) else {
        throw ExperimentError.excluded(
          RungID(windows.rungs[0].grain.label), reason: Words.reasonNotCompared)
      }
      return ForecastFrame.Member(windows: windows.rungs, refinement: refinement)
    }
    let descents =
      try isTied
      ? zip(members, members.dropFirst()).map { fine, coarse in
        try TimeRefinement(
          from: coarse.grain, to: fine.grain, steps: fine.horizon, series: question.series, target: question.target,
          borders: question.borders)
      } : []
    return ForecastFrame(
      columns: series.columns.map(\.name), target: question.target, base: Grain(of: series), zone: series.zone,
      horizon: question.horizon, evaluationGrain: target.evaluationGrain, preparation: treatment.preparation,
      members: members, originGrains: target.compared, learntTo: borders.trainEnd, descents: descents)
  }

  /// A rung's grain and its steps in the horizon.
  func place(of rung: RungID) throws(ExperimentError) -> (grain: Grain, horizon: Int) {
    guard let known = info.rungs.first(where: { $0.id == rung }) else {
      throw .unknownRung(rung, known: info.rungs.map(\.id))
    }
    if let reason = known.exclusion { throw .excluded(rung, reason: reason) }
    guard let grain = target.compared.first(where: { $0.label == rung.label }),
      let horizon = target.ownSteps(of: grain)
    else { throw .excluded(rung, reason: Words.reasonNotCompared) }
    return (grain, horizon)
  }

  package func rungWindows(_ grain: Grain, horizon: Int, _ settings: Settings) throws -> RungWindows {
    var settings = settings
    // What the model took for itself is not what other data suggest.
    if settings.lookback == 0, let own = initial?.lookback(of: grain) { settings.lookback = own }
    return try treatment.windows(grain, horizon: horizon, settings, target)
  }

  /// - Throws: ``ExperimentError`` where too few training windows are complete.
  func enough(
    _ training: RungWindows.Part, _ rung: RungID, _ lookback: Int
  ) throws(ExperimentError) -> RungWindows.Part {
    guard training.count >= Self.leastWindows else {
      throw .tooFewWindows(
        rung, found: training.count, gappy: training.gappyOrigins.count, needed: Self.leastWindows, lookback: lookback,
        gaps: treatment.gaps)
    }
    return training
  }

  /// Why models of a rung that is compared cannot be trained with what they begin with, or with the lookback and the columns
  /// that were asked for, as a half sentence; nil where they can.
  package func refusal(of grain: Grain) -> String? {
    guard let horizon = target.ownSteps(of: grain) else { return nil }
    let settings = Settings.forecasting(.mlp, readsAll: source.options.readsAll)
    let lookback = source.options.lookback ?? target.suggestedLookback(grain, horizon: horizon)
    guard case .refused(let refusal)? = try? treatment.standing(grain, lookback, settings, target) else { return nil }
    switch refusal {
    case .fewWindows(let found, let gappy):
      return refusal.isForGaps
        ? Words.refusalGappyWindows(
          found: found, count: found + gappy, lookback: lookback, needed: Self.leastWindows)
        : Words.refusalFewWindows(found: found, lookback: lookback, needed: Self.leastWindows)
    case .noTestOrigins: return Words.refusalNoTestOrigins(count: target.test.count, lookback: lookback)
    }
  }

  /// With how many rows before an origin a rung begins on the ladder that is suggested, and which season that has: nil where no
  /// grains were asked for, or it begins with as many here. The season is the finest rung's, and so may be another.
  package func suggestion(
    for rung: RungID
  ) -> (lookback: Int, season: String, own: Int, ownSeason: String)? {
    let question = target.question
    guard source.options.grains != nil, source.options.lookback == nil,
      let grain = target.compared.first(where: { $0.label == rung.label }), let horizon = target.ownSteps(of: grain),
      let whole = try? CommonTarget(
        TargetQuestion(
          series: question.series, target: question.target, horizon: question.horizon,
          ladder: TimeLadder.suggested(for: source.series, horizon: question.horizon), borders: question.borders))
    else { return nil }
    let (there, own) = (
      whole.suggestedLookback(grain, horizon: horizon), target.suggestedLookback(grain, horizon: horizon)
    )
    func name(_ season: NaiveSeason) -> String { season.length?.label ?? Words.seasonNone }
    return there == own ? nil : (there, name(whole.season), own, name(target.season))
  }

  /// Whether a model of a rung with these settings has windows enough to learn from, and all that it reads at every test
  /// origin.
  package func isScored(_ rung: RungID, _ settings: Settings) -> Bool {
    guard let grain = target.compared.first(where: { $0.label == rung.label }) else { return false }
    return (try? treatment.servesAll(grain, settings.lookback, settings, target)) ?? false
  }

  /// Complete training windows of a rung with what it begins with; nil where it is not compared.
  func windows(of rung: RungID) -> Int? {
    var settings = Settings.forecasting(.mlp, readsAll: source.options.readsAll)
    settings.lookback = source.options.lookback ?? 0
    guard let (grain, horizon) = try? place(of: rung) else { return nil }
    return (try? rungWindows(grain, horizon: horizon, settings).counts(of: .training, borders))?.complete
  }

  /// A convolution that is wider than what it runs over would be left out of the network, and a wider trend or pool that was
  /// asked for would be another than was asked for.
  ///
  /// - Throws: ``ExperimentError``.
  func requireRoom(for settings: Settings, over lookback: Int, on rung: RungID) throws(ExperimentError) {
    if settings.isTooWide(over: lookback) {
      throw .unusable(rung, reason: Words.reasonWideKernel(kernel: settings.kernel, lookback: lookback))
    }
    let own = Settings(settings.recipe, on: settings.content)
    if settings.has(.trendWidth, online: false), settings.trendWidth > lookback, settings.trendWidth != own.trendWidth {
      throw .unusable(
        rung, reason: Words.reasonWideTrend(width: settings.trendWidth, lookback: lookback, most: (lookback - 1) | 1))
    }
    if settings.has(.pools, online: false), let pool = settings.pools.max(), pool > lookback,
      settings.pools != own.pools
    {
      throw .unusable(rung, reason: Words.reasonWidePool(pool: pool, lookback: lookback))
    }
  }

  /// One rung's windows, scaled and split, and what judges a model of them.
  struct Ready {
    let windows: RungWindows
    let training: RungWindows.Part
    let validation: RungWindows.Part
    let judge: ForecastJudge
    /// For ``LearnerOutline/remarks``.
    let remarks: [String]
  }

  /// The windows from which the loss comes by which penalty and epoch are chosen: the same for all runs of a rung, where they
  /// have what a run reads.
  ///
  /// - Returns: also what to say where a run lacks some of them.
  func validation(_ windows: RungWindows) throws -> (part: RungWindows.Part, remarks: [String]) {
    // Where all rows are learnt from, none is left to validate by.
    guard borders == target.question.borders else { return (try windows.part(.validation, of: borders), []) }
    let inputs = Settings.forecasting(.mlp, readsAll: source.options.readsAll).inputs
    let compared = try treatment.comparedWindows(windows.grain, horizon: windows.horizon, inputs, target)
    let part = try windows.part(.validation, of: borders, at: compared)
    let all = compared?.count ?? part.count
    return (part, part.count < all ? [Words.remarkFewerWindows(count: all, found: part.count)] : [])
  }

  func ready(_ rung: RungID, _ settings: Settings) throws -> Ready {
    let (grain, horizon) = try place(of: rung)
    let windows = try rungWindows(grain, horizon: horizon, settings)
    let (validation, remarks) = try validation(windows)
    let training = try enough(windows.part(.training, of: borders), rung, windows.lookback)
    return Ready(
      windows: windows, training: training, validation: validation, judge: try judge([windows]),
      remarks: remarks)
  }

  /// The recipe's network on one rung.
  func networkLearner(_ rung: RungID, _ settings: Settings) throws -> NetworkLearner {
    let ready = try ready(rung, settings)
    try requireRoom(for: settings, over: ready.windows.lookback, on: rung)
    let learner = NetworkLearner(
      settings: settings, training: ready.training.examples, validation: ready.validation.examples,
      lookback: ready.windows.lookback, judge: ready.judge)
    learner.outline.remarks += ready.remarks
    learner.outline.gappyRows = ready.training.gappyOrigins.count
    return learner
  }
}

extension Settings {
  /// What a rung of a series starts with.
  ///
  /// - Parameter readsAll: whether all columns are read, and not the target's alone.
  static func forecasting(_ recipe: Recipe, readsAll: Bool) -> Settings {
    var settings = Settings(recipe)
    if readsAll { settings.inputs = .all }
    return settings
  }
}
