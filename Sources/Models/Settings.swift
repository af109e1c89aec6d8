import Datasets
import Networks
import Telemetry

/// Which columns a forecast reads.
package enum InputChoice: String, Hashable, Sendable, Codable, CaseIterable {
  /// The target's own past.
  case target
  /// Every column's past.
  case all
}

/// What examples are made of, which decides what a recipe begins with.
package enum Ground: String, Hashable, Sendable, Codable {
  case series, table, images
}

/// Everything that decides, together with the data, what a run computes.
package struct Settings: Hashable, Sendable {
  package var recipe: Recipe
  package let ground: Ground
  /// Widths of the hidden layers; of `conv`, filters of each convolution.
  package var units: [Int]
  /// Width of the convolution over the target's past that stands before the hidden layers; 0 leaves it out. Of `conv`,
  /// the side of the filters; of `cascade` too, where 0 means hidden layers in their place.
  package var kernel = 0
  /// Of `composite`.
  package var composite = CompositeSettings()
  /// Between the hidden layers.
  package var activation: Activation
  /// Rows of the rung's own grain behind each forecast; 0 takes the suggestion for the rung.
  package var lookback: Int
  package var inputs: InputChoice
  package var scaling: Scaling
  /// Of training images.
  package var augmentation = Augmentation.none
  package var optimizer: Optimizer
  package var schedule: Schedule
  package var loss: Loss
  package var epochs: Int
  /// Epochs without a better validation loss after which a run stops; 0 never stops early.
  package var patience: Int
  /// Windows after which a learner of a stream has forgotten all but a third (1/e) of what it saw.
  package var memory = 400
  package var seed: UInt64
  package var live: Hyperparameters

  /// The recipe's own settings.
  package init(_ recipe: Recipe, on ground: Ground = .series, classifying: Bool = false) {
    self.recipe = recipe
    self.ground = ground
    lookback = 0
    inputs = .target
    scaling = .zScore
    schedule = .constant
    loss = classifying ? .crossEntropy : .mse
    patience = 0
    activation = .relu
    seed = 1
    live = Hyperparameters()
    switch recipe {
    case .linear2:
      units = [5]
      optimizer = .sgd
      epochs = 50
      live.learningRate = 1e-3
      live.batchSize = 1
      live.momentum = 0
    case .nlinear, .dlinear:
      units = []
      optimizer = .adam
      epochs = 100
      live.learningRate = 1e-3
      live.batchSize = 32
    case .nhits:
      units = [128, 128]
      optimizer = .adam
      epochs = 60
      live.learningRate = 1e-3
      live.batchSize = 32
    case .mlp, .ridge, .perGrain, .fused, .coupled, .shared, .cascade, .naive, .seasonalNaive:
      units = [64, 32]
      optimizer = .adam
      // What is solved at once has nothing left to do in a second epoch.
      epochs = recipe.hasSteps ? 200 : 1
      live.learningRate = 1e-3
      live.batchSize = 32
      live.joining.coupling = recipe == .coupled ? 0.3 : 0
      live.joining.combination = .learnt
    case .conv:
      units = [64, 32]
      kernel = 3
      optimizer = .adam
      epochs = 30
      schedule = .cosine
      live.learningRate = 3e-3
      live.dropout = 0.25
      live.batchSize = 32
    case .composite:
      units = [32, 64]
      kernel = 3
      optimizer = .adam
      // A deep network on few images jumps from epoch to epoch unless the rate falls.
      schedule = .cosine
      epochs = 8
      live.learningRate = 1e-3
      live.batchSize = 32
    }
    switch ground {
    case .series: break
    case .table: epochs = recipe == .mlp ? 60 : epochs
    case .images:
      scaling = .none
      // What did best on blocks of the digits' training part, each in its turn held back: writers stand together there.
      if recipe == .mlp {
        units = [512]
        live.dropout = 0.7
        epochs = 150
      }
      // Small models, so that the coarse one costs little and, in time, is sure of much.
      if recipe == .cascade {
        units = [64]
        epochs = 150
      }
    }
  }
}

extension Settings {
  /// The network of the recipe for images of one shape.
  package func architecture(image: Shape, outputs: Int) -> Architecture {
    guard recipe == .conv || recipe == .cascade && kernel > 0 else {
      return architecture(inputs: image.count, outputs: outputs)
    }
    return ImageArchitectures.convolutional(
      image, outputs: outputs, channels: units, kernel: kernel, activation: activation, loss: loss)
  }

  /// The network of the recipe for rows of `inputs` features, of which the first `past` are the target's own past.
  package func architecture(inputs: Int, outputs: Int, past: Int = 0) -> Architecture {
    switch recipe {
    case .nlinear:
      return ForecastArchitectures.nlinear(inputs: inputs, past: past, horizon: outputs, loss: loss)
    case .dlinear:
      return ForecastArchitectures.dlinear(inputs: inputs, past: past, horizon: outputs, loss: loss)
    case .nhits:
      return ForecastArchitectures.nhits(inputs: inputs, past: past, horizon: outputs, units: units, loss: loss)
    case .mlp, .conv, .composite, .linear2, .ridge, .perGrain, .fused, .coupled, .shared, .cascade, .naive,
      .seasonalNaive:
      if kernel > 0, past >= kernel {
        return ForecastArchitectures.convolved(
          perceptron(inputs: inputs, outputs: outputs), inputs: inputs, past: past, kernel: kernel)
      }
      return perceptron(inputs: inputs, outputs: outputs)
    }
  }

  private func perceptron(inputs: Int, outputs: Int) -> Architecture {
    var layers: [LayerSpec] = []
    for width in units {
      layers.append(.dense(units: width))
      if recipe != .linear2 {
        layers.append(.activation(activation))
        layers.append(.dropout)
      }
    }
    layers.append(.dense(units: outputs))
    return Architecture(
      inputs: inputs, layers: layers, loss: loss, initializer: activation == .relu && recipe != .linear2 ? .he : .glorot
    )
  }
}
