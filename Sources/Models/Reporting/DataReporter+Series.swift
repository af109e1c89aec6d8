import Basics
import Datasets
import Granularity
import Telemetry

extension DataReporter {
  /// What only a series has: its step and its gaps.
  func addTime(of series: TimeSeries, to report: inout DataReport) {
    report.span = TimeSpan(
      step: Grain(of: series.cadence).label, stepShare: series.report.modalShare, first: stamp(0, series),
      last: stamp(series.count - 1, series), zone: series.zone == .asWritten ? nil : series.zone.label)
    report.gaps = GapReport(series)
  }

  /// What only forecasts have: cycles, ladder and a split with dates.
  func add(
    _ forecast: ForecastExperiment, on series: TimeSeries, _ profile: Profile, to report: inout DataReport
  ) {
    let target = forecast.target
    let column = target.question.target.column
    let read = forecast.series
    let own = profile.periods.filter { $0.column == read.columns[column].name }
    let longest = own.map(\.rows).max() ?? 0
    let lags = longest > 0 ? longest * 5 / 2 : min(series.count / 3, 400)
    let curve = PeriodFinder.autocorrelation(of: read.columns[column], lags: lags, points: 400)
    report.autocorrelation = AutocorrelationCurve(
      column: read.columns[column].name, stride: curve.stride, values: curve.values, stepMilliseconds: series.step)
    report.horizon = Reasoned(
      target.question.horizon.label,
      options.horizon != nil
        ? Words.whyAsked
        : forecast.source.options.horizon != nil ? Words.whyHorizonBusinessDay : Self.whySuggested(target.test))
    report.season = Self.season(of: target, beside: own)
    report.ladder = target.question.ladder.grains.map { grain in rung(grain, forecast, own) }
    report.split = split(series, forecast.split)
  }

  /// Why a horizon is suggested that has these test origins.
  private static func whySuggested(_ test: OriginSet) -> String {
    let needed = CommonTarget.rankedOrigins
    let all = test.count + test.omitted.total
    guard test.count < needed else { return Words.whyHorizonRanked(origins: needed) }
    return all < needed
      ? Words.whyHorizonUnranked(origins: needed)
      : Words.whyHorizonCut(origins: needed, found: test.count, all: all)
  }

  /// The season, how like itself the training part is after it, and why it is not the strongest cycle where that is another.
  private static func season(of target: CommonTarget, beside cycles: [Period]) -> Reasoned {
    let borders = target.question.borders
    let training = target.view.bins(from: borders.trainStart, to: borders.trainEnd)
    let values = target.view.columns[0].values[training]
    let name = target.season.length?.label ?? Words.seasonNone
    let reason: String
    if target.season.length != nil {
      let correlation = target.season.steps.flatMap { SeasonEvidence(values).correlation($0) }
      reason = Words.whySeason(correlation: correlation.map { NumberFormat.fixed($0, decimals: 2) } ?? "–")
    } else {
      reason = Words.whyNoSeason(least: NumberFormat.fixed(SeasonEvidence.least, decimals: 2))
    }
    guard let cycle = cycles.max(by: { $0.isWeaker(than: $1) }), !cycle.isAlike(target.season.length) else {
      return Reasoned(name, reason)
    }
    let choice = SeasonChoice(training: values, grain: target.evaluationGrain, horizon: target.steps)
    return Reasoned(name, reason + Words.whyNotCycle(cycle: cycle.label, why: why(not: cycle, choice)))
  }

  private static func why(not cycle: Period, _ choice: SeasonChoice) -> String {
    guard let own = choice.candidates.first(where: { cycle.isAlike($0.length) }) else { return Words.whyCycleUnusual }
    switch own.verdict {
    case .tooLong: return Words.whyCycleTooLong
    case .unlike(let doubt): return why(doubt)
    case .repeats(let error):
      let best = choice.candidates.compactMap { candidate -> Double? in
        guard case .repeats(let error) = candidate.verdict else { return nil }
        return error
      }.min()
      return Words.whyCycleWorse(
        error: NumberFormat.significant(error, digits: 4),
        best: best.map { NumberFormat.significant($0, digits: 4) } ?? "–")
    }
  }

  private static func why(_ doubt: SeasonEvidence.Doubt) -> String {
    func text(_ correlation: Double?) -> String { correlation.map { NumberFormat.fixed($0, decimals: 2) } ?? "–" }
    switch doubt {
    case .weak(let own): return Words.whyCycleUnlike(correlation: text(own))
    case .level(let own, let lowest): return Words.whyCycleLevel(correlation: text(own), lowest: text(lowest))
    case .fading(let own, let again): return Words.whyCycleFading(correlation: text(own), again: text(again))
    }
  }

  private func rung(_ grain: Grain, _ forecast: ForecastExperiment, _ cycles: [Period]) -> GrainReport {
    let question = forecast.target.question
    var report = GrainReport(
      grain: grain.label, bins: 0, incomplete: 0,
      reason: question.ladder.reason(
        for: grain, horizon: question.horizon, cycles: cycles, wasAsked: options.grains != nil),
      exclusion: question.exclusions.first { $0.grain == grain }?.reason ?? forecast.refusal(of: grain))
    guard let view = try? TimeCoarsening(grain, [question.target]).coarsen(question.series) else { return report }
    report.bins = view.count
    report.incomplete = view.incompleteBins(ofColumn: question.target.column)
    let values = view.columns[0].values
    let points = min(Self.curvePoints, values.count)
    for point in 0..<points {
      var (low, high, sum, count) = (Double.infinity, -Double.infinity, 0.0, 0)
      for value in values[point * values.count / points..<(point + 1) * values.count / points] where !value.isNaN {
        (low, high) = (min(low, value), max(high, value))
        sum += Double(value)
        count += 1
      }
      report.lows.append(count > 0 ? low : .nan)
      report.highs.append(count > 0 ? high : .nan)
      report.means.append(count > 0 ? Double(sum / Double(count)) : .nan)
    }
    return report
  }

  /// Parts begin and end with bins, by whose starts origins and forecasts are named, too.
  private func split(_ series: TimeSeries, _ split: Split) -> [SplitReport] {
    [("training", split.train), ("validation", split.validation), ("test", split.test)].map { part, rows in
      SplitReport(
        part: part, rows: rows.count, share: Double(rows.count) / Double(max(1, series.count)),
        from: binStart(rows.lowerBound, series), to: binStart(rows.upperBound, series))
    }
  }

  private func binStart(_ row: Int, _ series: TimeSeries) -> String {
    let start = Grain(of: series).floor(series.instant(at: row), on: series.zone.clock)
    return Stamps.text(start, series)
  }

  private func stamp(_ row: Int, _ series: TimeSeries) -> String { Stamps.text(series.instant(at: row), series) }
}

/// Instants as a report writes them.
enum Stamps {
  /// As `2000-06-05 00:30`; the date alone where rows are days or longer and begin at midnight.
  static func text(_ instant: Instant, _ series: TimeSeries) -> String {
    let time = CivilTime(instant, in: series.zone)
    let isDate = series.step >= Milliseconds.day && time.millisecondOfDay == 0
    return isDate ? "\(time.date)" : time.description
  }
}

extension GapReport {
  init(_ series: TimeSeries) {
    func gap(_ gap: Datasets.Gap) -> Gap {
      Gap(
        line: gap.line, from: Stamps.text(gap.from, series), to: Stamps.text(gap.to, series), rows: gap.missingRows)
    }
    let report = series.report
    self.init(
      count: report.gaps.count, missingRows: report.missingRows, longest: report.longestGap.map(gap),
      first: report.gaps.first.map(gap))
  }
}

extension Period {
  /// By the share of the variance; where the periodogram has no peak, by the autocorrelation.
  fileprivate func isWeaker(than other: Period) -> Bool {
    (share ?? 0, correlation ?? 0) < (other.share ?? 0, other.correlation ?? 0)
  }

  /// Whether it is a season of that length: 52 weeks are a year of weeks.
  fileprivate func isAlike(_ length: Grain?) -> Bool {
    length.map { abs(Double($0.meanLength - milliseconds)) <= 0.01 * Double(milliseconds) } ?? false
  }
}
