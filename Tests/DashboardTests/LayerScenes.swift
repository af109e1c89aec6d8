import Basics
import Dashboard
import Glibc
import Telemetry

// Scenes of measured layers.
extension Scene {
  /// Three layers, of which the second is chosen: half of the first's units are silent.
  static let layers: Scene = {
    var scene = Scene("layers", story, story.training(), keys: [.character("i")])
    scene.take(.event(.layers(RunID(0), LayerReport(step: 670, networks: [.init(layers: network)], examples: 128))))
    scene.press(.down)
    return scene
  }()

  /// Of a cascade: a network a resolution, with the rung that it reads.
  static let layersOfSeveral: Scene = {
    let cascade = Scene.cascade
    var scene = Scene(name: "layers-of-several", state: cascade.state, curves: cascade.curves)
    let joined = scene.state.rungs.firstIndex { scene.state.record(of: $0.id)?.plan.members.isEmpty == false } ?? 0
    scene.press(.character("1"))
    while scene.state.rungIndex != joined { scene.press(.character("g")) }
    scene.press(.character("i"))
    let networks = ["8×8", "4×4"].map { LayerReport.Network(part: RungID($0), layers: Array(network.prefix(2))) }
    scene.take(.event(.layers(RunID(3), LayerReport(step: 670, networks: networks, examples: 128))))
    return scene
  }()

  private static var network: [LayerState] {
    [
      layer("Dense 64 relu", [1, 1, 64], 21_568, dead: 0.53, ratio: 1.2e-3, spread: 3),
      layer("GRU 32", [1, 24, 32], 9_408, saturated: 0.12, ratio: 8.4e-4, spread: 5),
      layer("Dense 48", [1, 1, 48], 1_584, ratio: 2.3e-2, spread: 8),
    ]
  }

  private static func layer(
    _ name: String, _ shape: [Int], _ parameters: Int, dead: Double? = nil, saturated: Double? = nil, ratio: Double,
    spread: Double
  ) -> LayerState {
    func histogram(_ reach: Double, middle: Double, _ width: Double, low: Double = -1) -> Histogram {
      let counts = (0..<Histogram.bins).map { bin in
        Int(1000 * exp(-pow((Double(bin) - middle) / width, 2)))
      }
      return Histogram(range: low * reach...reach, counts: counts)
    }
    var state = LayerState(
      name: name, shape: shape, parameters: parameters, weightNorm: 4.2 + spread,
      weights: histogram(0.31, middle: 11.5, spread), outputs: histogram(1.7, middle: 0, spread, low: 0))
    state.gradientNorm = 0.021 * spread
    state.updateRatio = ratio
    state.dead = dead
    state.saturated = saturated
    state.gradients = histogram(2.4e-4, middle: 11.5, spread / 2)
    return state
  }
}
