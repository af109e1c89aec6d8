import Basics
import Granularity
import Telemetry

/// Forecasts before the values come, scores when they have, and which rung is preferred for it.
extension WatchEngine {
  /// The place of a step in the bins of the finest rung.
  func place(of step: Int) -> Int { step / finestRatio - rungs[0].bins.firstBin }

  func actual(from step: Int) -> [Double] {
    let first = place(of: step)
    return (first..<first + steps).map { rungs[0].values[$0] }
  }

  func closeOrigins(at step: Int) {
    let length = steps * finestRatio
    var closed: WatchedOrigin?
    for index in origins.indices where origins[index].step + length == step {
      origins[index].actual = actual(from: origins[index].step)
      let first = place(of: origins[index].step) - ladder.seasonBins
      origins[index].close(seasonAgo: (first..<first + steps).map { rungs[0].values[$0] })
      closed = origins[index]
    }
    let open = origins.count { $0.step + length > step }
    let excess = origins.count - open - plan.window
    if excess > 0 { origins.removeFirst(excess) }
    guard let closed else { return }
    judge(closed)
    guard closed.errors != nil else { return }
    for run in runs {
      if let predicted = closed.predictions[run.run] { run.note(predicted, actual: closed.actual) }
    }
  }

  func openOrigin(at step: Int) {
    var predictions: [RunID: [Double]] = [:]
    var bands: [RunID: [Double]] = [:]
    for run in runs {
      let rung = rungs[run.rung]
      guard let coarse = run.predict(from: rung) else { continue }
      // A bin's mean stands for each of the finer bins within it.
      bands[run.run] = run.band(Self.bandLevel)
      let repeats = rung.bins.ratio / finestRatio
      predictions[run.run] = repeats == 1 ? coarse : coarse.flatMap { repeatElement($0, count: repeats) }
    }
    let now = place(of: step)
    let values = rungs[0].values
    let season = ladder.seasonBins
    origins.append(
      WatchedOrigin(
        step: step, predictions: predictions, bands: bands, naive: [Double](repeating: values[now - 1], count: steps),
        seasonalNaive: (0..<steps).map { values[now - season + $0 % season] },
        history: (now - 2 * steps..<now).map { values[$0] }, actual: [Double](repeating: .nan, count: steps)))
  }

  /// The run that stands for each judged rung: its newest that is not over, in the order of the rungs.
  var standing: [WatchedRun] {
    rungs.compactMap { rung in
      runs.last { $0.rung == rung.index && !$0.isFinished } ?? runs.last { $0.rung == rung.index }
    }
  }

  private func judge(_ origin: WatchedOrigin) {
    guard let errors = origin.errors else { return }
    let standing = standing
    // Rungs are compared only where all of them had something to say.
    guard standing.allSatisfy({ $0.isFinished || errors.runs[$0.run] != nil }) else { return }
    judged += 1
    let change = preference.add(standing.map { errors.runs[$0.run]?.squared ?? .infinity })
    announce(.scored(OriginScore(origin, of: self)))
    for run in standing where !run.isFinished { announce(.event(.epoch(run.run, report(of: run)))) }
    guard let change else { return }
    let rung = { (index: Int) in self.rungs[standing[index].rung].id }
    let text = wording(of: change, standing)
    reason = text
    announce(
      .preferred(
        PreferenceChange(
          at: instant(of: origin.step + steps * finestRatio), from: change.from.map(rung), to: rung(change.to),
          reason: text)))
  }

  package var preferred: RungID? {
    preference.preferred.flatMap { index in
      standing.indices.contains(index) ? rungs[standing[index].rung].id : nil
    }
  }

  private func report(of run: WatchedRun) -> EpochReport {
    EpochReport(
      epoch: judged, step: run.steps, trainingLoss: Float(run.meanLoss), validationLoss: nil,
      learningRate: Double(run.settings.live.learningRate), multiplyAdds: run.multiplyAdds, seconds: 0)
  }

  /// The begin of a step.
  func instant(of step: Int) -> Instant { Int64(step) * ladder.step }

  private func wording(of change: GrainPreference.Change, _ standing: [WatchedRun]) -> String {
    let scores = standing.map { score(of: $0)?.rmsse }
    func named(_ index: Int) -> String {
      rungs[standing[index].rung].id.label
    }
    func rounded(_ index: Int) -> String {
      shortDecimal(((scores[index] ?? change.means[index]) * 1000).rounded() / 1000)
    }
    let measure = scores[change.to] == nil ? "MSE" : "RMSSE"
    guard change.to == change.best else {
      return Words.watchCoarser(
        rung: named(change.to), best: named(change.best), measure: measure, own: rounded(change.to),
        other: rounded(change.best), origins: change.origins)
    }
    let other = change.from ?? standing.indices.filter { $0 != change.to }.min { change.means[$0] < change.means[$1] }
    guard let other else {
      return Words.watchBest(
        rung: named(change.to), measure: measure, own: rounded(change.to), origins: change.origins)
    }
    return Words.watchBestAgainst(
      rung: named(change.to), measure: measure, own: rounded(change.to), other: rounded(other), against: named(other),
      origins: change.origins)
  }
}
