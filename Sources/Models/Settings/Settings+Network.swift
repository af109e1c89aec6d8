import Networks

extension Settings {
  /// A fresh network with room for the batch, or for all of so many examples where the batch is all of them.
  ///
  /// - Parameter part: the sub-model's place among those that learn in one run, each with a seed of its own.
  func network(_ architecture: Architecture, part: Int = 0, examples: Int) -> Network {
    Network(
      architecture, optimizer: optimizer, seed: seed &+ UInt64(part),
      capacity: live.batchSize == 0 ? examples : min(live.batchSize, examples))
  }
}

extension Architecture {
  /// The layers in words; dropout is a knob, so it is left out.
  var modelName: String { summary.replacing(" → Dropout", with: "") }
}
