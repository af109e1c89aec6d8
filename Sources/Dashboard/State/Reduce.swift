import Canvas
import Telemetry

/// What happened → what changes → what must be done. Pure: the same messages lead to the same state.
package func reduce(_ state: inout State, _ message: Message) -> [Effect] {
  let effects = handle(message, &state)
  return effects + state.noteNewlySeen() + state.noteKeptSeen()
}

private func handle(_ message: Message, _ state: inout State) -> [Effect] {
  switch message {
  case .loading(let name):
    state.opening = .loading(name)
  case .failure(let sentence):
    state.opening = .failed(sentence)
  case .session(let session):
    state.open(session)
  case .report(let report): state.take(report)
  case .audit(let report): state.data.audit = report
  case .sources(let sources):
    state.data.sources = sources
    state.data.source = sources.firstIndex { $0.name == state.session?.fileName } ?? 0
  case .notReopened(let sentence): state.stayOpen(because: sentence)
  case .event(let event):
    state.handle(event)
    if case .began = event { return state.makeRoomForRuns() }
  case .future(let wish, let answer): state.take(answer, to: wish)
  case .kept(let answer): return state.take(answer)
  case .takenUp(let run, let past): state.pasts[run] = past
  case .joining: state.asksForJoin = true
  case .progress(let progress):
    for (run, progress) in progress { state.handle(progress, of: run) }
  case .input(let event):
    return state.take(event)
  case .themes(let names, let current):
    state.themes = names
    state.themeName = current
  case .settings(let settings):
    state.take(settings)
  case .mouse(let isUsed):
    state.usesMouse = isUsed
  case .revealTest: return state.isTestRevealed ? [] : state.toggleReveal()
  case .note(let text):
    state.note = State.Note(text: text, kind: .answer)
  case .warning(let text):
    state.note = State.Note(text: text, kind: .warning)
  }
  return []
}

extension State {
  /// A reading that was changed by key stays, unless the file says something new about it.
  fileprivate mutating func take(_ new: ScreenSettings) {
    if new.smoothing != settings.smoothing { lab.smoothing = new.smoothing }
    if new.isLogarithmic != settings.isLogarithmic { lab.isLogarithmic = new.isLogarithmic }
    settings = new
  }

  mutating func open(_ session: SessionInfo) {
    unkept = []
    // Whoever opened from the Data screen wants to see there what it became.
    screen = data.opening == nil ? .home : .data
    screenValues = screenValues.mapValues { $0.reopened(with: session) }
    forgetReveal(openingFrom: self.session, to: session)
    opening = .open(session)
    runs = []
    pasts = [:]
    runsOfRung = [:]
    refusals = [:]
    joined = []
    current = [:]
    scope = .rung
    undoSteps = []
    // The finest rung that can be compared is where looking begins.
    rungIndex = session.rungs.firstIndex { $0.exclusion == nil } ?? 0
    note = session.remarks.first.map { Note(text: $0) }
  }

  fileprivate mutating func handle(_ progress: RunProgress, of run: RunID) {
    guard var latest = runs[run]?.progress, let first = runs[run]?.firstStep else { return }
    // A frame's numbers may be a little older than the last epoch's.
    latest = progress
    latest.step = max(progress.step, first)
    runs[run]?.progress = latest
  }

  fileprivate mutating func handle(_ event: Event) {
    if let run = event.run { runs[run]?.apply(event) }
    switch event {
    case .began(let plan): begin(plan)
    case .applied(let run, let intervention): show(intervention, of: run)
    case .diverged(let run, let divergence):
      if let rung = runs[run]?.plan.rung {
        note = Note(
          text: Words.runDiverged(rung: "\(rung)", step: divergence.step, reason: divergence.explanation),
          kind: .warning)
      }
    case .epoch(let run, let report):
      if let dead = report.dead, dead.epoch == report.epoch, let rung = runs[run]?.plan.rung {
        note = Note(text: Words.runDead(rung: "\(rung)", reason: dead.explanation), kind: .warning, deadRun: run)
      }
      // What was said before of the run on view, and gave way to this one, is said again.
      if report.dead == nil, note?.deadRun == run { note = failureNote }
    case .evaluated(let run, _):
      orderPictures(of: run)
      if lab.pictures.first == nil { lab.pictures.first = runs[run]?.gallery.first }
    case .reconciled(let report): take(report)
    case .choosing(let progress): take(progress)
    case .chosen(let report): take(report)
    case .refused(let question, let sentence): refuse(question, because: sentence)
    case .seedsAdvanced(let progress): take(progress)
    case .seedsEnded(let reports): take(reports)
    case .allocated(let report):
      tradeoffs.allocation.take(report)
      if report.isOver { note = Note(text: allocationVerdict, kind: .answer) }
    case .inside(let run, let view): take(view, of: run)
    case .layers(let run, let report): take(report, of: run)
    case .rates(let run, let report): take(report, of: run)
    case .cannotBegin(_, let rung, let text):
      refusals[rung] = text
      note = Note(text: text, kind: .answer)
    case .notice(let text): note = Note(text: text, kind: .answer)
    case .unkept(let what, let text):
      unkept.insert(what)
      note = Note(text: text, kind: .warning)
    case .rolled(let session, let evaluations):
      for run in evaluations.keys { runs[run]?.apply(event) }
      roll(session)
    // A branch that has ended stands for its grain, whatever it came to.
    case .ended(let run, _):
      if run == shown?.plan.run, let words = betterRunWords { remark(words) }
    case .phase: break
    }
  }

  private mutating func begin(_ plan: RunPlan) {
    let past = pasts.removeValue(forKey: plan.run)
    runs[plan.run] = LiveRun(plan, past)
    runsOfRung[plan.rung, default: []].append(plan.run)
    if !plan.members.isEmpty, !rungs.contains(where: { $0.id == plan.rung }) {
      joined.append(RungInfo(id: plan.rung, rows: plan.trainingRows))
      // Whoever joins rungs wants to see what becomes of it.
      if asksForJoin { show(rung: rungs.count - 1) }
      asksForJoin = false
    }
    let before = current[plan.rung]
    current[plan.rung] = plan.run
    if let record = runs[plan.run]?.record, let words = runBook.modelRemark(record), note?.kind != .warning {
      note = Note(text: Words.joinedModels(run: "\(plan.run)", recipe: plan.recipe, remark: words), kind: .answer)
    }
    if past?.isToBeShown == true {
      current[plan.rung] = before
      show(run: plan.run)
      screen = .lab
    }
    guard let parent = plan.parent else { return }
    // What waited for it may have waited on a branch of the run that it left.
    for run in [parent.run, before].compactMap(\.self) { runs[run]?.pending = PendingBranch() }
    remark(begun(plan, parent))
    if before != nil, self.rung?.id == plan.rung { putCrosshairAway() }
  }

  private func begun(_ plan: RunPlan, _ parent: (run: RunID, step: Int)) -> String {
    let (rung, run) = ("\(plan.rung)", "\(plan.run)")
    guard parent.step > 0 else { return Words.runRestarted(rung: rung, run: run) }
    guard let left = runs[parent.run], left.isFinished, plan.epochs > left.plannedEpochs else {
      return Words.runBranched(rung: rung, run: run, parent: "\(parent.run)", step: parent.step)
    }
    return Words.runBranchedLonger(
      rung: rung, run: run, parent: "\(parent.run)", step: parent.step, last: plan.epochs)
  }

  /// Good to know, where nothing more urgent stands.
  private mutating func remark(_ text: String) {
    switch note?.kind {
    case .answer, .warning: break
    case .remark, nil: note = Note(text: text)
    }
  }

  private mutating func show(_ intervention: Intervention, of run: RunID) {
    guard let rung = runs[run]?.plan.rung, rung == self.rung?.id else { return }
    if intervention.isRestart {
      putCrosshairAway()
      lab.window = CurveWindow()
    }
    remark(Words.runChanged(change: intervention.summary, step: intervention.step))
  }
}
