/// An elementwise function between layers; `softmax` alone looks at a whole row.
package enum Activation: String, CaseIterable, Codable, Hashable, Sendable {
  case linear, relu, leakyRelu, gelu, tanh, sin, sigmoid, softmax
}
