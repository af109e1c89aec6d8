import Granularity
import Telemetry

/// One grain of a stream: its bins as they roll by.
struct WatchedRung {
  let id: RungID
  let index: Int
  /// Why it is not judged.
  let obstacle: String?
  /// Bins in the horizon; 0 where it is not judged.
  let horizon: Int
  /// Bins of this rung in the season; 0 where it is no whole number of them.
  let season: Int
  private(set) var bins: RollingBins

  /// Bins behind a forecast that a user may ask for.
  static let longestLookback = 200

  init(_ index: Int, of ladder: LiveLadder, firstStep: Int) {
    let grain = ladder.grains[index]
    self.index = index
    id = RungID(grain.label)
    obstacle = ladder.obstacle(at: index)
    horizon = ladder.horizonBins(index)
    season = ladder.season.meanLength % grain.meanLength == 0 ? Int(ladder.season.meanLength / grain.meanLength) : 0
    // What a new run learns from at once, and what the season looks back on, besides the windows of the runs.
    let needed = max(1_000, 2 * Self.longestLookback + horizon, index == 0 ? 2 * ladder.seasonBins + 2 * horizon : 0)
    bins = RollingBins(ratio: ladder.ratios[index], firstStep: firstStep, capacity: needed)
  }

  var values: RollingSeries { bins.values }

  mutating func append(_ value: Double) -> Bool { bins.append(value) }
  mutating func skip(_ steps: Int) { bins.skip(steps) }

  /// Past and future of the window whose last bin stands before `end`; nil where a value is missing.
  func window(endingAt end: Int, lookback: Int) -> (past: ArraySlice<Double>, future: ArraySlice<Double>)? {
    guard let past = past(endingAt: end - horizon, lookback: lookback),
      let future = values.whole(at: end - horizon..<end)
    else { return nil }
    return (past, future)
  }

  /// The bins before `end`; nil where a value is missing.
  func past(endingAt end: Int, lookback: Int) -> ArraySlice<Double>? { values.whole(at: end - lookback..<end) }
}
