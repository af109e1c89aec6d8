import Basics
import Telemetry

/// What came of a run, in the words of its record.
struct RungResult: Encodable {
  let run: RunID
  let rung, recipe: String
  let status: Phase
  let reason: String?
  /// Among the rungs by validation scores, from 1; nil where it is not ranked, or not all have ended.
  var rank: Int?
  /// Which of its weights were scored on both parts, and their hash.
  let weightsScored: ScoredWeights?
  /// What was chosen among by its scores on validation; nil where there is one model.
  let choice: ModelChoice?
  let weights: String
  /// Of the last weights, from which the run could go on: as in its journal.
  let lastWeights: String
  let validation, test: OrNull<PartFields>?
  /// Of a closed form.
  let penalty: PenaltyChoice?
  /// What was found besides, in words.
  let finding: String?
  /// As they were at the end.
  let settings: [Knob: KnobValue]
  /// After the last epoch, and the smallest of all epochs.
  let validationLoss, bestValidationLoss: Float?
  let bestEpoch, bestStep: Int?
  let epochs, steps, multiplyAdds, parameters: Int
  let seconds: Double

  /// - Parameter shown: the parts whose scores may be seen.
  init(_ record: RunRecord, _ info: SessionInfo, _ shown: [ScoredPart], withPredictions: Bool = false) {
    let parts = BothParts(shown) { PartFields(record, $0, info, withPredictions: withPredictions) }
    validation = parts.validation
    test = parts.test
    run = record.plan.run
    rung = record.plan.rung.label
    recipe = record.plan.recipe
    status = record.phase
    reason = record.end?.reason.rawValue
    weightsScored = record.newestScores?.weights
    choice = record.evaluation?.choice
    let areBest = record.newestScores?.weights.areBest == true
    let last = record.end?.weightsHash
    weights = ((areBest ? record.end?.bestWeightsHash : nil) ?? last).map(hexadecimal) ?? ""
    lastWeights = last.map(hexadecimal) ?? ""
    penalty = record.end?.penaltyChoice
    finding = record.end?.finding
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
  }
}
