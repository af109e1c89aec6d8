import Granularity
import Models
import Telemetry

/// A watch without clock, file or screen: the same values at the same steps, and the same commands between them, give the
/// same bits.
///
/// Every judged rung forecasts at an origin before the values of its horizon have come, and is scored when they have; in
/// between it learns from each window as soon as that is complete. Memory does not grow with the stream.
package final class WatchEngine {
  package let plan: WatchPlan
  let ladder: LiveLadder
  /// Fine to coarse; empty until the first value tells where the stream begins.
  private(set) var rungs: [WatchedRung] = []
  private(set) var runs: [WatchedRun] = []
  /// The newest origins, closed ones before open ones.
  private(set) var origins: [WatchedOrigin] = []
  private(set) var preference: GrainPreference
  /// Why the preferred rung is preferred.
  private(set) var reason: String?
  /// The number of the next step, counted from 1970.
  private(set) var nextStep: Int?
  /// Values that came.
  package private(set) var points = 0
  /// Origins whose horizon is over and that could be judged.
  package private(set) var judged = 0
  private var news: [WatchNews] = []
  private let makeTelemetry: (RunID) -> RunTelemetry

  /// Bins of the finest grain in the horizon.
  var steps: Int { ladder.horizonBins(0) }
  var finestRatio: Int { ladder.ratios[0] }
  private let stride: Int

  package convenience init(_ plan: WatchPlan) { self.init(plan) { _ in RunTelemetry() } }

  init(_ plan: WatchPlan, makeTelemetry: @escaping (RunID) -> RunTelemetry) {
    self.plan = plan
    ladder = plan.ladder
    stride = plan.ladder.stride
    preference = GrainPreference(window: plan.window, patience: plan.patience, least: plan.least)
    self.makeTelemetry = makeTelemetry
  }

  /// What has happened since the last call.
  package func takeNews() -> [WatchNews] {
    defer { news.removeAll(keepingCapacity: true) }
    return news
  }

  func tell(_ item: WatchNews) { news.append(item) }

  /// Takes the value of a step, NaN where it has none; steps that were left out have none either.
  package func take(_ value: Float, at number: Int) {
    if nextStep == nil { begin(at: number) }
    guard let next = nextStep, number >= next else { return }
    if number > next { skip(number - next) }
    for index in rungs.indices where rungs[index].append(value) { learn(index) }
    if value.isFinite { points += 1 }
    nextStep = number + 1
    if (number + 1) % stride == 0 {
      closeOrigins(at: number + 1)
      openOrigin(at: number + 1)
    }
  }

  /// The stream's clock was set back: bins and origins begin anew, what was learnt stays.
  package func setBack() {
    nextStep = nil
    origins = []
  }

  private func begin(at number: Int) {
    nextStep = number
    rungs = ladder.grains.indices.map { WatchedRung($0, of: ladder, firstStep: number) }
    guard runs.isEmpty else { return }
    for rung in rungs where rung.obstacle == nil { start(on: rung.index, settings: plan.settings, parent: nil) }
  }

  private func skip(_ gap: Int) {
    for index in rungs.indices { rungs[index].skip(gap) }
    nextStep = nextStep.map { $0 + gap }
  }

  private func learn(_ rung: Int) {
    for run in runs where run.rung == rung && !run.isFinished {
      let before = run.phase
      if let divergence = run.learn(from: rungs[rung], endingAt: rungs[rung].values.count) {
        tell(.event(.diverged(run.run, divergence)))
      } else if run.phase != before {
        tell(.event(.phase(run.run, run.phase)))
      }
    }
  }
}

// MARK: - Origins

extension WatchEngine {
  /// The place of a step in the bins of the finest rung.
  func place(of step: Int) -> Int { step / finestRatio - rungs[0].bins.firstBin }

  func actual(from step: Int) -> [Float] {
    let first = place(of: step)
    return (first..<first + steps).map { rungs[0].values[$0] }
  }

  private func closeOrigins(at step: Int) {
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
    if let closed { judge(closed) }
  }

  private func openOrigin(at step: Int) {
    var predictions: [RunID: [Float]] = [:]
    for run in runs {
      let rung = rungs[run.rung]
      guard let coarse = run.predict(from: rung) else { continue }
      // A bin's mean stands for each of the finer bins within it.
      let repeats = rung.bins.ratio / finestRatio
      predictions[run.run] = repeats == 1 ? coarse : coarse.flatMap { repeatElement($0, count: repeats) }
    }
    let now = place(of: step)
    let values = rungs[0].values
    let season = ladder.seasonBins
    origins.append(
      WatchedOrigin(
        step: step, predictions: predictions, naive: [Float](repeating: values[now - 1], count: steps),
        seasonalNaive: (0..<steps).map { values[now - season + $0 % season] },
        history: (now - 2 * steps..<now).map { values[$0] }, actual: [Float](repeating: .nan, count: steps)))
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
    tell(.scored(OriginScore(origin, of: self)))
    for run in standing where !run.isFinished { tell(.event(.epoch(run.run, report(of: run)))) }
    guard let change else { return }
    let rung = { (index: Int) in self.rungs[standing[index].rung].id }
    let text = wording(of: change, standing)
    reason = text
    tell(
      .preferred(
        PreferenceChange(
          at: instant(of: origin.step + steps * finestRatio), from: change.from.map(rung), to: rung(change.to),
          reason: text)))
  }

  var preferred: RungID? {
    preference.preferred.flatMap { index in
      standing.indices.contains(index) ? rungs[standing[index].rung].id : nil
    }
  }

  private func report(of run: WatchedRun) -> EpochReport {
    EpochReport(
      epoch: judged, step: run.steps, trainingLoss: Float(run.meanLoss), validationLoss: nil,
      bestValidationLoss: nil, bestEpoch: nil, learningRate: Double(run.settings.live.learningRate),
      multiplyAdds: run.multiplyAdds, seconds: 0)
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
    let over = "over the last \(change.origins) origins"
    guard change.to == change.best else {
      return "\(named(change.to)) is as good as \(named(change.best)) within a standard error, and coarser: "
        + "\(measure) \(rounded(change.to)) against \(rounded(change.best)) \(over)"
    }
    let other = change.from ?? standing.indices.filter { $0 != change.to }.min { change.means[$0] < change.means[$1] }
    return "\(named(change.to)) forecasts best: \(measure) \(rounded(change.to))"
      + (other.map { " against \(rounded($0)) of \(named($0))" } ?? "") + " \(over)"
  }
}

// MARK: - Runs

extension WatchEngine {
  @discardableResult
  func start(on rung: Int, settings: Settings, parent: (run: RunID, step: Int)?) -> RunID {
    let number = RunID(runs.count)
    let run = WatchedRun(
      number, on: rungs[rung], settings: settings, ratio: ladder.ratios[rung] / finestRatio,
      telemetry: makeTelemetry(number))
    runs.append(run)
    tell(.event(.began(run.plan(rung: rungs[rung].id, parent: parent))))
    tell(.event(.phase(number, .running)))
    return number
  }

  /// A new run beside another, with other settings; it learns at once from what is still held of the stream.
  func branch(from parent: RunID, edits: [Knob: KnobValue]) throws(SettingsError) -> RunID? {
    guard let source = runs.first(where: { $0.run == parent }), !rungs.isEmpty else { return nil }
    var settings = source.settings
    for (knob, value) in edits.sorted(by: { $0.key == .recipe && $1.key != .recipe }) {
      if knob == .recipe, case .choice(let name) = value, let recipe = Recipe(rawValue: name) {
        guard recipe != settings.recipe else { continue }
        let (seed, lookback) = (settings.seed, settings.lookback)
        settings = Settings(online: recipe)
        (settings.seed, settings.lookback) = (seed, lookback)
      } else {
        try settings.set(knob, to: value)
      }
    }
    let number = start(on: source.rung, settings: settings, parent: (parent, 0))
    let rung = rungs[source.rung]
    for end in rung.values.range where end > rung.values.range.lowerBound {
      if runs[number.number].learn(from: rung, endingAt: end) != nil { break }
    }
    // Errors of two models say nothing together.
    preference.forget()
    return number
  }

  func apply(_ command: Command, to number: RunID) {
    guard let run = runs.first(where: { $0.run == number }) else { return }
    switch command {
    case .pause where run.isLearning: enter(.paused, run)
    case .resume where run.phase == .paused: enter(.running, run)
    case .step where !run.isFinished:
      run.step()
      tell(.event(.phase(number, .running)))
    case .set(let knob, let value):
      do {
        if let done = try run.set(knob, to: value) { tell(.event(.applied(number, done))) }
      } catch {
        tell(.event(.notice(error.sentence)))
      }
    case .stop where !run.isFinished: finish(run, .stopped)
    default: break
    }
  }

  /// The stream is over.
  package func end(_ reason: EndReason) {
    for run in runs where !run.isFinished { finish(run, reason) }
  }

  private func enter(_ phase: Phase, _ run: WatchedRun) {
    run.enter(phase)
    tell(.event(.phase(run.run, phase)))
  }

  private func finish(_ run: WatchedRun, _ reason: EndReason) {
    enter(.finished(reason), run)
    tell(.event(.ended(run.run, run.endReport(seconds: 0))))
  }
}
