/// What is predicted of samples without order.
package enum SampleTarget: Sendable {
  case classes(ClassTarget)
  case number(NumberTarget)
}

/// The target of a classification: the test samples and their classes.
package struct ClassTarget: Sendable {
  package var classNames: [String]
  /// One for each test sample.
  package var actual: [Int]
  /// Accuracy of always saying the most frequent training class.
  package var majorityAccuracy: Double

  package init(classNames: [String], actual: [Int], majorityAccuracy: Double) {
    self.classNames = classNames
    self.actual = actual
    self.majorityAccuracy = majorityAccuracy
  }
}

/// The target of a regression: the test samples and their numbers, in the target's own units.
package struct NumberTarget: Sendable {
  /// One for each test sample.
  package var actual: [Double]
  /// Of the training part: what a model has to beat predicts it for every sample.
  package var trainingMean: Double
  /// Of that prediction, on the test part.
  package var meanScores: Scores

  package init(actual: [Double], trainingMean: Double, meanScores: Scores) {
    self.actual = actual
    self.trainingMean = trainingMean
    self.meanScores = meanScores
  }
}

/// The pictures of the test samples at the finest grain.
package struct ImageGallery: Sendable {
  /// Values 0…1, `[samples, height, width, channels]`.
  package var pixels: [Float]
  package var height: Int
  package var width: Int
  /// 1 for grey; 3 for red, green and blue.
  package var channels: Int

  package init(pixels: [Float], height: Int, width: Int, channels: Int = 1) {
    self.pixels = pixels
    self.height = height
    self.width = width
    self.channels = channels
  }
}
