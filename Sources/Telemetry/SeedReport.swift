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
    /// Half the length of the t-interval about the mean; nil with a single seed.
    package var halfWidth: Double?
    /// A seed changes nothing: the recipe is solved at once, or every seed gave the same.
    package var isUnmoved: Bool
    /// Whether the difference from the rung with the lowest mean may be chance; nil for that rung itself and where it
    /// cannot be said.
    package var isLikeBest: Bool?
    /// Why nothing is said of it beside the others; nil where it may be ranked.
    package var unranked: Unranked?

    package init(
      rung: RungID, recipe: String, epochs: Int, errors: [Double], mean: Double, halfWidth: Double?, isUnmoved: Bool,
      isLikeBest: Bool?
    ) {
      self.rung = rung
      self.recipe = recipe
      self.epochs = epochs
      self.errors = errors
      self.mean = mean
      self.halfWidth = halfWidth
      self.isUnmoved = isUnmoved
      self.isLikeBest = isLikeBest
    }
  }

  /// What came of some seed that no error tells.
  package enum Unranked: Hashable, Sendable, CaseIterable {
    case diverged
    /// The network answers the same whatever it reads.
    case dead
    /// There are too few validation origins or samples, or fewer than others have.
    case fewOrigins
  }

  package var seeds: [UInt64]
  /// What the errors are, as `RMSSE`.
  package var measure: String
  /// Fine to coarse, without those that could not be trained.
  package var rungs: [Rung]
  /// What follows, as sentences: the most important first.
  package var verdicts: [String]

  package init(seeds: [UInt64], measure: String, rungs: [Rung], verdicts: [String]) {
    self.seeds = seeds
    self.measure = measure
    self.rungs = rungs
    self.verdicts = verdicts
  }

  /// With the lowest mean error of those that may be ranked.
  package var best: Rung? { rungs.filter { $0.unranked == nil }.min { $0.mean < $1.mean } }

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
