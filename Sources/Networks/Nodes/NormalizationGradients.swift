import Tensors

/// Where a normalization over a batch or over an example finds and leaves gradients on the way back.
struct NormalizationGradients {
  /// Both absent where the layer is frozen.
  let gamma: Block?
  let beta: Block?
  /// Of the same shape as the node's output.
  let output: Block
  /// Another node that uses the same weights has begun their gradient.
  let addsToWeights: Bool
  /// Absent where nothing before this node learns.
  let input: Block?
}
