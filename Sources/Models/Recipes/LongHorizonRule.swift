import Networks

/// How the protocol of the literature tunes a recipe.
package enum LongHorizonRule: Sendable {
  case leastSquares
  /// Networks to try, made from settings that state lookback, seed and schedule.
  case networks(@Sendable (Settings) -> [LongHorizonCandidate])
}

/// One way to train a network under the protocol of the literature.
package struct LongHorizonCandidate: Hashable, Sendable {
  /// Its lookback is stated.
  package var settings: Settings
  /// Windows are measured from their last known value before the model sees them, as on a ladder.
  package var isMeasuredFromLast: Bool
  /// How often an epoch is interrupted for a look at validation windows.
  package var checksPerEpoch: Int

  package init(settings: Settings, isMeasuredFromLast: Bool = false, checksPerEpoch: Int = 1) {
    self.settings = settings
    self.isMeasuredFromLast = isMeasuredFromLast
    self.checksPerEpoch = checksPerEpoch
  }
}

/// What is tried for each kind of network; validation windows alone choose among it.
extension LongHorizonCandidate {
  /// Linear models are looked at after each epoch, as their authors do, at their rate of 0.005 and twice that.
  ///
  /// - Parameter isMeasuredFromLast: whether windows are measured from their last value, as on a ladder.
  static func linear(_ settings: Settings, isMeasuredFromLast: Bool) -> [LongHorizonCandidate] {
    var settings = settings
    settings.live.batchSize = 128
    settings.epochs = 10
    settings.patience = 2
    return [Float(0.005), 0.01].map { rate in
      settings.live.learningRate = rate
      return LongHorizonCandidate(settings: settings, isMeasuredFromLast: isMeasuredFromLast)
    }
  }

  /// N-HiTS learns sets of this size by heart within an epoch or two; it is tried with small blocks and with losses that
  /// large errors sway less, and looked at four times an epoch.
  static func blocks(_ settings: Settings) -> [LongHorizonCandidate] {
    var settings = settings
    settings.live.batchSize = 256
    settings.live.learningRate = 0.003
    settings.epochs = 8
    settings.patience = 1
    return [Loss.mae, .huber(delta: 1)].flatMap { loss in
      [([16, 16], Float(0)), ([32, 32], 0.1)].map { units, dropout in
        settings.loss = loss
        settings.units = units
        settings.live.dropout = dropout
        return LongHorizonCandidate(settings: settings, isMeasuredFromLast: true, checksPerEpoch: 4)
      }
    }
  }
}
