/// A rung that cannot be compared at a common target.
package struct Exclusion: Hashable, Sendable {
  package let grain: Grain
  /// In words, as "a day is not a whole number of weeks".
  package let reason: String

  package init(grain: Grain, reason: String) {
    self.grain = grain
    self.reason = reason
  }
}
