import Granularity
import Telemetry

/// Data, ladder and common target made ready: the ground on which runs of any recipe are trained and compared.
package protocol Experiment: Sendable {
  var info: SessionInfo { get }
  /// Tells data sets apart: a hash of every value that training or scoring reads.
  var dataHash: UInt64 { get }
  /// Tells where runs are judged: a hash of the origins or samples of validation and test, and of the target at them.
  var originsHash: UInt64 { get }
  /// The settings a rung starts with when nothing was asked for.
  func defaultSettings(_ recipe: Recipe) -> Settings
  /// Builds windows, fits scalers on training rows and initialises a model.
  ///
  /// - Throws: ``ExperimentError``.
  func learner(for rung: RungID, settings: Settings) throws(ExperimentError) -> any Learner
  /// Itself where it forecasts, for studies of forecasts alone; nil where samples are told apart.
  var forecasting: ForecastExperiment? { get }
}

extension Experiment {
  package var forecasting: ForecastExperiment? { nil }
}

/// Why a rung cannot be trained as asked.
package enum ExperimentError: Error, Hashable {
  case unknownRung(RungID, known: [RungID])
  case excluded(RungID, reason: String)
  case tooFewWindows(RungID, found: Int, needed: Int, lookback: Int)
  case recipeDoesNotFit(Recipe, task: String, known: [Recipe])
  case unusable(RungID, reason: String)

  package var sentence: String {
    switch self {
    case .unknownRung(let rung, let known):
      "There is no grain \(rung) on this ladder; choose among \(known.map(\.label).joined(separator: ", "))."
    case .excluded(let rung, let reason):
      "The grain \(rung) cannot be compared at this target: \(reason); choose another horizon or leave the grain out."
    case .tooFewWindows(let rung, let found, let needed, let lookback):
      "At grain \(rung) only \(found) complete training windows of \(lookback) rows were found, at least \(needed) are "
        + "needed; choose a finer grain or a shorter lookback."
    case .recipeDoesNotFit(let recipe, let task, let known):
      "The recipe \(recipe.rawValue) does not fit \(task); choose "
        + "\(known.map(\.rawValue).joined(separator: " or "))."
    case .unusable(let rung, let reason):
      "The grain \(rung) cannot be trained: \(reason)"
    }
  }
}
