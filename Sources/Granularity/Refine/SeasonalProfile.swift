import Datasets

/// The shape of fine values within coarse bins, by position in a season; learnt from training rows alone.
///
/// The shape is added to the coarse level, so that it also works where values change their sign. For means and sums it
/// adds up to nothing within each coarse bin: a refined forecast keeps its coarse value. It is fitted as it is used, so that
/// over the training bins it is never further from the fine values than a flat step.
package struct SeasonalProfile: Hashable, Sendable, Codable {
  package let fine: Grain
  package let coarse: Grain
  package let aggregation: Aggregation
  /// The season whose shape foretells left-out training bins best.
  package let season: Season
  /// What to add to the coarse level at each position of the season, before it is recentred, in the target's units; 0 where
  /// never seen. Where all coarse bins hold the same positions it is the mean deviation there.
  package let shape: [Double]
  /// Observations behind each position.
  package let observations: [Int32]

  /// Learns from the coarse bins that lie wholly in the training part and have all their values.
  ///
  /// Which season is taken is decided by the squared error that each season's shape makes at every observation when that
  /// one is left out: a season that is too long for the data foretells badly and loses.
  ///
  /// - Parameters:
  ///   - fine: the target at the fine grain.
  ///   - coarse: the target at a grain that the fine one divides.
  ///   - base: the series' own step.
  package init(fine: RungView, coarse: RungView, base: Grain, target: ColumnAggregate, borders: Borders) {
    self.init(
      fine: fine, positions: SeasonPositions(fine, borders: borders), coarse: coarse, base: base, target: target,
      borders: borders)
  }

  /// - Parameter positions: those of the fine bins, which all coarse grains have in common.
  init(
    fine: RungView, positions: SeasonPositions, coarse: RungView, base: Grain, target: ColumnAggregate,
    borders: Borders
  ) {
    self.fine = fine.grain
    self.coarse = coarse.grain
    self.aggregation = target.aggregation
    let deviations = Deviations(fine: fine, coarse: coarse, base: base, target: target, borders: borders)
    let flat = SeasonTally(.none, positions, deviations)
    var best = flat
    for season in positions.seasons {
      let tally = SeasonTally(season, positions, deviations)
      // Where a shorter season says all, a longer one is not taken for what rounding leaves.
      if best.leftOutError - tally.leftOutError > 1e-12 * flat.leftOutError { best = tally }
    }
    season = best.season
    shape = best.shape
    observations = best.counts
  }

  /// What makes fine values from a coarse one: `coarse · share + addend` for each fine bin of one coarse bin.
  ///
  /// - Parameters:
  ///   - wallClocks: wall-clock starts of the fine bins.
  ///   - rows: rows of the series in each fine bin.
  func shares(wallClocks: [Int64], rows: [Double]) -> (shares: [Double], addends: [Double]) {
    let shape = wallClocks.map { self.shape[season.position(wallClock: $0, grain: fine)] }
    let total = rows.reduce(0, +)
    guard total > 0 else { return ([], []) }
    switch aggregation {
    case .mean:
      let middle = zip(shape, rows).reduce(0) { $0 + $1.0 * $1.1 } / total
      return (shape.map { _ in 1 }, shape.map { $0 - middle })
    case .sum:
      let sum = shape.reduce(0, +)
      return (rows.map { $0 / total }, zip(shape, rows).map { $0 - sum * $1 / total })
    case .min, .max, .last, .std, .count:
      return (shape.map { _ in 1 }, shape)
    }
  }
}
