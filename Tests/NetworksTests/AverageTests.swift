import Tensors
import Testing

@testable import Networks

@Suite("A moving average of the weights")
struct AverageTests {
  private static func settings(_ decay: Float) -> Hyperparameters {
    var settings = Hyperparameters(learningRate: 0.05, batchSize: 3)
    settings.averaging = decay
    return settings
  }

  /// With normalizations, whose running statistics are no weights.
  private let architecture = GraphCases.normalized.architecture()
  private var examples: Examples { Fixtures.examples(architecture) }

  @Test("It is what is judged and kept, and leaves training as it is")
  func judged() throws {
    let (plain, averaged) = (Fixtures.network(architecture), Fixtures.network(architecture))
    train(plain, on: examples, Self.settings(0), epochs: 4)
    train(averaged, on: examples, Self.settings(0.8), epochs: 4)
    let checkpoint = averaged.checkpoint()
    let average = try #require(checkpoint.average)
    #expect(checkpoint.parameters == plain.checkpoint().parameters && plain.checkpoint().average == nil)
    #expect(average != checkpoint.parameters && averaged.weightsHash() != plain.weightsHash())
    #expect(averaged.weights.parameters == average && averaged.weights.statistics == checkpoint.statistics)
    // Who reads the kept weights answers as the network does.
    let kept = InferenceNetwork(averaged.weights).predict(examples.inputs)
    #expect(averaged.predict(examples.inputs).values == kept.values)
    #expect(averaged.predict(examples.inputs).values != plain.predict(examples.inputs).values)
    #expect(averaged.loss(on: examples) != plain.loss(on: examples))
  }

  @Test("It begins with the first step that it is asked for, and ends with the first without")
  func turned() {
    let (plain, network) = (Fixtures.network(architecture), Fixtures.network(architecture))
    for (decay, expected) in [(Float(0), false), (0.9, true), (0, false)] {
      for one in [(plain, Float(0)), (network, decay)] { train(one.0, on: examples, Self.settings(one.1), epochs: 1) }
      #expect((network.checkpoint().average != nil) == expected)
      #expect(network.checkpoint().parameters == plain.checkpoint().parameters)
    }
    #expect(network.checkpoint() == plain.checkpoint() && network.weightsHash() == plain.weightsHash())
    #expect(network.predict(examples.inputs).values == plain.predict(examples.inputs).values)
  }

  @Test("A checkpoint goes on to the same bits, and one without an average takes it away")
  func checkpoints() {
    let network = Fixtures.network(architecture, optimizer: .adam)
    let beginning = network.checkpoint()
    train(network, on: examples, Self.settings(0.9), epochs: 2)
    let middle = network.checkpoint()
    train(network, on: examples, Self.settings(0.9), epochs: 2)
    let other = Fixtures.network(architecture, optimizer: .adam)
    other.restore(middle)
    #expect(other.weightsHash() != network.weightsHash())
    train(other, on: examples, Self.settings(0.9), epochs: 2)
    #expect(other.checkpoint() == network.checkpoint() && other.weightsHash() == network.weightsHash())
    network.restore(middle)
    #expect(network.checkpoint() == middle)
    network.restore(beginning)
    #expect(network.checkpoint() == beginning && network.weights.parameters == beginning.parameters)
  }

  @Test("Another network takes the weights that learn, and begins an average of its own")
  func transplanted() {
    let network = Fixtures.network(architecture)
    train(network, on: examples, Self.settings(0.9), epochs: 2)
    let twin = Fixtures.network(architecture, optimizer: .adam)
    twin.takeUp(network.checkpoint())
    #expect(twin.checkpoint().average == nil && twin.checkpoint().parameters == network.checkpoint().parameters)
  }

  @Test("A look inside shows it")
  func lens() throws {
    let network = Fixtures.network(Fixtures.architecture([5, 6, 3], .tanh, .mse))
    let examples = Fixtures.examples(network.architecture)
    let lens = NetworkLens(network)
    let input = examples.inputs.row(0)
    train(network, on: examples, Self.settings(0.9), epochs: 3)
    let (shown, filters) = (lens.values(of: Array(input), at: 0), lens.filters(limit: 6))
    let kept = NetworkLens(Network(network.architecture, optimizer: .sgd, seed: 1, capacity: 1))
    #expect(try #require(filters).weights != kept.filters(limit: 6)?.weights)
    var plain = network.checkpoint()
    plain.average = nil
    network.restore(plain)
    #expect(lens.values(of: Array(input), at: 0) != shown && lens.filters(limit: 6) != filters)
  }
}
