/// Why a ladder or a horizon cannot be had as asked.
package enum LadderError: Error, Hashable {
  case unreadableGrain(String)
  case empty
  case repeated(Grain)
  /// A rung whose bins are no unions of the series' steps.
  case notMadeOfSteps(Grain, step: Grain)
  /// The series is shorter than two bins.
  case tooCoarse(Grain, bins: Int)
  case horizonNotMadeOfSteps(Grain, step: Grain)
  case unreadableSide(String)
  case repeatedSide(SpatialGrain)
  case finerThanImages(SpatialGrain, height: Int, width: Int)

  package var sentence: String {
    switch self {
    case .unreadableGrain(let text):
      Words.ladderUnreadable(text: String(text.prefix(40)))
    case .empty: Words.ladderEmpty
    case .repeated(let grain): Words.ladderRepeated(grain: grain.label)
    case .notMadeOfSteps(let grain, let step):
      Words.ladderUneven(grain: grain.label, step: step.label, multiples: step.suitableMultiples)
    case .tooCoarse(let grain, let bins): Words.ladderTooCoarse(grain: grain.label, bins: bins)
    case .horizonNotMadeOfSteps(let horizon, let step):
      Words.ladderUnevenHorizon(horizon: horizon.label, step: step.label, multiples: step.suitableMultiples)
    case .unreadableSide(let text):
      Words.ladderUnreadableSide(text: String(text.prefix(40)))
    case .repeatedSide(let grain): Words.ladderRepeatedSide(grain: grain.label)
    case .finerThanImages(let grain, let height, let width):
      Words.grainFinerThanImages(height: "\(height)", width: "\(width)", grain: grain.label)
    }
  }
}

extension Grain {
  /// Which coarser grains can be made of this one, for a sentence.
  fileprivate var suitableMultiples: String {
    let twice = multiplied(by: 2).label
    switch unit {
    case .milliseconds:
      return dividesDay
        ? Words.multiplesOfDay(step: label, twice: twice) : Words.multiplesAny(step: label, twice: twice)
    case .days:
      return count == 1 ? Words.multiplesDays : Words.multiplesAny(step: label, twice: twice)
    case .months: return Words.multiplesAny(step: label, twice: twice)
    }
  }
}
