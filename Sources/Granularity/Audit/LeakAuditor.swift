import Basics
import Datasets
import Tensors

/// Looks for knowledge of the future in what models read and in what is fitted.
///
/// Scores cannot reveal a leak: it makes them better. So the auditor compares time stamps, and it changes what lies after a
/// border and demands that everything made from before the border keeps its bits.
package struct LeakAuditor {
  package var pipeline: LeakPipeline

  package init(_ pipeline: LeakPipeline = LeakPipeline()) {
    self.pipeline = pipeline
  }

  /// Every window whose newest input is from after its origin.
  package func findings(newestInput: [Instant], origins: [Instant], subject: String) -> [LeakFinding] {
    zip(newestInput, origins).compactMap { newest, origin in
      newest <= origin
        ? nil : LeakFinding(stage: .windows, subject: subject, evidence: .newestInput(newest, origin: origin))
    }
  }

  /// Time stamps of a rung's training windows, then every stage with every canary, planted at the end of training and at
  /// boundaries of each rung here and there in the series.
  ///
  /// Those boundaries fall on all times of day: a feature made of its whole day gives nothing away at midnight.
  ///
  /// - Parameter spec: makes the windows of each rung.
  /// - Returns: at most one finding for each stage, rung, instant and kind of canary.
  package func audit(_ question: TargetQuestion, spec: (Grain) -> WindowSpec) throws -> [LeakFinding] {
    var findings: [LeakFinding] = []
    for grain in question.comparable {
      let spec = spec(grain)
      let view = try pipeline.coarsen(question.series, grain, spec.inputs + [spec.target])
      let training = try WindowPlan(view, spec, part: .training, of: question.borders)
      findings += timeStamps(of: training, borders: question.borders, grain: grain)
      for canary in CanaryKind.allCases {
        findings += try plant(canary, at: question.borders.trainEnd, question, grain, spec)
        for origin in Self.spread(over: view, lookback: spec.lookback) {
          findings += try plantAtOrigin(canary, origin, question, grain, spec)
        }
      }
    }
    for canary in CanaryKind.allCases {
      var planted = question
      planted.series = question.series.planting(canary, from: question.borders.trainEnd)
      findings += compare(
        try pipeline.fitProfiles(question), try pipeline.fitProfiles(planted), .profile, Words.auditProfiles,
        canary, question.borders.trainEnd)
    }
    return findings
  }

  /// Boundaries over the length of a view, at as many places of a day or a week as there are.
  private static func spread(over view: RungView, lookback: Int) -> [Instant] {
    let places = 7
    let room = view.count - lookback - 1
    guard room > places else { return [] }
    return (0..<places).map { place in view.starts[lookback + 1 + min(place * (room / places) + 5 * place, room - 1)] }
  }

  /// Compares what a reader made of a file with what it made of the same file with a canary from `border` on: rows before
  /// the border must keep their bits.
  package func readerFindings(
    original: TimeSeries, planted: TimeSeries, canary: CanaryKind, border: Instant
  ) -> [LeakFinding] {
    func rows(_ series: TimeSeries) -> [Double] {
      let clock = RowClock(series)
      let end = min(max(clock.row(atOrAfter: border), 0), series.count)
      return [Double(series.start % 1_000_000_007), Double(end)] + series.columns.flatMap { $0.values[..<end] }
    }
    return compare(rows(original), rows(planted), .reader, Words.auditRows, canary, border)
  }

  private func timeStamps(of plan: WindowPlan, borders: Borders, grain: Grain) -> [LeakFinding] {
    let subject = Words.auditTrainingWindows(grain: grain.label)
    let windows = plan.windows()
    var found = Array(
      findings(newestInput: windows.newestInput, origins: windows.origins, subject: subject).prefix(1))
    if let last = plan.originBins.last {
      let end = plan.view.starts[Int(last) + plan.spec.horizon]
      if end > borders.trainEnd {
        found.append(
          LeakFinding(stage: .windows, subject: subject, evidence: .target(end: end, border: borders.trainEnd)))
      }
    }
    return found
  }

  private func plant(
    _ canary: CanaryKind, at border: Instant, _ question: TargetQuestion, _ grain: Grain, _ spec: WindowSpec
  ) throws -> [LeakFinding] {
    let planted = question.series.planting(canary, from: border)
    let aggregates = spec.inputs + [spec.target]
    let borders = question.borders
    let views = try [question.series, planted].map { try pipeline.coarsen($0, grain, aggregates) }
    let known = views.map { $0.numbers(knownAt: border) }
    let scalers = try views.map { try pipeline.fitScaler($0, borders) }
    let plans = try views.map { try WindowPlan($0, spec, part: .training, of: borders) }
    let windows = plans.map { $0.windows() }
    let numbers = windows.map { $0.inputs.values + $0.targets.values }
    let origins = plans[0].origins
    let calendars = try [question.series, planted].map { try pipeline.joinCalendar($0, grain, borders, origins) }
    let label = grain.label
    return compare(known[0], known[1], .aggregator, Words.auditBins(grain: label), canary, border)
      + compare(scalers[0], scalers[1], .scaler, Words.auditScaler(grain: label), canary, border)
      + compare(numbers[0], numbers[1], .windows, Words.auditTrainingWindows(grain: label), canary, border)
      + compare(calendars[0], calendars[1], .calendar, Words.auditCalendar(grain: label), canary, border)
  }

  private func plantAtOrigin(
    _ canary: CanaryKind, _ origin: Instant, _ question: TargetQuestion, _ grain: Grain, _ spec: WindowSpec
  ) throws -> [LeakFinding] {
    let planted = question.series.planting(canary, from: origin)
    let both = [question.series, planted]
    let views = try both.map { try pipeline.coarsen($0, grain, spec.inputs + [spec.target]) }
    let known = views.map { $0.numbers(knownAt: origin) }
    let windows = try views.map { try WindowPlan($0, spec, at: [origin]).windows().inputs.values }
    let calendars = try both.map { try pipeline.joinCalendar($0, grain, question.borders, [origin]) }
    let label = grain.label
    return compare(known[0], known[1], .aggregator, Words.auditBins(grain: label), canary, origin)
      + compare(windows[0], windows[1], .windows, Words.auditWindow(grain: label), canary, origin)
      + compare(calendars[0], calendars[1], .calendar, Words.auditCalendar(grain: label), canary, origin)
  }

  private func compare(
    _ before: [Double], _ after: [Double], _ stage: LeakStage, _ subject: String, _ canary: CanaryKind,
    _ border: Instant
  ) -> [LeakFinding] {
    LeakFinding.comparing(before, after, stage, subject, canary, border).map { [$0] } ?? []
  }
}

extension RungView {
  /// The values of all bins that are over and known at `instant`, column by column.
  fileprivate func numbers(knownAt instant: Instant) -> [Double] {
    let over = bins(from: starts[0], to: instant)
    return known(at: instant).columns.flatMap { $0.values[over] }
  }
}
