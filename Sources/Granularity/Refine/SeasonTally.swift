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

/// How far fine values lie from what their coarse bins say, within the training part.
struct Deviations {
  /// Indices from the first fine bin of the training part.
  private(set) var bins: [Int32] = []
  private(set) var values: [Double] = []

  init(fine: RungView, coarse: RungView, base: Grain, target: ColumnAggregate, borders: Borders) {
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
      let rows = base.steps(from: start, to: end)
      for index in first..<past {
        var expected = level
        if target.aggregation == .sum {
          expected *= base.steps(from: fine.starts[index], to: fine.starts[index + 1]) / rows
        }
        bins.append(Int32(index - offset))
        values.append(fineValues[index] - expected)
      }
    }
  }
}

/// Deviations gathered by position in a season.
struct SeasonTally {
  let season: Season
  private(set) var counts: [Int32]
  let means: [Double]
  /// Σ (d − mean of the others at its position)².
  private(set) var leftOutError = 0.0

  init(_ season: Season, _ positions: SeasonPositions, _ deviations: Deviations) {
    let count = positions.counts[season] ?? 1
    let places = positions[season]
    var counts = [Int32](repeating: 0, count: count)
    var sums = [Double](repeating: 0, count: count)
    var squares = [Double](repeating: 0, count: count)
    for (bin, value) in zip(deviations.bins, deviations.values) {
      let position = places.map { Int($0[Int(bin)]) } ?? 0
      counts[position] += 1
      sums[position] += value
      squares[position] += value * value
    }
    for position in 0..<count where counts[position] > 0 {
      let count = Double(counts[position])
      // No season foretells nothing but 0; a position seen once has no others to foretell it.
      if season == .none || count == 1 {
        leftOutError += squares[position]
      } else {
        let scatter = max(0, squares[position] - sums[position] * sums[position] / count)
        leftOutError += scatter * (count / (count - 1)) * (count / (count - 1))
      }
    }
    self.season = season
    self.counts = counts
    means = (0..<count).map { counts[$0] > 0 ? sums[$0] / Double(counts[$0]) : 0 }
  }
}
