import Networks
import Tensors
import Testing

@Suite("Training graphs, and on windows of series")
struct GraphTrainingTests {
  @Test("Windows that overlap in one array train like rows of a table")
  func windows() {
    let values = Fixtures.wave(90, phase: 0.3)
    let starts = (0..<70).filter { $0 % 7 != 3 }.map(Int32.init)
    let windows = Examples(SeriesWindows(values: values, starts: starts, lookback: 5, horizon: 2))
    guard case .values(let targets) = windows.targets else { return }
    let table = Examples(inputs: windows.inputs, targets: targets)
    #expect(windows.inputs[3, 1] == values[Int(starts[3]) + 1] && targets[3, 1] == values[Int(starts[3]) + 6])
    let networks = (0..<2).map { _ in
      let layers: [LayerSpec] = [.dense(units: 20), .activation(.relu), .dense(units: 2)]
      return Network(Architecture(inputs: 5, layers: layers, loss: .mse), optimizer: .adam, seed: 1, capacity: 8)
    }
    let losses = [windows, table].indices.map {
      train(networks[$0], on: [windows, table][$0], Hyperparameters(batchSize: 7), epochs: 3)
    }
    #expect(losses[0] == losses[1])
    #expect(networks[0].weightsHash() == networks[1].weightsHash())
    #expect(networks[0].loss(on: windows) == networks[1].loss(on: table))
  }

  @Test("A graph trains to the same bits again, goes on from a checkpoint, and takes a large batch in pieces")
  func graphs() {
    for graph in GraphCases.allCases {
      let architecture = graph.architecture()
      let inputs = Matrix(rows: 1100, columns: 6, values: Fixtures.wave(6600, phase: 1))
      let data = Examples(
        inputs: inputs,
        targets: Matrix(
          rows: 1100, columns: architecture.outputs, values: Fixtures.wave(1100 * architecture.outputs, phase: 2)))
      let runs = (0..<3).map { _ in Network(architecture, optimizer: .adam, seed: 3, capacity: 32) }
      let settings = Hyperparameters(dropout: 0.2, batchSize: 100)
      let losses = train(runs[0], on: data, settings, epochs: 2)
      #expect(train(runs[1], on: data, settings, epochs: 1) == Array(losses.prefix(11)))
      runs[2].restore(runs[1].checkpoint())
      train(runs[2], on: data, settings, epochs: 1)
      #expect(runs[2].weightsHash() == runs[0].weightsHash(), "\(graph)")

      // Statistics are those of a pass.
      guard !graph.isNormalized else { continue }
      // Of 1100 rows at once the gradient is the mean of that of the two halves.
      let whole = runs[0].gradient(on: data, hyperparameters: Hyperparameters()).gradient
      let halves = [0..<550, 550..<1100].map { rows -> [Float] in
        guard case .values(let targets) = data.targets else { return [] }
        let half = Examples(inputs: inputs.rows(at: rows), targets: targets.rows(at: rows))
        return runs[0].gradient(on: half, hyperparameters: Hyperparameters()).gradient
      }
      #expect(relativeError(whole, zip(halves[0], halves[1]).map { ($0 + $1) / 2 }) < 1e-4, "\(graph)")
    }
  }

  @Test("Helpers change no bit of what is learnt or forecast")
  func helpers() {
    for graph in GraphCases.allCases {
      let data = Fixtures.examples(graph.architecture())
      let results = (0..<3).map { helpers in
        ThreadPool(helpers: helpers).lead {
          let network = Network(graph.architecture(), optimizer: .adam, seed: 3, capacity: 8)
          train(network, on: data, Hyperparameters(dropout: 0.2, batchSize: 8), epochs: 4)
          return (network.weightsHash(), network.loss(on: data))
        }
      }
      #expect(results.allSatisfy { $0 == results[0] }, "\(graph)")
    }
  }

  @Test("A graph of the same form keeps the weights that fit, one of another form none")
  func transplantGraph() {
    func seasonal(_ inputs: Int, _ outputs: Int) -> Network {
      var graph = GraphBuilder(inputs: inputs)
      let trend = graph.add(.movingAverage(width: 5), graph.input)
      let rest = graph.add(.dense(units: outputs), graph.add(.subtract, graph.input, trend))
      graph.add(.add, rest, graph.add(.dense(units: outputs), trend))
      return Network(graph.architecture(loss: .mse), optimizer: .adam, seed: UInt64(inputs), capacity: 8)
    }
    let old = seasonal(8, 3)
    #expect(seasonal(8, 5).transplant(from: old.checkpoint()) == 2 * 9 * 3)
    #expect(seasonal(9, 3).transplant(from: old.checkpoint()) == 0)
    let chain = Network(
      Architecture(inputs: 8, layers: [.dense(units: 3)], loss: .mse), optimizer: .adam, seed: 1, capacity: 8)
    #expect(chain.transplant(from: old.checkpoint()) == 0)
  }
}
