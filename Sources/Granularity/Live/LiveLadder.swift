import Basics

/// The grains at which a stream is seen while it comes, and the target that all are judged on: the next horizon at the
/// finest grain, from origins at which every rung has just completed a bin.
///
/// Its grains are multiples of the stream's own step of at most a day and follow no calendar, so that a bin is complete
/// after the same number of steps always.
package struct LiveLadder: Sendable, Hashable {
  /// The stream's own step in ms.
  package let step: Int64
  /// Fine to coarse.
  package let grains: [Grain]
  package let horizon: Grain
  /// How long ago the seasonal naive forecast looks.
  package let season: Grain

  private static let longest = Milliseconds.day
  /// Bins of the finest grain that a forecast may reach ahead.
  fileprivate static let mostBins: Int64 = 600

  /// - Parameters:
  ///   - step: the stream's own step in ms.
  ///   - grains: nil takes a suggestion.
  ///   - horizon: nil takes the coarsest grain.
  ///   - season: nil takes the horizon.
  /// - Throws: ``LiveLadderError``.
  package init(
    step: Int64, grains: [Grain]? = nil, horizon: Grain? = nil, season: Grain? = nil
  ) throws(LiveLadderError) {
    guard step > 0, step <= Self.longest else { throw .badStep(step) }
    let base = Grain.milliseconds(step)
    func steps(_ grain: Grain) throws(LiveLadderError) -> Int {
      guard grain.unit != .months, grain.meanLength <= Self.longest else { throw .tooLong(grain) }
      guard grain.meanLength % step == 0 else { throw .notMadeOfSteps(grain, step: base) }
      return Int(grain.meanLength / step)
    }
    let chosen: [Grain]
    if let grains {
      chosen = grains.sorted()
    } else {
      let whole = try horizon.map { grain throws(LiveLadderError) in try steps(grain) } ?? Self.suggestedHorizon(step)
      guard whole <= Self.mostBins else { throw .horizonTooLong(horizon ?? base, finest: base) }
      chosen = Self.suggested(whole, of: step).map { Grain.milliseconds(Int64($0) * step) }
    }
    guard let coarsest = chosen.last else { throw .empty }
    for (finer, coarser) in zip(chosen, chosen.dropFirst()) where finer == coarser { throw .repeated(finer) }
    for grain in chosen { _ = try steps(grain) }
    self.step = step
    self.grains = chosen
    self.horizon = horizon ?? coarsest
    self.season = season ?? self.horizon
    _ = try steps(self.horizon)
    guard self.season.meanLength % chosen[0].meanLength == 0, self.season.unit != .months else {
      throw .seasonNotMadeOfSteps(self.season, step: chosen[0])
    }
    guard obstacle(at: 0) == nil else { throw .horizonTooFine(self.horizon, finest: chosen[0]) }
    guard self.horizon.meanLength / chosen[0].meanLength <= Self.mostBins else {
      throw .horizonTooLong(self.horizon, finest: chosen[0])
    }
  }

  /// Lengths that people think in, in ms.
  private static let usual: [Int64] =
    [100, 200, 500] + [1, 2, 5, 10, 15, 30].map { $0 * Milliseconds.second }
    + [1, 2, 5, 10, 15, 30].map { $0 * Milliseconds.minute }
    + [1, 2, 3, 6, 12, 24].map { $0 * Milliseconds.hour }

  /// Steps in the first usual length of a dozen steps or more; 15 where there is none, or what a day holds.
  private static func suggestedHorizon(_ step: Int64) -> Int {
    let length = usual.first { $0 % step == 0 && $0 >= 12 * step }
    return Int((length ?? min(15 * step, longest / step * step)) / step)
  }

  /// The step, the whole horizon, and what lies in the middle between both: a usual length that divides the horizon, or
  /// another where there is none.
  private static func suggested(_ horizon: Int, of step: Int64) -> [Int] {
    let divisors = (1...max(horizon, 1)).filter { horizon % $0 == 0 && $0 > 1 && $0 < horizon }
    let pleasant = divisors.filter { usual.contains(Int64($0) * step) }
    func distance(_ divisor: Int) -> Double {
      let ratio = Double(divisor * divisor) / Double(horizon)
      return max(ratio, 1 / ratio)
    }
    let middle = (pleasant.isEmpty ? divisors : pleasant).reversed().min { distance($0) < distance($1) }
    return [1] + [middle].compactMap { $0 } + (horizon > 1 ? [horizon] : [])
  }

  /// Steps of the stream in a bin of each grain.
  package var ratios: [Int] { grains.map { Int($0.meanLength / step) } }

  /// Why a rung cannot be judged, as "15 seconds are not a whole number of 10-second steps"; nil where it can.
  package func obstacle(at rung: Int) -> String? {
    func uneven(_ whole: Grain, _ part: Grain) -> String? {
      guard whole.meanLength % part.meanLength != 0 else { return nil }
      return whole.unevenness(by: part)
    }
    return uneven(horizon, grains[rung]) ?? uneven(grains[rung], grains[0])
  }

  /// Bins of a rung in the horizon; 0 where it is not judged.
  package func horizonBins(_ rung: Int) -> Int {
    obstacle(at: rung) == nil ? Int(horizon.meanLength / grains[rung].meanLength) : 0
  }

  /// Bins of the finest grain in the season.
  package var seasonBins: Int { Int(season.meanLength / grains[0].meanLength) }

  /// Steps of the stream between two origins: every judged rung completes a bin there.
  package var stride: Int {
    grains.indices.filter { obstacle(at: $0) == nil }.map { ratios[$0] }.reduce(1) { $0 / Self.divisor($0, $1) * $1 }
  }

  private static func divisor(_ first: Int, _ second: Int) -> Int {
    second == 0 ? first : divisor(second, first % second)
  }
}

/// Why a stream cannot be seen at the grains that were asked for.
package enum LiveLadderError: Error, Hashable {
  case empty
  case repeated(Grain)
  /// In ms: not above 0, or longer than a day.
  case badStep(Int64)
  /// Longer than a day, or of the calendar.
  case tooLong(Grain)
  case notMadeOfSteps(Grain, step: Grain)
  case seasonNotMadeOfSteps(Grain, step: Grain)
  case horizonTooFine(Grain, finest: Grain)
  case horizonTooLong(Grain, finest: Grain)

  package var sentence: String {
    switch self {
    case .empty: Words.watchNoGrains
    case .repeated(let grain): Words.watchRepeated(grain: grain.label)
    case .badStep(let step): Words.watchBadStep(step: "\(step)")
    case .tooLong(let grain): Words.watchTooLong(grain: grain.label)
    case .notMadeOfSteps(let grain, let step):
      Words.watchUnevenGrain(
        grain: grain.label, step: step.label, multiple: Grain.milliseconds(step.meanLength * 5).label)
    case .seasonNotMadeOfSteps(let season, let step):
      Words.watchUnevenSeason(season: season.label, step: step.label)
    case .horizonTooFine(let horizon, let finest):
      Words.watchUnevenHorizon(
        horizon: horizon.label, step: finest.label, multiple: Grain.milliseconds(finest.meanLength * 3).label)
    case .horizonTooLong(let horizon, let finest):
      Words.watchLongHorizon(horizon: horizon.label, most: Int(LiveLadder.mostBins), step: finest.label)
    }
  }
}
