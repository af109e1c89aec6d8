/// What is known of a run before its first step, under the names of `--json`.
extension RunPlan: Codable {
  private enum Key: String, CodingKey {
    case run, rung, parent, forkStep, recipe, model, epochs, stepsPerEpoch, trainingRows, validationRows, parameters
    case multiplyAddsPerExample, multiplyAddsPerPrediction, seed, patience, knobs, suited, closedForm, members, data
    case gappyRows, parts
  }

  private struct Entry: Codable {
    var knob: Knob
    var value: KnobValue
    var range: KnobRange
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    func count(_ key: Key) throws -> Int { try container.decode(Int.self, forKey: key) }
    let parent = try container.decodeIfPresent(RunID.self, forKey: .parent)
    let step = try container.decodeIfPresent(Int.self, forKey: .forkStep)
    self.init(
      run: try container.decode(RunID.self, forKey: .run), rung: try container.decode(RungID.self, forKey: .rung),
      parent: parent.map { ($0, step ?? 0) }, recipe: try container.decode(String.self, forKey: .recipe),
      summary: try container.decode(String.self, forKey: .model), epochs: try count(.epochs),
      stepsPerEpoch: try count(.stepsPerEpoch), trainingRows: try count(.trainingRows),
      validationRows: try count(.validationRows), parameterCount: try count(.parameters),
      multiplyAddsPerExample: try count(.multiplyAddsPerExample),
      seed: try container.decode(UInt64.self, forKey: .seed),
      knobs: try container.decode([Entry].self, forKey: .knobs).map {
        ($0.knob, $0.range.restored($0.value), $0.range)
      },
      isClosedForm: try container.decode(Bool.self, forKey: .closedForm))
    multiplyAddsPerPrediction = try count(.multiplyAddsPerPrediction)
    gappyRows = try container.decodeIfPresent(Int.self, forKey: .gappyRows) ?? 0
    patience = try container.decodeIfPresent(Int.self, forKey: .patience) ?? 0
    suited = try container.decodeIfPresent([Knob: KnobValue].self, forKey: .suited) ?? [:]
    members = try container.decode([RungID].self, forKey: .members)
    parts = try container.decodeIfPresent([PartPlan].self, forKey: .parts) ?? []
    data = try container.decodeIfPresent(DataIdentity.self, forKey: .data)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(run, forKey: .run)
    try container.encode(rung, forKey: .rung)
    try container.encodeIfPresent(parent?.run, forKey: .parent)
    try container.encodeIfPresent(parent?.step, forKey: .forkStep)
    try container.encode(recipe, forKey: .recipe)
    try container.encode(summary, forKey: .model)
    let counts: [(Key, Int)] = [
      (.epochs, epochs), (.stepsPerEpoch, stepsPerEpoch), (.trainingRows, trainingRows),
      (.validationRows, validationRows), (.parameters, parameterCount),
      (.multiplyAddsPerExample, multiplyAddsPerExample), (.multiplyAddsPerPrediction, multiplyAddsPerPrediction),
    ]
    for (key, count) in counts { try container.encode(count, forKey: key) }
    if gappyRows > 0 { try container.encode(gappyRows, forKey: .gappyRows) }
    try container.encode(seed, forKey: .seed)
    try container.encode(knobs.map { Entry(knob: $0.knob, value: $0.value, range: $0.range) }, forKey: .knobs)
    try container.encode(patience, forKey: .patience)
    try container.encode(suited, forKey: .suited)
    try container.encode(isClosedForm, forKey: .closedForm)
    try container.encode(members, forKey: .members)
    if !parts.isEmpty { try container.encode(parts, forKey: .parts) }
    try container.encodeIfPresent(data, forKey: .data)
  }
}
