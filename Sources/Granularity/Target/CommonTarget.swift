import Datasets
import Tensors

/// The one target on which rungs of all grains are judged: the same origins, the same horizon in clock time and the same
/// knowledge for every rung, scored at one evaluation grain.
package struct CommonTarget: Sendable {
  /// Fewer test origins are shown, not ranked.
  package static let rankedOrigins = 20

  package let question: TargetQuestion
  /// The rungs that can be compared, fine to coarse.
  package let compared: [Grain]
  package let exclusions: [Exclusion]
  package let evaluationGrain: Grain
  /// Steps of the evaluation grain in the horizon.
  package let steps: Int
  /// The season of seasonal naive and of the error scale, chosen on training rows.
  package let season: NaiveSeason
  package let scale: ErrorScale
  package let validation: OriginSet
  package let test: OriginSet

  package var isRanked: Bool { test.count >= Self.rankedOrigins }
}

/// What is asked of all rungs alike.
package struct TargetQuestion: Sendable {
  package var series: TimeSeries
  /// Index of the target column.
  package var column: Int
  package var aggregation: Aggregation
  package var horizon: Grain
  package var ladder: TimeLadder
  package var borders: Borders

  package init(
    series: TimeSeries, column: Int, aggregation: Aggregation = .mean, horizon: Grain, ladder: TimeLadder,
    borders: Borders
  ) {
    self.series = series
    self.column = column
    self.aggregation = aggregation
    self.horizon = horizon
    self.ladder = ladder
    self.borders = borders
  }
}

/// The season that seasonal naive repeats.
package struct NaiveSeason: Hashable, Sendable {
  /// As `1w`; the evaluation grain itself where no longer season fits the training rows.
  package let length: Grain
  /// In steps of the evaluation grain.
  package let steps: Int
}
