import Models
import Networks
import Tensors

extension LongHorizonProtocol {
  /// A network's weights where validation windows were forecast best.
  private struct Trained {
    let checkpoint: NetworkCheckpoint
    let error: Double
    /// Quarters of passes over the training windows until there.
    let quarters: Int
  }

  /// Trains a network for each of `candidates`, one model for all columns, and chooses the one, and its moment, with the
  /// least error on validation windows. Nil where the observer stopped it.
  ///
  /// - Throws: ``OpeningError`` where a part is shorter than one window, or nothing could be trained.
  package func network(
    _ candidates: [LongHorizonCandidate], horizon: Int, observer: Observer = { _ in true }
  ) throws(OpeningError) -> Result? {
    var best: (trained: Trained, candidate: LongHorizonCandidate)?
    for (number, candidate) in candidates.enumerated() {
      let trained = try train(candidate, horizon: horizon) { epoch, error in
        observer(
          Progress(
            recipe: candidate.settings.recipe, horizon: horizon, candidate: number + 1, candidates: candidates.count,
            epoch: epoch, validationMSE: min(error, best?.trained.error ?? .infinity)))
      }
      guard let trained else { return nil }
      if trained.error < best?.trained.error ?? .infinity { best = (trained, candidate) }
    }
    guard let best else { throw .other(Words.protocolAllDiverged) }
    let network = best.candidate.network(horizon: horizon)
    network.restore(best.trained.checkpoint)
    let settings = best.candidate.settings
    return try result(
      settings.recipe, choice: best.candidate.words + ", " + epochs(best.trained), candidates: candidates.count,
      lookback: settings.lookback, horizon: horizon, validationMSE: best.trained.error, predict: network.predict)
  }

  /// Trains until validation has not improved for the settings' patience, or to the planned epochs.
  private func train(
    _ candidate: LongHorizonCandidate, horizon: Int, observer: (_ epoch: Int, _ best: Double) -> Bool
  ) throws(OpeningError) -> Trained? {
    let settings = candidate.settings
    let training = Examples(try windows(split.train, lookback: settings.lookback, horizon: horizon))
    let validation = try windows(split.validation, lookback: settings.lookback, horizon: horizon)
    let network = candidate.network(horizon: horizon)
    let steps = max(1, training.count / settings.live.batchSize / candidate.checksPerEpoch)
    var best = Trained(checkpoint: network.checkpoint(), error: .infinity, quarters: 0)
    var waited = 0
    let wasStopped = withUnsafeTemporaryAllocation(of: Float.self, capacity: steps + 1) { losses in
      while network.epoch < settings.epochs, waited <= settings.patience * candidate.checksPerEpoch {
        var live = settings.live
        live.learningRate *= settings.schedule.factor(epoch: network.epoch, of: settings.epochs)
        let outcome = network.train(on: training, hyperparameters: live, limit: steps, losses: losses)
        // What is left of an epoch may be too little for a look of its own.
        if outcome.divergedAtStep == nil, outcome.steps < steps / 2 { continue }
        let error = WindowErrors(of: validation, predict: network.predict).squared
        if error < best.error {
          best = Trained(
            checkpoint: network.checkpoint(), error: error,
            quarters: network.step * settings.live.batchSize * 4 / training.count)
          waited = 0
        } else {
          waited += 1
        }
        guard observer(network.epoch + 1, best.error) else { return true }
        if outcome.divergedAtStep != nil { break }
      }
      return false
    }
    return wasStopped ? nil : best
  }

  private func epochs(_ trained: Trained) -> String {
    let (whole, part) = (trained.quarters / 4, ["", "¼", "½", "¾"][trained.quarters % 4])
    let count = whole == 0 && part.isEmpty ? "<¼" : (whole > 0 ? String(whole) : "") + part
    return Words.candidateEpochs(count: count)
  }
}
