import Tensors
import Testing

@testable import Networks

@Suite("A network begins with the weights of one that was trained before")
struct BeginningTests {
  private func network(_ layers: [LayerSpec], inputs: Int = 6, seed: UInt64) -> Network {
    Network(Architecture(inputs: inputs, layers: layers, loss: .mse), optimizer: .adam, seed: seed, capacity: 4)
  }

  private static let rows = Matrix(
    rows: 3, columns: 6, values: (0..<18).map { Float($0 * 7 % 5) / 5 - 0.4 })

  @Test(
    "The same layers take over everything: predictions are equal to the bit",
    arguments: [
      [LayerSpec.dense(units: 8), .batchNorm, .activation(.relu), .dropout, .dense(units: 2)],
      [.dense(units: 8), .activation(.tanh), .dense(units: 2)],
      [.reshape(Shape(width: 6, channels: 1)), .gru(units: 8, returnsSequence: false), .dense(units: 2)],
    ])
  func everything(layers: [LayerSpec]) {
    let (trained, fresh) = (network(layers, seed: 1), network(layers, seed: 2))
    #expect(fresh.predict(Self.rows) != trained.predict(Self.rows))
    #expect(fresh.beginning(with: trained.architecture) == .everything)
    fresh.begin(with: trained.weights)
    #expect(fresh.predict(Self.rows) == trained.predict(Self.rows))
    #expect(fresh.weightsHash() == trained.weightsHash() && fresh.step == 0)
  }

  @Test("With other outputs the last layer keeps its own weights, and all before it are those of the trained network")
  func otherOutputs() {
    let hidden: [LayerSpec] = [.dense(units: 8), .batchNorm, .activation(.relu)]
    let (trained, fresh) = (
      network(hidden + [.dense(units: 2)], seed: 1), network(hidden + [.dense(units: 5)], seed: 2)
    )
    let own = fresh.weights.slices.last?.weight
    #expect(fresh.beginning(with: trained.architecture) == .allButLast)
    fresh.begin(with: trained.weights)
    let (taken, given) = (fresh.weights.slices, trained.weights.slices)
    for (mine, theirs) in zip(taken, given).dropLast() {
      #expect(mine.weight == theirs.weight && mine.bias == theirs.bias)
      #expect(mine.mean == theirs.mean && mine.variance == theirs.variance)
    }
    #expect(taken.last?.weight == own)
  }

  @Test(
    "Other layers, inputs, activations or units change nothing",
    arguments: [
      (6, [LayerSpec.dense(units: 9), .activation(.relu), .dense(units: 2)]),
      (6, [.dense(units: 8), .activation(.tanh), .dense(units: 2)]),
      (6, [.dense(units: 8), .activation(.relu), .dense(units: 8), .dense(units: 2)]),
      (6, [.reshape(Shape(width: 6, channels: 1)), .gru(units: 8, returnsSequence: false)]),
      (7, [.dense(units: 8), .activation(.relu), .dense(units: 2)]),
    ])
  func nothing(inputs: Int, layers: [LayerSpec]) {
    let fresh = network([.dense(units: 8), .activation(.relu), .dense(units: 2)], seed: 2)
    let before = fresh.weightsHash()
    let trained = network(layers, inputs: inputs, seed: 1)
    #expect(fresh.beginning(with: trained.architecture) == .nothing)
    fresh.begin(with: trained.weights)
    #expect(fresh.weightsHash() == before)
  }
}
