import Basics
import Datasets
import Tensors

/// The one target on which rungs of all grains are judged: the same origins, the same horizon in clock time and the same
/// knowledge for every rung, scored at one evaluation grain.
///
/// Origins lie on boundaries that all compared rungs have in common. What is learnt for it (the season, the error scale,
/// the shapes by which coarse forecasts become fine) is learnt from training rows.
package struct CommonTarget: Sendable {
  /// With fewer test origins, rungs are shown and no claim is made of them.
  package static let rankedOrigins = ScoredPart.test.leastRanked

  package let question: TargetQuestion
  /// The rungs that can be compared, fine to coarse.
  package let compared: [Grain]
  package let exclusions: [Exclusion]
  package let evaluationGrain: Grain
  /// Steps of the evaluation grain in the horizon.
  package let steps: Int
  /// The season of seasonal naive and of the error scale, chosen on training rows at the finest rung compared, or at the
  /// evaluation grain where that season is no whole number of its steps.
  package let season: NaiveSeason
  /// Nil where training rows are too few or too gappy to have a scale, or the season is no whole number of steps.
  package let scale: ErrorScale?
  package private(set) var validation: OriginSet
  package private(set) var test: OriginSet
  /// The target at the evaluation grain.
  package let view: RungView
  private let ways: ForecastWays

  /// Whether the target changes over a season within the training part: without that, errors are scaled by nothing.
  package var hasYardstick: Bool { scale.map { $0.meanSquare > 0 } ?? false }

  package var isRanked: Bool { test.count >= Self.rankedOrigins }

  /// - Parameters:
  ///   - evaluationGrain: nil takes the finest rung compared.
  ///   - known: a season that was chosen before; nil chooses one on training rows.
  /// - Throws: ``TargetError``.
  package init(
    _ question: TargetQuestion, evaluationGrain: Grain? = nil, season known: NaiveSeason? = nil
  ) throws(TargetError) {
    try self.init(question, evaluationGrain: evaluationGrain, season: known, seen: nil)
  }

  /// - Parameter seen: the target whose forecasts are seen at another grain; nil for forecasts of its own.
  private init(
    _ question: TargetQuestion, evaluationGrain: Grain?, season known: NaiveSeason?, seen: CommonTarget?
  ) throws(TargetError) {
    let target = question.target
    guard question.series.columns.indices.contains(target.column) else {
      throw .unknownColumn(target.column, count: question.series.columns.count)
    }
    guard target.aggregation.canBeTarget else { throw .notATarget(target.aggregation) }
    let compared = question.comparable
    guard let finest = compared.first, let coarsest = compared.last else {
      throw .nothingToCompare(horizon: question.horizon, ladder: question.ladder.grains)
    }
    let grain = evaluationGrain?.phased(like: question.ladder.base) ?? finest
    guard let steps = question.horizon.wholeSteps(of: grain) else {
      throw .unsuitableEvaluationGrain(
        grain, horizon: question.horizon, reason: question.horizon.obstacle(to: grain) ?? "")
    }
    guard question.ladder.base.canMake(grain) else {
      throw .unsuitableEvaluationGrain(
        grain, horizon: question.horizon,
        reason: Words.notWholeRows(length: grain.words, count: grain.amount, step: question.ladder.base.label))
    }

    // Only the target's column is needed from here on.
    let column = question.series.columns[target.column]
    let series = TimeSeries(name: question.series.name, grid: question.series.grid, columns: [column])
    let alone = ColumnAggregate(0, target.aggregation)
    let season: NaiveSeason
    do {
      var views = TargetViews(series, alone, question.borders)
      let view = try views.view(grain)
      self.view = view
      if let known {
        season = known.counted(in: grain)
      } else {
        season = try Self.season(question, finest: finest, grain: grain, &views)
      }
      // All rungs can be made of the rows: they are on the ladder.
      ways = ForecastWays(
        ForecastWays.Request(
          rungs: compared, grain: grain, steps: steps, finest: finest,
          seen: seen.map { ($0.evaluationGrain, $0.steps) }, views: views))
    } catch {
      throw .notCoarsened(error)
    }

    let training = view.bins(from: question.borders.trainStart, to: question.borders.trainEnd)
    let values = view.columns[0].values
    let laying = OriginLaying(
      view: view, season: season, steps: steps, horizon: question.horizon, compared: compared, coarsest: coarsest,
      borders: question.borders)
    self.question = question
    self.compared = compared
    self.exclusions = question.exclusions
    self.evaluationGrain = grain
    self.steps = steps
    self.season = season
    self.scale = ErrorScale(training: values[training], steps: season.steps)
    self.validation = laying.origins(in: .validation)
    self.test = laying.origins(in: .test)
    guard test.count > 0 else {
      throw .noTestOrigins(horizon: question.horizon, coarsest: coarsest, omitted: test.omitted)
    }
  }

  /// The season of the series, chosen at its finest rung; where that is no whole number of the evaluation grain's steps, the
  /// season chosen there, so that there is something to be held against.
  private static func season(
    _ question: TargetQuestion, finest: Grain, grain: Grain, _ views: inout TargetViews
  ) throws(GranularityError) -> NaiveSeason {
    let ofSeries = try season(question, at: finest, &views).counted(in: grain)
    return ofSeries.steps == nil ? try season(question, at: grain, &views) : ofSeries
  }

  private static func season(
    _ question: TargetQuestion, at grain: Grain, _ views: inout TargetViews
  ) throws(GranularityError) -> NaiveSeason {
    let view = try views.view(grain)
    let training = view.bins(from: question.borders.trainStart, to: question.borders.trainEnd)
    return NaiveSeason(
      training: view.columns[0].values[training], grain: grain, horizon: question.horizon.wholeSteps(of: grain) ?? 1)
  }

  /// The same question, the same season and the same origins, scored at another grain: a column of the evaluation matrix. The
  /// forecasts are this target's, seen at that grain.
  ///
  /// - Throws: ``TargetError``.
  package func scored(at grain: Grain) throws(TargetError) -> CommonTarget {
    let other = try CommonTarget(question, evaluationGrain: grain, season: season, seen: self)
    let kept = Set(test.origins).union(validation.origins)
    return other.keeping { kept.contains($0) }
  }

  /// The target without some origins, as those at which a rung has no forecast, so that all rungs are judged on the same.
  package func keeping(_ isKept: (Instant) -> Bool) -> CommonTarget {
    var target = self
    target.validation = validation.keeping(isKept)
    target.test = test.keeping(isKept)
    return target
  }

  package func origins(of part: ScoredPart) -> OriginSet {
    switch part {
    case .validation: validation
    case .test: test
    }
  }

  /// Why nothing can be ranked, and what to do, as a remark; nil where there are validation origins.
  ///
  /// - Parameter gaps: what is done about missing values already.
  package func noValidation(gaps: GapPolicy = .leaveOut) -> String? {
    guard validation.count == 0 else { return nil }
    let (horizon, omitted) = (question.horizon.label, validation.omitted.total)
    guard validation.omitted.onRequest == 0 else {
      return Words.targetUnservedValidation(count: validation.omitted.onRequest, gaps: gaps.label, horizon: horizon)
    }
    return omitted == 0
      ? Words.targetShortValidation(horizon: horizon, steps: (compared.last ?? evaluationGrain).stepWords)
      : Words.targetGappyValidation(count: omitted, horizon: horizon)
  }

  /// Steps of a rung's own grain in the horizon.
  package func ownSteps(of rung: Grain) -> Int? { question.horizon.wholeSteps(of: rung) }

  /// How a compared rung's forecasts get to the evaluation grain; of a target seen at another grain, the first part of it.
  package func refinement(of rung: Grain) -> TimeRefinement? { ways[rung]?.first }

  /// The way of a compared rung's forecasts to the evaluation grain, worked out for a set of origins: worth keeping where
  /// forecasts are made again and again.
  package func plan(from rung: Grain, at set: OriginSet) -> RefinementPlan { plan(from: rung, at: set.origins) }

  private func plan(from rung: Grain, at origins: [Instant]) -> RefinementPlan {
    guard let way = ways[rung], let own = ownSteps(of: rung) else {
      preconditionFailure("\(rung) is not compared at this target")
    }
    return way.plan(for: origins, ownSteps: own)
  }

  /// A compared rung's forecasts `[origins, own steps]` at the evaluation grain, `[origins, steps]`: fine ones by
  /// aggregation, coarse ones by the seasonal profile.
  package func bring(_ values: DoubleMatrix, from rung: Grain, origins: [Instant]) -> DoubleMatrix {
    plan(from: rung, at: origins).apply(to: values)
  }

  /// Values known just before each origin, `[origins, count]`, oldest first; NaN before the series.
  package func history(before origins: [Instant], count: Int) -> DoubleMatrix {
    let values = view.columns[0].values
    var result: [Double] = []
    result.reserveCapacity(origins.count * count)
    for origin in origins {
      let end = view.boundary(at: origin) ?? 0
      for index in end - count..<end { result.append(index >= 0 ? values[index] : .nan) }
    }
    return DoubleMatrix(rows: origins.count, columns: count, values: result)
  }
}
