import Telemetry

/// What is done with all rungs at once.
extension Action {
  /// The chosen rung in the Lab.
  static let openRung = Action("open-rung") { $0.screen = .lab }
  static let trainAll = Action("train-all", effects: { $0.trainAll() })
  static let seeds = Action("seeds", effects: { $0.repeatSeeds() })
  static let measure = Action("measure") { $0.tradeoffs.measure = $0.tradeoffs.measure.next }
  static let classMeasure = Action("class-measure") { $0.tradeoffs.classMeasure = $0.tradeoffs.classMeasure.next }
  static let cost = Action("cost") { $0.countNextCost() }
  static let reconcile = Action("reconcile", effects: { $0.reconcile() })
  static let nextMethod = Action("next-method") { $0.tradeoffs.reconciliation.turn(by: 1) }
  static let previousMethod = Action("previous-method") { $0.tradeoffs.reconciliation.turn(by: -1) }
  static let chooseGrain = Action("choose-grain", effects: { $0.chooseGrain() })
  static let adapt = Action("adapt", effects: { $0.adapt() })
}

extension State {
  /// Whatever waits goes on, at once on all rungs.
  fileprivate mutating func trainAll() -> [Effect] {
    let waiting = rungs.compactMap { record(of: $0.id) }.filter { $0.canTrain && $0.phase != .running }
    note = Note(
      text: waiting.isEmpty
        ? isTraining ? "all rungs train already" : "all rungs have trained to their end"
        : "\(waiting.count) of \(rungs.count) rungs go on", kind: .answer)
    return waiting.map { .send($0.plan.run, .resume) }
  }

  fileprivate mutating func countNextCost() {
    tradeoffs.cost = tradeoffs.cost.next
    // What no prediction is told of has no such cost.
    if tradeoffs.cost == .prediction, !runs.contains(where: { tradeoffs.cost.value($0) != nil }) {
      tradeoffs.cost = tradeoffs.cost.next
    }
  }
}
