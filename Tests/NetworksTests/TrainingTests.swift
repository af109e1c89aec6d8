import Networks
import ReferenceNetwork
import Tensors
import Testing

@Suite("Training")
struct TrainingTests {
  static let architecture = Architecture(
    inputs: 5, layers: [.dense(units: 20), .activation(.relu), .dropout, .dense(units: 2)], loss: .mse)
  static let tiny = Architecture(
    inputs: 5, layers: [.dense(units: 6), .activation(.tanh), .dense(units: 2)], loss: .huber(delta: 1))
  private let settings = Hyperparameters(learningRate: 0.01, dropout: 0.2, batchSize: 8)

  private func examples(_ count: Int = 50) -> Examples {
    let key = RandomKey(seed: 3, stream: .test)
    let inputs = Matrix(rows: count, columns: 5, values: (0..<count * 5).map { key.normal(UInt64($0)) })
    let targets = (0..<count).flatMap { [inputs[$0, 0] - inputs[$0, 3], inputs[$0, 1] * inputs[$0, 2]] }
    return Examples(inputs: inputs, targets: Matrix(rows: count, columns: 2, values: targets))
  }

  private func network(
    _ architecture: Architecture = architecture, _ optimizer: Optimizer = .adam, seed: UInt64 = 1
  ) -> Network {
    Network(architecture, optimizer: optimizer, seed: seed, capacity: 8)
  }

  @Test("The same seed gives the same bits; another seed, others", arguments: Optimizer.allCases)
  func determinism(_ optimizer: Optimizer) {
    let (one, two, other) = (
      network(Self.architecture, optimizer), network(Self.architecture, optimizer),
      network(Self.architecture, optimizer, seed: 2)
    )
    let losses = [one, two, other].map { train($0, on: examples(), settings, epochs: 3) }
    #expect(losses[0] == losses[1] && losses[0] != losses[2])
    #expect(one.weightsHash() == two.weightsHash() && one.weightsHash() != other.weightsHash())
    #expect(losses[0].count == 21 && one.step == 21 && one.epoch == 3 && one.cursor == 0)
  }

  @Test("How many steps a call takes changes nothing", arguments: [(architecture, Optimizer.adam, 8), (tiny, .sgd, 1)])
  func calls(architecture: Architecture, optimizer: Optimizer, batch: Int) {
    var settings = settings
    settings.batchSize = batch
    let hashes = [1, 2, 7, 1000].map { limit -> UInt64 in
      let network = network(architecture, optimizer)
      train(network, on: examples(), settings, epochs: 2, limit: limit)
      return network.weightsHash()
    }
    #expect(Set(hashes).count == 1)
  }

  @Test("A network learns what can be learned")
  func learning() {
    var settings = settings
    settings.dropout = 0
    let (network, data) = (network(), examples(200))
    let before = network.loss(on: data)
    let losses = train(network, on: data, settings, epochs: 150)
    #expect(network.loss(on: data) < 0.05 * before)
    #expect(abs(losses[0] - before) < before)
  }

  @Test("A call stops at the end of an epoch and reports what it did")
  func outcome() {
    let (network, data) = (network(), examples(50))
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 10) { losses in
      var outcome = network.train(on: data, hyperparameters: settings, limit: 5, losses: losses)
      let perExample = Self.architecture.multiplyAddsPerExample
      #expect(perExample == 2 * 100 + 3 * 40)
      #expect(outcome == StepOutcome(steps: 5, examples: 40, multiplyAdds: 40 * perExample))
      #expect(network.cursor == 40 && network.epoch == 0)
      outcome = network.train(on: data, hyperparameters: settings, limit: 10, losses: losses)
      #expect(outcome == StepOutcome(steps: 2, epochEnded: true, examples: 10, multiplyAdds: 10 * perExample))
      #expect(network.cursor == 0 && network.epoch == 1 && network.step == 7)
    }
  }

  @Test("Every example is used once in an epoch, even if the batch size changes in its middle")
  func batchChange() {
    // One weight for each example, which only that example moves.
    let count = 30
    var inputs = Matrix(rows: count, columns: count)
    for row in 0..<count { inputs[row, row] = 1 }
    let data = Examples(
      inputs: inputs, targets: Matrix(rows: count, columns: 1, values: .init(repeating: 9, count: count)))
    let network = Network(
      Architecture(inputs: count, layers: [.dense(units: 1)], loss: .mae), optimizer: .sgd, seed: 1, capacity: 4)
    let before = network.checkpoint().parameters
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 10) { losses in
      for (batch, steps) in [(4, 2), (1, 3), (10, 1), (25, 1)] {
        let settings = Hyperparameters(learningRate: 0.01 * Float(batch == 25 ? 9 : batch), batchSize: batch)
        let outcome = network.train(on: data, hyperparameters: settings, limit: steps, losses: losses)
        #expect(outcome.steps == steps && outcome.epochEnded == (batch == 25))
      }
    }
    // A mean over the batch divides by its size, which the learning rate made up for: each weight moved by 0.01.
    for (old, new) in zip(before, network.checkpoint().parameters).dropLast() {
      #expect(abs(new - old - 0.01) < 1e-6)
    }
  }

  @Test(
    "Going on from a checkpoint repeats the bits", arguments: [(architecture, Optimizer.adam, 8), (tiny, .sgd, 1)])
  func restoring(architecture: Architecture, optimizer: Optimizer, batch: Int) {
    var settings = settings
    settings.batchSize = batch
    let (network, data) = (network(architecture, optimizer), examples())
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 100) { losses in
      _ = network.train(on: data, hyperparameters: settings, limit: 3, losses: losses)
      let middle = network.checkpoint()
      _ = network.train(on: data, hyperparameters: settings, limit: 4, losses: losses)
      train(network, on: data, settings, epochs: 3 - network.epoch)
      let end = network.checkpoint()
      network.restore(middle)
      #expect(network.checkpoint() == middle)
      train(network, on: data, settings, epochs: 3)
      #expect(network.checkpoint() == end)

      let other = Network(architecture, optimizer: optimizer, seed: 1, capacity: 100)
      other.restore(middle)
      train(other, on: data, settings, epochs: 3)
      #expect(other.checkpoint() == end)
      #expect(other.weightsHash() == network.weightsHash())
    }
  }

  @Test(
    "A step that diverges changes nothing",
    arguments: [(architecture, Optimizer.sgd, 8), (architecture, .adam, 8), (tiny, .sgd, 1)])
  func divergence(architecture: Architecture, optimizer: Optimizer, batch: Int) {
    for bad in [Float.infinity, .nan, 3e37] {
      var inputs = examples().inputs
      inputs[17, 2] = bad
      let data = Examples(inputs: inputs, targets: Matrix(rows: 50, columns: 2))
      let network = network(architecture, optimizer)
      withUnsafeTemporaryAllocation(of: Float.self, capacity: 100) { losses in
        let settings = Hyperparameters(learningRate: 0.01, batchSize: batch)
        var steps = 0
        while true {
          let before = network.checkpoint()
          let outcome = network.train(on: data, hyperparameters: settings, limit: 1, losses: losses)
          guard let diverged = outcome.divergedAtStep else {
            steps += 1
            guard steps < 200 else { return }
            continue
          }
          #expect(diverged == steps && outcome.steps == 0 && !outcome.epochEnded)
          #expect(network.checkpoint() == before)
          #expect(network.parametersAreFinite)
          break
        }
        // tanh saturates: a finite input, however large, is no reason to stop.
        #expect(steps < 50 || (bad == 3e37 && architecture == Self.tiny))
      }
    }
  }

  @Test("A gradient whose squares overflow stops training, even while the loss is a number")
  func gradientOverflow() {
    let data = Examples(inputs: Matrix([[1, 0, 0, 0, 0]]), targets: Matrix([[3e18, 0]]))
    for (architecture, batch) in [(Self.architecture, 8), (Self.tiny, 1)] {
      var architecture = architecture
      architecture.loss = .mse
      let network = network(architecture, .sgd)
      let before = network.checkpoint()
      withUnsafeTemporaryAllocation(of: Float.self, capacity: 1) { losses in
        let settings = Hyperparameters(learningRate: 1e-3, batchSize: batch)
        let outcome = network.train(on: data, hyperparameters: settings, limit: 1, losses: losses)
        #expect(losses[0].isFinite && outcome.divergedAtStep == 0)
      }
      #expect(network.checkpoint() == before)
    }
  }

  @Test("Each epoch has an order of its own")
  func orders() {
    let still = Hyperparameters(learningRate: 0, batchSize: 8)
    let losses = train(network(Self.tiny), on: examples(48), still, epochs: 3)
    let epochs = [losses[..<6], losses[6..<12], losses[12...]].map { $0.sorted() }
    #expect(Set(epochs).count == 3)
  }

  @Test("A learning rate out of all proportion ends in divergence with finite weights", arguments: Optimizer.allCases)
  func hugeLearningRate(_ optimizer: Optimizer) {
    for architecture in [Self.architecture, Self.tiny] {
      for batch in [1, 8] {
        let network = network(architecture, optimizer)
        train(network, on: examples(), Hyperparameters(learningRate: 1e12, batchSize: batch), epochs: 20)
        #expect(network.parametersAreFinite)
        // A lone layer with MAE: the gradient stays small while the decay alone drives the weights away.
        let lone = Network(
          Architecture(inputs: 5, layers: [.dense(units: 2)], loss: .mae), optimizer: optimizer, seed: 1, capacity: 8)
        let decaying = Hyperparameters(learningRate: 1e6, weightDecay: 100, batchSize: batch)
        let losses = train(lone, on: examples(), decaying, epochs: 20)
        #expect(lone.parametersAreFinite)
        // Those that divide by the gradient's size take steps of bounded length.
        #expect(losses.count < 100 || [.rmsprop, .adam].contains(optimizer))
      }
    }
  }

  @Test("The loop for narrow networks agrees with the general path", arguments: [Loss.mse, .mae, .huber(delta: 0.5)])
  func tinyChain(loss: Loss) {
    let activations: [Activation] = [.linear, .relu, .leakyRelu, .tanh, .sigmoid]
    for activation in activations {
      for widths in [[5, 2], [5, 1], [7, 6], [6, 2], [5, 1, 2], [16, 16, 2]] {
        var layers: [LayerSpec] = []
        for units in widths.dropLast() { layers += [.dense(units: units), .activation(activation)] }
        layers.append(.dense(units: 2))
        let architecture = Architecture(inputs: 5, layers: layers, loss: loss)
        // Clipping at a norm that is never reached takes the general path.
        let networks = [Float(0), 1e6].map { clip -> Network in
          let network = network(architecture, .sgd)
          let settings = Hyperparameters(learningRate: 0.02, weightDecay: 0.01, clipNorm: clip, batchSize: 1)
          train(network, on: examples(), settings, epochs: 2)
          return network
        }
        let error = relativeError(networks[0].checkpoint().parameters, networks[1].checkpoint().parameters)
        #expect(error < 2e-5, "\(architecture.summary)")
        #expect(networks[0].step == networks[1].step)
      }
    }
  }

  @Test("Inference does not depend on the training batch, nor on the rows beside")
  func inference() {
    let data = examples(300)
    let network = network()
    train(network, on: data, settings, epochs: 1)
    let all = network.predict(data.inputs)
    #expect(all.rows == 300 && all.columns == 2)
    for row in [0, 127, 128, 299] {
      let alone = network.predict(data.inputs.rows(at: [row]))
      #expect(Array(all.row(row)) == alone.values)
    }
    guard case .values(let targets) = data.targets else { return }
    let errors = zip(all.values, targets.values).map { Double(($0 - $1) * ($0 - $1)) }
    #expect(abs(Double(network.loss(on: data)) - errors.reduce(0, +) / 600) < 1e-6)
  }

  @Test("The full batch is one step an epoch, whatever the capacity")
  func fullBatch() {
    let network = network()
    let losses = train(network, on: examples(50), Hyperparameters(batchSize: 0), epochs: 4)
    #expect(losses.count == 4 && network.step == 4)
  }

  @Test("A batch too large for one pass has the gradient of all its rows", arguments: [Float(0), 0.4])
  func piecewise(dropout: Float) {
    var architecture = Self.architecture
    architecture.layers += [.activation(.tanh), .dense(units: 7)]
    let data = Examples(inputs: examples(1300).inputs, targets: Matrix(rows: 1300, columns: 7))
    let network = network(architecture)
    let reference = ReferenceNetwork(architecture, seed: 1, step: 0, dropout: Double(dropout))
    let (loss, gradient) = network.gradient(on: data, hyperparameters: Hyperparameters(dropout: dropout))
    let parameters = network.checkpoint().parameters.map(Double.init)
    #expect(abs(Double(loss) - reference.loss(parameters, data)) < 1e-5)
    let probes = [0, 45, 99, 105, 130, 160, 165, 178, 182]
    let differences = probes.map { index -> Float in
      var (above, below) = (parameters, parameters)
      above[index] += 1e-6
      below[index] -= 1e-6
      return Float((reference.loss(above, data) - reference.loss(below, data)) / 2e-6)
    }
    #expect(relativeError(probes.map { gradient[$0] }, differences) < 2e-5)
  }

  @Test("A branch with other layers keeps the weights that fit")
  func transplant() {
    let old = network()
    train(old, on: examples(), settings, epochs: 2)
    let wider = Architecture(
      inputs: 5, layers: [.dense(units: 33), .activation(.relu), .dense(units: 2)], loss: .mse)
    let new = Network(wider, optimizer: .adam, seed: 9, capacity: 8)
    #expect(new.transplant(from: old.checkpoint()) == 6 * 20 + 21 * 2)
    // New units are not heard yet: the wider network computes what the old one did.
    let (before, after) = (old.predict(examples().inputs), new.predict(examples().inputs))
    #expect(relativeError(after.values, before.values) < 1e-6)

    let otherInputs = Network(
      Architecture(inputs: 9, layers: Self.architecture.layers, loss: .mse), optimizer: .adam, seed: 9, capacity: 8)
    #expect(otherInputs.transplant(from: old.checkpoint()) == 21 * 2)
  }
}
