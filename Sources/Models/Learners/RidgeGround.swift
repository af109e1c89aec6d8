import Basics
import Datasets
import Granularity

/// One rung as least squares chooses on it: what it may read, and which of it forecasts best.
///
/// Rows before an origin are doubled while that helps, from those that the rung begins with; for each number windows are measured
/// from the last value, and over each season after which training rows are like themselves again. What is held is not chosen.
struct RidgeGround {
  /// A form, and how it does.
  struct Candidate {
    let form: RidgeForm
    let windows: RungWindows
    fileprivate let folds: RidgeFolds
    /// The best decade of the penalty, in quarters.
    fileprivate let place: Int
    fileprivate let errors: RidgeFolds.Errors

    /// All penalties that were tried around it, ascending, with the mean of the folds' errors.
    func penalties() -> [(parameter: Double, validationError: Double)] {
      var search = PenaltySearch()
      search.run { folds.errors(penalty: $0)?.mean() }
      return search.sweep
    }
  }

  /// A window of more rows than this share of the training part is not tried, unless the rung begins with it.
  private static let mostRows = 4
  /// Inputs beyond which no longer window is tried.
  private static let mostInputs = 1_024
  /// Penalties of 100 are where the search for the first begins.
  private static let firstPlace = 8

  /// With the rows that the rung begins with, or those that are held.
  let windows: RungWindows
  private let isHeld: Bool
  private let seasons: [Int]
  private let rows: Int
  private let validation: [Instant]
  private let borders: Borders
  /// Origins at which all that is read must be known.
  private let origins: [Instant]

  /// - Parameters:
  ///   - isHeld: whether the windows' lookback was asked for.
  ///   - validation: origins of the validation windows.
  ///   - origins: those at which models are judged.
  init(
    _ windows: RungWindows, isHeld: Bool, validation: [Instant], origins: [Instant], borders: Borders
  ) throws {
    self.windows = windows
    self.isHeld = isHeld
    self.validation = validation
    self.borders = borders
    self.origins = try windows.served(origins)
    let past = windows.targetPast
    let training = past.bins(from: borders.trainStart, to: borders.trainEnd)
    rows = training.count
    let choice = SeasonChoice(training: past.values[training], grain: windows.grain, horizon: windows.horizon)
    seasons = Set(
      choice.candidates.compactMap { candidate in
        if case .repeats = candidate.verdict { candidate.steps } else { nil }
      }
    ).sorted()
  }

  /// The best of all forms; nil where none has a solution.
  func best() -> Candidate? {
    var best: Candidate?
    for season in [nil] + seasons.map(Optional.some) {
      var rows = windows.lookback
      var own: Candidate?
      while let candidate = candidate(rows, season, from: best?.place ?? Self.firstPlace) {
        if Self.isBetter(candidate, than: best) { best = candidate }
        guard Self.isBetter(candidate, than: own), !isHeld else { break }
        own = candidate
        rows *= 2
      }
    }
    return best
  }

  /// By the folds that both have.
  private static func isBetter(_ candidate: Candidate, than other: Candidate?) -> Bool {
    guard let other else { return true }
    guard let own = candidate.errors.mean(sharedWith: other.errors),
      let known = other.errors.mean(sharedWith: candidate.errors)
    else { return false }
    return own < known
  }

  /// Nil where such windows are too long, or too few, or not all of the validation part or of the origins have them.
  private func candidate(_ read: Int, _ season: Int?, from place: Int) -> Candidate? {
    let lookback = isHeld ? read : read + (season ?? 0)
    guard season.map({ $0 < lookback }) ?? true else { return nil }
    if read > windows.lookback {
      let target = windows.fitted.target
      let inputs = read * (1 + windows.fitted.aggregates.count { $0.column != target.column })
      guard Self.mostRows * (read + windows.horizon) <= rows, inputs <= Self.mostInputs else { return nil }
    }
    let longer = windows.reading(lookback)
    guard let folds = try? folds(longer, season) else { return nil }
    guard let found = PenaltySearch.decade(from: place, folds.errors(penalty:), mean: { $0.mean() }) else { return nil }
    guard found.errors.hasValidation || validation.isEmpty else { return nil }
    return Candidate(
      form: RidgeForm(lookback: lookback, season: season), windows: longer, folds: folds, place: found.place,
      errors: found.errors)
  }

  private func folds(_ windows: RungWindows, _ season: Int?) throws -> RidgeFolds? {
    if windows.lookback > self.windows.lookback {
      guard try windows.served(origins).count == origins.count,
        try windows.served(validation).count == validation.count
      else { return nil }
    }
    guard try windows.counts(of: .training, borders).complete >= ForecastExperiment.leastWindows else { return nil }
    return try RidgeFolds(windows, season: season, validation: validation, borders: borders)
  }
}
