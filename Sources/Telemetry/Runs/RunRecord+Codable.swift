/// A record as it is kept: all of it but the predictions behind the newest scores.
extension RunRecord: Codable {
  private enum Key: String, CodingKey {
    case plan, firstStep, status, settings, changes, metrics, best, scores, bestScores, newestScores, divergence, end
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self.init(try container.decode(RunPlan.self, forKey: .plan))
    firstStep = try container.decode(Int.self, forKey: .firstStep)
    phase = try container.decode(Phase.self, forKey: .status)
    for (knob, value) in try container.decode([Knob: KnobValue].self, forKey: .settings) {
      settings[knob] = restored(value, of: knob)
    }
    interventions = try container.decode([Intervention].self, forKey: .changes).map { found in
      guard let knob = found.knob else { return found }
      return Intervention(
        step: found.step, epoch: found.epoch, summary: found.summary, knob: knob,
        old: found.old.map { restored($0, of: knob) }, new: found.new.map { restored($0, of: knob) })
    }
    epochs = try container.decode([EpochReport].self, forKey: .metrics)
    best = try container.decodeIfPresent(BestEpoch.self, forKey: .best)
    scores = try container.decode([RunScores].self, forKey: .scores)
    bestScores = try container.decodeIfPresent(RunScores.self, forKey: .bestScores)
    newestScores = try container.decodeIfPresent(RunScores.self, forKey: .newestScores)
    divergence = try container.decodeIfPresent(Divergence.self, forKey: .divergence)
    end = try container.decodeIfPresent(EndReport.self, forKey: .end)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(plan, forKey: .plan)
    try container.encode(firstStep, forKey: .firstStep)
    try container.encode(phase, forKey: .status)
    try container.encode(settings, forKey: .settings)
    try container.encode(interventions, forKey: .changes)
    try container.encode(epochs, forKey: .metrics)
    try container.encodeIfPresent(best, forKey: .best)
    try container.encode(scores, forKey: .scores)
    try container.encodeIfPresent(bestScores, forKey: .bestScores)
    try container.encodeIfPresent(newestScores, forKey: .newestScores)
    try container.encodeIfPresent(divergence, forKey: .divergence)
    try container.encodeIfPresent(end, forKey: .end)
  }

  private func restored(_ value: KnobValue, of knob: Knob) -> KnobValue { range(of: knob)?.restored(value) ?? value }
}
