import Basics

/// How a run does at the common target, with the predictions behind the scores.
package struct Evaluation: HeldByPart, Sendable {
  package var step: Int
  package var epoch: Int
  package var multiplyAdds: Int
  /// What was scored.
  package var weights: ScoredWeights
  /// Nil where there are no validation origins, and of a stream.
  package var validation: JudgedPart?
  package var test: JudgedPart
  /// Scores of the run's best weights, where it has any; its own where it is of them.
  package var best: RunScores?
  /// Which of several models is scored; nil where a run has one.
  package var choice: ModelChoice?

  package init(step: Int = 0, epoch: Int = 0, multiplyAdds: Int = 0, validation: JudgedPart? = nil, test: JudgedPart) {
    self.step = step
    self.epoch = epoch
    self.multiplyAdds = multiplyAdds
    self.validation = validation
    self.test = test
    weights = .last(epoch: epoch)
  }
}

/// How a run does on one part, validation or test alike.
package struct JudgedPart: Sendable {
  package var scores: Scores
  /// Behind the scores; nil where nothing could be scored, or where they were not kept.
  package var predictions: Predictions?
  /// A row of the evaluation matrix: the same forecasts scored at every evaluation grain, fine to coarse.
  package var matrix: [GrainScores] = []
  /// What each rung of a joined run forecasts by itself; empty where a run reads one rung.
  package var parts: [PartEvaluation] = []
  /// From which errors the weights of ``parts`` come with which this part is scored; nil where they are not learnt.
  package var weightsLearnt: WeightsLearnt?
  /// Accuracy against cost over τ; nil where the run is no cascade.
  package var cascade: CascadeReport?

  package init(_ scores: Scores, _ predictions: Predictions? = nil) {
    self.scores = scores
    self.predictions = predictions
  }
}

/// Where a joined forecast's weights come from. A part is never scored with weights from its own origins.
package enum WeightsLearnt: String, Hashable, Sendable, Encodable {
  /// Of each half of the validation origins from the other half.
  case onOtherHalf
  /// From all validation origins.
  case onValidation
}

/// What was predicted for a part, by task.
package enum Predictions: Sendable {
  case forecast(Forecast)
  case classes(ClassPredictions)
  case number(NumberPredictions)
}

extension JudgedPart {
  /// For what is drawn of forecasts alone.
  package var forecast: Forecast? {
    switch predictions {
    case .forecast(let forecast): forecast
    case .classes, .number, nil: nil
    }
  }

  /// For what is drawn of classes alone.
  package var classes: ClassPredictions? {
    switch predictions {
    case .classes(let classes): classes
    case .forecast, .number, nil: nil
    }
  }

  /// For what is drawn of numbers alone.
  package var numbers: NumberPredictions? {
    switch predictions {
    case .number(let numbers): numbers
    case .forecast, .classes, nil: nil
    }
  }
}

/// Scores at one evaluation grain.
package struct GrainScores: Hashable, Sendable, Codable {
  /// Of the evaluation grain.
  package var grain: RungID
  package var scores: Scores

  package init(grain: RungID, scores: Scores) {
    self.grain = grain
    self.scores = scores
  }
}

/// One rung's own forecast within a joined run, and what it counts for in the joined one.
package struct PartEvaluation: Sendable {
  package var rung: RungID
  package var scores: Scores
  /// `[origins, steps]` at the evaluation grain, in the target's own units; empty where classes are predicted.
  package var predicted: [Double]
  /// The weight of this rung in the joined forecast, or the share of images that it decides in a cascade; nil where there
  /// is no such number.
  package var weight: Double?
  /// The same for each origin where they differ, as on the validation part, of which each half is scored with weights from the
  /// other; empty where ``weight`` counts at all of them.
  package var weights: [Double] = []

  /// What it counts for at an origin.
  package func weight(at origin: Int) -> Double? {
    weights.indices.contains(origin) ? weights[origin] : weight
  }

  package init(rung: RungID, scores: Scores, predicted: [Double], weight: Double? = nil) {
    self.rung = rung
    self.scores = scores
    self.predicted = predicted
    self.weight = weight
  }
}

/// A run's predictions at every origin of a part, in the target's own units.
package struct Forecast: Sendable {
  /// `[origins, steps]`, row-major.
  package var predicted: [Double]
  /// Half-widths of the bands, `[origins, steps]`, NaN at origins that have none; of a stream those of the newest, `[steps]`. Empty where
  /// there are none.
  package var band: [Double]
  /// What bands of several levels held, and what they held of each step.
  package var bandLevels: [BandLevel] = []
  /// The same forecasts at the grain of each column of the evaluation matrix, `[columns]` of `[origins, steps]`, NaN at
  /// origins that the column lacks; empty where they were not asked for.
  package var atColumns: [[Double]]

  package init(predicted: [Double], band: [Double], atColumns: [[Double]] = []) {
    self.predicted = predicted
    self.band = band
    self.atColumns = atColumns
  }
}

extension Forecast {
  /// Half-widths of the band at an origin, `[steps]`; nil where it has none.
  package func band(at origin: Int, steps: Int) -> [Double]? {
    let place = band.count == steps ? 0 : origin * steps
    guard steps > 0, place + steps <= band.count, band[place].isFinite else { return nil }
    return Array(band[place..<place + steps])
  }
}

/// What bands of one level held, altogether and of each step.
package struct BandLevel: Hashable, Sendable {
  package var scores: BandScores
  /// `[steps]`
  package var coverageBySteps: [Double]

  package init(scores: BandScores, coverageBySteps: [Double]) {
    self.scores = scores
    self.coverageBySteps = coverageBySteps
  }
}

/// Numbers predicted for samples, in the target's own units.
package struct NumberPredictions: Sendable {
  /// One for each sample of the part, in its order.
  package var predicted: [Double]

  package init(predicted: [Double]) {
    self.predicted = predicted
  }
}

package struct ClassPredictions: Sendable {
  /// `[classes, classes]`, row = true class, column = predicted.
  package var confusion: [Int]
  /// One for each class.
  package var figures: [ClassFigures]
  /// One for each sample of the part, in its order.
  package var predicted: [Int]
  package var probability: [Float]
  /// Of every class, `[samples, classes]`; empty where it is not reported.
  package var probabilities: [Float] = []

  package init(confusion: [Int], figures: [ClassFigures] = [], predicted: [Int], probability: [Float]) {
    self.confusion = confusion
    self.figures = figures
    self.predicted = predicted
    self.probability = probability
  }
}

/// How well one class is distinguished from the others.
package struct ClassFigures: Hashable, Sendable {
  /// Of what was called so, the share that is; 0 where nothing was.
  package var precision: Double
  /// Of what is so, the share that was called so; 0 where nothing is.
  package var recall: Double
  /// The harmonic mean of the two.
  package var f1: Double
  /// Samples of the class.
  package var count: Int

  package init(precision: Double, recall: Double, f1: Double, count: Int) {
    self.precision = precision
    self.recall = recall
    self.f1 = f1
    self.count = count
  }
}
