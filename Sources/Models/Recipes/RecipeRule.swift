import Basics
import Networks
import Telemetry

/// What a recipe is: all that the program asks of one, its name aside. One file a recipe; ``Recipe/rule`` lists them.
///
/// What a recipe need not say is as in the plainest one: its network on one rung, trained by steps.
struct RecipeRule: Sendable {
  /// One line for lists and help, from the catalogue of words.
  let explanation: @Sendable () -> String
  /// What kinds of examples it can learn from.
  var contents: Set<Content>
  /// Its network; nil where it has none. Without a default, so that no recipe trains another's in silence.
  let architecture: (@Sendable (Settings, NetworkRequest) -> Architecture)?
  /// Whether it is trained by steps; false where it is solved in closed form.
  var hasSteps = true
  /// Whether it reads the target's own past and nothing else of a window.
  var readsPastAlone = false
  /// Whether it forecasts the last value whatever stands before it.
  var repeatsLastValue = false
  /// Whether it reads all that is known at an origin, and no windows, so that there is no lookback.
  var readsWholePast = false
  /// How it takes several rungs together; nil where it reads its own alone.
  var join: Join?
  /// Its own knobs, in any order, beside those that every recipe has: ``Settings/knobs`` lays them out.
  var knobs: Set<Knob> = []
  var kernels = KnobRange.integers(lower: 0, upper: 31, step: 1)
  /// f_MG that make sense. A level and its details add up only where the two are tied.
  var combinations = Joining.Combination.allCases.filter { $0 != .sum }
  /// Turns the settings that all recipes begin with into its own; their ``Settings/content`` is already there.
  var adjust: @Sendable (inout Settings) -> Void = { _ in }

  /// What a user should read once about its network on samples, as sentences without their full stop.
  var remarks: @Sendable (Settings, NetworkRequest) -> [String] = { _, _ in [] }
  /// A learner of a series.
  var forecaster: Forecaster = { try $0.networkLearner($1, $2) }
  /// A learner of samples without order.
  var sampler: Sampler = { experiment, rung, settings throws(ExperimentError) in
    try experiment.networkLearner(rung, settings)
  }
  /// How it learns from a stream; nil where it cannot.
  var online: OnlineRule?
  /// How the protocol of the literature tunes it; nil where it does not.
  var longHorizon: LongHorizonRule?

  typealias Forecaster = @Sendable (ForecastExperiment, RungID, Settings) throws -> any Learner
  typealias Sampler = @Sendable (SampleExperiment, RungID, Settings) throws(ExperimentError) -> any Learner

  /// Which of the rungs that can be compared a run begins with.
  enum Join: Sendable {
    /// The finest and the coarsest, for what ties two together.
    case ends
    /// What only lays rungs side by side.
    case all
  }
}

/// What a network is made for.
struct NetworkRequest: Sendable {
  var inputs: Int
  var outputs: Int
  /// So many of the inputs, the first, are the target's own past, from oldest to newest.
  var past = 0
  /// How the inputs are an image.
  var image: Shape
  /// What a base network begins with.
  var weights: BaseWeights?

  init(inputs: Int, outputs: Int, past: Int = 0) {
    (self.inputs, self.outputs, self.past) = (inputs, outputs, past)
    image = Shape(channels: inputs)
  }

  init(image: Shape, outputs: Int, weights: BaseWeights? = nil) {
    self.init(inputs: image.count, outputs: outputs)
    (self.image, self.weights) = (image, weights)
  }
}

/// How a recipe learns from a stream.
struct OnlineRule: Sendable {
  /// Its own on a stream, in any order, beside those that every recipe trained by steps has there.
  var knobs: Set<Knob>
  /// Turns the recipe's own settings into those for a stream.
  var adjust: @Sendable (inout Settings) -> Void = { _ in }
  var learner: @Sendable (Settings, OnlineRequest) -> any OnlineLearner
}

/// What a learner of a stream is made for.
struct OnlineRequest: Sendable {
  /// Bins of a window's past and of its future.
  var lookback: Int
  var horizon: Int
  /// In bins of the rung, 0 where it is no whole number of them.
  var season: Int
  /// Optimizer steps for each new window.
  var steps: Int
}

extension Set<Knob> {
  /// Of a network with hidden layers that read all of a window.
  static let perceptron: Set = [.dropout, .units, .kernel, .activation, .inputs]
  /// Of a network whose layers stand in an order from input to output.
  static let layered: Set = [.frozenLayers, .layerDecay]
}
