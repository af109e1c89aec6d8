/// Which of a run's weights a number speaks of.
package enum ScoredWeights: Hashable, Sendable, Codable {
  /// Those of the smallest validation loss.
  case best(epoch: Int)
  /// Those that the run had come to, in or at the end of an epoch.
  case last(epoch: Int)

  package var epoch: Int {
    switch self {
    case .best(let epoch), .last(let epoch): epoch
    }
  }

  package var areBest: Bool {
    switch self {
    case .best: true
    case .last: false
    }
  }
}

/// Scores of a run with the weights that they are of, by the part of the data on which they were made.
package struct RunScores: Hashable, Sendable, Codable {
  package var weights: ScoredWeights
  /// The run's steps and spending when they were made.
  package var step: Int
  package var multiplyAdds: Int
  /// At test origins, or on test samples.
  package var test: Scores
  /// At validation origins; nil where there are none.
  package var validation: Scores?
  /// The same forecasts at every evaluation grain, at test origins, fine to coarse.
  package var matrix: [GrainScores]

  package init(
    weights: ScoredWeights, step: Int, multiplyAdds: Int, test: Scores, validation: Scores? = nil,
    matrix: [GrainScores] = []
  ) {
    self.weights = weights
    self.step = step
    self.multiplyAdds = multiplyAdds
    self.test = test
    self.validation = validation
    self.matrix = matrix
  }

  package init(_ evaluation: Evaluation) {
    self.init(
      weights: evaluation.weights, step: evaluation.step, multiplyAdds: evaluation.multiplyAdds,
      test: evaluation.scores, validation: evaluation.validation, matrix: evaluation.matrix)
  }
}

extension RunScores {
  /// The scores by which runs are held against each other: of best weights, and of the newest where there is no validation
  /// part to choose the best by; where no run has any best yet, all of the newest.
  package static func comparable(_ runs: [RunRecord]) -> [RunID: RunScores] {
    let isBestKnown = runs.contains { $0.bestScores != nil }
    let found = runs.compactMap { run in
      (run.bestScores ?? (isBestKnown && run.plan.validationRows > 0 ? nil : run.newestScores))
        .map { (run.plan.run, $0) }
    }
    return Dictionary(found) { first, _ in first }
  }
}
