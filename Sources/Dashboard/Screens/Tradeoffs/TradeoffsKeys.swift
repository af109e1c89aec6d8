import Canvas

extension TradeoffsScreen {
  /// The keys that work on this screen alone.
  static let bindings: [Binding] = [
    Binding(
      .previousRung, [.up], with: .nextRung, "rung", .screen(.tradeoffs), "Chooses the finer rung above.",
      on: [.tradeoffs],
      when: .hasRungs),
    Binding(
      .nextRung, [.down], "", .screen(.tradeoffs), "Chooses the coarser rung below.", on: [.tradeoffs], when: .hasRungs),
    Binding(
      .openRung, [.enter], "open", .screen(.tradeoffs), "Opens the chosen rung in the Lab.", on: [.tradeoffs],
      when: .hasRun),
    Binding(
      .trainAll, [.character("A")], "train all", .screen(.tradeoffs), "Trains every rung that is paused or waits.",
      on: [.tradeoffs], when: .canTrainMore),
    Binding(
      .seeds, [.character("x")], "×5 seeds", .screen(.tradeoffs),
      "Trains all rungs under five seeds; again, stops that.",
      on: [.tradeoffs], when: .hasEvaluations),
    Binding(
      .measure, [.character("e")], "measure", .screen(.tradeoffs), "The matrix in RMSSE, MASE, MSE or skill.",
      on: [.tradeoffs], when: .hasMatrix),
    Binding(
      .classMeasure, [.character("e")], "measure", .screen(.tradeoffs), "Classes by recall, precision or F1.",
      on: [.tradeoffs],
      when: .hasClasses),
    Binding(
      .cost, [.character("k")], "cost", .screen(.tradeoffs), "Cost in multiply-adds, parameters or seconds.",
      on: [.tradeoffs], when: .hasRuns),
    Binding(
      .previousMethod, [.left], with: .nextMethod, "method", .screen(.tradeoffs),
      "In its panel: the method of reconciling before.",
      on: [.tradeoffs], when: .isOnReconciliation),
    Binding(
      .nextMethod, [.right], "", .screen(.tradeoffs), "In its panel: the next method of reconciling.", on: [.tradeoffs],
      when: .isOnReconciliation),
    Binding(
      .reconcile, [.character("R")], "reconcile", .screen(.tradeoffs),
      "Makes forecasts add up: gain and loss by rung; again, next method.", on: [.tradeoffs],
      when: .canReconcile),
    Binding(
      .chooseGrain, [.character("w")], "which grain", .screen(.tradeoffs),
      "Chooses the grain on earlier origins and says why; again, stops.", on: [.tradeoffs],
      when: .canChoose),
    Binding(
      .adapt, [.character("d")], "share out", .screen(.tradeoffs),
      "Shares out compute by ucb, then successive halving, then no more.", on: [.tradeoffs], when: .canAdapt),
  ]
}

extension Condition {
  static let canTrainMore = Condition(else: "every rung trains or has trained") { $0.canTrainMore }
  static let hasEvaluations = Condition(else: "no rung has been evaluated yet") { $0.hasEvaluations }
  static let canReconcile = Condition(else: "two rungs must have forecast first") { $0.canReconcile }
  static let isOnReconciliation = Condition(else: "with the focus on what was reconciled") { $0.isOnReconciliation }
  static let canChoose = Condition(else: "a series with a run is needed") { $0.hasMatrix && $0.hasRun }
  static let canAdapt = Condition(else: "no two rungs are left to train") { $0.canAdapt }
  static let hasClasses = Condition(else: "no classes are told apart") { $0.hasClasses }
  static let hasMatrix = Condition(else: "only a series has grains to be scored at") { $0.hasMatrix }
}
