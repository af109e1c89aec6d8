import Basics
import Telemetry
import Training

/// NDJSON: one object a line, each with `event`; the last is `end`. Lines of rungs that learn side by side come as it
/// happens, each with its rung; those of their ends come in the order of the ladder.
final class JSONReporter: TrainReporter {
  private let info: SessionInfo
  private let data: DataFields
  private let shown: [ScoredPart]
  private let writesPredictions: Bool
  /// Runs whose end was written.
  private var ended = 0

  /// - Parameters:
  ///   - shown: the parts whose scores may be seen.
  ///   - writesPredictions: of the last line, and what happened in the first.
  init(info: SessionInfo, data: DataFields, shown: [ScoredPart], writesPredictions: Bool) {
    self.info = info
    self.data = data
    self.shown = shown
    self.writesPredictions = writesPredictions
  }

  func begin() {
    let places = BothParts(shown) { PlaceFields(info, $0, withActual: writesPredictions) }
    write(
      SessionEvent(
        file: info.fileName, target: info.targetName, axis: info.axis.rawValue, horizon: info.forecast?.horizonLabel,
        evaluationGrain: info.forecast?.grainLabel, season: info.forecast.map { OrNull($0.seasonLabel) },
        validation: places.validation, test: places.test,
        rungs: info.rungs.map { .init(rung: $0.id.label, rows: $0.rows, excluded: $0.exclusion) },
        policies: info.policies, ranking: info.ranking, unread: info.unread, remarks: info.remarks(shown),
        dataHash: data.hash,
        data: data))
  }

  func report(_ event: Event, _ tally: TrainTally) {
    switch event {
    case .began(let plan):
      write(
        BeganEvent(
          rung: plan.rung.label, recipe: plan.recipe, model: plan.summary, epochs: plan.epochs,
          trainingRows: plan.trainingRows, trainingRowsLeftOut: plan.gappyRows, validationRows: plan.validationRows,
          parameters: plan.parameterCount,
          multiplyAddsPerExample: plan.multiplyAddsPerExample,
          multiplyAddsPerPrediction: predictionCost(plan), seed: plan.seed, run: plan.run,
          patience: plan.patience, parts: plan.parts.isEmpty ? nil : plan.parts,
          settings: RunRecord(plan).effectiveSettings))
    case .epoch(let run, let report):
      guard let plan = tally.runs[run]?.plan else { return }
      let rung = plan.rung
      write(
        EpochEvent(
          rung: rung.label, epoch: report.epoch, step: report.step, trainingLoss: report.trainingLoss,
          validationLoss: report.validationLoss,
          learningRate: OrNull(plan.isClosedForm ? nil : Float(report.learningRate)),
          multiplyAdds: report.multiplyAdds))
      if let dead = report.dead, dead.epoch == report.epoch {
        write(DeadEvent(rung: rung.label, epoch: dead.epoch, step: dead.step, explanation: dead.explanation))
      }
    case .diverged(let run, let divergence):
      guard let rung = tally.runs[run]?.plan.rung else { return }
      write(DivergedEvent(rung: rung.label, step: divergence.step, explanation: divergence.explanation))
    case .cannotBegin(_, _, let sentence), .notice(let sentence), .unkept(_, let sentence):
      write(NoticeEvent(text: sentence))
    case .ended: writeEnds(tally)
    case .applied, .phase, .evaluated, .reconciled, .choosing, .chosen, .rolled, .refused, .seedsAdvanced,
      .seedsEnded, .allocated, .inside, .layers, .rates:
      break
    }
  }

  /// Those that have come, up to the first rung of the ladder that is still learning.
  private func writeEnds(_ tally: TrainTally) {
    for run in tally.awaited.dropFirst(ended) {
      guard let record = tally.runs[run] else {
        guard tally.isRefused(run) else { return }
        ended += 1
        continue
      }
      guard record.end != nil else { return }
      ended += 1
      write(RungEndEvent(result: RungResult(record, info, shown)))
    }
  }

  func end(_ tally: TrainTally) {
    writeEnds(tally)
    let order = RunScores.ranking(tally.ordered.map(\.record), by: .validation, info.target.task).map(\.run.plan.run)
    let results = tally.ordered.map { run, record -> RungResult in
      var result = RungResult(record, info, shown, withPredictions: writesPredictions)
      result.rank = order.firstIndex(of: run).map { $0 + 1 }
      return result
    }
    write(EndEvent(rungs: results, refused: tally.refusals, baselines: Baselines(info, shown)))
  }

  /// Nil where nobody asks what a single prediction costs.
  private func predictionCost(_ plan: RunPlan) -> Int? {
    switch info.axis {
    case .space: plan.multiplyAddsPerPrediction
    case .time, .rows: nil
    }
  }

  private func write(_ event: some Encodable) {
    guard let line = try? JSON.line(event) else { return }
    Standard.output.write(line + "\n")
  }
}

private struct SessionEvent: Encodable {
  struct Rung: Encodable { let rung: String; let rows: Int; let excluded: String? }
  let event = "session"
  let file, target, axis: String
  let horizon, evaluationGrain: String?
  /// Of a forecast; null where none is found.
  let season: OrNull<String>?
  let validation, test: OrNull<PlaceFields>?
  let rungs: [Rung]
  let policies: [PolicyReport]
  let ranking: FeatureRanking?
  let unread: [Reasoned]
  let remarks: [String]
  let dataHash: String
  let data: DataFields
}

private struct BeganEvent: Encodable {
  let event = "began"
  let rung, recipe, model: String
  let epochs, trainingRows, trainingRowsLeftOut, validationRows, parameters, multiplyAddsPerExample: Int
  let multiplyAddsPerPrediction: Int?
  let seed: UInt64
  let run: RunID
  let patience: Int
  let parts: [PartPlan]?
  let settings: [Knob: KnobValue]
}

private struct EpochEvent: Encodable {
  let event = "epoch"
  let rung: String
  let epoch, step: Int
  let trainingLoss: Float
  let validationLoss: Float?
  /// Null where a recipe is solved at once.
  let learningRate: OrNull<Float>
  let multiplyAdds: Int
}

private struct DivergedEvent: Encodable {
  let event = "diverged"
  let rung: String
  let step: Int
  let explanation: String
}

private struct DeadEvent: Encodable {
  let event = "dead"
  let rung: String
  let epoch, step: Int
  let explanation: String
}

private struct NoticeEvent: Encodable {
  let event = "notice"
  let text: String
}

/// The end of one rung, with the fields of its entry in the last line but the rank, for which all must have ended.
private struct RungEndEvent: Encodable {
  let result: RungResult

  private enum Key: String, CodingKey { case event }

  func encode(to encoder: any Encoder) throws {
    try result.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode("ended", forKey: .event)
  }
}

private struct EndEvent: Encodable {
  let event = "end"
  let rankedBy = ScoredPart.validation
  let rungs: [RungResult]
  /// Rungs without scores.
  let refused: [Refusal]
  let baselines: Baselines
}
