import Models
import Networks
import Telemetry

extension LongHorizonProtocol {
  /// Of networks, in rows; the literature's.
  package static let usualLookback = 336

  /// The best of a recipe's candidates. Nil where the observer stopped it.
  ///
  /// - Parameter lookbacks: nil leaves it to ridge which it takes, and gives networks ``usualLookback``.
  /// - Throws: ``OpeningError`` where a part is shorter than one window, or nothing could be fitted.
  package func best(
    _ recipe: Recipe, horizon: Int, lookbacks: [Int]?, seed: UInt64, observer: Observer = { _ in true }
  ) throws(OpeningError) -> Result? {
    switch recipe.longHorizon {
    case .leastSquares: return try ridge(horizon: horizon, lookbacks: lookbacks ?? [], observer: observer)
    case .networks(let candidates):
      let all = (lookbacks ?? [Self.usualLookback]).flatMap { lookback in
        var settings = Settings(recipe)
        settings.lookback = lookback
        settings.seed = seed
        // Adam, whose rate halves after each epoch.
        settings.schedule = .step(epochs: 1, factor: 0.5)
        return candidates(settings)
      }
      return try network(all, horizon: horizon, observer: observer)
    case nil: throw .other(Words.protocolNotTuned(recipe: recipe.rawValue))
    }
  }
}

extension LongHorizonCandidate {
  func network(horizon: Int) -> Network {
    let past = settings.lookback
    var architecture = settings.architecture(inputs: past, outputs: horizon, past: past)
    if isMeasuredFromLast { architecture = architecture.measuredFromLast }
    return Network(
      architecture, optimizer: settings.optimizer, seed: settings.seed, capacity: settings.live.batchSize)
  }

  /// What a table says of it.
  var words: String {
    var words = [Words.candidateRate(rate: "\(settings.live.learningRate)")]
    if settings.recipe.hasUnits { words.append(settings.value(of: .units).display) }
    if settings.loss != .mse { words.append(settings.loss.name) }
    if settings.live.dropout > 0 { words.append(Words.candidateDropout(share: "\(settings.live.dropout)")) }
    if settings.live.weightDecay > 0 { words.append(Words.candidateDecay(strength: "\(settings.live.weightDecay)")) }
    if isMeasuredFromLast { words.append(Words.candidateFromLast) }
    return words.joined(separator: ", ")
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
