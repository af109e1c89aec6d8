import Datasets

/// The average shape of fine values within coarse bins, by position in a season; learnt from training rows alone.
///
/// The shape is added to the coarse level, so that it also works where values change their sign.
package struct SeasonalProfile: Hashable, Sendable {
  package let fine: Grain
  package let coarse: Grain
  package let aggregation: Aggregation
  /// The season whose shape foretold left-out training bins best.
  package let season: Season
  /// Mean deviation from the coarse level at each position of the season, in the target's units.
  package let shape: [Float]
  /// Observations behind each position.
  package let observations: [Int32]
}
