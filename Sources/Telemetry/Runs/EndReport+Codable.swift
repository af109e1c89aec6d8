/// How a run ended, under the names of `--json`.
extension EndReport: Codable {
  private enum Key: String, CodingKey {
    case reason, steps, epochs, seconds, multiplyAdds, weights, lastWeights, sweep, finding
  }

  private struct Trial: Codable {
    var parameter: Double
    var validationError: Double
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    func hash(_ digits: String, _ key: Key) throws -> UInt64 {
      guard let hash = UInt64(digits, radix: 16) else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: container,
          debugDescription: "“\(digits)” is no hash of weights: 16 hexadecimal digits are.")
      }
      return hash
    }
    self.init(
      reason: try container.decode(EndReason.self, forKey: .reason),
      step: try container.decode(Int.self, forKey: .steps),
      epoch: try container.decode(Int.self, forKey: .epochs),
      seconds: try container.decode(Double.self, forKey: .seconds),
      multiplyAdds: try container.decode(Int.self, forKey: .multiplyAdds),
      weightsHash: try hash(try container.decode(String.self, forKey: .lastWeights), .lastWeights),
      bestWeightsHash: try container.decodeIfPresent(String.self, forKey: .weights).map {
        try hash($0, .weights)
      },
      sweep: try container.decode([Trial].self, forKey: .sweep).map { ($0.parameter, $0.validationError) },
      finding: try container.decodeIfPresent(String.self, forKey: .finding))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(reason, forKey: .reason)
    try container.encode(step, forKey: .steps)
    try container.encode(epoch, forKey: .epochs)
    try container.encode(seconds, forKey: .seconds)
    try container.encode(multiplyAdds, forKey: .multiplyAdds)
    try container.encode(hexadecimal(weightsHash), forKey: .lastWeights)
    try container.encodeIfPresent(bestWeightsHash.map(hexadecimal), forKey: .weights)
    try container.encode(
      sweep.map { Trial(parameter: $0.parameter, validationError: $0.validationError) }, forKey: .sweep)
    try container.encodeIfPresent(finding, forKey: .finding)
  }
}
