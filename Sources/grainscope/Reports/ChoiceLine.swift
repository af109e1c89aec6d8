import Basics
import Models
import Telemetry

/// A choice of grain as JSON.
struct ChoiceLine: Encodable {
  struct Rung: Encodable {
    let grain: String
    let meanRMSSE, standardError: Double
    let blocks: [Double]
    let lookback: Int?
    let units: [Int]
    /// From the best rung's errors in the same blocks, mean and standard error.
    let difference, differenceError: Double
    let likeBest: Bool
    /// `[blocks][origins][steps]`
    let predicted: [PredictedValues?]?
  }

  /// Where a block lies and what happened there, beside predictions.
  struct Block: Encodable {
    /// Rows of the series that were learnt from, those known before the block, and those to its end.
    let trainingRows, knownRows, rows: Int
    /// Null where none is found.
    let season: OrNull<String>
    let originTimes: [String]
    let actual: PredictedValues?

    init(_ block: ChoiceReport.Block) {
      (trainingRows, knownRows, rows) = (block.trainingRows, block.knownRows, block.rows)
      season = OrNull(block.seasonLabel)
      originTimes = block.origins.indices.map { index in
        OriginTime.text(block.origins[index], offset: block.zoneOffsets.isEmpty ? nil : block.zoneOffsets[index])
      }
      actual = PredictedValues(forecasts: block.actual, origins: block.origins.count)
    }
  }

  let event = "chosen"
  let file, target, horizon, evaluationGrain, recipe, best, chosen, reason: String
  let origins: [Int]
  let droppedBlocks: Int
  let candidates: Int
  let remarks: [String]
  let rungs: [Rung]
  let blocks: [Block]?

  init(_ report: ChoiceReport, info: SessionInfo) {
    file = info.fileName
    target = info.targetName
    horizon = report.horizonLabel
    evaluationGrain = report.grainLabel
    recipe = report.recipe
    best = report.best.label
    chosen = report.chosen.label
    reason = report.reason
    origins = report.origins
    droppedBlocks = report.droppedBlocks
    candidates = report.candidates
    // Blocks have origins of their own, and no bands.
    remarks = info.dataRemarks
    blocks = report.blocks.isEmpty ? nil : report.blocks.map(Block.init)
    rungs = report.rungs.map { rung in
      Rung(
        grain: rung.rung.label, meanRMSSE: rung.error, standardError: rung.standardError, blocks: rung.blocks,
        lookback: rung.lookback, units: rung.units, difference: rung.error - report.bestError,
        differenceError: rung.differenceError, likeBest: report.isLikeBest(rung),
        predicted: rung.predicted.isEmpty
          ? nil
          : zip(rung.predicted, report.origins).map { PredictedValues(forecasts: $0, origins: $1) })
    }
  }
}
