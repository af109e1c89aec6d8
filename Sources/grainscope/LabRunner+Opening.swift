import Dashboard
import Dispatch
import Models
import Telemetry
import Terminal
import Training

/// Opening data, and closing what was open.
extension LabRunner {
  /// Reads a file and makes its ladder, away from this thread.
  func open(_ options: SessionOptions) {
    let waker = screen.waker
    let opened = opened
    // What was asked on the command line was asked of the first file alone.
    let idle: Opening.IdleOptions = laboratory == nil && awaited == nil ? .refused : .ignored
    DispatchQueue.global().async {
      let result: Result<OpenData, Failure>
      do {
        let data = try Opening.data(options, idle: idle) { progress in
          if opened.note(progress) { waker.wake() }
          return opened.isWanted
        }
        result = .success(data)
      } catch {
        result = .failure(error as? Failure ?? .failed(Words.labNotOpened(reason: "\(error)")))
      }
      opened.put(result)
      waker.wake()
    }
  }

  func begin(_ result: Result<OpenData, Failure>) {
    switch result {
    case .failure(let failure): refuse(awaited.map { $0.dataFailure(failure) } ?? failure)
    case .success(let data):
      if let awaited, (try? awaited.options()) != data.options { self.awaited = nil }
      do throws(Failure) {
        if laboratory == nil { try check(on: data.experiment) }
        try awaited?.check(data.experiment)
      } catch { return refuse(error) }
      endSession()
      begin(data)
    }
  }

  /// The session that is open stays; without one the program ends.
  private func refuse(_ failure: Failure) {
    awaited = nil
    if laboratory == nil {
      self.failure = failure
    } else {
      perform(reduce(&state, .notReopened(failure.sentence)))
    }
  }

  func begin(_ data: OpenData) {
    options = data.options
    perform(reduce(&state, .session(data.experiment.info)))
    if let fault, sessionCount == 0 { perform(reduce(&state, .warning(fault))) }
    perform(reduce(&state, .sources(DataSources.beside(options.path))))
    report(on: data)
    let identity = DataIdentity(data.experiment, options)
    let events = events
    let journal: Journal?
    do throws(Failure) { journal = try makeJournal(data.experiment) } catch {
      // One that was asked for by name must be had.
      failure = error
      return
    }
    keeping.begin(store, data, identity, file: fileAsNamed, report: { events.add([.notice($0)]) }) {
      events.add([.unkept(.runs, $0)])
    }
    let laboratory = Laboratory(
      experiment: data.experiment, threads: threads, events: events, journal: journal, data: identity)
    keeping.take(laboratory)
    beginRuns(identity)
    self.laboratory = laboratory
    if let awaited {
      self.awaited = nil
      return begin(awaited, in: laboratory)
    }
    let recipe = recipe(on: data.experiment)
    // What joins rungs is compared with rungs that learn alone.
    let alone = recipe.joins ? Recipe.mlp : recipe
    start(alone, on: data.experiment, laboratory)
    guard recipe.joins else { return }
    perform(reduce(&state, .joining))
    start(recipe, on: data.experiment, laboratory)
  }

  private func start(_ recipe: Recipe, on experiment: any Experiment, _ laboratory: Laboratory) {
    let settings = settings(recipe, experiment)
    for rung in experiment.rungs(for: recipe) { laboratory.start(rung, settings: settings, paused: startsPaused) }
  }

  func settings(_ recipe: Recipe, _ experiment: any Experiment) -> Settings {
    var settings = experiment.defaultSettings(recipe)
    settings.seed = options.seed
    if settings.recipe.hasSteps {
      settings.epochs = preferences.epochs ?? settings.watchedEpochs
      // Who watches stops a run, or turns its knobs, as it goes.
      settings.patience = 0
    }
    // All were checked on the data that the session began with; other data and recipes take what suits them.
    try? StoppingArguments.apply(patience, to: &settings)
    knobs.applyFitting(to: &settings)
    return settings
  }

  /// The recipe that was asked for, or that of `config.toml` where it suits the data.
  private func recipe(on experiment: any Experiment) -> Recipe {
    isRecipeAsked || recipe.fits(experiment.defaultSettings(recipe).content) ? recipe : experiment.usualRecipe
  }

  /// Refuses what the command line asks of the model and the first data have no use for.
  private func check(on experiment: any Experiment) throws(Failure) {
    var settings = try knobs.settings(for: recipe(on: experiment), on: experiment, seed: options.seed)
    try StoppingArguments.apply(patience, to: &settings)
    try InitialWeights.check(settings, options)
    try InitialWeights.check(experiment, experiment.rungs(for: settings.recipe), settings)
  }

  /// Looks through the columns away from this thread; the screen does not wait for it.
  private func report(on data: OpenData) {
    let reported = reported
    let waker = screen.waker
    reported.expect(data.number)
    DispatchQueue.global().async {
      let report = DataReporter(data.opened.dataset, data.options, opened: data.opened).report()
      reported.put(report, of: data.number)
      waker.wake()
      Self.audit(data, reported, waker)
    }
  }

  /// Ends the runs of the session that another one follows. Their journal is whole and stays.
  private func endSession() {
    seedStudy?.cancel()
    rateSearch?.stop()
    guard let laboratory else { return }
    fileLaboratory?.stopChoosing()
    laboratory.sendAll(.stop)
    laboratory.waitUntilEnded(atMost: .seconds(2))
    keeping.end()
    // What the old runs still report has no place on the new screen.
    events = Self.eventQueue(isIdle, screen.waker, keeping)
    self.laboratory = nil
    lookedInto = nil
    (futureAsked, futureDesk) = (nil, FutureDesk())
    runsDesk = nil
  }

  /// The journal of the session that begins; nil where there is none, which is said unless it was asked for.
  ///
  /// - Throws: ``Failure`` where the first session cannot have the one that the command line names.
  private func makeJournal(_ experiment: any Experiment) throws(Failure) -> Journal? {
    journalPlace = nil
    guard let path = nextJournalPath() else { return nil }
    let events = events
    do throws(Failure) {
      let journal = try Opening.journal(path, experiment: experiment, options: options) {
        events.add([.unkept(.journal, $0.sentence)])
      }
      journalPlace = FilePath.inShell(FilePath.absolute(path))
      return journal
    } catch {
      guard sessionCount > 1 || FilePath.stateFolder().map(path.hasPrefix) == true else { throw error }
      perform(reduce(&state, .event(.unkept(.journal, error.sentence))))
      return nil
    }
  }

  /// The first session has the path asked for; each further one a new file, so that none is mixed with another.
  private func nextJournalPath() -> String? {
    sessionCount += 1
    guard let journalPath else { return nil }
    guard sessionCount > 1 else { return journalPath }
    let isOwn = FilePath.stateFolder().map { journalPath.hasPrefix($0) } ?? false
    return FilePath.unused(isOwn ? FilePath.newJournal(for: options.path) ?? journalPath : journalPath)
  }

  /// Ends all runs so that the journal is whole, then gives the terminal back.
  func finish() {
    opened.cancel()
    seedStudy?.cancel()
    rateSearch?.stop()
    fileLaboratory?.stopChoosing()
    laboratory?.sendAll(.stop)
    laboratory?.waitUntilEnded(atMost: .milliseconds(300))
    keeping.end()
    if let reason = screen.stopReason { screen.exit(for: reason) }
    screen.close()
  }
}
