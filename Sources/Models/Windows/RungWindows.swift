import Basics
import Datasets
import Granularity
import Networks
import Tensors

/// One rung's windows over a series, as ``FittedWindows`` makes and scales them.
package struct RungWindows: Sendable {
  package struct Part: Sendable {
    /// Inputs `[windows, features]`, targets `[windows, horizon]`, on the training scale.
    package let examples: Examples
    /// The last known value of each window, scaled.
    package let levels: [Double]
    package let origins: [Instant]
    package let newestInput: [Instant]
    /// Origins of windows of the part that are left out, as they touch a missing value or one that was not known yet.
    let gappyOrigins: [Instant]

    package var count: Int { examples.count }
    /// `[windows, features]`; copied where the part is too large for a table.
    package var inputs: Matrix { examples.inputs }
    /// `[windows, horizon]`; copied where the part is too large for a table.
    package var targets: Matrix {
      guard case .values(let targets) = examples.targets else { preconditionFailure("windows have numbers as targets") }
      return targets
    }
  }

  /// Windows of up to so many numbers are laid out once, which is quickest; more are written from the series whenever they
  /// are read.
  package static let tableNumbers = 1 << 24

  package let fitted: FittedWindows
  /// Scaled.
  private let view: RungView
  /// The target as it was, on the same scale: what validation and test are judged by is neither filled nor clipped.
  private let actual: RungView?

  package var grain: Grain { fitted.grain }
  package var lookback: Int { fitted.lookback }
  package var horizon: Int { fitted.horizon }
  /// What each input column is.
  package var features: [WindowInput] { fitted.features }

  /// Coarsens the series, fits the scaler on the bins of the training part and lays out what a window reads.
  ///
  /// - Parameters:
  ///   - series: what is read, and learnt from.
  ///   - actual: the same series as it was before gaps were filled and outliers clipped; nil where nothing was.
  /// - Throws: ``GranularityError`` or ``WindowError``.
  package init(
    _ series: TimeSeries, actual: TimeSeries? = nil, target: ColumnAggregate, grain: Grain, horizon: Int, lookback: Int,
    inputs: InputChoice, scaling: Scaling, borders: Borders
  ) throws {
    var wanted =
      [target]
      + [.mean, .std, .min, .max].filter { $0 != target.aggregation }.map { ColumnAggregate(target.column, $0) }
    if inputs == .all {
      wanted += series.columns.indices.filter { $0 != target.column }.map { ColumnAggregate($0, .mean) }
    }
    let raw = try TimeCoarsening(grain, wanted).coarsen(series)
    let trained = raw.bins(from: borders.trainStart, to: borders.trainEnd)
    let scaler = Scaler(
      scaling, fitting: raw.known(at: borders.trainEnd).columns.map { Column(name: $0.name, values: $0.values) },
      rows: trained)
    let fitted = FittedWindows(
      grain: grain, lookback: lookback, horizon: horizon, target: target, aggregates: raw.columns.map(\.aggregate),
      calendar: CalendarFeatures(
        grain: grain, zone: series.zone, trainStart: borders.trainStart, trainEnd: borders.trainEnd),
      scaler: scaler)
    self.fitted = fitted
    view = fitted.scaled(raw)
    self.actual = try actual.map { fitted.scaled(try TimeCoarsening(grain, [target]).coarsen($0)) }
  }

  /// The windows of any series with the columns that were fitted on.
  ///
  /// - Throws: ``GranularityError`` or ``WindowError``.
  init(_ fitted: FittedWindows, over series: TimeSeries) throws {
    let raw = try TimeCoarsening(fitted.grain, fitted.aggregates).coarsen(series)
    // Rows that bins hold one by one, where they were several, have no spread to scale.
    if raw.count > 0, let lost = raw.dropped.first { throw WindowError.unknownAggregate(lost.aggregate) }
    self.fitted = fitted
    view = fitted.scaled(raw)
    actual = nil
  }

  private init(_ fitted: FittedWindows, _ view: RungView, actual: RungView?) {
    self.fitted = fitted
    self.view = view
    self.actual = actual
  }

  /// The same rung, of which another number of rows is read before an origin.
  func reading(_ lookback: Int) -> RungWindows {
    lookback == self.lookback ? self : RungWindows(fitted.reading(lookback), view, actual: actual)
  }

  /// The windows whose targets lie in a part.
  ///
  /// - Parameters:
  ///   - origins: those whose windows are taken; nil takes all.
  ///   - tableNumbers: numbers up to which windows are laid out once.
  package func part(
    _ part: Borders.Part, of borders: Borders, at origins: Set<Instant>? = nil, tableNumbers: Int = Self.tableNumbers
  ) throws -> Part {
    let all = try plan(part, borders)
    return laidOut(origins.map(all.keeping) ?? all, tableNumbers)
  }

  /// Windows at given origins; those without complete inputs are left out.
  package func part(at origins: [Instant]) throws -> Part {
    laidOut(try WindowPlan(view, fitted.spec, at: origins, actual: actual), Self.tableNumbers)
  }

  /// How many windows a part has, and how many gaps cost.
  func counts(of part: Borders.Part, _ borders: Borders) throws -> (complete: Int, gappy: Int) {
    let plan = try plan(part, borders)
    return (plan.count, plan.gappyOrigins.count)
  }

  /// The origins of a part's windows.
  func origins(of part: Borders.Part, _ borders: Borders) throws -> Set<Instant> {
    Set(try plan(part, borders).origins)
  }

  /// Where the last target of the windows at some origins ends, of origins that windows have.
  func ends(of origins: [Instant]) -> [Instant] {
    origins.map { origin in
      let last = (view.boundary(at: origin) ?? 0) + horizon
      return view.starts[min(last, view.starts.count - 1)]
    }
  }

  /// Those of `origins` at which a window has complete inputs.
  func served(_ origins: [Instant]) throws -> [Instant] {
    try WindowPlan(view, fitted.spec, at: origins, actual: actual).origins
  }

  private func laidOut(_ plan: WindowPlan, _ tableNumbers: Int) -> Part {
    let rows = WindowRows(plan, fitted)
    let isSmall = rows.count * (rows.inputCount + rows.outputCount) <= tableNumbers
    let all = 0..<rows.count
    return Part(
      examples: isSmall ? Examples(inputs: rows.inputs(all), targets: rows.targets(all)) : Examples(rows),
      levels: rows.levels, origins: plan.origins, newestInput: plan.newestInputs,
      gappyOrigins: plan.gappyOrigins)
  }

  private func plan(_ part: Borders.Part, _ borders: Borders) throws -> WindowPlan {
    try WindowPlan(view, fitted.spec, part: part, of: borders, actual: part == .training ? nil : actual)
  }

  /// The target as it is read, in its own units.
  var targetPast: SeriesPast {
    let (scale, offset) = fitted.units
    let position = view.index(of: fitted.target) ?? 0
    let values = view.columns[position].values.enumerated().map { bin, value in
      view.isKnown(bin, at: view.starts[bin + 1], positions: [position]) ? scale * value + offset : .nan
    }
    return SeriesPast(grain: grain, zone: view.zone, starts: view.starts, values: values, horizon: horizon)
  }

  /// For the auditor: origins of a part's windows, the end of the newest row behind any input of each, and the end of the
  /// last target.
  package func stamps(
    of part: Borders.Part, _ borders: Borders
  ) throws -> (origins: [Instant], newest: [Instant], lastTargetEnd: Instant?) {
    let plan = try plan(part, borders)
    let newest = plan.originBins.map { bin in
      (1...max(lookback, 1)).reduce(Instant.min) { max($0, view.newestRow[Int(bin) - $1]) }
    }
    return (plan.origins, newest, plan.originBins.last.map { view.starts[Int($0) + horizon] })
  }

  /// For the auditor: all that was fitted.
  package var fittedNumbers: [Double] { fitted.scaler.offsets + fitted.scaler.scales }
}
