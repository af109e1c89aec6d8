import Networks
import Telemetry

/// A model that may forecast, and how it does on validation.
struct ModelStanding {
  let recipe: Recipe
  let learner: any Learner
  let evaluation: Evaluation
  /// Of its last step, on the training scale.
  let trainingLoss: Float
  /// In all windows of the validation part, on the training scale; nil where there are none.
  let loss: Float?

  init(_ recipe: Recipe, _ learner: any Learner, trainingLoss: Float = .nan) {
    self.recipe = recipe
    self.learner = learner
    self.trainingLoss = trainingLoss
    evaluation = learner.evaluate()
    loss = learner.validationLoss()
  }

  var tried: ModelChoice.Tried {
    ModelChoice.Tried(recipe: recipe.rawValue, validation: evaluation.validation?.scores.rmsse)
  }

  /// The penalty with the lowest error of those that were tried; nil where none was.
  var penalty: Double? { learner.sweep.min { $0.validationError < $1.validationError }?.parameter }

  /// By the errors at validation origins, which is what rungs are compared by; where there are none, by those in windows.
  func isBetter(than other: ModelStanding) -> Bool {
    Self.errsLess(score, other.score) ?? Self.errsLess(loss, other.loss) ?? false
  }

  /// Whether it does better in windows, and at validation origins by more than chance makes of them: one that stopped where its loss was
  /// lowest has been chosen on the same part already.
  ///
  /// - Parameter actual: at the validation origins, `[origins, steps]`, row after row.
  func isSurelyBetter(than other: ModelStanding, actual: [Double], steps: Int) -> Bool {
    let inWindows = Self.errsLess(loss, other.loss)
    guard inWindows != false else { return false }
    guard let own = evaluation.validation?.forecast?.predicted,
      let others = other.evaluation.validation?.forecast?.predicted
    else { return inWindows ?? false }
    return PairedErrors(own, others, actual: actual, steps: steps).isFirstClearlyLess
  }

  private var score: Float? { evaluation.validation?.scores.rmse.map { Float($0) } }

  /// Whether an error is less than another; nil where one is not known.
  private static func errsLess(_ own: Float?, _ others: Float?) -> Bool? {
    guard let own, let others else { return nil }
    return own < others || others.isNaN && !own.isNaN
  }
}

/// Mean squared errors of two forecasts from the same origins.
struct PairedErrors {
  /// The first's less the second's, origin by origin; origins at which either is missing are left out.
  let differences: [Double]

  init(_ first: [Double], _ second: [Double], actual: [Double], steps: Int) {
    guard steps > 0, first.count == actual.count, second.count == actual.count else {
      differences = []
      return
    }
    differences = stride(from: 0, to: actual.count, by: steps).compactMap { start in
      var sum = 0.0
      for place in start..<start + steps {
        let (own, other) = (first[place] - actual[place], second[place] - actual[place])
        sum += own * own - other * other
      }
      return sum.isFinite ? sum / Double(steps) : nil
    }
  }

  /// Whether the mean difference is below 0 by more than its standard error.
  var isFirstClearlyLess: Bool {
    let count = Double(differences.count)
    guard count > 1 else { return false }
    let mean = differences.reduce(0, +) / count
    let squares = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return mean < -(squares / (count - 1) / count).squareRoot()
  }
}
