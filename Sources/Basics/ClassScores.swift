/// Counts of predicted against actual classes and what follows from them.
///
/// A share of nothing is 0, as scikit-learn's `zero_division` has it by default: the precision of a class
/// that was never predicted, the recall of one that does not occur.
package struct ClassScores: Sendable, Equatable {
  package let classCount: Int
  /// `confusion[actual * classCount + predicted]`
  package let confusion: [Int]

  package init(predicted: [Int32], actual: [Int32], classCount: Int) {
    precondition(predicted.count == actual.count, "\(predicted.count) predictions against \(actual.count) labels")
    var confusion = [Int](repeating: 0, count: classCount * classCount)
    for (guess, label) in zip(predicted, actual) { confusion[Int(label) * classCount + Int(guess)] += 1 }
    self.classCount = classCount
    self.confusion = confusion
  }

  /// From a matrix of counts; nil where it is not that of so many classes, or of none.
  package init?(confusion: [Int], classCount: Int) {
    guard classCount > 0, confusion.count == classCount * classCount else { return nil }
    self.classCount = classCount
    self.confusion = confusion
  }

  /// How many that are `actual` were called `predicted`.
  package func cell(_ actual: Int, _ predicted: Int) -> Int { confusion[actual * classCount + predicted] }

  /// Of those that are `actual`, the share that was called `predicted`.
  package func share(_ actual: Int, _ predicted: Int) -> Double { ratio(cell(actual, predicted), support(of: actual)) }

  package var count: Int { confusion.reduce(0, +) }

  /// The share of right predictions; NaN without any.
  package var accuracy: Double { Double((0..<classCount).reduce(0) { $0 + cell($1, $1) }) / Double(count) }

  /// Of what was called `label`, the share that is.
  package func precision(of label: Int) -> Double {
    ratio(cell(label, label), (0..<classCount).reduce(0) { $0 + cell($1, label) })
  }

  /// Of what is `label`, the share that was called so.
  package func recall(of label: Int) -> Double { ratio(cell(label, label), support(of: label)) }

  /// How many are `label`.
  package func support(of label: Int) -> Int { (0..<classCount).reduce(0) { $0 + cell(label, $1) } }

  /// The harmonic mean of precision and recall.
  package func f1(of label: Int) -> Double {
    let (precision, recall) = (precision(of: label), recall(of: label))
    return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
  }

  /// Means over the classes that occur, actual or predicted, each class counting alike.
  package var macroPrecision: Double { mean(precision) }
  package var macroRecall: Double { mean(recall) }
  package var macroF1: Double { mean(f1) }

  private func mean(_ score: (Int) -> Double) -> Double {
    let present = (0..<classCount).filter { label in
      (0..<classCount).contains { cell(label, $0) > 0 || cell($0, label) > 0 }
    }
    return present.reduce(0) { $0 + score($1) } / Double(present.count)
  }

  private func ratio(_ part: Int, _ whole: Int) -> Double { whole > 0 ? Double(part) / Double(whole) : 0 }
}
