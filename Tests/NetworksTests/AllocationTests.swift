import AllocationCounter
import Networks
import Tensors
import Testing

@Suite("Memory")
struct AllocationTests {
  @Test("The counter counts", .enabled(if: allocation_counter_works()))
  func counter() {
    let before = allocation_count()
    let values = [Float](repeating: 1, count: 1000 + Int(before & 1))
    #expect(allocation_count() > before)
    #expect(values.count >= 1000)
  }

  @Test("A training step allocates nothing", .enabled(if: allocation_counter_works()), arguments: Optimizer.allCases)
  func step(_ optimizer: Optimizer) {
    let layers: [LayerSpec] = [
      .dense(units: 64), .activation(.relu), .dropout, .dense(units: 32), .activation(.gelu), .dense(units: 3),
    ]
    for loss in [Loss.mse, .mae, .huber(delta: 1), .crossEntropy] {
      for batch in [1, 8, 0] {
        let architecture = Architecture(inputs: 5, layers: layers, loss: loss)
        expectNoAllocation(Network(architecture, optimizer: optimizer, seed: 1, capacity: 8), batch: batch)
      }
    }
    let narrow = Architecture(inputs: 5, layers: [.dense(units: 4), .dense(units: 3)], loss: .mse)
    expectNoAllocation(Network(narrow, optimizer: optimizer, seed: 1, capacity: 1), batch: 1)
  }

  @Test("A step through a graph allocates nothing", .enabled(if: allocation_counter_works()))
  func graphStep() {
    for graph in GraphCases.allCases {
      let network = Network(graph.architecture(), optimizer: .adam, seed: 1, capacity: 8)
      expectNoAllocation(network, batch: 8)
    }
  }

  @Test("A step that helpers share allocates nothing", .enabled(if: allocation_counter_works()))
  func sharedStep() {
    ThreadPool(helpers: 2).lead {
      for graph in [GraphCases.pooledConvolution, .image, .normalized, .recurrence] {
        expectNoAllocation(Network(graph.architecture(), optimizer: .adam, seed: 1, capacity: 8), batch: 8)
      }
    }
  }

  @Test("A step on windows of a series allocates nothing", .enabled(if: allocation_counter_works()))
  func windowStep() {
    let architecture = Architecture(inputs: 5, layers: [.dense(units: 17), .dense(units: 3)], loss: .mse)
    let windows = SeriesWindows(
      values: Fixtures.wave(30, phase: 1), starts: Array(0..<20), lookback: 5, horizon: 3)
    let network = Network(architecture, optimizer: .adam, seed: 1, capacity: 8)
    expectNoAllocation(network, batch: 8, on: Examples(windows))
  }

  private func expectNoAllocation(_ network: Network, batch: Int, on given: Examples? = nil) {
    let examples = given ?? Fixtures.examples(network.architecture)
    var settings = Hyperparameters(
      l1: batch == 8 ? 1e-4 : 0, clipNorm: batch == 8 ? 1 : 0, dropout: 0.1, batchSize: batch)
    settings.averaging = batch == 8 ? 0.99 : 0
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 64) { losses in
      _ = network.train(on: examples, hyperparameters: settings, limit: 64, losses: losses)
      let before = allocation_count()
      for _ in 0..<20 {
        _ = network.train(on: examples, hyperparameters: settings, limit: 64, losses: losses)
      }
      #expect(allocation_count() == before)
    }
  }
}
