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
      "\"\(text.prefix(40))\" is not a grain; write a number and a unit (ms, s, min, h, d, w, mo, q, y), as 30min, 1h or 1d."
    case .empty:
      "The ladder has no grain; write grains from fine to coarse with commas between, as 30min,1h,1d."
    case .repeated(let grain):
      "The grain \(grain.label) stands on the ladder twice; leave one out."
    case .notMadeOfSteps(let grain, let step):
      "The grain \(grain.label) cannot be made from rows \(step.label) apart, because its bins are not whole numbers of "
        + "them; choose \(step.suitableMultiples)."
    case .tooCoarse(let grain, let bins):
      "At grain \(grain.label) the series has only \(bins) complete \(bins == 1 ? "bin" : "bins"), at least 2 are needed; "
        + "choose a finer grain."
    case .horizonNotMadeOfSteps(let horizon, let step):
      "The horizon \(horizon.label) is not a whole number of rows \(step.label) apart; choose \(step.suitableMultiples)."
    case .unreadableSide(let text):
      "\"\(text.prefix(40))\" is not a resolution; write the side in pixels, as 8 or 8x8."
    case .repeatedSide(let grain):
      "The resolution \(grain.label) stands on the ladder twice; leave one out."
    case .finerThanImages(let grain, let height, let width):
      "Images of \(height)×\(width) pixels cannot be averaged to \(grain.label); choose no more pixels than they have."
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
        ? "a multiple of \(label) that divides a day, as \(twice), or a calendar unit (d, w, mo, q, y)"
        : "a multiple of \(label), as \(twice)"
    case .days:
      return count == 1 ? "a number of days or a calendar unit (w, mo, q, y)" : "a multiple of \(label), as \(twice)"
    case .months: return "a multiple of \(label), as \(twice)"
    }
  }
}
