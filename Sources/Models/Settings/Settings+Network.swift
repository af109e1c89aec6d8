import Networks

extension Settings {
  /// A fresh network with room for the batch, or for all of so many examples where the batch is all of them.
  ///
  /// - Parameter part: the sub-model's place among those that learn in one run.
  func network(_ architecture: Architecture, part: Int = 0, examples: Int) -> Network {
    Network(
      architecture, optimizer: optimizer, seed: seed(ofPart: part),
      capacity: live.batchSize == 0 ? examples : min(live.batchSize, examples))
  }

  /// Each sub-model of a run has a seed of its own, so that equal shapes do not begin with equal weights.
  func seed(ofPart part: Int) -> UInt64 { seed &+ UInt64(part) }
}

extension Architecture {
  /// The layers in words; dropout is a knob, so it is left out.
  var modelName: String { summary.replacing(" → Dropout", with: "") }
}
