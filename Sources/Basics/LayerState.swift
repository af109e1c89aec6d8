/// A layer with weights: how large they are, how the next step moves them, and what comes out.
package struct LayerState: Sendable, Hashable {
  /// As `Dense 64 relu`.
  package var name: String
  /// Of what comes out for an example: height, width, channels.
  package var shape: [Int]
  /// Weights and biases.
  package var parameters: Int
  package var isFrozen: Bool
  /// `‖w‖` of weights and biases together.
  package var weightNorm: Double
  /// `‖g‖` of the next step's batch, before clipping; nil of a frozen layer, and where that step fails.
  package var gradientNorm: Double?
  /// `‖Δw‖ / ‖w‖` of the next step; nil as above, and where all weights are 0.
  package var updateRatio: Double?
  /// The share of units that are 0 for all examples, at all places; nil without an activation.
  package var dead: Double?
  /// The share of outputs so near an end of a bounded activation that hardly any gradient comes back; nil of others.
  package var saturated: Double?
  package var weights: Histogram
  package var gradients: Histogram?
  package var outputs: Histogram

  package init(
    name: String, shape: [Int], parameters: Int, isFrozen: Bool = false, weightNorm: Double,
    weights: Histogram, outputs: Histogram
  ) {
    self.name = name
    self.shape = shape
    self.parameters = parameters
    self.isFrozen = isFrozen
    self.weightNorm = weightNorm
    self.weights = weights
    self.outputs = outputs
  }
}
