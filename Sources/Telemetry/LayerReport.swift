import Basics

/// How the layers of a run's networks stand at a step, and what the step that comes next does to them.
package struct LayerReport: Sendable, Hashable {
  /// Layers of one network.
  package struct Network: Sendable, Hashable {
    /// The rung that it reads; nil where the run has one network.
    package var part: RungID?
    /// From the input to the output.
    package var layers: [LayerState]

    package init(part: RungID? = nil, layers: [LayerState]) {
      self.part = part
      self.layers = layers
    }
  }

  /// Steps that were done.
  package var step: Int
  /// Fine to coarse.
  package var networks: [Network]
  /// Training examples that outputs are of, of each network at most.
  package var examples: Int

  package init(step: Int = 0, networks: [Network], examples: Int) {
    self.step = step
    self.networks = networks
    self.examples = examples
  }

  /// All layers, with the rung that theirs reads.
  package var layers: [(part: RungID?, layer: LayerState)] {
    networks.flatMap { network in network.layers.map { (network.part, $0) } }
  }

  /// The norm of the whole gradient, before it is clipped; nil where the next step has none.
  package var gradientNorm: Double? {
    let norms = layers.compactMap(\.layer.gradientNorm)
    return norms.isEmpty ? nil : norms.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}
