import Canvas

extension TradeoffsScreen {
  /// The keys that work on this screen alone.
  static let bindings: [Binding] = [
    Binding(
      .previousRung, [.up], with: .nextRung, "rung", .tradeoffs, "Chooses the finer rung above.", on: [.tradeoffs],
      when: .hasRungs),
    Binding(
      .nextRung, [.down], "", .tradeoffs, "Chooses the coarser rung below.", on: [.tradeoffs], when: .hasRungs),
    Binding(
      .openRung, [.enter], "open", .tradeoffs, "Opens the chosen rung in the Lab.", on: [.tradeoffs], when: .hasRun),
    Binding(
      .trainAll, [.character("A")], "train all", .tradeoffs, "Trains every rung that is paused or waits.",
      on: [.tradeoffs], when: .canTrainMore),
    Binding(
      .seeds, [.character("x")], "×5 seeds", .tradeoffs, "Trains all rungs under five seeds; again, stops that.",
      on: [.tradeoffs], when: .hasEvaluations),
    Binding(
      .measure, [.character("e")], "measure", .tradeoffs, "The matrix in RMSSE, MASE, MSE or skill.",
      on: [.tradeoffs], when: .hasMatrix),
    Binding(
      .cost, [.character("k")], "cost", .tradeoffs, "Cost in multiply-adds, parameters or seconds.",
      on: [.tradeoffs], when: .hasRuns),
  ]
}

extension Condition {
  static let canTrainMore = Condition(else: "every rung trains or has trained") { $0.canTrainMore }
  static let hasEvaluations = Condition(else: "no rung has been evaluated yet") { $0.hasEvaluations }
  static let hasMatrix = Condition(else: "only a series has grains to be scored at") { $0.hasMatrix }
}
