import Basics
import Datasets
import Tensors
import Testing

@testable import Granularity

/// Filling looks at the row after a gap: the auditor must find that nobody reads it before that row is known.
@Suite("Filled and clipped rows give nothing away")
struct PreparationLeakTests {
  /// Noise with gaps of one to four rows every few hours, also over borders of bins, of parts and of days.
  private static func question() throws -> TargetQuestion {
    var columns = [noise(24 * 40, seed: 11), noise(24 * 40, seed: 12)]
    for row in stride(from: 7, to: 24 * 40 - 6, by: 11) {
      for hole in row..<row + 1 + row % 4 { columns[row % 2][hole] = .nan }
    }
    for row in [24 * 24 - 1, 24 * 24, 24 * 24 + 1] { columns[0][row] = .nan }
    columns[1][100] = 4_000
    columns[0][700] = -3_000
    let series = series(columns[0], columns[1], start: "2024-01-01")
    return TargetQuestion(
      series: series, target: ColumnAggregate(0, .mean), horizon: .days(1),
      ladder: try TimeLadder(parsing: "1h,6h,1d", for: series),
      borders: Borders(try Split(count: series.count), of: series))
  }

  private static func fitted(_ policy: GapPolicy, _ question: TargetQuestion) -> FittedPreparation {
    var preparation = Preparation()
    preparation.gaps = policy
    preparation.clip = 5
    return FittedPreparation(preparation, question.series.columns, rows: 0..<24 * 24)
  }

  private static func audit(
    _ question: TargetQuestion, _ coarsen: @escaping (TimeSeries, Grain, [ColumnAggregate]) throws -> RungView
  ) throws -> [LeakFinding] {
    var pipeline = LeakPipeline()
    pipeline.coarsen = coarsen
    return try LeakAuditor(pipeline).audit(question) { grain in
      WindowSpec(
        lookback: 3, horizon: question.horizon.wholeSteps(of: grain) ?? 1,
        inputs: [question.target, ColumnAggregate(1, .max)], target: question.target)
    }
  }

  static let policies: [GapPolicy] = [.leaveOut, .interpolate(limit: 3), .carryForward(limit: 2)]

  @Test("No canary after an origin changes what is read at it, nor what is learnt from", arguments: policies)
  func sound(policy: GapPolicy) throws {
    let question = try Self.question()
    let fitted = Self.fitted(policy, question)
    let findings = try Self.audit(question) { try TimeCoarsening($1, $2).coarsen(fitted.apply($0)) }
    #expect(findings.isEmpty, "\(findings.map(\.sentence))")
    // Limits are fitted before the border.
    for canary in CanaryKind.allCases where canary != .cut {
      var planted = question
      planted.series = question.series.planting(canary, from: question.borders.trainEnd)
      #expect(Self.fitted(policy, planted).bounds == fitted.bounds)
    }
  }

  /// Every origin, not a few: each window's inputs against those of the series with a canary at that origin.
  @Test("Each origin's window keeps its bits or is left out", arguments: policies)
  func everyOrigin(policy: GapPolicy) throws {
    let question = try Self.question()
    let fitted = Self.fitted(policy, question)
    let spec = WindowSpec(
      lookback: 5, horizon: 4, inputs: [question.target, ColumnAggregate(1, .mean)], target: question.target)
    func windows(_ series: TimeSeries, _ origins: [Instant]) throws -> Windows {
      let view = try TimeCoarsening(.hours(1), spec.inputs).coarsen(fitted.apply(series))
      return try WindowPlan(view, spec, at: origins).windows()
    }
    let origins = (30..<24 * 38).map { question.series.instant(at: $0) }
    let all = try windows(question.series, origins)
    let rows = Dictionary(zip(all.origins, all.origins.indices)) { first, _ in first }
    // A policy must help: more windows than without it.
    let plain = try WindowPlan(
      TimeCoarsening(.hours(1), spec.inputs).coarsen(question.series), spec, at: origins
    ).count
    #expect(policy == .leaveOut ? all.count == plain : all.count > plain + 100)
    for origin in stride(from: 0, to: origins.count, by: 3).map({ origins[$0] }) {
      for canary in [CanaryKind.loud, .missing] {
        let planted = try windows(question.series.planting(canary, from: origin), [origin])
        let own = rows[origin].map { Array(all.inputs.row($0)) } ?? []
        #expect(planted.inputs.values.map(\.bitPattern) == own.map(\.bitPattern), "\(policy.label), \(canary)")
      }
    }
  }

  @Test("A line into the future that forgets when it is known is caught")
  func forgetful() throws {
    let question = try Self.question()
    let fitted = Self.fitted(.interpolate(limit: 3), question)
    let findings = try Self.audit(question) { series, grain, aggregates in
      let view = try TimeCoarsening(grain, aggregates).coarsen(fitted.apply(series))
      return RungView(
        grain: view.grain, zone: view.zone, starts: view.starts, columns: view.columns, newestRow: view.newestRow)
    }
    #expect(findings.contains { $0.stage == .windows } && findings.contains { $0.stage == .aggregator })
  }

  @Test("Training targets are filled within training alone; what is judged by is never filled")
  func targets() throws {
    let question = try Self.question()
    let prepared = Self.fitted(.interpolate(limit: 3), question).apply(question.series)
    let spec = WindowSpec(lookback: 3, horizon: 6, inputs: [question.target], target: question.target)
    let view = try TimeCoarsening(.hours(1), spec.inputs).coarsen(prepared)
    let actual = try TimeCoarsening(.hours(1), spec.inputs).coarsen(question.series)
    let training = try WindowPlan(view, spec, part: .training, of: question.borders)
    #expect(training.omitted.filledLater > 0)
    #expect(training.count > (try WindowPlan(actual, spec, part: .training, of: question.borders).count))
    for part in [Borders.Part.validation, .test] {
      let plan = try WindowPlan(view, spec, part: part, of: question.borders, actual: actual)
      let windows = plan.windows()
      #expect(windows.count > 0)
      for (row, origin) in windows.origins.enumerated() {
        let bin = try #require(actual.boundary(at: origin))
        #expect(Array(windows.targets.row(row)) == Array(actual.columns[0].values[bin..<bin + 6]))
      }
    }
  }
}
