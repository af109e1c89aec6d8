import Tensors

/// Weights, optimizer state and the place in the data: what one trainer owns and advances.
package final class Network {
  package let architecture: Architecture
  package let optimizer: Optimizer
  package let seed: UInt64
  /// Optimizer steps completed since the beginning.
  package private(set) var step = 0
  /// Epochs completed.
  package private(set) var epoch = 0
  /// Examples of this epoch's permutation already used.
  package private(set) var cursor = 0

  /// Makes all buffers, for batches of up to `capacity` examples, and draws the first weights from `seed`.
  package init(_ architecture: Architecture, optimizer: Optimizer, seed: UInt64, capacity: Int) {
    self.architecture = architecture
    self.optimizer = optimizer
    self.seed = seed
  }

  /// Takes up to `limit` optimizer steps, and stops early at the end of an epoch or before a step whose loss or gradient
  /// is not finite.
  ///
  /// The mean loss of each batch, before its update, is written to `losses`, which must hold `limit` values.
  /// Allocates nothing, unless the batch outgrows the capacity or the number of examples changes.
  package func train(
    on examples: Examples, hyperparameters: Hyperparameters, limit: Int, losses: UnsafeMutableBufferPointer<Float>
  ) -> StepOutcome { StepOutcome() }

  /// The mean loss in inference mode.
  package func loss(on examples: Examples) -> Float { 0 }

  /// What comes out of the last layer, `[n, outputs]`; class probabilities if the loss is cross-entropy.
  package func predict(_ inputs: Matrix) -> Matrix { Matrix(rows: inputs.rows, columns: architecture.outputs) }

  package func checkpoint() -> NetworkCheckpoint {
    NetworkCheckpoint(
      architecture: architecture, optimizer: optimizer, seed: seed, parameters: [], moments: [], step: step,
      epoch: epoch,
      cursor: cursor)
  }

  /// Continues from `checkpoint`, which must be of the same architecture and optimizer.
  package func restore(_ checkpoint: NetworkCheckpoint) {}

  /// Takes over what fits of another architecture's weights; the rest keeps its fresh values. Returns how many fit.
  @discardableResult
  package func transplant(from checkpoint: NetworkCheckpoint) -> Int { 0 }

  package var parametersAreFinite: Bool { true }
  package func weightsHash() -> UInt64 { bitHashSeed }
}
