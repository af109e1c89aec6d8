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
      options.horizon != nil ? Words.whyAsked : Self.whySuggested(target.test))
    report.season = Self.season(of: target)
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

  /// The season, and how like itself the training part is after it.
  private static func season(of target: CommonTarget) -> Reasoned {
    guard let season = target.season.length else {
      return Reasoned(
        Words.seasonNone, Words.whyNoSeason(least: NumberFormat.fixed(SeasonEvidence.least, decimals: 2)))
    }
    let borders = target.question.borders
    let training = target.view.bins(from: borders.trainStart, to: borders.trainEnd)
    let evidence = SeasonEvidence(target.view.columns[0].values[training])
    let correlation = target.season.steps.flatMap { evidence.correlation($0) }
    return Reasoned(
      season.label,
      Words.whySeason(correlation: correlation.map { NumberFormat.fixed($0, decimals: 2) } ?? "–"))
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
