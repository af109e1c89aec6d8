import Dashboard
import Models
import Telemetry
import Training

/// What the reducer asks of the world.
extension LabRunner {
  func perform(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .send(let run, let command): laboratory?.send(command, to: run)
      case .branch(let parent, let step, let edits): branch(from: parent, atStep: step, edits: edits)
      case .close(let run): close(run)
      case .join(let rungs, let recipe): join(rungs, recipe: recipe)
      case .allocate(let runs, let policy): fileLaboratory?.allocate(among: runs, by: policy)
      case .reopen(let change): reopen(change)
      case .repeatSeeds(let requests, let count): repeatSeeds(requests, count: count)
      case .stopSeeds: seedStudy?.cancel()
      case .reconcile(let runs): reconcile(runs)
      case .chooseGrain(let run): chooseGrain(like: run)
      case .stopChoosing: stopChoosing()
      case .findRate(let run): findRate(for: run)
      case .stopFindingRate: rateSearch?.stop()
      case .noteReveal(let number, let steps):
        fileLaboratory?.noteReveal(number: number, steps)
        keeping.noteReveal(of: steps.keys)
      case .setTheme(let name): setTheme(name)
      case .setMouse(let isUsed): screen.usesMouse = isUsed
      case .copy(let source): copy(source)
      case .copyCommand(let run): copyCommand(of: run)
      case .markKept(let runs, let kind): mark(runs, kind)
      case .openKept(let run): openKept(run)
      case .exportKept(let runs, let text): exportKept(runs, text)
      case .copyKeptCommand(let run): copyKeptCommand(run)
      case .suspend: screen.suspend()
      case .redraw: screen.redraw()
      case .quit: hasQuit = true
      }
    }
  }

  private func join(_ rungs: [RungID], recipe name: String) {
    guard let laboratory = fileLaboratory, let recipe = Recipe(rawValue: name) else { return }
    laboratory.start(RungID(joining: rungs), settings: settings(recipe, laboratory.experiment))
  }

  private func copyCommand(of run: RunID) {
    guard let laboratory = fileLaboratory, let record = state.runs[run], let settings = laboratory.settings(of: run)
    else { return }
    let experiment = laboratory.experiment
    let repetition = Repetition(of: record.record, record.record.phase)
    let repeated = repetition.settings(settings)
    let line = TrainCommandLine(
      record.plan, repeated, defaults: experiment.defaultSettings(settings.recipe), file: fileAsNamed,
      session: experiment.info, options: options)
    copy(.text(line.text + "\n", named: copied(record.plan, repetition, repeated, experiment)))
  }

  /// The command of a run, with what it cannot repeat.
  private func copied(
    _ plan: RunPlan, _ repetition: Repetition, _ settings: Settings, _ experiment: any Experiment
  ) -> String {
    let name = "\(plan.run)"
    if let shortfall = repetition.shortfall {
      return journalPlace.map { Words.labCopiedCommandPartly(run: name, shortfall: shortfall, journal: $0) }
        ?? Words.labCopiedCommandPartlyAlone(run: name, shortfall: shortfall)
    }
    guard TrainCommandLine.hasSameOrigins(plan, experiment.info) else {
      return Words.labCopiedCommandOrigins(run: name)
    }
    return TrainCommandLine.hasSameReach(settings, experiment, options)
      ? Words.labCopiedCommand(run: name) : Words.labCopiedCommandReach(run: name)
  }

  /// As the command line names it; files that were opened on the screen have their path.
  var fileAsNamed: String {
    guard options.path == firstPath else { return options.path }
    return fileName ?? Sample.first
  }

  private func reopen(_ change: Reopening) {
    do {
      open(try options.reopened(change))
    } catch {
      perform(reduce(&state, .notReopened(error.sentence)))
    }
  }

  private func branch(from parent: RunID, atStep step: Int, edits: [Knob: KnobValue]) {
    do {
      if try laboratory?.startBranch(from: parent, atStep: step, edits: edits) != true {
        _ = reduce(&state, .note(Words.labNoCheckpoint))
      }
    } catch {
      _ = reduce(&state, .note(error.sentence))
    }
  }

  private func close(_ run: RunID) {
    keeping.close(run)
    runsRevision += 1
  }

  /// What is wrong with the theme, in a sentence; nil where nothing is.
  @discardableResult
  func setTheme(_ name: String) -> String? {
    do {
      let found = try themes.theme(named: name, depth: look.depth)
      look.theme = found.theme
      perform(reduce(&state, .themes(themes.names, current: name)))
      if let notice = found.notice { perform(reduce(&state, .warning(notice))) }
      return found.notice
    } catch {
      let refusal = (error as? Failure)?.sentence ?? Words.themeNotSet(theme: name)
      _ = reduce(&state, .note(refusal))
      return refusal
    }
  }
}
