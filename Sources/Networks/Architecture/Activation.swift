/// An elementwise function between layers; `softmax` alone looks at a whole row.
package enum Activation: String, CaseIterable, Codable, Hashable, Sendable {
  case linear, relu
  case leakyRelu = "leaky-relu"
  case gelu, tanh, sin, sigmoid, softmax

  /// Models that were kept before 0.2 have another name for one of them.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let name = try container.decode(String.self)
    guard let activation = name == "leakyRelu" ? .leakyRelu : Activation(rawValue: name) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: name)
    }
    self = activation
  }
}
