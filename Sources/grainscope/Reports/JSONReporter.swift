import Telemetry
import Training

/// NDJSON: one object a line, each with `event`; the last is `end`.
struct JSONReporter: TrainReporter {
  let info: SessionInfo
  let data: DataFields

  func begin() {
    write(
      SessionEvent(
        file: info.fileName, target: info.targetName, axis: info.axis.rawValue, horizon: info.forecast?.horizonLabel,
        evaluationGrain: info.forecast?.grainLabel, season: info.forecast?.seasonLabel, origins: info.target.count,
        rungs: info.rungs.map { .init(rung: $0.id.label, rows: $0.rows, excluded: $0.exclusion) },
        policies: info.policies, ranking: info.ranking, remarks: info.remarks, dataHash: data.hash,
        originsHash: data.originsHash, data: data))
  }

  func report(_ event: Event, _ tally: TrainTally) {
    switch event {
    case .began(let plan):
      write(
        BeganEvent(
          rung: plan.rung.label, recipe: plan.recipe, model: plan.summary, epochs: plan.epochs,
          trainingRows: plan.trainingRows, validationRows: plan.validationRows, parameters: plan.parameterCount,
          multiplyAddsPerExample: plan.multiplyAddsPerExample,
          multiplyAddsPerPrediction: predictionCost(plan), seed: plan.seed, run: plan.run,
          patience: plan.patience,
          settings: RunRecord(plan).effectiveSettings))
    case .epoch(let run, let report):
      guard let rung = tally.runs[run]?.plan.rung else { return }
      write(
        EpochEvent(
          rung: rung.label, epoch: report.epoch, step: report.step, trainingLoss: report.trainingLoss,
          validationLoss: report.validationLoss, learningRate: report.learningRate,
          multiplyAdds: report.multiplyAdds))
    case .diverged(let run, let divergence):
      guard let rung = tally.runs[run]?.plan.rung else { return }
      write(DivergedEvent(rung: rung.label, step: divergence.step, explanation: divergence.explanation))
    case .notice(let sentence): write(NoticeEvent(text: sentence))
    case .applied, .phase, .evaluated, .ended, .reconciled, .choosing, .chosen, .rolled, .refused, .seedsAdvanced,
      .seedsEnded, .allocated, .inside:
      break
    }
  }

  func end(_ tally: TrainTally) {
    func end(_ names: [String] = []) -> EndEvent {
      EndEvent(rungs: tally.ordered.map { RungResult($0.record, classNames: names) })
    }
    switch info.target {
    case .forecast(let target):
      var event = end()
      event.naive = target.naiveScores
      event.seasonalNaive = target.seasonalNaiveScores
      write(event)
    case .classes(let target):
      var event = end(target.classNames)
      event.majorityAccuracy = target.majorityAccuracy
      write(event)
    case .number(let target):
      var event = end()
      event.trainingMean = target.meanScores
      write(event)
    }
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
  let horizon, evaluationGrain, season: String?
  let origins: Int
  let rungs: [Rung]
  let policies: [PolicyReport]
  let ranking: FeatureRanking?
  let remarks: [String]
  let dataHash, originsHash: String
  let data: DataFields
}

private struct BeganEvent: Encodable {
  let event = "began"
  let rung, recipe, model: String
  let epochs, trainingRows, validationRows, parameters, multiplyAddsPerExample: Int
  let multiplyAddsPerPrediction: Int?
  let seed: UInt64
  let run: RunID
  let patience: Int
  let settings: [Knob: KnobValue]
}

private struct EpochEvent: Encodable {
  let event = "epoch"
  let rung: String
  let epoch, step: Int
  let trainingLoss: Float
  let validationLoss: Float?
  let learningRate: Double
  let multiplyAdds: Int
}

private struct DivergedEvent: Encodable {
  let event = "diverged"
  let rung: String
  let step: Int
  let explanation: String
}

private struct NoticeEvent: Encodable {
  let event = "notice"
  let text: String
}

private struct EndEvent: Encodable {
  let event = "end"
  let rungs: [RungResult]
  var naive, seasonalNaive, trainingMean: Scores?
  var majorityAccuracy: Double?
}

/// What came of a run, in the words of its record.
struct RungResult: Encodable {
  let run: RunID
  let rung, recipe: String
  let status: Phase
  let reason: String?
  /// On the test part, and of which weights.
  let scores: Scores?
  let weightsScored: ScoredWeights?
  let validationScores: Scores?
  let classes: [ClassFields]?
  let cascade: CascadeReport?
  /// What each rung of a joined run forecasts by itself.
  let parts: [PartFields]?
  /// Half-widths of the band, one a step of the evaluation grain.
  let bandHalfWidths: [Double]?
  /// Of a closed form.
  let penalty: PenaltyChoice?
  /// As they were at the end.
  let settings: [Knob: KnobValue]
  let validationLoss, bestValidationLoss: Float?
  let bestEpoch, bestStep: Int?
  let epochs, steps, multiplyAdds, parameters: Int
  let seconds: Double
  let weights: String

  init(_ record: RunRecord, classNames names: [String]) {
    run = record.plan.run
    rung = record.plan.rung.label
    recipe = record.plan.recipe
    status = record.phase
    reason = record.end?.reason.rawValue
    scores = record.newestScores?.test
    weightsScored = record.newestScores?.weights
    validationScores = record.newestScores?.validation
    classes = record.evaluation?.classes.map { ClassFields.of($0, names: names) }
    cascade = record.evaluation?.cascade
    parts = record.evaluation.flatMap { $0.parts.isEmpty ? nil : $0.parts.map(PartFields.init) }
    bandHalfWidths = record.evaluation?.forecast.flatMap { $0.band.isEmpty ? nil : $0.band }
    penalty = record.end?.penaltyChoice
    settings = record.effectiveSettings
    validationLoss = record.last?.validationLoss
    bestValidationLoss = record.best?.validationLoss
    bestEpoch = record.best?.epoch
    bestStep = record.best?.step
    epochs = record.end?.epoch ?? 0
    steps = record.end?.step ?? 0
    multiplyAdds = record.end?.multiplyAdds ?? 0
    parameters = record.plan.parameterCount
    seconds = record.end?.seconds ?? 0
    weights = record.end.map { hexadecimal($0.weightsHash) } ?? ""
  }
}

/// One rung's share in a joined run.
struct PartFields: Encodable {
  let rung: String
  let scores: Scores
  let weight: Double?

  init(_ part: PartEvaluation) {
    (rung, scores, weight) = (part.rung.label, part.scores, part.weight)
  }
}
