import Basics

/// What training the same rungs again under other seeds says: how much of a difference between them is chance.
package struct SeedReport: Hashable, Sendable {
  /// One rung under all seeds.
  package struct Rung: Hashable, Sendable {
    package var rung: RungID
    package var recipe: String
    /// Epochs that each seed was trained for.
    package var epochs: Int
    /// Errors at the common target, one a seed.
    package var errors: [Double]
    package var mean: Double
    /// Multiply-adds of an epoch.
    package var epochCost: Int
    /// Half the length of the t-interval about the mean; nil with a single seed.
    package var halfWidth: Double?
    /// A seed changes nothing: the recipe is solved at once. Networks may make as many errors as each other, and others.
    package var isUnmoved: Bool
    /// Whether the difference from the rung with the lowest mean may be chance; nil for that rung itself and where it
    /// cannot be said.
    package var isLikeBest: Bool?
    /// What came of some seed, so that nothing is said of it beside the others; nil where it may be ranked.
    package var unranked: Unranked?

    package init(
      rung: RungID, recipe: String, epochs: Int, errors: [Double], mean: Double, epochCost: Int, halfWidth: Double?,
      isUnmoved: Bool, isLikeBest: Bool?
    ) {
      self.rung = rung
      self.recipe = recipe
      self.epochs = epochs
      self.errors = errors
      self.mean = mean
      self.epochCost = epochCost
      self.halfWidth = halfWidth
      self.isUnmoved = isUnmoved
      self.isLikeBest = isLikeBest
    }
  }

  package var seeds: [UInt64]
  package var task: PredictionTask
  /// Fine to coarse, without those that could not be trained.
  package var rungs: [Rung]
  /// The best rung against each other one at the same origins; empty where nothing is forecast, or at too few origins.
  package var differences: [OriginDifference] = []
  /// What follows, as sentences: the most important first.
  package var verdicts: [String]

  package init(seeds: [UInt64], task: PredictionTask, rungs: [Rung], verdicts: [String]) {
    self.seeds = seeds
    self.task = task
    self.rungs = rungs
    self.verdicts = verdicts
  }

  /// What the errors are, as `RMSSE`.
  package var measure: String { task.errorName }

  /// The first of those that may be ranked, by ``Standing``.
  package var best: Rung? {
    rungs.indices.filter { rungs[$0].unranked == nil }.min { standing($0) < standing($1) }.map { rungs[$0] }
  }

  private func standing(_ index: Int) -> Standing {
    Standing(rungs[index].mean, task, cost: rungs[index].epochCost, place: index)
  }

  package func rung(_ id: RungID) -> Rung? { rungs.first { $0.rung == id } }
}

/// How far the training under several seeds is.
package struct SeedProgress: Hashable, Sendable {
  package var seeds: Int
  package var runsDone: Int
  package var runs: Int
  /// Of all epochs of all runs, within 0…1.
  package var share: Double

  package init(seeds: Int, runsDone: Int, runs: Int, share: Double) {
    self.seeds = seeds
    self.runsDone = runsDone
    self.runs = runs
    self.share = share
  }
}
