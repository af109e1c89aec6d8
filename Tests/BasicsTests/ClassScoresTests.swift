import Basics
import Testing

@Suite("Scores of classes")
struct ClassScoresTests {
  /// Class 1 is never predicted, class 2 does not occur, class 3 is neither.
  let scores = ClassScores(predicted: [0, 0, 2, 0], actual: [0, 1, 1, 0], classCount: 4)

  @Test("Counts by what they are and what they were called")
  func cells() {
    #expect(scores.cell(0, 0) == 2 && scores.cell(1, 0) == 1 && scores.cell(1, 2) == 1)
    #expect(scores.count == 4 && scores.support(of: 1) == 2)
    #expect(scores.accuracy == 0.5)
    #expect(scores.share(1, 2) == 0.5)
  }

  @Test("A share of nothing is 0, as scikit-learn's zero_division has it")
  func zeroDivision() {
    #expect(scores.precision(of: 1) == 0 && scores.recall(of: 1) == 0 && scores.f1(of: 1) == 0)
    #expect(scores.precision(of: 2) == 0 && scores.recall(of: 2) == 0 && scores.f1(of: 2) == 0)
    #expect(scores.precision(of: 3) == 0 && scores.recall(of: 3) == 0 && scores.f1(of: 3) == 0)
    #expect(scores.share(3, 0) == 0)
    // Means over classes 0, 1 and 2, which occur or were predicted.
    #expect(abs(scores.macroPrecision - 2.0 / 9) < 1e-15)
    #expect(abs(scores.macroRecall - 1.0 / 3) < 1e-15)
    #expect(abs(scores.macroF1 - 0.8 / 3) < 1e-15)
  }

  @Test("A matrix of counts must be square, and of some class")
  func shapes() {
    #expect(ClassScores(confusion: scores.confusion, classCount: 4) == scores)
    #expect(ClassScores(confusion: [1, 2, 3], classCount: 2) == nil)
    #expect(ClassScores(confusion: [], classCount: 0) == nil)
  }
}
