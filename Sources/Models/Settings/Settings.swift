import Basics
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

/// Everything that decides, together with the data, what a run computes.
package struct Settings: Hashable, Sendable {
  package var recipe: Recipe
  /// What is learnt from, which decides what a recipe begins with. Whoever learns from a stream begins as on a series.
  package let content: Content
  /// Widths of the hidden layers; of `conv`, filters of each convolution.
  package var units: [Int]
  /// Width of the convolution over the target's past that stands before the hidden layers; 0 leaves it out. Of `conv`,
  /// the side of the filters; of `cascade` too, where 0 means hidden layers in their place.
  package var kernel = 0
  /// Neighbours in the moving average that is the trend of `dlinear`; an odd number.
  package var trendWidth = ForecastArchitectures.trendWidth
  /// Values that each block of `nhits` takes the largest of, coarse first; none leaves one block that pools nothing.
  package var pools = ForecastArchitectures.pools
  /// Of `smoothing`.
  package var smoothing = SmoothingChoice()
  /// Of `composite`.
  package var composite = CompositeSettings()
  /// Between the hidden layers.
  package var activation: Activation
  /// Of the hidden layers of `mlp`.
  package var normalization = Normalization.none
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
  /// The penalty of least squares where one was chosen before; nil takes that with the lowest validation error.
  package var penalty: Double?
  /// What `ridge` reads where that was chosen before; nil lets it choose.
  package var ridgeForm: RidgeForm?
  /// What `average` takes the mean of where that was chosen before; nil lets it choose.
  package var average: AverageChoice?
  package var live: Hyperparameters

  /// The recipe's own settings: those that all begin with, as far as the recipe's rule does not turn them.
  package init(_ recipe: Recipe, on content: Content = .series, classifying: Bool = false) {
    self.recipe = recipe
    self.content = content
    units = [64, 32]
    activation = .relu
    lookback = 0
    inputs = .target
    scaling =
      switch content.axis {
      // Pixels are on one scale as they are.
      case .space: .none
      case .time, .rows: .zScore
      }
    optimizer = .adam
    schedule = .constant
    loss = classifying ? .crossEntropy : .mse
    // What is solved in closed form has nothing left to do in a second epoch.
    epochs = recipe.hasSteps ? 200 : 1
    patience = 0
    seed = 1
    live = Hyperparameters()
    live.joining.combination = .learnt
    recipe.rule.adjust(&self)
  }

  /// What the Lab plans where a command plans ``epochs``: there runs are watched, and changed while they train.
  package var watchedEpochs: Int { recipe.hasSteps ? 10 * epochs : epochs }
}

extension Settings {
  /// The network of the recipe for images of one shape.
  package func architecture(image: Shape, outputs: Int) -> Architecture {
    architecture(for: NetworkRequest(image: image, outputs: outputs))
  }

  /// The network of the recipe for rows of `inputs` features, of which the first `past` are the target's own past.
  package func architecture(inputs: Int, outputs: Int, past: Int = 0) -> Architecture {
    architecture(for: NetworkRequest(inputs: inputs, outputs: outputs, past: past))
  }

  func architecture(for request: NetworkRequest) -> Architecture {
    guard let architecture = recipe.rule.architecture else {
      preconditionFailure("\(recipe.rawValue) has no network")
    }
    return architecture(self, request)
  }
}
