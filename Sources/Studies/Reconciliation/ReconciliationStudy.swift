import Basics
import Granularity
import Models
import Telemetry
import Tensors

/// The forecasts of several rungs at the common target's origins, before and after they are made to add up.
///
/// Each level is scored at its own grain, at the origins of both parts. Errors at validation origins show the methods what
/// to trust; the test origins are for scores alone.
struct ReconciliationStudy {
  private let hierarchy: TemporalHierarchy
  private let levels: [Level]
  private let target: CommonTarget
  private let validation: Nodes
  private let test: Nodes

  /// A rung's forecasts, with the target at its grain.
  private struct Level {
    let forecast: NativeForecast
    let column: CommonTarget
  }

  /// Forecasts and actual values of all nodes, `[origins, nodes]`, at the origins where all levels have both.
  private struct Nodes {
    var origins: [Instant] = []
    var base: [[Double]] = []
    var actual: [[Double]] = []

    var errors: [[Double]] { zip(base, actual).map { zip($0, $1).map { $0 - $1 } } }
  }

  /// - Parameters:
  ///   - matrix: the target at the grain of every rung.
  ///   - forecasts: one for each grain that is to be reconciled.
  /// - Throws: ``ReconciliationError``.
  init(
    _ target: CommonTarget, _ matrix: EvaluationMatrix, _ forecasts: [NativeForecast]
  ) throws(ReconciliationError) {
    self.target = target
    let question = target.question
    hierarchy = try TemporalHierarchy(
      forecasts.map(\.grain), horizon: question.horizon, aggregation: question.target.aggregation,
      base: question.ladder.base)
    levels = hierarchy.levels.compactMap { level in
      guard let forecast = forecasts.first(where: { $0.grain == level.grain }),
        let column = matrix.columns.first(where: { $0.evaluationGrain == level.grain })
      else { return nil }
      return Level(forecast: forecast, column: column)
    }
    guard levels.count == hierarchy.levels.count else { throw .noCommonOrigins }
    validation = Self.nodes(
      levels, at: target.validation.origins, forecasts: \.validation, actual: { $0.validation })
    test = Self.nodes(levels, at: target.test.origins, forecasts: \.test, actual: { $0.test })
    guard !test.origins.isEmpty else { throw .noCommonOrigins }
  }

  private static func nodes(
    _ levels: [Level], at origins: [Instant], forecasts: KeyPath<NativeForecast, DoubleMatrix>,
    actual: (CommonTarget) -> OriginSet
  ) -> Nodes {
    let sets = levels.map { actual($0.column) }
    let places = sets.map { Dictionary(uniqueKeysWithValues: zip($0.origins, $0.origins.indices)) }
    var nodes = Nodes()
    for (row, origin) in origins.enumerated() {
      var (base, actual): ([Double], [Double]) = ([], [])
      for (index, level) in levels.enumerated() {
        guard let place = places[index][origin] else { break }
        base += level.forecast[keyPath: forecasts].row(row)
        actual += sets[index].actual.row(place)
      }
      let steps = levels.reduce(0) { $0 + $1.column.steps }
      guard base.count == steps, base.allSatisfy(\.isFinite), actual.allSatisfy(\.isFinite) else { continue }
      nodes.origins.append(origin)
      nodes.base.append(base)
      nodes.actual.append(actual)
    }
    return nodes
  }

  /// Every method's scores.
  ///
  /// - Parameter keepsForecasts: beside the scores.
  func report(leftOut: [ReconciliationReport.LeftOut], keepsForecasts: Bool) -> ReconciliationReport {
    let evidence = evidence
    let base = scores(of: test.base, on: .test)
    let validationBase = scores(of: validation.base, on: .validation)
    var report = ReconciliationReport(
      levels: hierarchy.levels.indices.reversed().map { index in
        ReconciliationReport.Level(
          rung: RungID(hierarchy.levels[index].grain.label), steps: hierarchy.levels[index].steps, base: base[index],
          validationBase: validationBase[index])
      },
      methods: ReconciliationMethod.allCases.map { outcome(of: $0, evidence) }, leftOut: leftOut,
      horizonLabel: hierarchy.horizon.label, origins: test.origins.count, validationOrigins: validation.origins.count,
      disagreement: [.validation: disagreement(validation.base), .test: disagreement(test.base)].compactMapValues(
        \.self))
    if keepsForecasts {
      report.forecasts = [.validation: kept(validation, evidence), .test: kept(test, evidence)]
    }
    return report
  }

  /// What makes later forecasts of the same models add up by one method.
  ///
  /// - Throws: ``ReconciliationError``.
  func forecaster(
    by method: ReconciliationMethod, leftOut: [ReconciliationReport.LeftOut]
  ) throws(ReconciliationError) -> CoherentForecaster {
    let reconciler = try Reconciler(hierarchy, method, evidence)
    let coherent = method.needsErrors ? crossFitted(method) : validation.base.map(reconciler.reconcile)
    let own = scores(of: validation.base, on: .validation)
    let errors = coherent.map { scores(of: $0, on: .validation) }
    let levels = hierarchy.levels.indices.reversed().map { index in
      let level = hierarchy.levels[index]
      return CoherentForecaster.Level(
        rung: RungID(level.grain.label), ownError: own[index], error: errors?[index],
        errors: coherent.map { .track(track($0, test.base.map(reconciler.reconcile), of: level)) },
        actual: CoherentForecaster.matrix(test.actual, level))
    }
    return CoherentForecaster(
      levels: levels, leftOut: leftOut, validationOrigins: validation.origins.count, testOrigins: test.origins,
      reconciler: reconciler)
  }

  /// The errors of a level's coherent forecasts `[origins, nodes]` at the origins of both parts.
  private func track(
    _ earlier: [[Double]], _ later: [[Double]], of level: TemporalHierarchy.Level
  ) -> ErrorTrack {
    var track = ErrorTrack(steps: level.steps)
    let (horizon, clock) = (target.question.horizon, target.question.series.zone.clock)
    for (nodes, forecasts) in [(validation, earlier), (test, later)] {
      track.append(
        CoherentForecaster.matrix(forecasts, level), actual: CoherentForecaster.matrix(nodes.actual, level),
        at: nodes.origins
      ) { horizon.end(from: $0, on: clock) }
    }
    return track
  }

  /// What a method that learns from errors makes of the validation origins: each quarter of them by the errors of the other three, so that
  /// nothing is judged by what it has learnt from. Nil where there are too few origins.
  private func crossFitted(_ method: ReconciliationMethod) -> [[Double]]? {
    let (base, errors) = (validation.base, validation.errors)
    let parts = 4
    var coherent: [[Double]] = []
    for part in 0..<parts {
      let own = base.count * part / parts..<base.count * (part + 1) / parts
      let others = ReconciliationEvidence(
        errors: errors.indices.filter { !own.contains($0) }.map { errors[$0] }, shares: .failure(.noCommonOrigins))
      guard let reconciler = try? Reconciler(hierarchy, method, others) else { return nil }
      coherent += base[own].map(reconciler.reconcile)
    }
    return coherent
  }

  private var evidence: ReconciliationEvidence { ReconciliationEvidence(errors: validation.errors, shares: shares) }

  private func kept(_ nodes: Nodes, _ evidence: ReconciliationEvidence) -> ReconciliationReport.Forecasts {
    var reconciled: [String: [[[Double]]]] = [:]
    for method in ReconciliationMethod.allCases {
      guard let reconciler = try? Reconciler(hierarchy, method, evidence) else { continue }
      reconciled[method.rawValue] = byLevel(nodes.base.map(reconciler.reconcile))
    }
    return ReconciliationReport.Forecasts(
      origins: nodes.origins, base: byLevel(nodes.base), actual: byLevel(nodes.actual), reconciled: reconciled)
  }

  /// `[levels][origins][steps]`, fine to coarse, of `[origins, nodes]`.
  private func byLevel(_ nodes: [[Double]]) -> [[[Double]]] {
    hierarchy.levels.reversed().map { level in nodes.map { Array($0[level.nodes]) } }
  }

  private func outcome(
    of method: ReconciliationMethod, _ evidence: ReconciliationEvidence
  ) -> ReconciliationReport.Method {
    var outcome = ReconciliationReport.Method(
      name: method.rawValue, explanation: method.explanation, scores: [])
    outcome.learnsFromErrors = method.needsErrors
    outcome.isUsual = method == .usual
    do {
      let reconciler = try Reconciler(hierarchy, method, evidence)
      outcome.scores = scores(of: test.base.map(reconciler.reconcile), on: .test).reversed()
      outcome.validationScores = scores(of: validation.base.map(reconciler.reconcile), on: .validation).reversed()
      outcome.shrinkage = reconciler.shrinkage
    } catch {
      outcome.refusal = error.sentence
    }
    return outcome
  }

  private var shares: Result<HistoricalShares, ReconciliationError> {
    guard let finest = levels.last?.column else { return .failure(.noCommonOrigins) }
    return Result { () throws(ReconciliationError) in
      try HistoricalShares(finest.view, hierarchy, borders: target.question.borders)
    }
  }

  /// RMSSE of each level, coarse to fine, of forecasts `[origins, nodes]` at the origins of a part.
  private func scores(of nodes: [[Double]], on part: ScoredPart) -> [Double?] {
    let origins =
      switch part {
      case .validation: validation.origins
      case .test: test.origins
      }
    let rows = Dictionary(uniqueKeysWithValues: zip(origins, nodes))
    return zip(hierarchy.levels, levels).map { level, rung in
      let set: OriginSet = rung.column.origins(of: part)
      let missing = [Double](repeating: .nan, count: level.steps)
      let values = set.origins.flatMap { origin in rows[origin].map { Array($0[level.nodes]) } ?? missing }
      return rung.column.scores(of: DoubleMatrix(rows: set.count, columns: level.steps, values: values), at: set)?.rmsse
    }
  }

  private func disagreement(_ nodes: [[Double]]) -> Double? {
    guard !nodes.isEmpty else { return nil }
    var (differences, values) = (0.0, 0.0)
    for base in nodes {
      for (node, difference) in hierarchy.incoherence(of: base).enumerated() {
        differences += difference * difference
        values += base[node] * base[node]
      }
    }
    guard differences > 0 else { return 0 }
    // Of forecasts around 0 no share can be taken.
    return values > differences / 100 ? (differences / values).squareRoot() : nil
  }
}
