import Basics
import Datasets
import Granularity
import Telemetry
import Tensors

/// Opens files as experiments: decides ladder, horizon, split and common target where the user did not.
package enum Experiments {
  /// Share of actual values that bands are to hold where nothing was asked for.
  package static let bandLevel = 0.8

  /// - Throws: ``OpeningError``.
  package static func open(
    _ options: SessionOptions, observer: ReadObserver? = nil
  ) throws(OpeningError) -> any Experiment {
    try make(try read(options, observer: observer), options).experiment
  }

  /// What data are opened for.
  package enum Purpose {
    case training
    /// To be told about alone: without what a perfect forecast would score at each grain, and without an evaluation matrix, which
    /// take longer on a long series than all else.
    case report
  }

  /// An experiment on data that were read before.
  ///
  /// - Throws: ``OpeningError``.
  package static func make(
    _ dataset: Dataset, _ options: SessionOptions, for purpose: Purpose = .training
  ) throws(OpeningError) -> OpenedData {
    switch dataset {
    case .series(let series): .series(series, try forecast(series, options, for: purpose))
    case .images(let images): .images(images, try SampleExperiment(images, options))
    case .table(let table): .table(table, try SampleExperiment(table, options))
    }
  }

  /// Refuses a model, with whose weights networks are to begin, of another kind of data.
  ///
  /// - Throws: ``OpeningError``.
  package static func checkInitial(_ dataset: Dataset, _ options: SessionOptions) throws(OpeningError) {
    do throws(FittedModelError) { try options.initial?.check(dataset) } catch {
      throw .initial(error)
    }
  }

  /// Reads the file alone.
  ///
  /// - Throws: ``OpeningError``.
  package static func read(
    _ options: SessionOptions, observer: ReadObserver? = nil
  ) throws(OpeningError) -> Dataset {
    do {
      var reading = options.reading ?? ReadOptions()
      reading.zone = try options.zone.map { name throws(DatasetError) in try Zone.find(name) }
      return try Reader.open(path: options.path, options: reading, observer: observer)
    } catch {
      throw .dataset(error)
    }
  }

  /// A series with its ladder and common target.
  ///
  /// - Parameters:
  ///   - season: nil chooses one.
  ///   - lookbacks: those that models will read of each rung, the longest first; where none is named, what the rung begins
  ///     with.
  /// - Throws: ``OpeningError``.
  package static func forecast(
    _ series: TimeSeries, _ options: SessionOptions, for purpose: Purpose = .training, season: NaiveSeason? = nil,
    lookbacks: [RungID: [Int]] = [:]
  ) throws(OpeningError) -> ForecastExperiment {
    func open(_ options: SessionOptions) throws(OpeningError) -> ForecastExperiment {
      try asked(series, options, for: purpose, season: season, lookbacks: lookbacks)
    }
    guard options.suitsGaps == true, (options.preparation ?? .untouched).gaps == .leaveOut else {
      return try open(options)
    }
    return try GapChoice(series, options).open(open)
  }

  /// The same, with what is done about gaps as the options say.
  private static func asked(
    _ series: TimeSeries, _ options: SessionOptions, for purpose: Purpose, season: NaiveSeason?,
    lookbacks: [RungID: [Int]]
  ) throws(OpeningError) -> ForecastExperiment {
    guard options.weights == nil else { throw .weights(.notForRows) }
    do {
      let initial = try options.initial.map { try InitialModel($0) }
      var series = series
      if let initial { series.columns = initial.arranged(series.columns) }
      try MemoryNeed(rows: series.count, columns: series.columns.count).check(for: series.name)
      let column = try targetColumn(series, options)
      let split =
        try options.borders.map { try Split(count: series.count, borders: $0) } ?? Split(count: series.count)
      let horizon =
        try options.horizon.map { try TimeLadder.horizon(parsing: $0, for: series) }
        ?? TimeLadder.suggestedHorizon(for: series, testRows: split.test.count)
      let treatment = try SeriesTreatment(
        series, target: column, options.preparation ?? .untouched, rows: split.train,
        horizon: horizon.wholeSteps(of: Grain(of: series.cadence)) ?? 1)
      let ladder =
        try options.grains.map { try TimeLadder(parsing: $0.joined(separator: ","), for: series) }
        ?? TimeLadder.suggested(for: series, horizon: horizon)
      let question = TargetQuestion(
        series: treatment.series, target: ColumnAggregate(treatment.target, .mean), horizon: horizon, ladder: ladder,
        borders: Borders(split, of: series))
      let evaluationGrain = try options.evaluationGrain.map { try Grain(parsing: $0) }
      var lookbacks = lookbacks
      for grain in ladder.grains where lookbacks[RungID(grain.label)] == nil && options.lookback == nil {
        lookbacks[RungID(grain.label)] = initial?.lookback(of: grain).map { [$0] }
      }
      let settings = Settings.forecasting(.mlp, readsAll: options.readsAll)
      let target = try treatment.comparing(
        CommonTarget(question, evaluationGrain: evaluationGrain, season: season), settings, asked: options.lookback,
        lookbacks: lookbacks
      ) { try CommonTarget($0, evaluationGrain: evaluationGrain, season: season) }
      return try forecast(
        treatment, treatment.commonOrigins(target, settings, asked: options.lookback, lookbacks: lookbacks), split,
        for: purpose, source: (series, options), initial: initial)
    } catch let error as TargetError {
      throw .target(error, gaps: options.preparation?.gaps ?? .leaveOut)
    } catch {
      throw OpeningError(error)
    }
  }

  private static func forecast(
    _ treatment: SeriesTreatment, _ common: CommonOrigins, _ split: Split, for purpose: Purpose,
    source: (series: TimeSeries, options: SessionOptions), initial: InitialModel?
  ) throws -> ForecastExperiment {
    let target = common.target
    let matrix =
      switch purpose {
      case .training: EvaluationMatrix(target)
      case .report: EvaluationMatrix()
      }
    var info = try sessionInfo(common, matrix, for: purpose, source.options)
    info.joins = Recipe.allCases.filter { $0.joins && $0.fits(.series) }.map {
      JoinChoice(recipe: $0.rawValue, explanation: $0.explanation)
    }
    info.policies = treatment.policies
    info.ranking = treatment.ranking
    info.unranked = target.noValidation(gaps: treatment.gaps)
    let onOrigins = [info.unranked].compactMap { $0 } + common.remarks
    info.remarks += onOrigins
    if let remark = initial?.remark(
      judgedFrom: target.question.borders.validationStart, zone: source.series.zone)
    {
      info.remarks.append(remark)
    }
    info.originRemarks.formUnion(onOrigins)
    if source.series.columns[target.question.target.column].isConstant {
      info.remarks.append(Words.remarkConstantTarget(target: info.targetName))
    } else if let reach = source.series.columns[target.question.target.column].reachBeyondSquares {
      info.remarks.append(Words.remarkBeyondSquares(target: info.targetName, reach: NumberFormat.significant(reach)))
    } else if let scale = target.scale, scale.meanSquare == 0 {
      info.remarks.append(
        Words.remarkRepeatingTarget(
          target: info.targetName, season: target.season.length?.label ?? target.evaluationGrain.label))
    }
    let level = source.options.band ?? Self.bandLevel
    let needed = AdaptiveBand.leastOrigins(level: level)
    if target.validation.count < needed {
      let remark = Words.remarkNoBand(
        level: shortDecimal(level * 100), needed: needed, found: target.validation.count)
      info.remarks.append(remark)
      info.originRemarks.insert(remark)
    }
    return ForecastExperiment(
      treatment, target: target, matrix: matrix, split: split, readsAll: source.options.choosesColumns,
      bandLevel: level, info: info, source: source,
      initial: initial)
  }

  /// The named column, else the first column of numbers that varies.
  private static func targetColumn(_ series: TimeSeries, _ options: SessionOptions) throws -> Int {
    guard let name = options.target else {
      guard !series.columns.isEmpty else { throw OpeningError.noNumbers(file: series.name) }
      return series.columns.firstIndex { !$0.isConstant } ?? 0
    }
    guard name != series.report.file.guess.timeColumn else {
      throw OpeningError.timeAsTarget(name, known: series.columns.map(\.name))
    }
    let column = try series.column(named: name)
    return series.columns.firstIndex { $0.name == column.name } ?? 0
  }

  private static func sessionInfo(
    _ common: CommonOrigins, _ matrix: EvaluationMatrix, for purpose: Purpose, _ options: SessionOptions
  ) throws -> SessionInfo {
    let target = common.target
    let series = target.question.series
    let rungs = try target.question.ladder.grains.map { grain in
      let view = try TimeCoarsening(grain, [target.question.target]).coarsen(series)
      let exclusion = target.exclusions.first { $0.grain == grain }?.reason
      switch purpose {
      case .report: return RungInfo(id: RungID(grain.label), rows: view.count, exclusion: exclusion)
      case .training:
        return RungInfo(
          id: RungID(grain.label), rows: view.count, exclusion: exclusion,
          floor: target.floor(of: grain, seen: view)?.rmsse,
          validationFloor: target.floor(of: grain, seen: view, on: .validation)?.rmsse)
      }
    }
    let validation = common.leftOut(of: .validation).map { [Words.remarkOmittedValidation(counts: $0)] } ?? []
    let test = common.leftOut(of: .test).map { [Words.remarkOmittedTest(counts: $0)] } ?? []
    var info = SessionInfo(
      fileName: options.fileName,
      targetName: series.columns[target.question.target.column].name,
      content: .series(ForecastTarget(target, matrix)), rungs: rungs, remarks: series.report.remarks + validation + test
    )
    info.testRemarks = Set(test)
    info.originRemarks = Set(validation + test)
    info.noteUnread(series.report.file.leftOut.map { Reasoned($0.name, $0.reason) })
    return info
  }
}

extension ForecastTarget {
  /// The common target as plain values, with one horizon of history before each origin.
  init(_ target: CommonTarget, _ matrix: EvaluationMatrix) {
    self.init(
      horizonLabel: target.question.horizon.label, grainLabel: target.evaluationGrain.label,
      stepMilliseconds: target.evaluationGrain.fixedLength ?? 0, steps: target.steps,
      seasonLabel: target.season.length?.label, historySteps: target.steps,
      validation: target.validation.count > 0 ? ForecastPart(target, matrix, .validation) : nil,
      test: ForecastPart(target, matrix, .test))
  }
}

extension ForecastPart {
  fileprivate init(_ target: CommonTarget, _ matrix: EvaluationMatrix, _ part: ScoredPart) {
    let series = target.question.series
    let clock = series.zone.clock
    let set: OriginSet = target.origins(of: part)
    self.init(
      origins: set.origins, times: set.times, actual: set.actual.values, naive: set.naive.values,
      seasonalNaive: set.seasonalNaive.values, naiveScores: Scores(target.scores(of: set.naive, at: set)),
      seasonalNaiveScores: Scores(target.scores(of: set.seasonalNaive, at: set)),
      history: target.history(before: set.origins, count: target.steps).values,
      zoneOffsets: series.zone == .asWritten ? [] : set.origins.map { clock.offset(at: $0) })
    originsHash = target.originsHash(set)
    omitted = set.omitted.total
    for column in matrix.columns {
      let own: OriginSet = column.origins(of: part)
      naiveMatrix.append(column.scores(of: own.naive, at: own))
      seasonalNaiveMatrix.append(column.scores(of: own.seasonalNaive, at: own))
    }
  }
}

extension CommonTarget {
  /// A cell of the evaluation matrix: forecasts `[origins, steps]` of a part at this target's own grain.
  func scores(of predicted: DoubleMatrix, at set: OriginSet) -> GrainScores {
    GrainScores(grain: RungID(evaluationGrain.label), scores: Scores(scores(of: predicted, at: set)))
  }

  /// Of the origins of a part, the steps after them and the actual values there.
  fileprivate func originsHash(_ set: OriginSet) -> UInt64 {
    var hash = bitHashSeed
    bitHash(set.origins, into: &hash)
    bitHash([Int64(steps)], into: &hash)
    bitHash(evaluationGrain.label.utf8.map(Int64.init), into: &hash)
    set.actual.values.withUnsafeBufferPointer { bitHash($0, into: &hash) }
    return hash
  }
}
