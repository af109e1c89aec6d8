import Models
import Networks
import Telemetry
import TestSeries
import Testing

@Suite("Windows of a long series are written from its columns when they are read")
struct WindowRowsTests {
  /// Of a training part with weekly and daily cycles, held as a table and not.
  private func parts(_ inputs: InputChoice = .all) throws -> (table: Examples, rows: Examples) {
    let options = SessionOptions(path: "waves", horizon: "1d", grains: ["30min", "3h", "1d"])
    let experiment = try Experiments.forecast(waves(days: 60, noise: 0.1, trend: 0.01), options)
    var settings = Settings(.mlp)
    settings.inputs = inputs
    let windows = try experiment.rungWindows(experiment.target.compared[1], horizon: 8, settings)
    let borders = experiment.target.question.borders
    let rows = try windows.part(.training, of: borders, tableNumbers: 0)
    #expect(rows.origins == (try windows.part(.training, of: borders).origins))
    return (try windows.part(.training, of: borders).examples, rows.examples)
  }

  @Test("They are what a table of them is", arguments: [InputChoice.target, .all])
  func values(_ inputs: InputChoice) throws {
    let (table, rows) = try parts(inputs)
    #expect(table.count == rows.count && table.count > 100)
    #expect(table.inputCount == rows.inputCount && table.outputCount == 8)
    #expect(table.inputs == rows.inputs)
    #expect(table.targets == rows.targets)
  }

  @Test("Pieces in their order are the whole")
  func pieces() throws {
    let (table, rows) = try parts()
    var (inputs, targets): ([Float], [Float]) = ([], [])
    var sizes: [Int] = []
    rows.forEachPiece(rows: 33) {
      inputs += $0.values
      targets += $1.values
      sizes.append($0.rows)
    }
    #expect(sizes.dropLast().allSatisfy { $0 == 33 } && sizes.count == (rows.count + 32) / 33)
    #expect(inputs == table.inputs.values)
    #expect(table.targets == .values(.init(rows: rows.count, columns: 8, values: targets)))
  }

  @Test("A network learns the same from them, bit for bit", arguments: [1, 32, 0])
  func training(batch: Int) throws {
    let (table, rows) = try parts()
    func trained(_ examples: Examples) -> UInt64 {
      let architecture = Architecture(
        inputs: examples.inputCount, layers: [.dense(units: 9), .activation(.tanh), .dense(units: 8)], loss: .mse)
      let network = Network(architecture, optimizer: .adam, seed: 7, capacity: 32)
      var live = Hyperparameters()
      live.batchSize = batch
      withUnsafeTemporaryAllocation(of: Float.self, capacity: 16) { losses in
        for _ in 0..<3 { _ = network.train(on: examples, hyperparameters: live, limit: 16, losses: losses) }
      }
      _ = network.loss(on: examples)
      return network.weightsHash()
    }
    #expect(trained(table) == trained(rows))
  }
}
