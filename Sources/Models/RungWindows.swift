import Datasets
import Granularity
import Tensors

/// One rung's windows, scaled, with every window measured from its last known value.
///
/// A window's target rows and the past of the target column have that value subtracted, so that a model learns changes
/// and may leave the range of the training rows; what it predicts is added to the last value again.
struct RungWindows: Sendable {
  /// Inputs `[windows, features]`, targets `[windows, horizon]`, on the training scale.
  struct Part: Sendable {
    let inputs: Matrix
    let targets: Matrix
    /// The last known value of each window, scaled.
    let levels: [Float]
    let origins: [Instant]
    let newestInput: [Instant]
  }

  let grain: Grain
  let lookback: Int
  let horizon: Int
  /// What each input column is.
  let features: [WindowInput]
  private let view: RungView
  private let spec: WindowSpec
  private let scaler: Scaler
  private let borders: Borders

  /// Coarsens the series, fits the scaler on the bins of the training part and lays out what a window reads.
  ///
  /// - Throws: ``GranularityError`` or ``WindowError``.
  init(
    _ series: TimeSeries, target: ColumnAggregate, grain: Grain, horizon: Int, lookback: Int,
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
      scaling, fitting: raw.columns.map { Column(name: $0.name, values: $0.values) }, rows: trained)
    view = raw.mappingValues { position, values in values.map { scaler.transform($0, column: position) } }
    self.scaler = scaler
    self.grain = grain
    self.lookback = lookback
    self.horizon = horizon
    self.borders = borders
    spec = WindowSpec(
      lookback: lookback, horizon: horizon, inputs: wanted.filter { raw.index(of: $0) != nil }, target: target,
      calendar: CalendarFeatures(
        grain: grain, zone: series.zone, trainStart: borders.trainStart, trainEnd: borders.trainEnd))
    features = try WindowPlan(view, spec, at: []).inputs
    targetPosition = raw.index(of: target) ?? 0
  }

  private let targetPosition: Int

  func part(_ part: Borders.Part) throws -> Part {
    fromLastValue(try WindowPlan(view, spec, part: part, of: borders).windows())
  }

  /// Windows at given origins; those without complete inputs are left out.
  func part(at origins: [Instant]) throws -> Part {
    fromLastValue(try WindowPlan(view, spec, at: origins).windows())
  }

  /// Values in the target's own units from outputs of a model.
  func restored(_ outputs: Matrix, levels: [Float]) -> Matrix {
    var restored = outputs
    for row in 0..<outputs.rows {
      for column in 0..<outputs.columns {
        restored[row, column] = scaler.inverse(outputs[row, column] + levels[row], column: targetPosition)
      }
    }
    return restored
  }

  /// The past of the target stands first, oldest to newest, so its last column is the last known value.
  private func fromLastValue(_ windows: Windows) -> Part {
    var inputs = windows.inputs
    var targets = windows.targets
    let newest = lookback - 1
    let levels = (0..<inputs.rows).map { inputs[$0, newest] }
    for row in 0..<inputs.rows {
      for column in 0..<lookback { inputs[row, column] -= levels[row] }
      for column in 0..<targets.columns { targets[row, column] -= levels[row] }
    }
    return Part(
      inputs: inputs, targets: targets, levels: levels, origins: windows.origins, newestInput: windows.newestInput)
  }
}
