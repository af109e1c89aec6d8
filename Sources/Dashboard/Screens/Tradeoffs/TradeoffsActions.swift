import Telemetry

/// What is done with all rungs at once.
extension Action {
  /// The chosen rung in the Lab.
  static let openRung = Action("open-rung", Words.actionOpenRung) { $0.screen = .lab }
  static let trainAll = Action("train-all", Words.actionTrainAll, effects: { $0.trainAll() })
  static let seeds = Action("seeds", Words.actionSeeds, effects: { $0.repeatSeeds() })
  static let measure = Action("measure", Words.actionMeasure) { $0.tradeoffs.measure = $0.tradeoffs.measure.next }
  static let classMeasure = Action("class-measure", Words.actionClassMeasure) {
    $0.tradeoffs.classMeasure = $0.tradeoffs.classMeasure.next
  }
  static let cost = Action("cost", Words.actionCost) { $0.countNextCost() }
  static let reconcile = Action("reconcile", Words.actionReconcile, effects: { $0.reconcile() })
  static let nextMethod = Action("next-method", Words.actionNextMethod) { $0.tradeoffs.reconciliation.turn(by: 1) }
  static let previousMethod = Action("previous-method", Words.actionPreviousMethod) {
    $0.tradeoffs.reconciliation.turn(by: -1)
  }
  static let chooseGrain = Action("choose-grain", Words.actionChooseGrain, effects: { $0.chooseGrain() })
  static let adapt = Action("adapt", Words.actionAdapt, effects: { $0.adapt() })
}

extension State {
  /// Whatever waits continues, on all rungs together.
  fileprivate mutating func trainAll() -> [Effect] {
    let waiting = rungs.compactMap { record(of: $0.id) }.filter { $0.canTrain && $0.phase != .running }
    note = Note(
      text: waiting.isEmpty
        ? isTraining ? Words.allTraining : Words.allFinished
        : Words.rungsContinue(count: waiting.count, rungs: rungs.count), kind: .answer)
    return waiting.map { .send($0.plan.run, .resume) }
  }

  fileprivate mutating func countNextCost() {
    tradeoffs.cost = tradeoffs.cost.next
    // Where no prediction has a cost there is nothing to show.
    if tradeoffs.cost == .prediction, !runs.contains(where: { tradeoffs.cost.value($0) != nil }) {
      tradeoffs.cost = tradeoffs.cost.next
    }
  }
}
