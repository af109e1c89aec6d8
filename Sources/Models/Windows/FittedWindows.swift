import Datasets
import Granularity
import Tensors

/// How the windows of a rung are made and scaled, as fitted on training rows: a value that holds no data.
///
/// The last known value is subtracted from a window's target rows and from every past value of the target column, also
/// its minima and maxima, so that a model learns changes and may leave the range of the training rows; what it predicts
/// is added to the last value again.
package struct FittedWindows: Sendable, Equatable {
  package let grain: Grain
  /// Rows of the rung's own grain up to the origin, and after it.
  package let lookback: Int
  package let horizon: Int
  package let target: ColumnAggregate
  /// What is read of the series, column after column of the rung's view.
  package let aggregates: [ColumnAggregate]
  package let calendar: CalendarFeatures
  /// One column for each of ``aggregates``; levels of the target go by the target's.
  package let scaler: Scaler
  /// What each input is.
  package let features: [WindowInput]
  /// Of the target among ``aggregates``.
  private let targetPosition: Int

  /// Rows before the origin whose spread within the bin (its minimum, maximum and standard deviation) is read. The mean
  /// is read over the whole lookback; there the spread would add more weights than knowledge.
  static let spreadRows = 8

  /// - Parameter aggregates: of which one is the target.
  init(
    grain: Grain, lookback: Int, horizon: Int, target: ColumnAggregate, aggregates: [ColumnAggregate],
    calendar: CalendarFeatures, scaler: Scaler
  ) {
    self.grain = grain
    self.lookback = lookback
    self.horizon = horizon
    self.target = target
    self.aggregates = aggregates
    self.calendar = calendar
    self.scaler = scaler
    targetPosition = aggregates.firstIndex(of: target) ?? 0
    let all =
      aggregates.flatMap { aggregate in
        stride(from: lookback, through: 1, by: -1).map { WindowInput.lag(aggregate, $0) }
      } + calendar.features.map(WindowInput.calendar)
    features = all.filter { input in
      guard case .lag(let aggregate, let lag) = input, aggregate.column == target.column else { return true }
      return aggregate == target || lag <= Self.spreadRows
    }
  }

  /// The same scale and columns, with another number of rows before an origin.
  func reading(_ lookback: Int) -> FittedWindows {
    FittedWindows(
      grain: grain, lookback: lookback, horizon: horizon, target: target, aggregates: aggregates, calendar: calendar,
      scaler: scaler)
  }

  /// What a plan of windows is asked for.
  var spec: WindowSpec {
    WindowSpec(lookback: lookback, horizon: horizon, inputs: aggregates, target: target, calendar: calendar)
  }

  /// The target's own units are `scale · z + offset`.
  package var units: (scale: Double, offset: Double) { (scaler.scales[targetPosition], scaler.offsets[targetPosition]) }

  /// A view of ``aggregates`` on the training scale. Levels of one column share one scale; otherwise they could not be
  /// measured from each other.
  func scaled(_ view: RungView) -> RungView {
    let columns = view.columns.map { $0.aggregate.isLevel(of: target) }
    return view.mappingValues { position, values in
      values.map { scaler.transform($0, column: columns[position] ? targetPosition : position) }
    }
  }

  /// Values in the target's own units from outputs of a model, which are measured from each window's level.
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
}

extension ColumnAggregate {
  /// Whether this aggregate lies on the scale of `target`, so that differences of the two mean something.
  func isLevel(of target: ColumnAggregate) -> Bool {
    let levels: [Aggregation] = [.mean, .min, .max, .last]
    return self == target
      || (column == target.column && levels.contains(aggregation) && levels.contains(target.aggregation))
  }
}
