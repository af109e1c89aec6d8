import Models
import Networks
import Telemetry
import Tensors
import Testing

@testable import Training

@Suite("A network that no longer responds is said to be dead, and why")
struct DeadNetworkTests {
  private let experiment = SyntheticExperiment()

  private func loop(_ settings: Settings) throws -> RunLoop {
    RunLoop(
      run: RunID(0), rung: "a", settings: settings, learner: try experiment.learner(for: "a", settings: settings))
  }

  /// The reports of so many epochs more.
  private func reports(_ loop: RunLoop, epochs: Int) -> [EpochReport] {
    var reports: [EpochReport] = []
    var losses = [Float](repeating: 0, count: 64)
    while reports.count < epochs, loop.end == nil {
      let advance = losses.withUnsafeMutableBufferPointer { loop.advance(limit: 64, losses: $0) }
      if let report = advance.epoch { reports.append(report) }
    }
    return reports
  }

  /// Pushes every unit of the first hidden layer below 0 for all that it may read.
  private func kill(_ loop: RunLoop) throws {
    guard case .network(var state) = loop.learner.checkpoint() else {
      Issue.record("no network")
      return
    }
    let weights = experiment.features * loop.settings.units[0]
    for unit in 0..<loop.settings.units[0] { state.parameters[weights + unit] = -1e4 }
    loop.learner.restore(.network(state))
  }

  @Test("It is found at the end of the epoch in which it died, and stays said until it responds again")
  func found() throws {
    let loop = try loop(experiment.defaultSettings(.mlp))
    #expect(reports(loop, epochs: 3).allSatisfy { $0.dead == nil })
    let alive = loop.checkpoint().learner
    try kill(loop)
    let dead = reports(loop, epochs: 2)
    #expect(dead.map { $0.dead?.epoch } == [4, 4])
    #expect(
      dead.last?.dead?.explanation
        == "Since epoch 4 the network answers the same, or nearly so, whatever it reads: its hidden units (relu) do not "
        + "respond (learning rate 1e-3). Until they do, only that one answer is learnt: begin again, or branch before that "
        + "epoch, with a smaller learning rate or another activation.")
    // A branch finds out for itself.
    let branch = try self.loop(experiment.defaultSettings(.mlp))
    branch.branch(from: loop.checkpoint())
    #expect(reports(branch, epochs: 1).first?.dead?.epoch == 6)
    loop.learner.restore(alive)
    #expect(reports(loop, epochs: 1).first?.dead == nil)
  }

  @Test("What learns is alive", arguments: [Recipe.mlp, .gru, .nlinear, .linear2])
  func alive(recipe: Recipe) throws {
    let reports = reports(try loop(experiment.defaultSettings(recipe)), epochs: 12)
    #expect(reports.count == 12 && reports.allSatisfy { $0.dead == nil })
  }

  @Test("Who reads the same of every example may answer the same")
  func sameInputs() throws {
    let settings = experiment.defaultSettings(.mlp)
    let network = Network(
      settings.architecture(inputs: 3, outputs: 1), optimizer: .adam, seed: 1, capacity: 4)
    let same = Examples(
      inputs: Matrix(rows: 300, columns: 3, values: Array(repeating: 0.5, count: 900)),
      targets: Matrix(rows: 300, columns: 1))
    #expect(!network.ignoresInputs(of: same))
  }

  /// A network whose hidden units are all below 0, but for rows whose features are large.
  ///
  /// - Parameters:
  ///   - large: rows that it responds to, of 100.
  ///   - bias: of every hidden unit.
  private func network(large: Int, weight: Float = 1, bias: Float = -50) -> (network: Network, inputs: Matrix) {
    let settings = experiment.defaultSettings(.mlp)
    let network = Network(settings.architecture(inputs: 3, outputs: 1), optimizer: .adam, seed: 1, capacity: 4)
    var state = network.checkpoint()
    let units = settings.units[0]
    for place in 0..<3 * units { state.parameters[place] *= weight }
    if bias != 0 {
      for place in 0..<3 * units { state.parameters[place] = weight }
      for unit in 0..<units { state.parameters[3 * units + unit] = bias }
    }
    network.takeUp(state)
    let inputs = (0..<300).map { place in
      Float((place * 37) % 101) / 101 + (place / 3 < large ? 100 : 0)
    }
    return (network, Matrix(rows: 100, columns: 3, values: inputs))
  }

  private var varied: Matrix { Matrix(rows: 100, columns: 1, values: (0..<100).map { Float(($0 * 53) % 17) }) }

  @Test("One that answers nine tenths of its examples alike is dead, though it responds to the others")
  func nearly() {
    for (large, isDead) in [(0, true), (1, true), (10, true), (20, false), (100, false)] {
      let (network, inputs) = network(large: large)
      #expect(network.ignoresInputs(of: Examples(inputs: inputs, targets: varied)) == isDead, "\(large)")
    }
    // Answers that differ by a millionth of the targets are as good as the same.
    for (weight, isDead) in [(Float(1e-6), true), (0.1, false), (1, false)] {
      let (network, inputs) = network(large: 0, weight: weight, bias: 0)
      #expect(network.ignoresInputs(of: Examples(inputs: inputs, targets: varied)) == isDead, "\(weight)")
      let small = Examples(
        inputs: inputs, targets: Matrix(rows: 100, columns: 1, values: varied.values.map { $0 * 1e-3 }))
      #expect(network.ignoresInputs(of: small) == isDead, "\(weight)")
    }
  }

  @Test("One that has found the few rows at which a target is another is alive, and so is one without a task")
  func rare() {
    let (network, inputs) = network(large: 5)
    let right = network.predict(inputs)
    #expect(!network.ignoresInputs(of: Examples(inputs: inputs, targets: right)))
    let constant = Matrix(rows: 100, columns: 1, values: [Float](repeating: 3, count: 100))
    #expect(!network.ignoresInputs(of: Examples(inputs: inputs, targets: constant)))
    // Of rows that are alike nine tenths are answered alike by anyone.
    let few = Matrix(rows: 100, columns: 3, values: (0..<300).map { $0 / 3 < 12 ? Float($0) * 10 : 0.5 })
    #expect(!network.ignoresInputs(of: Examples(inputs: few, targets: varied)))
  }

  @Test("The record and the journal tell it")
  func told() throws {
    let loop = try loop(experiment.defaultSettings(.mlp))
    try kill(loop)
    var record = RunRecord(loop.plan(parent: nil))
    for report in reports(loop, epochs: 12) { record.apply(.epoch(RunID(0), report)) }
    #expect(record.dead?.epoch == 1 && record.failure == record.dead?.explanation && loop.failure == record.failure)
    let line = EndLine(
      run: RunID(0), step: loop.step, epoch: loop.epoch, reason: .completed, weights: "", explanation: loop.failure)
    let journal = try Journal(path: temporaryPath("dead.journal"))
    journal.append(.end(line))
    #expect(try readLines(journal.path) == [.end(line)])
  }
}
