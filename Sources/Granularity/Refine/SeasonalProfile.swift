import Datasets

/// The average shape of fine values within coarse bins, by position in a season; learnt from training rows alone.
///
/// The shape is added to the coarse level, so that it also works where values change their sign. For means and sums it
/// adds up to nothing within each coarse bin: a refined forecast keeps its coarse value.
package struct SeasonalProfile: Hashable, Sendable {
  package let fine: Grain
  package let coarse: Grain
  package let aggregation: Aggregation
  /// The season whose shape foretells left-out training bins best.
  package let season: Season
  /// Mean deviation from the coarse level at each position of the season, in the target's units; 0 where never seen.
  package let shape: [Float]
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
    self.fine = fine.grain
    self.coarse = coarse.grain
    self.aggregation = target.aggregation
    let deviations = Deviation.all(fine: fine, coarse: coarse, base: base, target: target, borders: borders)
    var best = SeasonTally(.none, grain: fine.grain, deviations)
    for season in Season.allCases where season != .none && season.positions(of: fine.grain) != nil {
      let tally = SeasonTally(season, grain: fine.grain, deviations)
      if tally.leftOutError < best.leftOutError { best = tally }
    }
    season = best.season
    shape = best.season == .none ? [0] : best.means
    observations = best.counts
  }

  /// The values of the fine bins within one coarse bin.
  ///
  /// - Parameters:
  ///   - wallClocks: wall-clock starts of the fine bins.
  ///   - rows: rows of the series in each fine bin.
  func refine(_ coarse: Float, wallClocks: [Int64], rows: [Double]) -> [Float] {
    let shape = wallClocks.map { Double(self.shape[season.position(wallClock: $0, grain: fine)]) }
    let total = rows.reduce(0, +)
    let level = Double(coarse)
    return shape.indices.map { index in
      let share = total > 0 ? rows[index] / total : 0
      switch aggregation {
      case .mean:
        let middle = zip(shape, rows).reduce(0) { $0 + $1.0 * $1.1 } / Swift.max(total, .leastNormalMagnitude)
        return Float(level + shape[index] - middle)
      case .sum: return Float((level - shape.reduce(0, +)) * share + shape[index])
      case .min, .max, .last, .std, .count: return Float(level + shape[index])
      }
    }
  }
}

/// How far a fine value lies from what its coarse bin says, and when.
private struct Deviation {
  let wallClock: Int64
  let value: Double

  static func all(
    fine: RungView, coarse: RungView, base: Grain, target: ColumnAggregate, borders: Borders
  ) -> [Deviation] {
    guard let fineColumn = fine.index(of: target), let coarseColumn = coarse.index(of: target) else { return [] }
    let clock = fine.zone.clock
    let fineValues = fine.columns[fineColumn].values
    let coarseValues = coarse.columns[coarseColumn].values
    var deviations: [Deviation] = []
    for bin in coarse.bins(from: borders.trainStart, to: borders.trainEnd) where !coarseValues[bin].isNaN {
      guard let first = fine.boundary(at: coarse.starts[bin]), let end = fine.boundary(at: coarse.starts[bin + 1]),
        fineValues[first..<end].allSatisfy({ !$0.isNaN })
      else { continue }
      let level = Double(coarseValues[bin])
      let rows = base.steps(from: coarse.starts[bin], to: coarse.starts[bin + 1])
      for index in first..<end {
        let share = base.steps(from: fine.starts[index], to: fine.starts[index + 1]) / rows
        let expected = target.aggregation == .sum ? level * share : level
        deviations.append(
          Deviation(
            wallClock: clock.wallClock(at: fine.starts[index]), value: Double(fineValues[index]) - expected))
      }
    }
    return deviations
  }
}

/// Deviations gathered by position in a season.
private struct SeasonTally {
  let season: Season
  let counts: [Int32]
  let means: [Float]
  /// Σ (d − mean of the others at its position)².
  let leftOutError: Double

  init(_ season: Season, grain: Grain, _ deviations: [Deviation]) {
    let positions = season.positions(of: grain) ?? 1
    var counts = [Int32](repeating: 0, count: positions)
    var sums = [Double](repeating: 0, count: positions)
    var squares = [Double](repeating: 0, count: positions)
    for deviation in deviations {
      let position = season.position(wallClock: deviation.wallClock, grain: grain)
      counts[position] += 1
      sums[position] += deviation.value
      squares[position] += deviation.value * deviation.value
    }
    var error = 0.0
    for position in 0..<positions where counts[position] > 0 {
      let count = Double(counts[position])
      // No season foretells nothing but 0; a position seen once has no others to foretell it.
      if season == .none || count == 1 {
        error += squares[position]
      } else {
        let scatter = Swift.max(0, squares[position] - sums[position] * sums[position] / count)
        error += scatter * (count / (count - 1)) * (count / (count - 1))
      }
    }
    self.season = season
    self.counts = counts
    self.means = (0..<positions).map { counts[$0] > 0 ? Float(sums[$0] / Double(counts[$0])) : 0 }
    self.leftOutError = error
  }
}
