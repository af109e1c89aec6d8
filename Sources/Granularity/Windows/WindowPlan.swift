import Datasets
import Tensors

/// Which windows there are, before any value is copied; cheap to make and to keep.
package struct WindowPlan: Sendable {
  package let view: RungView
  package let spec: WindowSpec
  /// For each window the bin that starts at its origin.
  package let originBins: [Int32]
  package let omitted: OmittedWindows

  package var count: Int { originBins.count }
  package var inputCount: Int { inputs.count }
  /// What each column of the inputs holds.
  package var inputs: [WindowInput] { [] }
  package var origins: [Instant] { originBins.map { view.starts[Int($0)] } }

  /// Windows at every boundary of the rung whose targets lie in a part; inputs may reach back across its border, except
  /// that training inputs begin where training does.
  ///
  /// - Throws: ``WindowError``.
  package init(_ view: RungView, _ spec: WindowSpec, part: Borders.Part, of borders: Borders) throws(WindowError) {
    throw .unknownAggregate(spec.target)
  }

  /// Windows at given origins, such as those of a common target. Targets that are missing or lie beyond the series are NaN
  /// here and do not cost the window: they are not needed for a forecast.
  ///
  /// - Throws: ``WindowError``.
  package init(_ view: RungView, _ spec: WindowSpec, at origins: [Instant]) throws(WindowError) {
    throw .unknownAggregate(spec.target)
  }

  /// Copies the values of all windows.
  package func windows() -> Windows { windows(0..<count) }

  /// Copies the values of some windows, so that a long series can be worked through in pieces.
  package func windows(_ range: Range<Int>) -> Windows {
    Windows(inputs: Matrix(rows: 0, columns: 0), targets: Matrix(rows: 0, columns: 0), origins: [], newestInput: [])
  }
}

/// Why windows cannot be made as asked.
package enum WindowError: Error, Hashable {
  /// The view holds no such aggregate (it may have been dropped at this grain).
  case unknownAggregate(ColumnAggregate)
  /// Neither lags nor calendar features.
  case noInputs

  package var sentence: String {
    switch self {
    case .unknownAggregate(let aggregate):
      "This grain has no \(aggregate.aggregation.rawValue) of column number \(aggregate.column + 1); "
        + "choose an aggregation that says something at it."
    case .noInputs:
      "A window without lags and without calendar features has nothing to read; choose a lookback of at least one row."
    }
  }
}
