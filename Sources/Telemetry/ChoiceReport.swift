import Basics

/// Which grain is worth it, found on rolling blocks of origins before the test part.
package struct ChoiceReport: Hashable, Sendable {
  /// A rung with the structure that did best on it.
  package struct Rung: Hashable, Sendable {
    package var rung: RungID
    /// Mean RMSSE over blocks, each counted by its origins, at the target's evaluation grain.
    package var error: Double
    /// Of that mean.
    package var standardError: Double
    /// Of the mean difference from the best rung's error in the same blocks; 0 at the best.
    package var differenceError: Double
    /// RMSSE of each block, in time order.
    package var blocks: [Double]
    /// Rows of the rung's own grain; nil where the recipe has no choice of them.
    package var lookback: Int?
    /// Hidden widths; empty where the recipe has none.
    package var units: [Int]
    /// What was forecast in each block, `[blocks]` of `[origins, steps]`; empty where it was not to be kept.
    package var predicted: [[Double]] = []

    package init(
      rung: RungID, error: Double, standardError: Double, differenceError: Double = 0, blocks: [Double], lookback: Int?,
      units: [Int]
    ) {
      self.rung = rung
      self.error = error
      self.standardError = standardError
      self.differenceError = differenceError
      self.blocks = blocks
      self.lookback = lookback
      self.units = units
    }
  }

  /// Where one block lies, and what happened there.
  package struct Block: Hashable, Sendable {
    /// Rows of the series that were learnt from, those known before the block, and those to its end.
    package var trainingRows, knownRows, rows: Int
    /// As `1w`: the series' own, the same in every block; nil where it has none.
    package var seasonLabel: String?
    package var origins: [Instant]
    /// `[origins, steps]` at the evaluation grain.
    package var actual: [Double]
    /// As in ``ForecastPart``.
    package var zoneOffsets: [Int64]

    package init(
      trainingRows: Int, knownRows: Int, rows: Int, seasonLabel: String?, origins: [Instant], actual: [Double],
      zoneOffsets: [Int64]
    ) {
      self.trainingRows = trainingRows
      self.knownRows = knownRows
      self.rows = rows
      self.seasonLabel = seasonLabel
      self.origins = origins
      self.actual = actual
      self.zoneOffsets = zoneOffsets
    }
  }

  /// Fine to coarse.
  package var rungs: [Rung]
  package var best: RungID
  /// The coarsest rung that is like the best: ``isLikeBest(_:)``.
  package var chosen: RungID
  package var recipe: String
  /// As `1d`, scored at `30min`.
  package var horizonLabel: String
  package var grainLabel: String
  /// Test origins of each block.
  package var origins: [Int]
  /// Blocks without an origin at which all could be scored.
  package var droppedBlocks: Int
  /// Structures tried, over all rungs.
  package var candidates: Int
  /// Why this rung, in sentences.
  package var reason: String
  /// In time order; empty where predictions were not to be kept.
  package var blocks: [Block] = []

  package init(
    rungs: [Rung], best: RungID, chosen: RungID, recipe: String, horizonLabel: String, grainLabel: String,
    origins: [Int], droppedBlocks: Int = 0, candidates: Int, reason: String
  ) {
    self.rungs = rungs
    self.best = best
    self.chosen = chosen
    self.recipe = recipe
    self.horizonLabel = horizonLabel
    self.grainLabel = grainLabel
    self.origins = origins
    self.droppedBlocks = droppedBlocks
    self.candidates = candidates
    self.reason = reason
  }

  package func rung(_ id: RungID) -> Rung? { rungs.first { $0.rung == id } }

  /// The least mean error that counts.
  package var bestError: Double { rung(best)?.error ?? .nan }

  /// Whether a rung's error is above that of the best by no more than one standard error of the difference.
  package func isLikeBest(_ rung: Rung) -> Bool { rung.error - bestError <= rung.differenceError }
}

/// How far the choosing of a grain is.
package struct ChoiceProgress: Hashable, Sendable {
  /// Trainings done, of those planned.
  package var done: Int
  package var planned: Int
  /// Estimated from the trainings done; nil before the first.
  package var secondsLeft: Double?

  package init(done: Int, planned: Int, secondsLeft: Double?) {
    self.done = done
    self.planned = planned
    self.secondsLeft = secondsLeft
  }

  package var share: Double { planned > 0 ? Double(done) / Double(planned) : 0 }
}
