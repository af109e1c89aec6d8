import Canvas
import Dashboard
import Telemetry

/// Forecasts that were made to add up, and grains that are being chosen, on the Trade-offs screen.
extension Scene {
  static let reconciled = Scene(
    "reconciled", story, story.training(), keys: [.character("2"), .character("T"), .character("R")],
    then: [.event(.reconciled(report))]
  )

  /// A method that cannot be had says why.
  static let refusedMethod: Scene = {
    var scene = Scene(
      "refused-method", story, story.training(), keys: [.character("2"), .character("T"), .character("R")],
      then: [.event(.reconciled(report))])
    for _ in 0..<2 { scene.press(.left) }
    return scene
  }()

  static let choosing = Scene(
    "choosing", story, story.training(), keys: [.character("2"), .character("w")],
    then: [.event(.choosing(ChoiceProgress(done: 34, planned: 100, secondsLeft: 71)))])

  static let chosen = Scene(
    "chosen", story, story.training(), keys: [.character("2"), .character("w")], then: [.event(.chosen(choice))])

  static let report = ReconciliationReport(
    levels: [
      .init(rung: "30min", steps: 48, base: 0.61), .init(rung: "1h", steps: 24, base: 0.58),
      .init(rung: "6h", steps: 4, base: 0.72), .init(rung: "1d", steps: 1, base: 0.66),
    ],
    methods: [
      .init(
        name: "bottom-up", explanation: "the finest rung's forecasts, aggregated", scores: [0.61, 0.6, 0.69, 0.71]),
      .init(
        name: "top-down", explanation: "the coarsest rung's forecasts, shared out as training rows were", scores: [],
        refusal: "Top-down shares out a coarse forecast as the training rows were, which has no meaning where they "
          + "change their sign (here from −3.25 to 41.0); choose another method, as mint-shrink."),
      .init(
        name: "structural", explanation: "each rung trusted by how many fine steps one of its steps holds",
        scores: [0.6, 0.58, 0.68, 0.65]),
      .init(
        name: "mint-shrink",
        explanation: "each step trusted by its errors, and by which of them come together (MinT, shrunk)",
        scores: [0.54, 0.592, 0.6, 0.63], shrinkage: 0.14),
    ], leftOut: [.init(rung: "1w", reason: "one day is not a whole number of weeks")], horizonLabel: "1d", origins: 42,
    validationOrigins: 24, disagreement: [.validation: 0.027, .test: 0.031])

  static let choice = ChoiceReport(
    rungs: [
      .init(rung: "30min", error: 0.604, standardError: 0.031, blocks: [], lookback: 336, units: [64, 32]),
      .init(
        rung: "1h", error: 0.612, standardError: 0.034, differenceError: 0.012, blocks: [], lookback: 168,
        units: [32, 16]),
      .init(
        rung: "6h", error: 0.701, standardError: 0.052, differenceError: 0.04, blocks: [], lookback: 28,
        units: [64, 32]),
      .init(
        rung: "1d", error: 0.78, standardError: 0.04, differenceError: 0.05, blocks: [], lookback: 14, units: [16, 8]),
    ], best: "30min", chosen: "1h", recipe: "mlp", horizonLabel: "1d", grainLabel: "30min", origins: [5, 6, 5, 5, 6],
    candidates: 20,
    reason:
      "1h: the coarsest grain that is not clearly worse than the best. 30min has the lowest mean RMSSE, 0.604 ± 0.031 "
      + "over 5 blocks of origins; in the same blocks 1h is worse by 0.008 ± 0.012, no more than one standard error. "
      + "Structure: 168 rows of lookback, hidden layers of 32 and 16 units.")
}
