/// One layer of an architecture, as a user would name it.
package enum LayerSpec: Hashable, Sendable, Codable {
  /// An affine map to `units` outputs.
  case dense(units: Int)
  case activation(Activation)
  /// Inverted dropout; its probability is a live knob, `Hyperparameters.dropout`.
  case dropout
}
