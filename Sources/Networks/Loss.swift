/// What training minimises, averaged over the elements of a batch (over its rows for cross-entropy).
package enum Loss: Hashable, Sendable, Codable {
  case mse, mae
  /// Quadratic up to `delta`, linear beyond: ½e² or delta·(|e| − ½delta), as PyTorch's `HuberLoss`.
  case huber(delta: Float)
  /// Softmax and negative log-likelihood in one; the last layer yields logits.
  case crossEntropy
}
