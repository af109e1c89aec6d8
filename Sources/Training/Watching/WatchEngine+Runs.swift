import Models
import Telemetry

/// The runs of a watch: begun, branched off, given commands.
extension WatchEngine {
  @discardableResult
  func start(on rung: Int, settings: Settings, parent: (run: RunID, step: Int)?) -> RunID {
    let number = RunID(runs.count)
    let run = WatchedRun(
      number, on: rungs[rung], settings: settings, ratio: ladder.ratios[rung] / finestRatio,
      telemetry: makeTelemetry(number), steps: steps, window: plan.window)
    runs.append(run)
    // The newest value is no input of a network: see OnlineNetwork.
    if settings.isTooWide(over: run.lookback - 1) {
      announce(
        .event(
          .notice(
            Words.watchWideKernel(rung: rungs[rung].id.label, kernel: settings.kernel, lookback: run.lookback))))
    }
    announce(.event(.began(run.plan(rung: rungs[rung].id, parent: parent))))
    announce(.event(.phase(number, .running)))
    return number
  }

  /// A new run beside another, with other settings; it learns at once from what is still held of the stream.
  func branch(from parent: RunID, edits: [Knob: KnobValue]) throws(SettingsError) -> RunID? {
    guard let source = runs.first(where: { $0.run == parent }), !rungs.isEmpty else { return nil }
    var settings = source.settings
    for (knob, value) in edits.inOrderOfSetting {
      if knob == .recipe, case .choice(let name) = value {
        guard let recipe = Recipe(rawValue: name), recipe.fits(.stream) else {
          throw .unknownChoice(knob, found: name, known: Settings.onlineRecipes.map(\.rawValue))
        }
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
      announce(.event(.phase(number, .running)))
    case .set(let knob, let value):
      do {
        if let done = try run.set(knob, to: value) { announce(.event(.applied(number, done))) }
      } catch {
        announce(.event(.notice(error.sentence)))
      }
    case .stop where !run.isFinished: finish(run, .stopped)
    // Not as the run stands; and a stream cannot be read again from its start.
    case .pause, .resume, .step, .stop, .restart: break
    }
  }

  /// The stream is over.
  package func end(_ reason: EndReason) {
    for run in runs where !run.isFinished { finish(run, reason) }
  }

  private func enter(_ phase: Phase, _ run: WatchedRun) {
    run.enter(phase)
    announce(.event(.phase(run.run, phase)))
  }

  private func finish(_ run: WatchedRun, _ reason: EndReason) {
    enter(.finished(reason), run)
    announce(.event(.ended(run.run, run.endReport(seconds: 0))))
  }
}
