import Granularity
import Networks
import Telemetry
import Tensors

/// What a trainer drives: one model on one rung's training windows, judged at the common target.
///
/// A learner belongs to one queue at a time and has to do with neither clocks nor screens.
package protocol Learner: AnyObject {
  var outline: LearnerOutline { get set }

  /// Runs at most `limit` steps, stops early at the end of an epoch or before a step whose loss is not finite, and
  /// writes each step's loss. A closed-form learner solves its problem in one step that ends its only epoch.
  func advance(
    limit: Int, live: Hyperparameters, losses: UnsafeMutableBufferPointer<Float>
  ) -> StepOutcome

  /// Takes over live knobs between two steps, before the next evaluation.
  func adopt(_ live: Hyperparameters)

  /// Loss on the whole validation part on the training scale; nil where there is none.
  func validationLoss() -> Float?
  /// The losses of a joined run's sub-models over the epoch that was validated last; empty where there is one model.
  func partLosses() -> [PartLoss]
  /// Whether a network does not respond any more to what it reads; asked for at the end of an epoch.
  var isDead: Bool { get }
  /// The model as it is now, a value of its own: it copies the weights, so that it is made when something is asked of it,
  /// not at each step.
  func fitted() -> FittedModel
  /// Scores and predictions of ``fitted()`` at the common target.
  func evaluate() -> Evaluation
  /// The rung's own forecasts at its own grain, before they are brought to the common target; nil where there are none,
  /// as for samples.
  func nativeForecast() -> NativeForecast?

  /// How the network looks inside, for a sample; nil where there is nothing to be seen. Changes nothing.
  func inside(_ request: InsideRequest) -> InsideView?
  /// The networks that learn, fine to coarse; empty where there are none.
  var learningNetworks: [LearningNetwork] { get }
  /// The norm of the last step's gradient over all networks, before clipping; nil where it left none.
  var gradientNorm: Double? { get }

  func checkpoint() -> LearnerCheckpoint
  /// Brings back the exact state, or, where shapes differ, keeps what weights fit.
  func restore(_ checkpoint: LearnerCheckpoint)

  var weightsAreFinite: Bool { get }
  /// A hash of the weights' bits.
  func weightsHash() -> UInt64
  /// Closed form: validation error for each penalty tried; else empty.
  var sweep: [(parameter: Double, validationError: Double)] { get }
  /// Whether nothing is left to learn, whatever epochs are planned.
  var isSolved: Bool { get }
  /// Which of several models forecasts as it is now; nil where there is one.
  var choice: ModelChoice? { get }
  /// What was found besides, in words without a full stop; nil of models that are numbers alone.
  var finding: String? { get }
}

extension Learner {
  package func adopt(_ live: Hyperparameters) {}
  package func partLosses() -> [PartLoss] { [] }
  package var isDead: Bool { false }
  package var isSolved: Bool { false }
  package var choice: ModelChoice? { nil }
  package var finding: String? { nil }
  package func inside(_ request: InsideRequest) -> InsideView? { nil }
}

/// A rung's forecasts at the common target's origins, at its own grain and in the target's own units: what reconciliation
/// and combinations work on.
package struct NativeForecast: Sendable {
  package let grain: Grain
  /// `[validation origins, own steps]`; NaN where the rung has no window.
  package let validation: DoubleMatrix
  /// `[test origins, own steps]`
  package let test: DoubleMatrix

  package init(grain: Grain, validation: DoubleMatrix, test: DoubleMatrix) {
    self.grain = grain
    self.validation = validation
    self.test = test
  }
}

/// The fixed facts of a learner.
package struct LearnerOutline: Sendable {
  package var summary: String
  package var trainingRows: Int
  package var validationRows: Int
  package var parameterCount: Int
  /// Forward and backward, of one example.
  package var multiplyAddsPerExample: Int
  /// Of a single prediction; 0 where nobody asks, as for forecasts.
  package var multiplyAddsPerPrediction = 0
  /// Training windows that are left out, as they touch a missing value.
  package var gappyRows = 0
  /// What the user should read once about how the model was built, as sentences without their full stop.
  package var remarks: [String] = []
  /// Why the weights of a trained model that was named do not fit, so that it begins with random ones, as a half sentence;
  /// nil where they do, or none was named.
  package var randomStart: String?
  /// The lookback that was taken, in rows of the rung's grain; 0 for samples.
  package var lookback: Int
  /// The rungs that a joined run reads, fine to coarse; empty where it reads its own alone.
  package var members: [RungID] = []
  /// Its sub-models, fine to coarse; empty where there is one model.
  package var parts: [PartPlan] = []
}

/// A learner's whole state at a step boundary, as a value.
package enum LearnerCheckpoint: Sendable {
  case network(NetworkCheckpoint)
  case joint(JointCheckpoint)
  case cascade(CascadeCheckpoint)
  /// Closed-form learners hold nothing that a single step would not find again.
  case closedForm

  /// About how much memory the checkpoint takes.
  package var byteCount: Int {
    switch self {
    case .network(let checkpoint): checkpoint.byteCount
    case .joint(let checkpoint): checkpoint.parts.reduce(0) { $0 + $1.byteCount }
    case .cascade(let checkpoint): checkpoint.parts.reduce(0) { $0 + $1.byteCount }
    case .closedForm: 0
    }
  }
}

/// The state of models that learn side by side.
package struct CascadeCheckpoint: Sendable {
  /// What the reported losses of the epoch under way are made of so far.
  package struct Sums: Hashable, Sendable, Codable {
    /// Of each model's losses.
    var losses: [Double]
    var steps: Int
  }

  /// Of every model, fine to coarse.
  package var parts: [NetworkCheckpoint]
  /// Nil in checkpoints that were written before there was one.
  package var sums: Sums?
}

extension NetworkCheckpoint {
  fileprivate var byteCount: Int { 4 * (parameters.count * (1 + moments.count) + (average?.count ?? 0)) }
}
