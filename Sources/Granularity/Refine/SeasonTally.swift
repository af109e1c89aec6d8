import Datasets

/// Where the bins of the training part stand in each season that they resolve and hold twice.
struct SeasonPositions {
  let seasons: [Season]
  let bins: Range<Int>
  let counts: [Season: Int]
  /// One for each bin.
  private let positions: [Season: [Int32]]

  init(_ view: RungView, borders: Borders) {
    let clock = view.zone.clock
    let bins = view.bins(from: borders.trainStart, to: borders.trainEnd)
    let wallClocks = bins.map { clock.wallClock(at: view.starts[$0]) }
    var positions: [Season: [Int32]] = [:]
    var counts: [Season: Int] = [:]
    for season in Season.allCases where season != .none {
      // A place that is seen once teaches nothing about the next time.
      guard let count = season.positions(of: view.grain), 2 * count <= bins.count else { continue }
      counts[season] = count
      positions[season] = wallClocks.map { Int32(season.position(wallClock: $0, grain: view.grain)) }
    }
    self.bins = bins
    self.counts = counts
    self.positions = positions
    seasons = Season.allCases.filter { counts[$0] != nil }
  }

  /// One for each of ``bins``; nil for a season that the grain does not resolve or the training part does not hold twice.
  subscript(season: Season) -> [Int32]? { positions[season] }
}

/// How far fine values lie from what their coarse bins say, within the training part: coarse bin after coarse bin.
struct Deviations {
  let aggregation: Aggregation
  /// Indices from the first fine bin of the training part.
  private(set) var bins: [Int32] = []
  private(set) var values: [Double] = []
  /// The share that each fine bin has in the rows of its coarse one.
  private(set) var shares: [Double] = []
  /// Where the fine bins of each coarse one end; they start where those of the one before end.
  private(set) var ends: [Int] = []

  init(fine: RungView, coarse: RungView, base: Grain, target: ColumnAggregate, borders: Borders) {
    aggregation = target.aggregation
    guard let fineColumn = fine.index(of: target), let coarseColumn = coarse.index(of: target) else { return }
    let fineValues = fine.columns[fineColumn].values
    let coarseValues = coarse.columns[coarseColumn].values
    let offset = fine.bins(from: borders.trainStart, to: borders.trainEnd).lowerBound
    for bin in coarse.bins(from: borders.trainStart, to: borders.trainEnd) where !coarseValues[bin].isNaN {
      let (start, end) = (coarse.starts[bin], coarse.starts[bin + 1])
      guard let first = fine.boundary(at: start), let past = fine.boundary(at: end),
        !fineValues[first..<past].contains(where: \.isNaN)
      else { continue }
      let level = coarseValues[bin]
      let rows = (first..<past).map { base.steps(from: fine.starts[$0], to: fine.starts[$0 + 1]) }
      let total = aggregation == .sum ? base.steps(from: start, to: end) : rows.reduce(0, +)
      for (index, rows) in zip(first..<past, rows) {
        let share = rows / total
        bins.append(Int32(index - offset))
        values.append(fineValues[index] - (aggregation == .sum ? level * share : level))
        shares.append(share)
      }
      ends.append(bins.count)
    }
  }
}

/// The shape of a season that explains the deviations best, and how well it foretells those that it did not see.
struct SeasonTally {
  let season: Season
  private(set) var counts: [Int32]
  /// One for each position, in the target's units.
  let shape: [Double]
  /// Σ (what the shape leaves · n / (n − 1))², n the observations at a position: where each is foretold by the mean of the
  /// others at its position, the error of doing so.
  private(set) var leftOutError = 0.0

  init(_ season: Season, _ positions: SeasonPositions, _ deviations: Deviations) {
    let count = positions.counts[season] ?? 1
    self.season = season
    guard let known = positions[season] else {
      // No season foretells nothing but 0.
      counts = [Int32(deviations.values.count)]
      shape = [0]
      leftOutError = deviations.values.reduce(0) { $0 + $1 * $1 }
      return
    }
    let places = deviations.bins.map { known[Int($0)] }
    var counts = [Int32](repeating: 0, count: count)
    for place in places { counts[Int(place)] += 1 }
    let fit = ShapeFit(deviations, places: places, counts: counts)
    for (index, place) in places.enumerated() {
      let count = Double(counts[Int(place)])
      // A position seen once has no others to foretell it.
      let error = count == 1 ? deviations.values[index] : fit.residuals[index] * (count / (count - 1))
      leftOutError += error * error
    }
    self.counts = counts
    shape = fit.shape
  }
}
