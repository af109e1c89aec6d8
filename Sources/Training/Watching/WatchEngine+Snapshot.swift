import Granularity
import Telemetry

/// What a screen shows of a watch at one moment: the newest origins as a common target, and every run's forecasts there.
extension WatchEngine {
  /// Over the newest closed origins.
  func score(of run: WatchedRun) -> Scores? {
    var sum = RollingScores()
    for origin in origins {
      guard let errors = origin.errors, let own = errors.runs[run.run] else { continue }
      sum.add(own, at: errors)
    }
    return sum.scores(least: plan.least)
  }

  /// What is open, as it is now.
  package func session(_ stream: StreamInfo) -> SessionInfo {
    var stream = stream
    stream.preferred = preferred
    stream.reason = reason
    return SessionInfo(
      fileName: plan.source, targetName: plan.target, content: .stream(stream, target),
      rungs: ladder.grains.indices.map { index in
        RungInfo(
          id: RungID(ladder.grains[index].label), rows: rungs.indices.contains(index) ? rungs[index].values.count : 0,
          exclusion: ladder.obstacle(at: index))
      })
  }

  private var target: ForecastTarget {
    let length = ladder.grains[0].meanLength
    let starts = origins.map { instant(of: $0.step) }
    var (naive, seasonal) = (RollingScores(), RollingScores())
    for origin in origins {
      guard let errors = origin.errors else { continue }
      naive.add(errors.naive, at: errors)
      seasonal.add(errors.seasonalNaive, at: errors)
    }
    let none = Scores(count: 0, isRanked: false)
    let test = ForecastPart(
      origins: starts, times: starts.flatMap { start in (0..<steps).map { start + Int64($0) * length } },
      actual: origins.flatMap { $0.errors == nil ? actual(from: $0.step) : $0.actual },
      naive: origins.flatMap(\.naive), seasonalNaive: origins.flatMap(\.seasonalNaive),
      naiveScores: naive.scores(least: plan.least) ?? none,
      seasonalNaiveScores: seasonal.scores(least: plan.least) ?? none, history: origins.flatMap(\.history),
      zoneOffsets: plan.zoneOffset.map { offset in starts.map { _ in offset } } ?? [])
    return ForecastTarget(
      horizonLabel: ladder.horizon.label, grainLabel: ladder.grains[0].label, stepMilliseconds: length, steps: steps,
      seasonLabel: ladder.season.label, historySteps: 2 * steps, test: test)
  }

  package var evaluations: [RunID: Evaluation] {
    let missing = [Double](repeating: .nan, count: steps)
    var all: [RunID: Evaluation] = [:]
    for run in runs where origins.contains(where: { $0.predictions[run.run] != nil }) {
      var scores = score(of: run) ?? Scores(count: 0, isRanked: false)
      scores.band = bandScores(of: run)
      all[run.run] = Evaluation(
        step: run.steps, epoch: judged, multiplyAdds: run.multiplyAdds,
        test: JudgedPart(
          scores,
          .forecast(
            Forecast(
              predicted: origins.flatMap { $0.predictions[run.run] ?? missing },
              band: scores.band == nil ? [] : run.band(Self.bandLevel)))))
    }
    return all
  }

  /// What the bands held of the values that came after them, at the newest closed origins; nil before there are any.
  private func bandScores(of run: WatchedRun) -> BandScores? {
    var (inside, count, judged) = (0, 0, 0)
    for origin in origins {
      let held = origin.held(run.run)
      inside += held.inside
      count += held.count
      judged += held.count > 0 ? 1 : 0
    }
    guard count > 0 else { return nil }
    return BandScores(level: Self.bandLevel, coverage: Double(inside) / Double(count), origins: judged)
  }

  package var progress: [RunID: RunProgress] {
    Dictionary(
      uniqueKeysWithValues: runs.map { ($0.run, RunProgress(step: $0.steps, epoch: judged, stepsPerSecond: 0)) })
  }
}
