import Tensors

/// Counts of predicted against actual classes and what follows from them.
package struct ClassScores: Sendable, Equatable {
  package let classCount: Int
  /// `confusion[actual * classCount + predicted]`
  package let confusion: [Int]

  package init(predicted: [Int32], actual: [Int32], classCount: Int) {
    precondition(predicted.count == actual.count, "\(predicted.count) predictions against \(actual.count) labels")
    var confusion = [Int](repeating: 0, count: classCount * classCount)
    for (guess, truth) in zip(predicted, actual) { confusion[Int(truth) * classCount + Int(guess)] += 1 }
    self.classCount = classCount
    self.confusion = confusion
  }

  /// From class scores or probabilities `[n, classes]`: the largest wins, the first of equals.
  package init(scores: Matrix, actual: [Int32]) {
    self.init(predicted: scores.largestColumns, actual: actual, classCount: scores.columns)
  }

  package var count: Int { confusion.reduce(0, +) }

  /// The share of right predictions; NaN without any.
  package var accuracy: Double {
    Double((0..<classCount).reduce(0) { $0 + confusion[$1 * classCount + $1] }) / Double(count)
  }

  /// Of what was called `label`, the share that is; 0 if nothing was, as scikit-learn does.
  package func precision(of label: Int) -> Double {
    ratio(confusion[label * classCount + label], (0..<classCount).reduce(0) { $0 + confusion[$1 * classCount + label] })
  }

  /// Of what is `label`, the share that was called so; 0 if nothing is.
  package func recall(of label: Int) -> Double {
    ratio(confusion[label * classCount + label], support(of: label))
  }

  /// How many are `label`.
  package func support(of label: Int) -> Int {
    (0..<classCount).reduce(0) { $0 + confusion[label * classCount + $1] }
  }

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
      (0..<classCount).contains { confusion[label * classCount + $0] > 0 || confusion[$0 * classCount + label] > 0 }
    }
    return present.reduce(0) { $0 + score($1) } / Double(present.count)
  }

  private func ratio(_ part: Int, _ whole: Int) -> Double {
    whole > 0 ? Double(part) / Double(whole) : 0
  }
}

extension Matrix {
  /// The column of each row's largest value, the first of equals.
  package var largestColumns: [Int32] {
    (0..<rows).map { row in
      var best = 0
      for column in 1..<max(columns, 1) where self[row, column] > self[row, best] { best = column }
      return Int32(best)
    }
  }
}
