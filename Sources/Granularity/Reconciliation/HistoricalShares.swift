import Datasets

/// How a step of the coarsest grain was shared out among the fine ones within it, in the training rows.
package struct HistoricalShares: Hashable, Sendable {
  /// Of each fine step, relative to the mean of all; `[width]`, mean 1.
  let ratios: [Double]

  /// From the fine steps within complete coarse ones, `[coarse steps][width]`: the mean of each over the mean of all.
  ///
  /// - Throws: ``ReconciliationError`` where values change their sign, as shares have no bounds then.
  package init(_ cycles: [[Double]], coarsest: Grain) throws(ReconciliationError) {
    let width = cycles.first?.count ?? 0
    var sums = [Double](repeating: 0, count: width)
    var (least, greatest) = (Double.infinity, -Double.infinity)
    for cycle in cycles {
      for (step, value) in cycle.enumerated() {
        sums[step] += value
        least = min(least, value)
        greatest = max(greatest, value)
      }
    }
    if least < 0 && greatest > 0 { throw .signChanges(least: least, greatest: greatest) }
    let mean = sums.reduce(0, +) / Double(max(1, width))
    guard width > 0, mean != 0, mean.isFinite else { throw .noShares(coarsest) }
    ratios = sums.map { $0 / mean }
  }

  /// From the training part of a series seen at the finest grain.
  package init(_ view: RungView, _ hierarchy: TemporalHierarchy, borders: Borders) throws(ReconciliationError) {
    guard let coarsest = hierarchy.levels.first else { throw .tooFewGrains([], nil) }
    let clock = view.zone.clock
    let values = view.columns[0].values
    let starts = coarsest.grain.boundaries(from: borders.trainStart, through: borders.trainEnd, on: clock)
    let cycles = zip(starts, starts.dropFirst()).compactMap { start, end -> [Double]? in
      // A step that ends later would tell of the time after training.
      guard start >= borders.trainStart, end <= borders.trainEnd, let first = view.boundary(at: start),
        let last = view.boundary(at: end), last - first == coarsest.width, last <= values.count,
        values[first..<last].allSatisfy({ !$0.isNaN })
      else { return nil }
      return Array(values[first..<last])
    }
    try self.init(cycles, coarsest: coarsest.grain)
  }
}
