import Networks
import Tensors

/// The newest value, or the value one season ago, repeated: learns nothing.
final class OnlineNaive: OnlineLearner {
  let outline: OnlineOutline
  private let horizon: Int
  private let season: Int

  init(horizon: Int, season: Int) {
    self.horizon = horizon
    self.season = season
    outline = OnlineOutline(
      summary: season == 1 ? Words.summaryStreamNaive : Words.summaryStreamSeasonalNaive(bins: season),
      parameterCount: 0, multiplyAddsPerWindow: 0)
  }

  func observe(_ value: Double, memory: Int) {}

  func learn(past: ArraySlice<Double>, future: ArraySlice<Double>, settings: Settings) -> OnlineOutcome {
    OnlineOutcome()
  }

  func predict(past: ArraySlice<Double>) -> [Double] {
    let season = min(season, past.count)
    return (0..<horizon).map { past[past.endIndex - season + $0 % season] }
  }

  func weightsHash() -> UInt64 { bitHashSeed }
}
