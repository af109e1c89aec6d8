import Networks

extension RecipeRule {
  static let mlp = RecipeRule(
    explanation: { Words.recipeMlp },
    contents: [.series, .table, .images],
    architecture: { $0.perceptron(for: $1) },
    knobs: Set.perceptron.union(Set.layered).union([.normalization]),
    adjust: { settings in
      switch settings.content {
      case .series, .stream: break
      case .table: settings.epochs = 60
      case .images:
        // What did best on blocks of the digits' training part, each in its turn held back: writers stand together there.
        settings.units = [512]
        settings.live.dropout = 0.7
        settings.epochs = 150
      }
    },
    online: .network(knobs: [.memory, .dropout, .units, .kernel, .activation]))
}

extension Settings {
  /// Dense layers of ``units`` with normalization, activation and dropout, behind a convolution over the past where ``kernel`` asks for one.
  func perceptron(for request: NetworkRequest) -> Architecture {
    let hidden = units.flatMap { width in
      [LayerSpec.dense(units: width)] + normalization.layers + [.activation(activation), .dropout]
    }
    return convolved(
      Architecture(
        inputs: request.inputs, layers: hidden + [.dense(units: request.outputs)], loss: loss,
        initializer: activation == .relu ? .he : .glorot), for: request)
  }

  /// Whether a convolution over the past is asked for that is wider than the past.
  package func isTooWide(over past: Int) -> Bool {
    recipe.rule.knobs.contains(.kernel) && kernel > past
  }

  /// A chain as it is, or behind a convolution over the past where ``kernel`` asks for one.
  func convolved(_ chain: Architecture, for request: NetworkRequest) -> Architecture {
    guard kernel > 0, request.past >= kernel else { return chain }
    return ForecastArchitectures.convolved(chain, inputs: request.inputs, past: request.past, kernel: kernel)
  }
}
