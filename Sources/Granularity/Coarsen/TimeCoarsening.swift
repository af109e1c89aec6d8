import Basics
import Datasets

/// Aggregates the rows of a series into the bins of a grain.
///
/// A row belongs to the bin of its stamp and is known when its own step ends; where steps overlap bins, as weeks do months,
/// it belongs to the bin in which it ends, so that no bin knows more than its time. A bin that lacks a row, within the
/// series or at its ends, has no value: NaN, never zero.
package struct TimeCoarsening: Sendable {
  package let grain: Grain
  package let aggregates: [ColumnAggregate]
  /// The share of a bin's rows that must be present for it to have a value. A sum needs all of them always; the count of a
  /// bin within the series is always known.
  package let minimumCompleteness: Double

  package init(_ grain: Grain, _ aggregates: [ColumnAggregate], minimumCompleteness: Double = 1) {
    precondition(minimumCompleteness > 0 && minimumCompleteness <= 1, "completeness \(minimumCompleteness)")
    self.grain = grain
    self.aggregates = aggregates
    self.minimumCompleteness = minimumCompleteness
  }

  /// - Throws: ``GranularityError/unknownColumn(_:count:)``, ``GranularityError/finerThanData(_:step:)``.
  package func coarsen(_ series: TimeSeries) throws(GranularityError) -> RungView {
    for aggregate in aggregates where !series.columns.indices.contains(aggregate.column) {
      throw .unknownColumn(aggregate.column, count: series.columns.count)
    }
    let base = Grain(of: series)
    guard base <= grain else { throw .finerThanData(grain, step: base) }

    let layout = BinLayout(grain, of: series)
    let (kept, dropped) = selectTelling(layout)
    let isCopy = layout.holdsOneRowEach
    var columns: [AggregatedColumn] = []
    var shares: [Int: [Double]] = [:]
    for source in Set(kept.map(\.column)).sorted() {
      let wanted = kept.filter { $0.column == source }
      let values: [[Double]]
      if isCopy, wanted.count == 1 {
        let copied = copy(series.columns[source].values)
        values = [copied.values]
        shares[source] = copied.share
      } else {
        (values, shares[source]) = aggregate(series.columns[source].values, wanted.map(\.aggregation), layout)
      }
      for (aggregate, values) in zip(wanted, values) {
        columns.append(AggregatedColumn(aggregate: aggregate, name: series.columns[source].name, values: values))
      }
    }
    columns.sort { position($0.aggregate) < position($1.aggregate) }
    return RungView(
      grain: grain, zone: series.zone, starts: layout.starts, columns: columns, newestRow: layout.newestRow,
      filledFrom: filledFrom(series, Set(kept.map(\.column)), layout), dropped: dropped, shares: shares)
  }

  /// When each bin's latest filling is known, for the columns that have one from a later row.
  ///
  /// A filling that comes from an earlier row is as old as that, and says nothing new.
  private func filledFrom(_ series: TimeSeries, _ sources: Set<Int>, _ layout: BinLayout) -> [Int: [Instant]] {
    guard !series.fillings.isEmpty else { return [:] }
    let clock = series.zone.clock
    let base = Grain(of: series)
    var filled: [Int: [Instant]] = [:]
    for source in sources {
      let lines = series.fillings[source].filter { $0.source >= $0.rows.upperBound }
      guard !lines.isEmpty else { continue }
      var latest = [Instant](repeating: .min, count: layout.count)
      for line in lines {
        let known = base.next(after: base.floor(series.instant(at: line.source), on: clock), on: clock)
        for bin in layout.bins(of: line.rows) { latest[bin] = max(latest[bin], known) }
      }
      filled[source] = latest
    }
    return filled
  }

  private func position(_ aggregate: ColumnAggregate) -> Int {
    aggregates.firstIndex(of: aggregate) ?? aggregates.count
  }

  /// Leaves out what carries nothing: where bins hold one row there is no spread, and mean, sum, min, max and last agree.
  private func selectTelling(_ layout: BinLayout) -> (kept: [ColumnAggregate], dropped: [DroppedAggregate]) {
    var kept: [ColumnAggregate] = []
    var dropped: [DroppedAggregate] = []
    let isSingle = layout.mostRows <= 1
    for aggregate in aggregates where !kept.contains(aggregate) {
      if isSingle {
        if aggregate.aggregation == .std {
          dropped.append(DroppedAggregate(aggregate: aggregate, reason: .noSpread))
          continue
        }
        if aggregate.aggregation == .count {
          dropped.append(DroppedAggregate(aggregate: aggregate, reason: .alwaysOne))
          continue
        }
        if let first = kept.first(where: { $0.column == aggregate.column }) {
          dropped.append(DroppedAggregate(aggregate: aggregate, reason: .repeats(first.aggregation)))
          continue
        }
      }
      kept.append(aggregate)
    }
    return (kept, dropped)
  }

  /// Where every bin holds one row, values are themselves and nothing is to be gathered.
  private func copy(_ values: [Double]) -> (values: [Double], share: [Double]?) {
    var result = values
    var share: [Double]?
    for bin in result.indices where result[bin].isNaN {
      // One pattern for all missing values, whatever the source's.
      result[bin] = .nan
      if share == nil { share = [Double](repeating: 1, count: result.count) }
      share?[bin] = 0
    }
    return (result, share)
  }

  /// The aggregates of one source column, and the share of rows present in each bin (nil where all are).
  private func aggregate(
    _ values: [Double], _ wanted: [Aggregation], _ layout: BinLayout
  ) -> (values: [[Double]], share: [Double]?) {
    var results = [[Double]](repeating: [Double](repeating: .nan, count: layout.count), count: wanted.count)
    var share: [Double] = []
    for bin in 0..<layout.count {
      var statistics = BinStatistics()
      for row in layout.firstRow[bin]..<layout.firstRow[bin + 1] { statistics.add(values[row]) }
      let expected = layout.expectedRows(bin)
      let completeness = expected > 0 ? Double(statistics.present) / Double(expected) : 0
      if completeness < 1 {
        if share.isEmpty { share = [Double](repeating: 1, count: layout.count) }
        share[bin] = completeness
      }
      let isCovered = expected == layout.firstRow[bin + 1] - layout.firstRow[bin]
      for (index, aggregation) in wanted.enumerated() {
        let isKnown =
          switch aggregation {
          case .sum: completeness == 1
          case .count: isCovered
          case .mean, .min, .max, .std, .last: completeness >= minimumCompleteness
          }
        if isKnown { results[index][bin] = statistics.value(aggregation) }
      }
    }
    return (results, share.isEmpty ? nil : share)
  }
}
