import Networks
import Telemetry

extension RecipeRule {
  static let conv = RecipeRule(
    explanation: { Words.recipeConv },
    contents: [.images],
    architecture: { $0.convolutional(for: $1) },
    knobs: Set.layered.union([.dropout, .units, .kernel, .activation]),
    kernels: .filterSides(from: 1),
    adjust: { settings in
      settings.kernel = 3
      settings.epochs = 30
      settings.schedule = .cosine
      settings.live.learningRate = 3e-3
      settings.live.dropout = 0.25
    },
    remarks: { settings, request in
      let pools = ImageArchitectures.omittedPools(on: request.image, layers: settings.units.count)
      guard !pools.isEmpty else { return [] }
      return [
        Words.remarkPools(
          count: pools.count, pools: pools.map(String.init).joined(separator: ", "), layers: settings.units.count)
      ]
    })
}

extension Settings {
  func convolutional(for request: NetworkRequest) -> Architecture {
    ImageArchitectures.convolutional(
      request.image, outputs: request.outputs, channels: units, kernel: kernel, activation: activation, loss: loss)
  }
}

extension KnobRange {
  /// Filters on images have a middle, so that their side is odd; 0 leaves them out.
  static func filterSides(from lower: Int) -> KnobRange { .odd(lower: lower, upper: 15) }
}
