import Datasets
import Granularity

/// What is done about gaps where nothing was asked for. Windows with missing values are left out, which is the most honest; where
/// that would cost a rung more than half of what it could learn from, or leaves nothing to be judged by, short gaps are filled:
/// a row in fifty that is missing here and there lies in nearly every window of a hundred rows.
///
/// What models are judged by is never filled, whatever is read.
struct GapChoice {
  /// The largest share of a rung's training windows that gaps may cost before short ones are filled.
  private static let bearable = 0.5
  /// How many times as many windows filling has to leave.
  private static let worthwhile = 1.5

  private let series: TimeSeries
  private let options: SessionOptions

  init(_ series: TimeSeries, _ options: SessionOptions) {
    self.series = series
    var options = options
    options.suitsGaps = nil
    self.options = options
  }

  /// - Parameter open: opens the series with options that say what is done about gaps.
  /// - Throws: ``OpeningError`` as `open` does with nothing filled.
  func open(
    _ open: (SessionOptions) throws(OpeningError) -> ForecastExperiment
  ) throws(OpeningError) -> ForecastExperiment {
    guard series.columns.contains(where: { $0.missingCount > 0 }) else { return try open(options) }
    if BusinessDays(series) != nil, let made = try businessDays(open) { return made }
    let limit = GapPolicy.usualLimit
    let left: ForecastExperiment
    do { left = try open(options) } catch {
      guard let made = try? open(filled(.interpolate(limit: limit))) else { throw error }
      return made.remarking(Words.remarkGapsNeeded(limit: limit))
    }
    guard let most = left.mostGappy else { return left }
    let all = most.complete + most.gappy
    guard Double(most.gappy) > Self.bearable * Double(all), let made = try? open(filled(.interpolate(limit: limit))),
      let after = made.windows(of: most.rung), Double(after) >= Self.worthwhile * Double(max(most.complete, 1))
    else { return left }
    return made.remarking(
      Words.remarkGapsFilled(limit: limit, rung: most.rung.label, complete: most.complete, count: all))
  }

  /// The day after the last one, with Friday's values carried over the weekend; nil where even that cannot be had.
  private func businessDays(
    _ open: (SessionOptions) throws(OpeningError) -> ForecastExperiment
  ) throws(OpeningError) -> ForecastExperiment? {
    var options = filled(.carryForward(limit: GapPolicy.usualLimit))
    if options.horizon == nil { options.horizon = Grain.days(1).label }
    return (try? open(options))?.remarking(
      self.options.horizon == nil
        ? Words.remarkBusinessDays(limit: GapPolicy.usualLimit)
        : Words.remarkBusinessDaysAsked(limit: GapPolicy.usualLimit))
  }

  private func filled(_ gaps: GapPolicy) -> SessionOptions {
    var options = options
    var preparation = options.preparation ?? .untouched
    preparation.gaps = gaps
    options.preparation = preparation
    return options
  }
}
