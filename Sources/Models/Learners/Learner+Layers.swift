import Networks
import Telemetry

/// A network of a learner, with examples that it learns from.
package struct LearningNetwork {
  /// The rung that it reads; nil where the learner has one network.
  package var part: RungID?
  package let network: Network
  package let examples: Examples

  package init(_ network: Network, on examples: Examples, part: RungID? = nil) {
    self.network = network
    self.examples = examples
    self.part = part
  }
}

extension Learner {
  package var learningNetworks: [LearningNetwork] { [] }

  package var gradientNorm: Double? {
    Network.gradientNorm(of: learningNetworks.map(\.network))
  }

  /// How the layers stand, and what the next step would do to them; nil where there is no network.
  ///
  /// The next step is taken, measured and taken back, so that not a bit of what is learnt is another.
  ///
  /// - Parameter live: with which the next step is taken.
  package func layers(live: Hyperparameters) -> LayerReport? {
    let networks = learningNetworks
    guard !networks.isEmpty else { return nil }
    let before = checkpoint()
    let probes = networks.map { LayerProbe($0.network) }
    let outcome = withUnsafeTemporaryAllocation(of: Float.self, capacity: 1) {
      advance(limit: 1, live: live, losses: $0)
    }
    var states = probes.map { $0.states(isSound: outcome.steps == 1) }
    restore(before)
    var examples = 0
    for (index, probe) in probes.enumerated() {
      examples = max(examples, probe.measureOutputs(of: networks[index].examples, into: &states[index]))
    }
    return LayerReport(
      networks: zip(networks, states).map { LayerReport.Network(part: $0.part, layers: $1) }, examples: examples)
  }
}
