import Datasets

/// Aggregates the rows of a series into the bins of a grain.
///
/// A row belongs to the bin in which its stamp falls and is known when the series' own step ends. A bin that lacks a row, at
/// the ends of the series or within, has no value: NaN, never zero.
package struct TimeCoarsening: Coarsening {
  package let grain: Grain
  package let aggregates: [ColumnAggregate]
  /// The share of a bin's rows that must be present for it to have a value. A sum or a count needs all of them always.
  package let minimumCompleteness: Double

  package init(_ grain: Grain, _ aggregates: [ColumnAggregate], minimumCompleteness: Double = 1) {
    precondition(minimumCompleteness > 0 && minimumCompleteness <= 1, "completeness \(minimumCompleteness)")
    self.grain = grain
    self.aggregates = aggregates
    self.minimumCompleteness = minimumCompleteness
  }

  package func coarsen(_ data: Dataset) throws -> View {
    guard case .series(let series) = data else {
      throw GranularityError.wrongData(expected: "series", found: data.kindWords)
    }
    return .series(try coarsen(series))
  }

  /// - Throws: ``GranularityError/unknownColumn(_:count:)``.
  package func coarsen(_ series: TimeSeries) throws(GranularityError) -> RungView {
    throw .unknownColumn(0, count: 0)
  }
}
