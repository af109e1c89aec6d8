import Datasets

/// Which shape foretells fine values best: the one of the training rows before them, or a recent one.
///
/// Decided within the training part: on the coarse bins of its last two fifths, from the values before each horizon alone,
/// where the frozen shape is that of the first three fifths.
enum RecentChoice {
  /// Of the training part, what the frozen shape is learnt from.
  private static let learnt = 0.6
  /// A recent shape has to lower the squared error by this share.
  private static let worthwhile = 0.02

  /// - Parameters:
  ///   - own: coarse bins in the horizon.
  /// - Returns: nil where the frozen shape stays.
  static func best(
    fine: RungView, coarse: RungView, own: Int, base: Grain, target: ColumnAggregate, borders: Borders,
    _ past: ShapePast
  ) -> RecentShape? {
    let candidates = RecentShape.candidates(fine: fine.grain, coarse: coarse.grain, aggregation: target.aggregation)
    let bins = coarse.bins(from: borders.trainStart, to: borders.trainEnd)
    let first = bins.lowerBound + Int(Double(bins.count) * learnt) / own * own
    let origins = stride(from: first, to: bins.upperBound, by: own)
    guard !candidates.isEmpty, first > bins.lowerBound, first < bins.upperBound,
      let fineColumn = fine.index(of: target), let coarseColumn = coarse.index(of: target)
    else { return nil }
    let cut = coarse.starts[first]
    let frozen = SeasonalProfile(
      fine: fine, coarse: coarse, base: base, target: target,
      borders: Borders(
        trainStart: borders.trainStart, trainEnd: cut, validationStart: cut, validationEnd: cut, testStart: cut,
        testEnd: cut))
    let clock = fine.zone.clock
    var errors = [Double](repeating: 0, count: candidates.count + 1)
    for origin in origins {
      for bin in origin..<min(origin + own, bins.upperBound) {
        let level = coarse.columns[coarseColumn].values[bin]
        guard let from = fine.boundary(at: coarse.starts[bin]), let to = fine.boundary(at: coarse.starts[bin + 1]),
          from < to, !level.isNaN
        else { continue }
        let actual = fine.columns[fineColumn].values[from..<to]
        let starts = Array(fine.starts[from..<to])
        let rows = (from..<to).map { base.steps(from: fine.starts[$0], to: fine.starts[$0 + 1]) }
        let profile = frozen.shares(wallClocks: starts.map { clock.wallClock(at: $0) }, rows: rows)
        for place in errors.indices {
          // What has no recent shape falls back on the frozen one, as in use.
          let (shares, addends) =
            place < candidates.count
            ? candidates[place].shares(
              starts: starts, rows: rows, origin: coarse.starts[origin], past, target.aggregation) ?? profile
            : profile
          for (index, value) in zip(shares.indices, actual) where !value.isNaN {
            let error = level * shares[index] + addends[index] - value
            errors[place] += error * error
          }
        }
      }
    }
    guard let place = candidates.indices.min(by: { errors[$0] < errors[$1] }),
      errors[place] < (1 - worthwhile) * errors[candidates.count]
    else { return nil }
    return candidates[place]
  }
}
