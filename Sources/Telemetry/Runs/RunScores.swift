import Basics

/// Which of a run's weights a number speaks of.
package enum ScoredWeights: Hashable, Sendable, Codable {
  /// Those of the smallest validation loss.
  case best(epoch: Int)
  /// Those that the run had come to, in or at the end of an epoch.
  case last(epoch: Int)
  /// None of the run's: a model that was solved beside it forecasts, as no weights of the run do better on validation.
  case solved(recipe: String, epoch: Int)

  package var epoch: Int {
    switch self {
    case .best(let epoch), .last(let epoch), .solved(_, let epoch): epoch
    }
  }

  package var areBest: Bool {
    switch self {
    case .best, .solved: true
    case .last: false
    }
  }
}

/// Scores of a run with the weights that they are of, by the part of the data on which they were made.
package struct RunScores: HeldByPart, Hashable, Sendable, Codable {
  package var weights: ScoredWeights
  /// The run's steps and spending when they were made.
  package var step: Int
  package var multiplyAdds: Int
  /// Nil where there are no validation origins, and of a stream.
  package var validation: PartScores?
  package var test: PartScores

  package init(
    weights: ScoredWeights, step: Int, multiplyAdds: Int, validation: PartScores? = nil, test: PartScores
  ) {
    self.weights = weights
    self.step = step
    self.multiplyAdds = multiplyAdds
    self.validation = validation
    self.test = test
  }

  package init(_ evaluation: Evaluation) {
    self.init(
      weights: evaluation.weights, step: evaluation.step, multiplyAdds: evaluation.multiplyAdds,
      validation: evaluation.validation.map { PartScores($0) }, test: PartScores(evaluation.test))
  }

  /// The same without the rows of evaluation matrices, which are large.
  var withoutMatrices: RunScores {
    var scores = self
    scores.validation?.matrix = []
    scores.test.matrix = []
    return scores
  }
}

/// A run's scores on one part.
package struct PartScores: Hashable, Sendable, Codable {
  /// At the common target.
  package var scores: Scores
  /// The same forecasts at every evaluation grain, fine to coarse.
  package var matrix: [GrainScores]

  package init(_ scores: Scores, matrix: [GrainScores] = []) {
    self.scores = scores
    self.matrix = matrix
  }

  package init(_ judged: JudgedPart) { self.init(judged.scores, matrix: judged.matrix) }
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

  /// The first of a ranking; of runs that are alike in error, as far as it is shown, and in cost the one that stands for its
  /// rung already.
  package static func best(
    _ runs: [RunRecord], by part: ScoredPart, _ task: PredictionTask, standing: RunID?
  ) -> RunRecord? {
    let ranking = ranking(runs, by: part, task)
    guard let first = ranking.first else { return nil }
    let alike = ranking.prefix {
      task.shown($0.error) == task.shown(first.error) && $0.run.epochCost == first.run.epochCost
    }
    return (alike.first { $0.run.plan.run == standing } ?? first).run
  }

  /// The runs that may be ranked on a part, best first, with the error they are ranked by: none whose scores are of other
  /// origins than the others', none that has learnt from no whole epoch yet, however well it happens to score, and none of
  /// a network that answers the same whatever it reads, and none that diverged, whose training came to nothing however well an
  /// epoch before scores. Of runs whose errors are alike as far as they are shown, the one
  /// whose epochs cost the least comes first, of equal ones the earlier.
  package static func ranking(
    _ runs: [RunRecord], by part: ScoredPart, _ task: PredictionTask
  ) -> [(run: RunRecord, error: Double)] {
    let comparable = comparable(runs)
    let scored = runs.compactMap { run -> (run: RunRecord, error: Double)? in
      guard run.canBeRanked, let scores = comparable[run.plan.run]?[part]?.scores, scores.isRanked else { return nil }
      return scores.error(task).flatMap { $0.isFinite ? (run, $0) : nil }
    }
    func standing(_ entry: (run: RunRecord, error: Double)) -> Standing {
      Standing(entry.error, task, cost: entry.run.epochCost, place: entry.run.plan.run.number)
    }
    return scored.sorted { standing($0) < standing($1) }
  }
}
