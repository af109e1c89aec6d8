import Basics
import Datasets
import Granularity
import Models
import Telemetry

/// The ground on which a grain is chosen: rolling blocks of origins, each with what was known before it.
///
/// All lie before the test part. A block is an experiment of its own on the rows up to its end: four fifths of what is known
/// before it train, the last fifth validates (penalties, early stopping), and its origins score.
package struct ChoiceGround: Sendable {
  package let blocks: [ForecastExperiment]
  /// Blocks that no candidate is scored on, as they have no origin that all could be scored at.
  package let droppedBlocks: Int
  /// The rungs to choose from, fine to coarse.
  package let rungs: [RungID]
  /// Rows of its own grain that each rung is tried with, ascending; empty where it can be scored with none in every block.
  package let lookbacks: [RungID: [Int]]
  /// Lookbacks that are not tried, as they cannot be scored in every block, of rungs that are tried with others.
  package let skipped: Int
  /// Whether gaps leave too few blocks to the longest lookbacks, so that they are not tried.
  let skipsLongest: Bool
  let horizonLabel: String
  let grainLabel: String

  /// Blocks laid; fewer where a horizon does not fit into some.
  static let blockCount = 5
  /// Fewer have no standard error worth the name.
  static let leastBlocks = 3
  /// A choice that rests on fewer origins in all is said to: as many as a claim of a test part takes.
  static let fewOrigins = ScoredPart.test.leastRanked

  /// The lookbacks that are tried, ascending: half, once and twice what suits a rung.
  static func lookbacks(around suggested: Int) -> [Int] {
    var rows: [Int] = []
    for count in [suggested / 2, suggested, suggested * 2] where count >= 2 && !rows.contains(count) {
      rows.append(count)
    }
    return rows
  }

  /// Of each block.
  package var origins: [Int] { blocks.map { $0.target.test.count } }
}

extension Settings {
  /// Whether lookbacks are a choice: models that repeat the last value read no more of them, however many there are.
  var choosesLookback: Bool { !recipe.repeatsLastValue && knobs.contains { $0.knob == .lookback } }
}

extension Experiment {
  /// Rolling blocks of origins before the test part, to choose a grain by.
  ///
  /// - Parameter settings: of the models that are to be compared, but for lookback and widths.
  /// - Throws: ``ChoosingError``.
  package func choiceGround(for settings: Settings) throws(ChoosingError) -> ChoiceGround {
    guard let forecast = forecasting else { throw .notForecast }
    return try forecast.blocksBeforeTest(settings)
  }
}

extension ForecastExperiment {
  fileprivate func blocksBeforeTest(_ settings: Settings) throws(ChoosingError) -> ChoiceGround {
    let rungs = target.compared.map { RungID($0.label) }
    guard rungs.count > 1 else { throw .oneRung }
    guard target.hasYardstick else { throw .noYardstick }
    var options = source.options
    options.horizon = target.question.horizon.label
    options.grains = target.compared.map(\.label)
    options.evaluationGrain = target.evaluationGrain.label
    options.target = series.columns[target.question.target.column].name
    options.inputs = settings.recipe.readsPastAlone ? .target : settings.inputs
    let all = Dictionary(
      uniqueKeysWithValues: target.compared.compactMap { grain in
        target.ownSteps(of: grain).map {
          (
            RungID(grain.label),
            ChoiceGround.lookbacks(around: target.suggestedLookback(grain, horizon: $0))
          )
        }
      })
    // All candidates are scored at the same origins, in one measure: those that the longest lookback can serve, by the
    // series' one season. A block without such an origin is dropped for all of them; where too few are left, so is the
    // longest lookback.
    let attempts = attempts(all, settings)
    var found = (blocks: [ForecastExperiment](), lookbacks: all)
    var place = 0
    for (attempt, lookbacks) in attempts.enumerated() {
      (found, place) = (scoredBlocks(options, lookbacks, settings), attempt)
      if found.blocks.count >= ChoiceGround.leastBlocks { break }
    }
    guard found.blocks.count >= ChoiceGround.leastBlocks else {
      throw .tooFewBlocks(
        found: found.blocks.count, needed: ChoiceGround.leastBlocks, horizon: target.question.horizon.label)
    }
    return ChoiceGround(
      blocks: found.blocks, droppedBlocks: ChoiceGround.blockCount - found.blocks.count, rungs: rungs,
      lookbacks: found.lookbacks,
      skipped: found.lookbacks.reduce(0) { skipped, entry in
        entry.value.isEmpty ? skipped : skipped + (attempts[place][entry.key]?.count ?? 0) - entry.value.count
      },
      skipsLongest: place > 0, horizonLabel: target.question.horizon.label, grainLabel: target.evaluationGrain.label)
  }

  /// What is tried one after the other, until enough blocks have an origin: all lookbacks, then without the longest. Where
  /// lookbacks are no choice, what suits a rung, then half of it.
  private func attempts(_ all: [RungID: [Int]], _ settings: Settings) -> [[RungID: [Int]]] {
    let longest = all.values.map(\.count).max() ?? 1
    return (0..<max(settings.choosesLookback ? longest : 2, 1)).map { dropped in
      all.mapValues { rows in
        settings.choosesLookback
          ? Array(rows.prefix(max(rows.count - dropped, 1)))
          : [rows[max(min(1, rows.count - 1) - dropped, 0)]]
      }
    }
  }

  /// Blocks whose origins are those of the candidates that are scored in every one of them: what cannot be takes no origin from
  /// the others.
  ///
  /// - Returns: also the lookbacks that can.
  private func scoredBlocks(
    _ options: SessionOptions, _ lookbacks: [RungID: [Int]], _ settings: Settings
  ) -> (blocks: [ForecastExperiment], lookbacks: [RungID: [Int]]) {
    var lookbacks = lookbacks
    while true {
      let blocks = blocks(options, lookbacks)
      let scored = Dictionary(
        uniqueKeysWithValues: lookbacks.map { rung, rows in
          (
            rung,
            rows.filter { count in
              var candidate = settings
              candidate.lookback = count
              return blocks.allSatisfy { $0.isScored(rung, candidate) }
            }
          )
        })
      if scored == lookbacks { return (blocks, lookbacks) }
      lookbacks = scored
    }
  }

  /// The blocks that have an origin which the longest lookbacks serve.
  private func blocks(_ asked: SessionOptions, _ lookbacks: [RungID: [Int]]) -> [ForecastExperiment] {
    var options = asked
    // The first block begins where half of the rows before the test part are known.
    let end = split.validation.upperBound
    var blocks: [ForecastExperiment] = []
    for block in 0..<ChoiceGround.blockCount {
      let border = end / 2 + (end - end / 2) * block / ChoiceGround.blockCount
      let last = end / 2 + (end - end / 2) * (block + 1) / ChoiceGround.blockCount
      options.borders = [border * 4 / 5, border, last]
      if let made = try? Experiments.forecast(
        source.series.prefix(last), options, season: target.season, lookbacks: lookbacks.mapValues { $0.reversed() }),
        made.target.scale != nil
      {
        blocks.append(made)
      }
    }
    return blocks
  }
}

extension TimeSeries {
  /// The first `count` rows.
  fileprivate func prefix(_ count: Int) -> TimeSeries {
    TimeSeries(
      name: name, grid: grid,
      columns: columns.map { column in
        var column = column
        column.values = Array(column.values.prefix(count))
        return column
      })
  }
}

/// Why no grain can be chosen.
package enum ChoosingError: Error, Hashable {
  case notForecast
  case oneRung
  /// The target repeats itself exactly, so that errors have no scale.
  case noYardstick
  case joinsRungs(Recipe)
  case tooFewBlocks(found: Int, needed: Int, horizon: String)
  case nothingTrained
  case stopped

  package var sentence: String {
    switch self {
    case .notForecast: Words.choosingNoSeries
    case .oneRung: Words.choosingOneGrain
    case .noYardstick: Words.choosingNoYardstick
    case .joinsRungs(let recipe): Words.choosingJoins(recipe: recipe.rawValue)
    case .tooFewBlocks(let found, let needed, let horizon):
      Words.choosingFewBlocks(found: found, count: ChoiceGround.blockCount, horizon: horizon, needed: needed)
    case .nothingTrained: Words.choosingNothingTrained
    case .stopped: Words.choosingStopped
    }
  }
}
