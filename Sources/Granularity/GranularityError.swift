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
      Words.grainNoColumn(column: "\(column + 1)", count: count)
    case .finerThanData(let grain, let step):
      Words.grainFinerThanRows(grain: grain.label, step: step.label)
    case .finerThanImages(let height, let width, let grain):
      Words.grainFinerThanImages(height: "\(height)", width: "\(width)", grain: grain.label)
    }
  }
}
