import Basics
import Datasets
import Granularity
import Networks
import Tensors

/// One rung's windows, scaled, with every window measured from its last known value.
///
/// The last known value is subtracted from a window's target rows and from every past value of the target column, also
/// its minima and maxima, so that a model learns changes and may leave the range of the training rows; what it predicts
/// is added to the last value again.
package struct RungWindows: Sendable {
  package struct Part: Sendable {
    /// Inputs `[windows, features]`, targets `[windows, horizon]`, on the training scale.
    package let examples: Examples
    /// The last known value of each window, scaled.
    package let levels: [Double]
    package let origins: [Instant]
    package let newestInput: [Instant]

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

  /// Rows before the origin whose spread within the bin (its minimum, maximum and standard deviation) is read. The mean
  /// is read over the whole lookback; there the spread would add more weights than knowledge.
  private static let spreadRows = 8

  package let grain: Grain
  package let lookback: Int
  package let horizon: Int
  /// What each input column is.
  package let features: [WindowInput]
  private let view: RungView
  /// The target as it was, on the same scale: what validation and test are judged by is neither filled nor clipped.
  private let actual: RungView?
  private let spec: WindowSpec
  private let scaler: Scaler
  private let borders: Borders
  /// Of the target in the view's columns.
  private let targetPosition: Int
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
    let targetPosition = raw.index(of: target) ?? 0
    let levels = raw.columns.map { $0.aggregate.isLevel(of: target) }
    // Levels of one column share one scale; otherwise they could not be measured from each other.
    view = raw.mappingValues { position, values in
      values.map { scaler.transform($0, column: levels[position] ? targetPosition : position) }
    }
    self.actual = try actual.map { series in
      try TimeCoarsening(grain, [target]).coarsen(series).mappingValues { _, values in
        values.map { scaler.transform($0, column: targetPosition) }
      }
    }
    self.scaler = scaler
    self.targetPosition = targetPosition
    self.grain = grain
    self.lookback = lookback
    self.horizon = horizon
    self.borders = borders
    spec = WindowSpec(
      lookback: lookback, horizon: horizon, inputs: wanted.filter { raw.index(of: $0) != nil }, target: target,
      calendar: CalendarFeatures(
        grain: grain, zone: series.zone, trainStart: borders.trainStart, trainEnd: borders.trainEnd))
    let all = try WindowPlan(view, spec, at: []).inputs
    features = all.filter { input in
      guard case .lag(let aggregate, let lag) = input, aggregate.column == target.column else { return true }
      return aggregate == target || lag <= Self.spreadRows
    }
  }

  /// For the auditor: origins of a part's windows, the end of the newest row behind any input of each, and the end of the
  /// last target.
  package func stamps(
    of part: Borders.Part
  ) throws -> (origins: [Instant], newest: [Instant], lastTargetEnd: Instant?) {
    let plan = try WindowPlan(view, spec, part: part, of: borders, actual: part == .training ? nil : actual)
    let newest = plan.originBins.map { bin in
      (1...max(lookback, 1)).reduce(Instant.min) { max($0, view.newestRow[Int(bin) - $1]) }
    }
    return (plan.origins, newest, plan.originBins.last.map { view.starts[Int($0) + horizon] })
  }

  /// For the auditor: all that was fitted.
  package var fittedNumbers: [Double] { scaler.offsets + scaler.scales }

  /// - Parameter tableNumbers: numbers up to which windows are laid out once.
  package func part(_ part: Borders.Part, tableNumbers: Int = Self.tableNumbers) throws -> Part {
    let judged = part == .training ? nil : actual
    return laidOut(try WindowPlan(view, spec, part: part, of: borders, actual: judged), tableNumbers)
  }

  /// Windows at given origins; those without complete inputs are left out.
  package func part(at origins: [Instant]) throws -> Part {
    laidOut(try WindowPlan(view, spec, at: origins, actual: actual), Self.tableNumbers)
  }

  /// The target's own units are `scale · z + offset`.
  var units: (scale: Double, offset: Double) { (scaler.scales[targetPosition], scaler.offsets[targetPosition]) }

  /// Values in the target's own units from outputs of a model.
  func restored(_ outputs: Matrix, levels: [Double]) -> DoubleMatrix {
    var values: [Double] = []
    values.reserveCapacity(outputs.values.count)
    for row in 0..<outputs.rows {
      for output in outputs.row(row) {
        values.append(scaler.inverse(Double(output) + levels[row], column: targetPosition))
      }
    }
    return DoubleMatrix(rows: outputs.rows, columns: outputs.columns, values: values)
  }

  private func laidOut(_ plan: WindowPlan, _ tableNumbers: Int) -> Part {
    let rows = WindowRows(plan, spreadRows: Self.spreadRows) { $0.isLevel(of: spec.target) }
    let isSmall = rows.count * (rows.inputCount + rows.outputCount) <= tableNumbers
    let all = 0..<rows.count
    return Part(
      examples: isSmall ? Examples(inputs: rows.inputs(all), targets: rows.targets(all)) : Examples(rows),
      levels: rows.levels, origins: plan.origins, newestInput: plan.newestInputs)
  }
}

extension ColumnAggregate {
  /// Whether this aggregate lies on the scale of `target`, so that differences of the two mean something.
  fileprivate func isLevel(of target: ColumnAggregate) -> Bool {
    let levels: [Aggregation] = [.mean, .min, .max, .last]
    return self == target
      || (column == target.column && levels.contains(aggregation) && levels.contains(target.aggregation))
  }
}
