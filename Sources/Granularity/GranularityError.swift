/// Why data cannot change their grain.
package enum GranularityError: Error, Hashable {
  case unknownColumn(Int, count: Int)
  /// Bins shorter than the series' own step.
  case finerThanData(Grain, step: Grain)
  /// Images with fewer pixels than the grain.
  case finerThanImages(height: Int, width: Int, grain: SpatialGrain)

  package var sentence: String {
    switch self {
    case .unknownColumn(let column, let count):
      "There is no column number \(column + 1); the data have \(count)."
    case .finerThanData(let grain, let step):
      "The grain \(grain.label) is finer than the rows, which lie \(step.label) apart; choose \(step.label) or coarser."
    case .finerThanImages(let height, let width, let grain):
      "Images of \(height)×\(width) pixels cannot be averaged to \(grain.label); choose no more pixels than they have."
    }
  }
}
