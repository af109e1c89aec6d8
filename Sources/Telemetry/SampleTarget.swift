import Basics

/// What is predicted of samples without order.
package enum SampleTarget: Sendable {
  case classes(ClassTarget)
  case number(NumberTarget)
}

/// The target of a classification: the samples of each part and their classes.
package struct ClassTarget: HeldByPart, Sendable {
  package var classNames: [String]
  /// Nil where there are no validation samples.
  package var validation: ClassPart?
  package var test: ClassPart

  package init(classNames: [String], validation: ClassPart? = nil, test: ClassPart) {
    self.classNames = classNames
    self.validation = validation
    self.test = test
  }
}

/// The samples of one part and their classes: the same for every rung.
package struct ClassPart: Sendable {
  /// One for each sample.
  package var actual: [Int]
  /// Accuracy of always saying the most frequent training class.
  package var majorityAccuracy: Double
  /// Of the samples and their classes.
  package var originsHash: UInt64?

  package init(actual: [Int], majorityAccuracy: Double, originsHash: UInt64? = nil) {
    self.actual = actual
    self.majorityAccuracy = majorityAccuracy
    self.originsHash = originsHash
  }
}

/// The target of a regression: the samples of each part and their numbers, in the target's own units.
package struct NumberTarget: HeldByPart, Sendable {
  /// Of the training part: what a model has to beat predicts it for every sample.
  package var trainingMean: Double
  /// Nil where there are no validation samples.
  package var validation: NumberPart?
  package var test: NumberPart

  package init(trainingMean: Double, validation: NumberPart? = nil, test: NumberPart) {
    self.trainingMean = trainingMean
    self.validation = validation
    self.test = test
  }
}

/// The samples of one part and their numbers: the same for every rung.
package struct NumberPart: Sendable {
  /// One for each sample.
  package var actual: [Double]
  /// Of predicting the training mean for every sample.
  package var meanScores: Scores
  /// Of the samples and their numbers.
  package var originsHash: UInt64?

  package init(actual: [Double], meanScores: Scores, originsHash: UInt64? = nil) {
    self.actual = actual
    self.meanScores = meanScores
    self.originsHash = originsHash
  }
}

/// The pictures of the samples of both parts at the finest grain.
package struct ImageGallery: Sendable {
  package var height: Int
  package var width: Int
  /// 1 for grey; 3 for red, green and blue.
  package var channels: Int
  /// Values 0…1, `[samples, height, width, channels]`.
  package var validation: [Float]
  package var test: [Float]

  package init(height: Int, width: Int, channels: Int = 1, validation: [Float] = [], test: [Float]) {
    self.height = height
    self.width = width
    self.channels = channels
    self.validation = validation
    self.test = test
  }

  package subscript(part: ScoredPart) -> [Float] {
    switch part {
    case .validation: validation
    case .test: test
    }
  }
}
