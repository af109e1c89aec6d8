import Networks
import Tensors
import Testing

@Suite("Recurrent layers")
struct RecurrenceTests {
  /// 70 rows: several pieces, the last one not full.
  private func examples(_ architecture: Architecture) -> Examples {
    let (inputs, outputs) = (architecture.inputs, architecture.outputs)
    return Examples(
      inputs: Matrix(rows: 70, columns: inputs, values: Fixtures.wave(70 * inputs, phase: 1)),
      targets: Matrix(rows: 70, columns: outputs, values: Fixtures.wave(70 * outputs, phase: 2)))
  }

  private func architecture(times: Int, units: [Int], outputs: Int = 3) -> Architecture {
    var layers: [LayerSpec] = [.reshape(Shape(width: times, channels: 1))]
    for (number, count) in units.enumerated() {
      layers.append(.gru(units: count, returnsSequence: number < units.count - 1))
    }
    return Architecture(inputs: times, layers: layers + [.dense(units: outputs)], loss: .mse)
  }

  @Test("Helpers change no bit of what is learnt from several pieces")
  func helpers() {
    let architecture = architecture(times: 9, units: [20, 17])
    let results = (0..<3).map { helpers in
      ThreadPool(helpers: helpers).lead {
        let network = Network(architecture, optimizer: .adam, seed: 3, capacity: 50)
        train(network, on: examples(architecture), Hyperparameters(batchSize: 50), epochs: 4)
        return (network.weightsHash(), network.loss(on: examples(architecture)))
      }
    }
    #expect(results.allSatisfy { $0 == results[0] })
  }

  @Test("Inference, which forgets each time, gives what training sees", arguments: [1, 2, 9])
  func inference(times: Int) {
    let architecture = architecture(times: times, units: [1, 5])
    let network = Network(architecture, optimizer: .adam, seed: 3, capacity: 70)
    let data = examples(architecture)
    train(network, on: data, Hyperparameters(batchSize: 0), epochs: 2)
    #expect(network.predict(data.inputs).values == network.trainingOutputs(data.inputs).values)
  }

  @Test("A state of zeros is where every window begins: the rows before leave no trace")
  func beginsAnew() {
    let architecture = architecture(times: 4, units: [6])
    let network = Network(architecture, optimizer: .adam, seed: 3, capacity: 16)
    let data = examples(architecture)
    let all = network.predict(data.inputs)
    let single = network.predict(data.inputs.rows(at: 33...33))
    #expect(Array(all.row(33)) == single.values)
  }

  @Test("Another lookback keeps all weights; another width those of the units that both have, gate by gate")
  func transplants() {
    func network(_ times: Int, _ units: Int, seed: UInt64) -> Network {
      Network(architecture(times: times, units: [units]), optimizer: .adam, seed: seed, capacity: 8)
    }
    let old = network(8, 4, seed: 1)
    let before = old.checkpoint().parameters
    let longer = network(12, 4, seed: 2)
    #expect(longer.transplant(from: old.checkpoint()) == before.count)
    #expect(longer.checkpoint().parameters == before)
    let wider = network(8, 6, seed: 2)
    wider.transplant(from: old.checkpoint())
    // The input's weights of r, z and n, of 4 units there and 6 here.
    let after = wider.checkpoint().parameters
    for gate in 0..<3 { #expect(after[gate * 6..<gate * 6 + 4] == before[gate * 4..<gate * 4 + 4]) }
  }

  @Test("Multiply-adds are those of both products at every time, forward and back")
  func cost() {
    // Nothing before the first layer learns; its state hands the gradient down.
    let head = 2 * 4 * 3 + 4 * 3
    #expect(architecture(times: 5, units: [4]).multiplyAddsPerExample == 5 * (12 * 2 + 48 * 3) + head)
    #expect(architecture(times: 5, units: [4]).parameterCount == 12 + 12 + 48 + 12 + 15)
  }
}
