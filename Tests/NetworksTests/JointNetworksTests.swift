import AllocationCounter
import Tensors
import Testing

@testable import Networks

/// A fine sub-model of four outputs and a coarse one of two, each coarse output made of two fine ones.
struct JointFixture {
  /// Joint examples; the coarse sub-model has every `stride`th.
  var count = 24
  var stride = 1
  var hidden: [LayerSpec] = [.dense(units: 5), .activation(.tanh)]
  var optimizer = Optimizer.sgd
  var shares = false
  let key = RandomKey(seed: 5, stream: .test)

  static let gain: Float = 0.4
  let inputs = 3

  func fineExamples() -> Examples { examples(rows: count, outputs: 4, salt: 0) }
  func coarseExamples() -> Examples { examples(rows: (count + stride - 1) / stride, outputs: 2, salt: 10_000) }

  private func examples(rows: Int, outputs: Int, salt: UInt64) -> Examples {
    Examples(
      inputs: matrix(rows, inputs, salt), targets: matrix(rows, outputs, salt + 5_000))
  }

  private func matrix(_ rows: Int, _ columns: Int, _ salt: UInt64) -> Matrix {
    Matrix(rows: rows, columns: columns, values: (0..<rows * columns).map { key.normal(UInt64($0) + salt) })
  }

  var constants: [Float] { (0..<count).map { 0.3 * key.normal(UInt64($0) + 30_000) } }

  func tie() -> Tie {
    Tie(
      fine: 0, coarse: 1, bins: 2, gain: Self.gain, scale: 1, constants: constants,
      spread: Tie.Spread(
        shares: matrix(coarseExamples().count, 4, 40_000), shifts: matrix(coarseExamples().count, 4, 50_000)))
  }

  func network(outputs: Int, seed: UInt64) -> Network {
    Network(
      Architecture(inputs: inputs, layers: hidden + [.dense(units: outputs)], loss: .mse), optimizer: optimizer,
      seed: seed, capacity: 8)
  }

  func joint(scales: [Float] = [1, 1]) -> JointNetworks {
    JointNetworks(
      parts: [
        JointNetworks.Part(
          network: network(outputs: 4, seed: 1), examples: fineExamples(), rows: (0..<count).map { Int32($0) },
          scale: scales[0]),
        JointNetworks.Part(
          network: network(outputs: 2, seed: 2), examples: coarseExamples(),
          rows: (0..<count).map { $0 % stride == 0 ? Int32($0 / stride) : -1 }, scale: scales[1]),
      ], ties: [tie()], shares: shares, seed: 1)
  }

  /// The losses of some steps.
  @discardableResult
  static func train(_ joint: JointNetworks, _ live: Hyperparameters, steps: Int) -> [Float] {
    var losses: [Float] = []
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 1) { one in
      while losses.count < steps {
        _ = joint.train(hyperparameters: live, limit: 1, losses: one)
        losses.append(one[0])
      }
    }
    return losses
  }
}

@Suite("Sub-models that are trained together")
struct JointNetworksTests {
  private func live(
    _ combination: Joining.Combination = .mean, coupling: Float = 0, rate: Float = 0.05, batch: Int = 8
  ) -> Hyperparameters {
    var live = Hyperparameters(learningRate: rate, batchSize: batch)
    live.joining.combination = combination
    live.joining.coupling = coupling
    return live
  }

  @Test("A sub-model by itself takes the same steps, bit for bit, as a network alone", arguments: Optimizer.allCases)
  func alone(optimizer: Optimizer) {
    var fixture = JointFixture()
    fixture.optimizer = optimizer
    let alone = fixture.network(outputs: 4, seed: 1)
    let examples = fixture.fineExamples()
    let joint = JointNetworks(
      parts: [
        JointNetworks.Part(
          network: fixture.network(outputs: 4, seed: 1), examples: examples,
          rows: (0..<fixture.count).map { Int32($0) }, scale: 1)
      ], ties: [], shares: false, seed: 1)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 64) { losses in
      for _ in 0..<5 {
        _ = alone.train(on: examples, hyperparameters: live(), limit: 64, losses: losses)
        _ = joint.train(hyperparameters: live(), limit: 64, losses: losses)
      }
    }
    #expect(joint.parts[0].network.weightsHash() == alone.weightsHash())
    #expect(joint.epoch == 5 && joint.step == alone.step)
  }

  @Test(
    "The step goes against the gradient of the joint loss, by central differences",
    arguments: [Joining.Combination.mean, .sum], [1, 3])
  func centralDifferences(combination: Joining.Combination, stride: Int) {
    var fixture = JointFixture()
    fixture.stride = stride
    let scales: [Float] = [0.7, 1.6]
    let start = fixture.joint(scales: scales).checkpoint()
    func loss(_ change: (inout JointCheckpoint) -> Void) -> Double {
      let joint = fixture.joint(scales: scales)
      var state = start
      change(&state)
      joint.restore(state)
      return Double(JointFixture.train(joint, live(combination, coupling: 0.8, rate: 0, batch: 0), steps: 1)[0])
    }
    let moved = fixture.joint(scales: scales)
    let rate: Float = 1e-2
    JointFixture.train(moved, live(combination, coupling: 0.8, rate: rate, batch: 0), steps: 1)
    let after = moved.checkpoint()
    for part in 0..<2 {
      for index in start.parts[part].parameters.indices {
        let gradient =
          Double(start.parts[part].parameters[index] - after.parts[part].parameters[index]) / Double(rate)
        let width: Float = 1e-2
        let numeric =
          (loss { $0.parts[part].parameters[index] += width } - loss { $0.parts[part].parameters[index] -= width })
          / Double(2 * width)
        #expect(abs(gradient - numeric) < 2e-3 + 5e-3 * abs(numeric), "sub-model \(part), parameter \(index)")
      }
    }
  }

  @Test(
    "Coupled linear sub-models end where the closed form of their joint least squares lies", arguments: [0, 0.5, 5])
  func closedForm(coupling: Float) {
    var fixture = JointFixture()
    fixture.hidden = []
    let joint = fixture.joint()
    JointFixture.train(joint, live(coupling: coupling, rate: coupling > 1 ? 0.08 : 0.3, batch: 0), steps: 6000)
    let found = joint.checkpoint().parts.flatMap(\.parameters)
    let expected = CoupledLeastSquares(fixture, coupling: Double(coupling)).solution
    for (index, value) in expected.enumerated() {
      #expect(abs(Double(found[index]) - value) < 2e-3, "parameter \(index): \(found[index]), closed form \(value)")
    }
  }

  @Test("Consensus brings two forecasts together; the same sign for both keeps their difference and drifts")
  func drift() {
    func outputs(_ rule: Joining.CouplingRule) -> (coarse: Float, fine: Float) {
      // Only biases: inputs are zero, and the data hardly count against the coupling.
      func part(_ value: Float) -> JointNetworks.Part {
        let network = Network(
          Architecture(inputs: 1, layers: [.dense(units: 1)], loss: .mse), optimizer: .sgd, seed: 1, capacity: 1)
        var state = network.checkpoint()
        state.parameters = [0, value]
        network.restore(state)
        let examples = Examples(
          inputs: Matrix(rows: 1, columns: 1), targets: Matrix(rows: 1, columns: 1, values: [value]))
        return JointNetworks.Part(network: network, examples: examples, rows: [0], scale: 1e6)
      }
      let none = Tie.Spread(shares: Matrix(rows: 0, columns: 1), shifts: Matrix(rows: 0, columns: 1))
      let joint = JointNetworks(
        parts: [part(3), part(1)],
        ties: [Tie(fine: 0, coarse: 1, bins: 1, gain: 1, scale: 1, constants: [0], spread: none)], shares: false,
        seed: 1)
      var live = live(coupling: 1, rate: 0.05, batch: 1)
      live.joining.couplingRule = rule
      JointFixture.train(joint, live, steps: 100)
      let state = joint.checkpoint()
      return (state.parts[1].parameters[1], state.parts[0].parameters[1])
    }
    let together = outputs(.consensus)
    #expect(abs(together.coarse - 2) < 0.01 && abs(together.fine - 2) < 0.01)
    // y ← y − 0.1 (y_LG − y_HG) for both, from (1, 3): each step adds 0.2 to both.
    let drifting = outputs(.sameSign)
    #expect(abs(drifting.coarse - 21) < 0.01 && abs(drifting.fine - 23) < 0.01)
  }

  @Test(
    "Shared hidden layers are αW₁ + (1 − α)W₂ after every step, output layers never", arguments: [0, 0.3, 1] as [Float])
  func symmetricSharing(alpha: Float) {
    var fixture = JointFixture()
    fixture.shares = true
    let joint = fixture.joint()
    #expect(joint.sharedLayers == [0])
    var live = live()
    live.joining.sharing = alpha
    let apart = [0, 1].map { index in
      // One step without sharing, from the same common beginning.
      var lone = fixture
      lone.shares = false
      let other = lone.joint()
      other.restore(joint.checkpoint())
      JointFixture.train(other, live, steps: 1)
      return other.checkpoint().parts[index].parameters
    }
    JointFixture.train(joint, live, steps: 1)
    let hidden = (fixture.inputs + 1) * 5
    let state = joint.checkpoint()
    for index in 0..<hidden {
      let expected = alpha * apart[0][index] + (1 - alpha) * apart[1][index]
      #expect(abs(state.parts[0].parameters[index] - expected) < 1e-6)
      #expect(state.parts[1].parameters[index] == state.parts[0].parameters[index])
    }
    for part in 0..<2 { #expect(state.parts[part].parameters[hidden...] == apart[part][hidden...]) }
  }

  @Test("One-sided sharing leaves the first sub-model as it would be alone")
  func oneSidedSharing() {
    var fixture = JointFixture()
    fixture.shares = true
    let (joint, alone) = (fixture.joint(), JointFixture().joint())
    var sharing = live()
    sharing.joining.sharingRule = .oneSided
    JointFixture.train(joint, sharing, steps: 30)
    JointFixture.train(alone, live(), steps: 30)
    let (together, apart) = (joint.checkpoint(), alone.checkpoint())
    #expect(together.parts[0].parameters == apart.parts[0].parameters)
    #expect(together.parts[1].parameters != apart.parts[1].parameters)
  }

  @Test("A checkpoint continues with the same bits, in mid-epoch too")
  func checkpoints() {
    var fixture = JointFixture()
    fixture.stride = 3
    fixture.optimizer = .adam
    let (one, two) = (fixture.joint(), fixture.joint())
    let live = live(coupling: 0.5)
    JointFixture.train(one, live, steps: 40)
    JointFixture.train(two, live, steps: 17)
    let three = fixture.joint()
    three.restore(two.checkpoint())
    JointFixture.train(three, live, steps: 23)
    #expect(three.weightsHash() == one.weightsHash())
    #expect(three.checkpoint() == one.checkpoint())
  }

  @Test(
    "A joint step allocates nothing", .enabled(if: allocation_counter_works()), arguments: Joining.Combination.allCases)
  func allocations(combination: Joining.Combination) {
    var fixture = JointFixture()
    fixture.stride = 3
    fixture.optimizer = .adam
    fixture.shares = true
    let joint = fixture.joint()
    let live = live(combination, coupling: 0.5)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 64) { losses in
      _ = joint.train(hyperparameters: live, limit: 64, losses: losses)
      let before = allocation_count()
      for _ in 0..<20 { _ = joint.train(hyperparameters: live, limit: 64, losses: losses) }
      #expect(allocation_count() == before)
    }
  }
}

@Suite("The order of joint examples")
struct JointShuffleTests {
  @Test("Every example comes once an epoch, in an order of its own, runs of both kinds mixed")
  func order() {
    let presence = (0..<1000).map { $0 % 5 == 0 ? 2 : $0 % 7 == 0 ? 0 : 1 }
    let shuffle = JointShuffle(presence: presence, seed: 3)
    var (one, two) = ([Int32](), [Int32]())
    shuffle.fill(&one, epoch: 0)
    shuffle.fill(&two, epoch: 1)
    let expected = presence.indices.filter { presence[$0] > 0 }.map { Int32($0) }
    #expect(one.sorted() == expected && two.sorted() == expected && one != two)
    // Changes of kind: many more than one, many fewer than in a full mix.
    let changes = zip(one, one.dropFirst()).count { presence[Int($0)] != presence[Int($1)] }
    #expect(changes > 2 && changes < 16)
  }
}
