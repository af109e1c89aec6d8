import Foundation
import Networks
import Testing

@Suite("Architectures")
struct ArchitectureDescriptionTests {
  private let architecture = Architecture(
    inputs: 10,
    layers: [
      .dense(units: 64), .activation(.relu), .dropout, .dense(units: 32), .activation(.linear), .dense(units: 1),
    ],
    loss: .huber(delta: 2), initializer: .he)

  @Test("The summary names layers as a user would")
  func summary() {
    #expect(architecture.summary == "Dense 64 relu → Dropout → Dense 32 → Dense 1")
    #expect(architecture.outputs == 1)
    #expect(architecture.parameterCount == 11 * 64 + 65 * 32 + 33)
    #expect(architecture.multiplyAddsPerExample == 2 * 640 + 3 * (2048 + 32))
  }

  @Test("An architecture survives a journal")
  func coding() throws {
    let data = try JSONEncoder().encode(architecture)
    #expect(try JSONDecoder().decode(Architecture.self, from: data) == architecture)
  }

  @Test("First weights fill their range evenly and biases are zero", arguments: Initializer.allCases)
  func initialization(_ initializer: Initializer) {
    let architecture = Architecture(
      inputs: 50, layers: [.dense(units: 40)], loss: .mse, initializer: initializer)
    let parameters = Network(architecture, optimizer: .sgd, seed: 4, capacity: 1).checkpoint().parameters
    let weights = parameters.prefix(2000)
    let limit = (6 / Float(initializer == .he ? 50 : 90)).squareRoot()
    #expect(weights.allSatisfy { abs($0) <= limit })
    let variance = weights.reduce(0) { $0 + $1 * $1 } / 2000
    #expect(abs(variance / (limit * limit / 3) - 1) < 0.1)
    #expect(abs(weights.reduce(0, +) / 2000) < 0.1 * limit)
    #expect(parameters.suffix(40).allSatisfy { $0 == 0 })
  }
}
