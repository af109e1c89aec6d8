import Basics
import Datasets
import Granularity
import Telemetry

/// Data, ladder and common target made ready: the ground on which runs of any recipe are trained and compared.
package protocol Experiment: Sendable {
  var info: SessionInfo { get }
  /// Distinguishes data sets: a hash of every value that training or scoring reads.
  var dataHash: UInt64 { get }
  /// Tells where runs are judged: a hash of the origins or samples of validation and test, and of the target at them.
  var originsHash: UInt64 { get }
  /// With whose weights networks begin; nil where they begin with random ones.
  var initial: InitialModel? { get }
  /// The settings a rung starts with when nothing was asked for.
  func defaultSettings(_ recipe: Recipe) -> Settings
  /// Builds windows, fits scalers on training rows and initialises a model.
  ///
  /// - Throws: ``ExperimentError``.
  func learner(for rung: RungID, settings: Settings) throws(ExperimentError) -> any Learner
  /// Itself where it forecasts, for studies that only forecasts have; nil for samples without order.
  var forecasting: ForecastExperiment? { get }
  /// The same, of which evaluations keep all that was predicted; itself where they do anyway.
  func keepingColumns() -> any Experiment
}

extension Experiment {
  package var initial: InitialModel? { nil }
  package var forecasting: ForecastExperiment? { nil }
  package func keepingColumns() -> any Experiment { self }
}

/// Why a rung cannot be trained as asked.
package enum ExperimentError: Error, Hashable {
  case unknownRung(RungID, known: [RungID])
  case excluded(RungID, reason: String)
  /// `gappy`: windows besides that touch a missing value, with what is done about gaps.
  case tooFewWindows(RungID, found: Int, gappy: Int, needed: Int, lookback: Int, gaps: GapPolicy = .leaveOut)
  /// At none of all test origins are the values known that it reads, with what is done about gaps.
  case noTestOrigins(RungID, all: Int, lookback: Int, gaps: GapPolicy = .leaveOut)
  /// Of a kind of data, as `a table`.
  case recipeDoesNotFit(Recipe, task: String, known: [Recipe])
  case unusable(RungID, reason: String)

  package var sentence: String {
    switch self {
    case .unknownRung(let rung, let known):
      Words.experimentNoGrain(rung: rung.label, known: known.map(\.label).joined(separator: ", "))
    case .excluded(let rung, let reason):
      Words.experimentExcluded(rung: rung.label, reason: reason)
    case .tooFewWindows(let rung, let found, let gappy, let needed, let lookback, let gaps):
      gappy + found < needed
        ? Words.experimentFewWindows(found: found, rung: rung.label, lookback: lookback, needed: needed)
        : Words.experimentGappyWindows(
          found: found, rung: rung.label, count: gappy + found, lookback: lookback, needed: needed, gaps: gaps.label)
    case .noTestOrigins(let rung, let all, let lookback, let gaps):
      Words.experimentNoTestOrigins(count: all, rung: rung.label, lookback: lookback, gaps: gaps.label)
    case .recipeDoesNotFit(let recipe, let task, let known):
      Words.experimentNoFit(recipe: recipe.rawValue, task: task, known: Listing.choice(known.map(\.rawValue)))
    case .unusable(let rung, let reason): Words.experimentUnusable(rung: rung.label, reason: reason)
    }
  }
}
