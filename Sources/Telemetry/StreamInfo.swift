/// How a stream stands that is watched.
package struct StreamInfo: Hashable, Sendable {
  package enum Phase: Hashable, Sendable {
    case flowing
    /// Nothing has come for so many seconds.
    case stalled(seconds: Int)
    case ended
  }

  package var phase: Phase
  /// Values that came.
  package var points: Int
  /// Lines without a value.
  package var skipped: Int
  package var pointsPerSecond: Double
  /// The rung that forecasts best by now, or as well as the best and is coarser; nil until enough is known.
  package var preferred: RungID?
  /// Why, as a sentence.
  package var reason: String?

  package init(
    phase: Phase = .flowing, points: Int = 0, skipped: Int = 0, pointsPerSecond: Double = 0,
    preferred: RungID? = nil, reason: String? = nil
  ) {
    self.phase = phase
    self.points = points
    self.skipped = skipped
    self.pointsPerSecond = pointsPerSecond
    self.preferred = preferred
    self.reason = reason
  }
}
