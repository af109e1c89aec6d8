import Canvas

extension TradeoffsScreen {
  /// The keys that work on this screen alone.
  static let bindings: [Binding] = [
    Binding(
      .previousRung, [.up], with: .nextRung, Words.keyRung, .screen(.tradeoffs), Words.helpRungAbove,
      on: [.tradeoffs],
      when: .hasRungs),
    Binding(
      .nextRung, [.down], "", .screen(.tradeoffs), Words.helpRungBelow, on: [.tradeoffs], when: .hasRungs),
    Binding(
      .openRung, [.enter], Words.keyOpen, .screen(.tradeoffs), Words.helpOpenRung, on: [.tradeoffs],
      when: .hasRun),
    Binding(
      .trainAll, [.character("A")], Words.keyTrainAll, .screen(.tradeoffs), Words.helpTrainAll,
      on: [.tradeoffs], when: .canTrainMore),
    Binding(
      .seeds, [.character("x")], Words.timesSeeds(seeds: State.seedCount), .screen(.tradeoffs),
      Words.helpSeeds,
      on: [.tradeoffs], when: .hasEvaluations),
    Binding(
      .measure, [.character("e")], Words.keyMeasure, .screen(.tradeoffs), Words.helpMeasure,
      on: [.tradeoffs], when: .hasMatrix),
    Binding(
      .classMeasure, [.character("e")], Words.keyMeasure, .screen(.tradeoffs), Words.helpClassMeasure,
      on: [.tradeoffs],
      when: .hasClasses),
    Binding(
      .cost, [.character("k")], Words.keyCost, .screen(.tradeoffs), Words.helpCost,
      on: [.tradeoffs], when: .hasRuns),
    Binding(
      .previousMethod, [.left], with: .nextMethod, Words.keyMethod, .screen(.tradeoffs),
      Words.helpPreviousMethod,
      on: [.tradeoffs], when: .isOnReconciliation),
    Binding(
      .nextMethod, [.right], "", .screen(.tradeoffs), Words.helpNextMethod, on: [.tradeoffs],
      when: .isOnReconciliation),
    Binding(
      .reconcile, [.character("R")], Words.keyReconcile, .screen(.tradeoffs),
      Words.helpReconcile, on: [.tradeoffs],
      when: .canReconcile),
    Binding(
      .chooseGrain, [.character("w")], Words.keyWhichGrain, .screen(.tradeoffs),
      Words.helpChooseGrain, on: [.tradeoffs],
      when: .canChoose),
    Binding(
      .adapt, [.character("d")], Words.keyShareOut, .screen(.tradeoffs),
      Words.helpAdapt, on: [.tradeoffs], when: .canAdapt),
  ]
}

extension Condition {
  static let canTrainMore = Condition(else: Words.notNowAllTrained) { $0.canTrainMore }
  static let hasEvaluations = Condition(else: Words.nothingEvaluated) { $0.hasEvaluations }
  static let canReconcile = Condition(else: Words.notNowNeedsForecasts) { $0.canReconcile }
  static let isOnReconciliation = Condition(else: Words.notNowNeedsReconciliation) { $0.isOnReconciliation }
  static let canChoose = Condition(else: Words.notNowNeedsSeriesRun) { $0.hasMatrix && $0.hasRun }
  static let canAdapt = Condition(else: Words.notNowNothingToShare) { $0.canAdapt }
  static let hasClasses = Condition(else: Words.notNowNoClasses) { $0.hasClasses }
  static let hasMatrix = Condition(else: Words.notNowNeedsSeries) { $0.hasMatrix }
}
