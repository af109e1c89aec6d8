import Models
import Telemetry
import Tensors
import Testing
import Training

@Suite("A run's model is a value at any step")
struct FittedRunTests {
  private let experiment = SyntheticExperiment()
  /// What the judge of the rung `a` looks at.
  private var judged: MeanSquaredErrorJudge { MeanSquaredErrorJudge(examples: experiment.examples(40, 99)) }

  private func loop() throws -> RunLoop {
    var settings = experiment.defaultSettings(.mlp)
    // So large that the last weights are not the best.
    settings.live.learningRate = 0.1
    let learner = try experiment.learner(for: "a", settings: settings)
    return RunLoop(run: RunID(0), rung: "a", settings: settings, learner: learner)
  }

  private func train(_ loop: RunLoop, epochs: Int) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 1024) { losses in
      while loop.epoch < epochs { _ = loop.advance(limit: losses.count, losses: losses) }
    }
  }

  @Test("What was made of a step stays as it was, and knows the knobs of then")
  func value() throws {
    let loop = try loop()
    train(loop, epochs: 2)
    let early = loop.fitted()
    let error = judged.evaluate(early.functions[0]).test.scores.mse
    #expect(error == loop.evaluate().test.scores.mse)
    _ = try loop.set(.learningRate, to: .number(0.01))
    train(loop, epochs: 4)
    #expect(judged.evaluate(early.functions[0]).test.scores.mse == error)
    #expect(early.settings.live.learningRate == 0.1 && loop.fitted().settings.live.learningRate == 0.01)
    #expect(loop.fitted() != early)
  }

  @Test("The best model is the one that the run ends up judged by, and asking for it changes nothing")
  func best() throws {
    let loop = try loop()
    train(loop, epochs: 12)
    let last = loop.fitted()
    let best = loop.bestFitted()
    #expect(best != last)
    #expect(judged.evaluate(best.functions[0]).test.scores.mse == loop.evaluateBest().test.scores.mse)
    #expect(loop.fitted() == last)
  }
}
