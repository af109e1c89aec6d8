import Basics
import Datasets

/// A series as one rung sees it: bins of the calendar, each with its aggregates.
package struct RungView: Sendable {
  package let grain: Grain
  package let zone: Zone
  /// Bin `i` covers `starts[i]..<starts[i + 1]`: one boundary more than bins.
  package let starts: [Instant]
  package private(set) var columns: [AggregatedColumn]
  /// End of the newest row that went into each bin: what is known no earlier than then.
  package let newestRow: [Instant]
  /// For source columns with values filled from later rows: when the last row that a bin is made of is known. Where that
  /// is after the bin's end, the bin may not be read before.
  package let filledFrom: [Int: [Instant]]
  /// Aggregates that were asked for and say nothing at this grain.
  package let dropped: [DroppedAggregate]
  /// For columns with incomplete bins: the share of expected rows present in each bin.
  let shares: [Int: [Double]]

  package init(
    grain: Grain, zone: Zone, starts: [Instant], columns: [AggregatedColumn], newestRow: [Instant],
    filledFrom: [Int: [Instant]] = [:], dropped: [DroppedAggregate] = [], shares: [Int: [Double]] = [:]
  ) {
    precondition(newestRow.count == max(0, starts.count - 1), "\(starts.count) boundaries for \(newestRow.count) bins")
    precondition(columns.allSatisfy { $0.values.count == newestRow.count }, "columns of different lengths")
    self.grain = grain
    self.zone = zone
    self.starts = starts
    self.columns = columns
    self.newestRow = newestRow
    self.filledFrom = filledFrom
    self.dropped = dropped
    self.shares = shares
  }

  /// The number of bins.
  package var count: Int { newestRow.count }

  /// The position in ``columns`` of an aggregate, or of the one that it repeats.
  package func index(of aggregate: ColumnAggregate) -> Int? {
    if let position = columns.firstIndex(where: { $0.aggregate == aggregate }) { return position }
    for dropped in dropped where dropped.aggregate == aggregate {
      guard case .repeats(let kept) = dropped.reason else { continue }
      return columns.firstIndex { $0.aggregate == ColumnAggregate(aggregate.column, kept) }
    }
    return nil
  }

  /// The share of the expected rows of a source column that a bin holds, in `0...1`.
  package func completeness(ofColumn source: Int, bin: Int) -> Double {
    shares[source]?[bin] ?? 1
  }

  /// The bins of a source column that lack rows, and therefore hold NaN.
  package func incompleteBins(ofColumn source: Int) -> Int {
    shares[source]?.count { $0 < 1 } ?? 0
  }

  /// The bins that lie wholly in `start..<end`.
  package func bins(from start: Instant, to end: Instant) -> Range<Int> {
    let first = min(boundaryIndex(atOrAfter: start), count)
    var last = boundaryIndex(atOrAfter: end)
    if last == starts.count || starts[last] > end { last -= 1 }
    return first..<max(first, last)
  }

  /// The index of the boundary at exactly `instant`; that bin starts there, and the one before ends.
  package func boundary(at instant: Instant) -> Int? {
    let index = boundaryIndex(atOrAfter: instant)
    return index < starts.count && starts[index] == instant ? index : nil
  }

  /// The view with every column's values replaced, as by a scaler; bins and names stay.
  package func mappingValues(_ transform: (_ position: Int, _ values: [Double]) -> [Double]) -> RungView {
    var view = self
    for position in columns.indices {
      let values = transform(position, columns[position].values)
      precondition(values.count == count, "\(values.count) values for \(count) bins")
      view.columns[position].values = values
    }
    return view
  }

  /// Whether a bin of the columns at `positions` holds no value that is made of rows after `instant`.
  package func isKnown(_ bin: Int, at instant: Instant, positions: [Int]) -> Bool {
    filledFrom.isEmpty
      || positions.allSatisfy { filledFrom[columns[$0].aggregate.column].map { $0[bin] <= instant } ?? true }
  }

  /// The view as it could be known at `instant`: bins with values made of later rows are missing.
  package func known(at instant: Instant) -> RungView {
    guard !filledFrom.isEmpty else { return self }
    return mappingValues { position, values in
      guard let filled = filledFrom[columns[position].aggregate.column] else { return values }
      return values.indices.map { filled[$0] <= instant ? values[$0] : .nan }
    }
  }

  private func boundaryIndex(atOrAfter instant: Instant) -> Int { starts.partitioningIndex { $0 >= instant } }
}

/// A column of a rung's view.
package struct AggregatedColumn: Sendable {
  package let aggregate: ColumnAggregate
  /// The source column's name.
  package let name: String
  /// One for each bin; NaN where the bin is incomplete.
  package internal(set) var values: [Double]

  /// As `demand mean`.
  package var label: String { "\(name) \(aggregate.aggregation.rawValue)" }
}

/// An aggregate left out of a view because it carries nothing there.
package struct DroppedAggregate: Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    /// Bins hold one row: there is no spread within them.
    case noSpread
    /// Bins hold one row: the aggregate repeats another one.
    case repeats(Aggregation)
    /// Bins hold one row: the count says no more than the values.
    case alwaysOne
  }

  package let aggregate: ColumnAggregate
  package let reason: Reason
}
