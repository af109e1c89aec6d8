import Networks

/// A model that learns from one window of a stream after the other, and can be asked at any time.
///
/// Windows are those of one rung: a past of `lookback` bins and a future of `horizon` bins, in the stream's own units.
package protocol OnlineLearner: AnyObject {
  var outline: OnlineOutline { get }

  /// Hears each new value of the rung, to know its level and its spread.
  func observe(_ value: Double, memory: Int)
  /// Learns from a window that is complete, and returns the loss on the learner's scale of each step before it was taken.
  ///
  /// - Returns: steps' losses, none where the learner has nothing to learn; and multiply-adds.
  func learn(past: ArraySlice<Double>, future: ArraySlice<Double>, settings: Settings) -> OnlineOutcome
  /// The next `horizon` bins.
  func predict(past: ArraySlice<Double>) -> [Double]
  /// A hash of the weights' bits.
  func weightsHash() -> UInt64
}

package struct OnlineOutcome: Sendable {
  package var losses: [Float] = []
  package var multiplyAdds = 0
  /// The loss was not finite, and the step was not taken.
  package var hasDiverged = false
}

/// The fixed facts of an online learner.
package struct OnlineOutline: Sendable {
  package var summary: String
  package var parameterCount: Int
  /// To learn from one window.
  package var multiplyAddsPerWindow: Int
  /// Windows that are kept to be learnt from again; 0 where each is seen once.
  package var keptWindows = 0
}

extension Settings {
  /// Bins of its own grain that a rung looks back on where the user does not say: twice the horizon, within bounds.
  package static func onlineLookback(horizon: Int) -> Int { min(max(2 * horizon, 4), 48) }

  /// A learner for windows of this shape.
  ///
  /// - Parameters:
  ///   - season: the season in bins of the rung, 0 where it is no whole number of them.
  ///   - steps: optimizer steps for each new window.
  package func onlineLearner(lookback: Int, horizon: Int, season: Int, steps: Int) -> any OnlineLearner {
    onlineRule.learner(self, OnlineRequest(lookback: lookback, horizon: horizon, season: season, steps: steps))
  }
}
