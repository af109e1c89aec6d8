/// Everything that training continues from, as a value.
package struct NetworkCheckpoint: Sendable, Equatable {
  package let architecture: Architecture
  package let optimizer: Optimizer
  package let seed: UInt64
  /// Layer after layer, weight `[inputs, units]` row-major, then bias `[units]`.
  package var parameters: [Float]
  /// One array like `parameters` for each moment of the optimizer.
  package var moments: [[Float]]
  package var step: Int
  package var epoch: Int
  /// Examples of this epoch's permutation that were already used.
  package var cursor: Int
}
