/// The live knobs of training: any of them may change between two steps.
package struct Hyperparameters: Hashable, Sendable {
  package var learningRate: Float
  /// Momentum; β₁ of Adam.
  package var momentum: Float
  /// β₂ of Adam; the smoothing constant of RMSProp.
  package var beta2: Float
  package var epsilon: Float
  /// L2 penalty added to the gradient; decoupled from it in AdamW. Biases bear it too, as in PyTorch.
  package var weightDecay: Float
  /// The strength of a penalty on the sum of all magnitudes, whose subgradient is part of the gradient. Biases bear it as they
  /// bear ``weightDecay``; reported losses do not.
  package var l1: Float
  /// The largest allowed norm of the whole gradient; 0 clips nothing.
  package var clipNorm: Float
  /// The probability with which a dropout layer silences a unit.
  package var dropout: Float
  /// Examples in a step; 0 is the full batch.
  package var batchSize: Int
  /// The decay of a moving average of the weights, which is judged and kept in their place; 0 makes none.
  package var averaging: Float = 0
  /// So many of the first layers keep their weights; the last one always learns.
  package var frozenLayers = 0
  /// What the learning rate is multiplied by from each layer to the one before it.
  package var layerDecay: Float = 1
  /// For sub-models that are trained together.
  package var joining = Joining()

  /// Whether not all layers are moved alike.
  var movesByGroups: Bool { frozenLayers > 0 || layerDecay != 1 }

  package init(
    learningRate: Float = 1e-3, momentum: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-8,
    weightDecay: Float = 0, l1: Float = 0, clipNorm: Float = 0, dropout: Float = 0, batchSize: Int = 32
  ) {
    self.learningRate = learningRate
    self.momentum = momentum
    self.beta2 = beta2
    self.epsilon = epsilon
    self.weightDecay = weightDecay
    self.l1 = l1
    self.clipNorm = clipNorm
    self.dropout = dropout
    self.batchSize = batchSize
  }
}
