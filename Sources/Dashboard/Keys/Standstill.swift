import Telemetry

/// Why the keys that train have nothing to train, as half sentences: what stands there never began, was solved, goes on
/// already, or has ended. Asked for only where a key does nothing.
struct Standstill {
  private let shown: LiveRun?
  private let isAll: Bool
  private let hasObstacle: Bool
  private let keymap: Keymap

  init(_ state: State) {
    shown = state.shown
    isAll = state.scope == .all
    hasObstacle = state.obstacle(to: state.rung) != nil
    keymap = state.keymap
  }

  /// Nothing runs, pauses or takes a step.
  var ofSteps: String {
    guard let run = shown, !isAll else { return isAll ? Words.notNowNothingToTrain : ofRuns }
    return closedForm(run) ?? ended(run)
  }

  /// Nothing goes on for more epochs.
  var ofEpochs: String {
    guard let run = shown, !isAll else { return isAll ? Words.notNowNothingToContinue : ofRuns }
    if let reason = closedForm(run) { return reason }
    return run.isFinished
      ? run.objection(to: .epochs, keymap) ?? ended(run) : Words.notNowGoesOn(run: "\(run.plan.run)")
  }

  /// The shown run has ended, in few words.
  var ofEnd: String { shown.map(ended) ?? ofRuns }

  /// No branch begins.
  var ofBranches: String {
    guard let run = shown, !isAll else { return isAll ? Words.notNowNoRunToBranch : ofRuns }
    return Words.notNowTurnFirst(run: "\(run.plan.run)")
  }

  /// The rung has no run.
  var ofRuns: String { hasObstacle ? Words.notNowUntrainable : Words.notNowRungWithoutRun }

  private func closedForm(_ run: LiveRun) -> String? {
    run.plan.isClosedForm ? Words.notNowSolved(recipe: run.plan.recipe) : nil
  }

  private func ended(_ run: LiveRun) -> String {
    let (name, branch) = ("\(run.plan.run)", keymap.name(of: .branch))
    return run.canContinue
      ? Words.notNowEnded(run: name, more: keymap.name(of: .moreEpochs), branch: branch)
      : Words.notNowEndedForGood(run: name, branch: branch)
  }
}
