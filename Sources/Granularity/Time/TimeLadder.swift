import Datasets

/// Grains of the time axis, from the series' own step up.
package struct TimeLadder: Hashable, Sendable {
  /// Fine to coarse, each at most once. The finest need not be the series' own step.
  package let grains: [Grain]
  /// The series' own step.
  package let base: Grain
}
