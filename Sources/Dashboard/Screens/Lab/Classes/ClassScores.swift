import Telemetry

/// Recall, precision and F1 of each class, from the confusion matrix.
struct ClassScores {
  let count: Int
  let confusion: [Int]

  init?(_ predictions: ClassPredictions?, classes: Int) {
    guard let predictions, classes > 0, predictions.confusion.count == classes * classes else { return nil }
    count = classes
    confusion = predictions.confusion
  }

  func cell(_ actual: Int, _ predicted: Int) -> Int { confusion[actual * count + predicted] }
  func size(of actual: Int) -> Int { (0..<count).reduce(0) { $0 + cell(actual, $1) } }
  private func claims(of predicted: Int) -> Int { (0..<count).reduce(0) { $0 + cell($1, predicted) } }

  /// Of a class's samples, the share that was called `predicted`; 0 for a class that has none.
  func share(_ actual: Int, _ predicted: Int) -> Double {
    Double(cell(actual, predicted)) / Double(max(size(of: actual), 1))
  }

  /// NaN for a class that has no test sample.
  func recall(_ index: Int) -> Double { Double(cell(index, index)) / Double(size(of: index)) }
  /// NaN for a class that was never predicted.
  func precision(_ index: Int) -> Double { Double(cell(index, index)) / Double(claims(of: index)) }
  /// The harmonic mean of the two; NaN for a class that is neither there nor predicted.
  func f1(_ index: Int) -> Double { 2 * Double(cell(index, index)) / Double(size(of: index) + claims(of: index)) }
}
