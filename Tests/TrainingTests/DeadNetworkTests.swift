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
        == "Since epoch 4 the network’s output is the same whatever it reads: its hidden units (relu) do not respond "
        + "(learning rate 1e-3). Until they do, only that one output is learnt: branch before that epoch with a smaller "
        + "learning rate, or with another activation.")
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
