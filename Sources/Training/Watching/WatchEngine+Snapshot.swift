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
    var session = SessionInfo(
      fileName: plan.source, targetName: plan.target, axis: "time",
      rungs: ladder.grains.indices.map { index in
        RungInfo(
          id: RungID(ladder.grains[index].label), rows: rungs.indices.contains(index) ? rungs[index].values.count : 0,
          exclusion: ladder.obstacle(at: index))
      },
      target: target, remarks: [])
    session.stream = stream
    return session
  }

  private var target: TargetInfo {
    let length = ladder.grains[0].meanLength
    let starts = origins.map { instant(of: $0.step) }
    var (naive, seasonal) = (RollingScores(), RollingScores())
    for origin in origins {
      guard let errors = origin.errors else { continue }
      naive.add(errors.naive, at: errors)
      seasonal.add(errors.seasonalNaive, at: errors)
    }
    let none = Scores(count: 0, isRanked: false)
    return TargetInfo(
      horizonLabel: ladder.horizon.label, grainLabel: ladder.grains[0].label, stepMilliseconds: length,
      origins: starts,
      times: starts.flatMap { start in (0..<steps).map { start + Int64($0) * length } }, steps: steps,
      actual: origins.flatMap { $0.errors == nil ? actual(from: $0.step) : $0.actual },
      naive: origins.flatMap(\.naive), seasonalNaive: origins.flatMap(\.seasonalNaive),
      naiveScores: naive.scores(least: plan.least) ?? none,
      seasonalNaiveScores: seasonal.scores(least: plan.least) ?? none, seasonLabel: ladder.season.label,
      history: origins.flatMap(\.history), historySteps: 2 * steps,
      zoneOffsets: plan.zoneOffset.map { offset in starts.map { _ in offset } } ?? [])
  }

  package var evaluations: [RunID: Evaluation] {
    let missing = [Float](repeating: .nan, count: steps)
    var all: [RunID: Evaluation] = [:]
    for run in runs {
      guard
        let scores = score(of: run)
          ?? (origins.contains { $0.predictions[run.run] != nil }
            ? Scores(count: 0, isRanked: false) : nil)
      else { continue }
      all[run.run] = Evaluation(
        step: run.steps, epoch: judged, multiplyAdds: run.multiplyAdds, scores: scores,
        forecast: Forecast(
          predicted: origins.flatMap { $0.predictions[run.run] ?? missing }, band: band(of: run)))
    }
    return all
  }

  /// Half-width of the 80 % band at each step ahead: the quantile of rank ⌈(n + 1) · 0.8⌉ of the absolute errors at the
  /// newest closed origins, as in split conformal prediction; empty before there are five.
  private func band(of run: WatchedRun) -> [Float] {
    let closed = origins.filter { $0.errors?.runs[run.run] != nil }
    guard closed.count >= 5 else { return [] }
    let rank = min((Double(closed.count + 1) * 0.8).rounded(.up), Double(closed.count))
    return (0..<steps).map { step in
      let errors = closed.map { abs(($0.predictions[run.run]?[step] ?? 0) - $0.actual[step]) }.sorted()
      return errors[Int(rank) - 1]
    }
  }

  package var progress: [RunID: RunProgress] {
    Dictionary(
      uniqueKeysWithValues: runs.map { ($0.run, RunProgress(step: $0.steps, epoch: judged, stepsPerSecond: 0)) })
  }
}
