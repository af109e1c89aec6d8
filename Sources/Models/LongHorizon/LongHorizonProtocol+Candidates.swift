import Networks

/// What is tried for each recipe; validation windows alone choose among it.
extension LongHorizonProtocol {
  /// The best of a recipe's candidates. Nil where the observer stopped it.
  ///
  /// - Throws: ``OpeningError`` where a part is shorter than one window, or nothing could be fitted.
  package func best(
    _ recipe: Recipe, horizon: Int, lookbacks: [Int], seed: UInt64, observer: Observer = { _ in true }
  ) throws(OpeningError) -> Result? {
    switch recipe.rule.longHorizon {
    case .leastSquares: return try ridge(horizon: horizon, lookbacks: lookbacks, observer: observer)
    case .networks(let candidates):
      let all = lookbacks.flatMap { lookback in
        var settings = Settings(recipe)
        settings.lookback = lookback
        settings.seed = seed
        // Adam, whose rate halves after each epoch.
        settings.schedule = .step(epochs: 1, factor: 0.5)
        return candidates(settings)
      }
      return try network(all, horizon: horizon, observer: observer)
    case nil: throw .other("The protocol does not tune \(recipe.rawValue).")
    }
  }

  /// Linear models are looked at after each epoch, as their authors do, at their rate of 0.005 and twice that.
  ///
  /// - Parameter isMeasuredFromLast: whether windows are measured from their last value, as on a ladder.
  static func linearCandidates(_ settings: Settings, isMeasuredFromLast: Bool) -> [Candidate] {
    var settings = settings
    settings.live.batchSize = 128
    settings.epochs = 10
    settings.patience = 2
    return [Float(0.005), 0.01].map { rate in
      settings.live.learningRate = rate
      return Candidate(settings: settings, isMeasuredFromLast: isMeasuredFromLast)
    }
  }

  /// N-HiTS learns sets of this size by heart within an epoch or two; it is tried with small blocks and with losses that
  /// large errors sway less, and looked at four times an epoch.
  static func blockCandidates(_ settings: Settings) -> [Candidate] {
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
        return Candidate(settings: settings, isMeasuredFromLast: true, checksPerEpoch: 4)
      }
    }
  }

  /// One way to train a network.
  package struct Candidate: Hashable, Sendable {
    /// Its lookback is stated.
    package var settings: Settings
    /// Windows are measured from their last known value before the model sees them, as on a ladder.
    package var isMeasuredFromLast = false
    /// How often an epoch is interrupted for a look at validation windows.
    package var checksPerEpoch = 1

    func network(horizon: Int) -> Network {
      let past = settings.lookback
      var architecture = settings.architecture(inputs: past, outputs: horizon, past: past)
      if isMeasuredFromLast { architecture = architecture.measuredFromLast }
      return Network(
        architecture, optimizer: settings.optimizer, seed: settings.seed, capacity: settings.live.batchSize)
    }

    /// What a table says of it.
    var words: String {
      var words = ["rate \(settings.live.learningRate)"]
      if settings.recipe.hasUnits { words.append(settings.units.map(String.init).joined(separator: "-")) }
      if settings.loss != .mse { words.append(settings.loss.name) }
      if settings.live.dropout > 0 { words.append("dropout \(settings.live.dropout)") }
      if settings.live.weightDecay > 0 { words.append("decay \(settings.live.weightDecay)") }
      if isMeasuredFromLast { words.append("from the last value") }
      return words.joined(separator: ", ")
    }
  }
}

extension Architecture {
  /// The same network on inputs of which the last is subtracted, and is added to what comes out.
  var measuredFromLast: Architecture {
    var graph = GraphBuilder(inputs: inputs)
    let last = graph.add(.slice(first: inputs - 1, count: 1), graph.input)
    let change = graph.add(.subtract, graph.input, last)
    graph.add(.add, graph.add(self, on: change), last)
    return graph.architecture(loss: loss, initializer: initializer, name: name)
  }
}
