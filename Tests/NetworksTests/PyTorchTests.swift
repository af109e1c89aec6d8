import Basics
import Networks
import Tensors
import Testing

@Suite("Agreement with PyTorch")
struct PyTorchTests {
  @Test("Output, loss and gradient of every activation with every loss", arguments: Kernels.levels)
  func gradients(level: String) throws {
    for fixture in try Fixtures.load("gradients", as: [Fixtures.Gradients].self) {
      #expect(fixture.cases.count == Activation.allCases.count * 4)
      for one in fixture.cases {
        let architecture = Fixtures.architecture(fixture.widths, one.activation, Fixtures.loss(one.loss))
        let network = Fixtures.network(architecture)
        let examples = Fixtures.examples(architecture)
        Kernels.atLevel(level) {
          let (loss, gradient) = network.gradient(on: examples, hyperparameters: Hyperparameters())
          #expect(relativeError([loss], [one.value]) < 1e-5, "\(one.activation), \(one.loss)")
          #expect(relativeError(gradient, one.gradient) < 1e-5, "\(one.activation), \(one.loss)")
          #expect(
            relativeError(network.predict(examples.inputs).values, one.output) < 1e-5, "\(one.activation), \(one.loss)")
          #expect(relativeError([network.loss(on: examples)], [one.value]) < 1e-5)
        }
      }
    }
  }

  @Test("Output, loss and gradient of graphs", arguments: Kernels.levels)
  func graphs(level: String) throws {
    let fixture = try Fixtures.load("graphs", as: [Fixtures.GraphOutcome].self)
    #expect(fixture.count == GraphCases.allCases.count)
    for one in fixture {
      let architecture = one.graph.architecture()
      let network = Fixtures.network(architecture)
      let examples = Fixtures.examples(architecture)
      Kernels.atLevel(level) {
        let (loss, gradient) = network.gradient(on: examples, hyperparameters: Hyperparameters())
        #expect(relativeError([loss], [one.value]) < 1e-5, "\(one.graph)")
        #expect(relativeError(gradient, one.gradient) < 1e-5, "\(one.graph)")
        if let inference = one.inference {
          // Both modes begin with the same statistics; a step of rate 0 leaves those of training behind.
          #expect(
            relativeError(network.predict(examples.inputs).values, inference.output) < 1e-5, "\(one.graph)")
          #expect(relativeError([network.loss(on: examples)], [inference.value]) < 1e-5, "\(one.graph)")
          train(network, on: examples, Hyperparameters(learningRate: 0, batchSize: 0), epochs: 1)
          #expect(relativeError(network.checkpoint().statistics, one.statistics ?? []) < 1e-5, "\(one.graph)")
          return
        }
        #expect(relativeError(network.predict(examples.inputs).values, one.output) < 1e-5, "\(one.graph)")
        #expect(relativeError([network.loss(on: examples)], [one.value]) < 1e-5, "\(one.graph)")
      }
    }
  }

  @Test(
    "Ten steps of every activation with every loss and optimizer, with clipping and with an L1 penalty",
    arguments: Kernels.levels)
  func descents(level: String) throws {
    let fixture = try Fixtures.load("descents", as: Fixtures.Descents.self)
    #expect(fixture.cases.count == ((Activation.allCases.count + 1) * 4 + 2) * Optimizer.allCases.count)
    for one in fixture.cases {
      let architecture = Fixtures.architecture(fixture.widths, one.activation, Fixtures.loss(one.loss))
      let network = Fixtures.network(architecture, optimizer: one.optimizer)
      Kernels.atLevel(level) {
        let losses = train(
          network, on: Fixtures.examples(architecture), Self.settings(one.optimizer, clip: one.clip, l1: one.l1),
          epochs: 10)
        let name: Comment = "\(one.activation), \(one.loss), \(one.optimizer), clip \(one.clip), L1 \(one.l1)"
        #expect(relativeError(losses, one.losses) < 1e-5, name)
        #expect(relativeError(network.checkpoint().parameters, one.parameters) < 1e-5, name)
      }
    }
  }

  @Test("A moving average of the weights, whose decay is turned on the way", arguments: Kernels.levels)
  func averages(level: String) throws {
    let fixture = try Fixtures.load("averages", as: [Fixtures.Average].self)
    #expect(fixture.count == Optimizer.allCases.count)
    for one in fixture {
      let architecture = Fixtures.architecture([5, 6, 3], .tanh, .mse)
      let network = Fixtures.network(architecture, optimizer: one.optimizer)
      let examples = Fixtures.examples(architecture)
      Kernels.atLevel(level) {
        for (steps, decay) in [(3, Float(0)), (4, 0.7), (3, 0.9)] {
          var settings = Self.settings(one.optimizer, clip: 0)
          settings.averaging = decay
          train(network, on: examples, settings, epochs: steps)
        }
        let checkpoint = network.checkpoint()
        #expect(relativeError(checkpoint.parameters, one.parameters) < 1e-5, "\(one.optimizer)")
        #expect(relativeError(checkpoint.average ?? [], one.average) < 1e-5, "\(one.optimizer)")
        #expect(relativeError(network.predict(examples.inputs).values, one.output) < 1e-5, "\(one.optimizer)")
        #expect(relativeError([network.loss(on: examples)], [one.value]) < 1e-5, "\(one.optimizer)")
      }
    }
  }

  @Test("A rate for each layer, and layers that keep their weights for a while", arguments: Kernels.levels)
  func groups(level: String) throws {
    let fixture = try Fixtures.load("groups", as: [Fixtures.Groups].self)
    #expect(fixture.count == 2 * Optimizer.allCases.count)
    for one in fixture {
      let architecture = Fixtures.architecture([5, 6, 4, 3], .tanh, .mse)
      let network = Fixtures.network(architecture, optimizer: one.optimizer)
      let examples = Fixtures.examples(architecture)
      Kernels.atLevel(level) {
        let losses = [(2, 0), (1, 1), (2, 2), (5, 0)].flatMap { steps, frozen -> [Float] in
          var settings = Self.settings(one.optimizer, clip: one.clip)
          (settings.layerDecay, settings.frozenLayers) = (0.5, frozen)
          return train(network, on: examples, settings, epochs: steps)
        }
        let name: Comment = "\(one.optimizer), clip \(one.clip)"
        #expect(relativeError(losses, one.losses) < 1e-5, name)
        #expect(relativeError(network.checkpoint().parameters, one.parameters) < 1e-5, name)
      }
    }
  }

  @Test("Ten steps of recurrent layers", arguments: Kernels.levels)
  func recurrences(level: String) throws {
    let fixture = try Fixtures.load("recurrences", as: Fixtures.Recurrences.self)
    let architecture = GraphCases.recurrence.architecture()
    let network = Fixtures.network(architecture, optimizer: .adam)
    Kernels.atLevel(level) {
      let losses = train(network, on: Fixtures.examples(architecture), Self.settings(.adam, clip: 0), epochs: 10)
      #expect(relativeError(losses, fixture.losses) < 1e-5)
      #expect(relativeError(network.checkpoint().parameters, fixture.parameters) < 1e-5)
    }
  }

  /// The script's `OPTIMIZERS`.
  static func settings(_ optimizer: Optimizer, clip: Float, l1: Float = 0) -> Hyperparameters {
    switch optimizer {
    case .sgd, .momentum, .nesterov:
      Hyperparameters(learningRate: 0.05, momentum: 0.8, weightDecay: 0.01, l1: l1, clipNorm: clip, batchSize: 0)
    case .rmsprop, .adam, .adamw:
      Hyperparameters(
        learningRate: 0.01, momentum: 0.8, beta2: 0.95, epsilon: 1e-3, weightDecay: 0.01, l1: l1, clipNorm: clip,
        batchSize: 0)
    }
  }

  @Test("Schedules")
  func schedules() throws {
    let fixture = try Fixtures.load("schedules", as: Fixtures.Schedules.self)
    func factors(_ kind: Schedule.Kind, _ count: Int, of planned: Int, _ turn: (inout Schedule) -> Void) -> [Float] {
      var schedule = Schedule(kind)
      turn(&schedule)
      return (0..<count).map { schedule.factor(epoch: $0, of: planned) }
    }
    #expect(relativeError(factors(.step, 12, of: 12) { $0.stepEpochs = 3 }, fixture.step) < 1e-6)
    #expect(relativeError(factors(.cosine, 13, of: 12) { _ in }, fixture.cosine) < 1e-6)
    // PyTorch's factor begins at 0.2 and reaches 1 after four epochs; ours does over five epochs, from 1/5 on.
    #expect(relativeError(factors(.warmUp, 8, of: 8) { $0.warmUpEpochs = 5 }, fixture.warmUp) < 1e-6)
    var waiting = Schedule(.plateau)
    (waiting.plateauPatience, waiting.rateFactor) = (2, 0.3)
    let plateau = fixture.losses.indices.map {
      waiting.factor(epoch: $0 + 1, of: 100, validationLosses: Array(fixture.losses[...$0]))
    }
    #expect(relativeError(plateau, fixture.plateau) < 1e-6)
    #expect(relativeError(factors(.oneCycle, 10, of: 10) { _ in }, fixture.oneCycle) < 1e-6)
    let late = factors(.oneCycle, 12, of: 12) { ($0.peak, $0.startDivisor, $0.finalDivisor) = (0.65, 4, 50) }
    #expect(relativeError(late, fixture.lateCycle) < 1e-6)
    // The height lies before the first epoch.
    #expect(relativeError(factors(.oneCycle, 6, of: 6) { $0.peak = 0.05 }, fixture.earlyCycle) < 1e-6)
    #expect(relativeError(factors(.restarts, 40, of: 40) { $0.period = 10 }, fixture.restarts) < 1e-6)
    let tripled = factors(.restarts, 30, of: 30) { ($0.period, $0.periodGrowth) = (2, 3) }
    #expect(relativeError(tripled, fixture.tripledRestarts) < 1e-6)
    let even = factors(.restarts, 12, of: 12) { ($0.period, $0.periodGrowth) = (4, 1) }
    #expect(relativeError(even, fixture.evenRestarts) < 1e-6)
    // A run may go on beyond what was planned, and a single epoch learns.
    #expect(factors(.oneCycle, 12, of: 10) { _ in }.suffix(2).allSatisfy { $0 < 1e-5 })
    #expect(factors(.oneCycle, 1, of: 1) { _ in } == [1])
    #expect(Schedule.constant.factor(epoch: 7, of: 10) == 1)
  }

  @Test("What a schedule is not told fits the planned epochs, and is then as if it had been told")
  func fittedSchedules() {
    for planned in [1, 2, 12, 200, 2000] {
      func factors(_ schedule: Schedule) -> [Float] { (0..<planned).map { schedule.factor(epoch: $0, of: planned) } }
      var step = Schedule(.step)
      let stretches = Set(factors(step)).count
      #expect(stretches == min(planned, Schedule.steps))
      step.stepEpochs = step.stepEpochs(of: planned)
      #expect(factors(step) == factors(Schedule(.step)))
      var warmUp = Schedule(.warmUp)
      warmUp.warmUpEpochs = warmUp.warmUpEpochs(of: planned)
      #expect(factors(warmUp) == factors(Schedule(.warmUp)))
      for growth in 1...3 {
        var restarts = Schedule(.restarts)
        restarts.periodGrowth = growth
        let fitted = factors(restarts)
        // The rate jumps up at each restart.
        let jumps = zip(fitted, fitted.dropFirst()).count { $0 < $1 }
        #expect(planned < 200 || jumps == Schedule.cycles - 1)
        restarts.period = restarts.period(of: planned)
        #expect(factors(restarts) == fitted)
      }
    }
    #expect(Schedule(.step).stepEpochs(of: 2000) == 334 && Schedule(.warmUp).warmUpEpochs(of: 200) == 10)
    #expect(Schedule(.restarts).period(of: 200) == 29)
  }

  @Test("Scores of classes agree with scikit-learn's")
  func scores() throws {
    for fixture in try Fixtures.load("scores", as: [Fixtures.Scores].self) {
      let scores = ClassScores(predicted: fixture.predicted, actual: fixture.actual, classCount: 4)
      #expect(scores.confusion == fixture.confusion)
      #expect(abs(scores.accuracy - fixture.accuracy) < 1e-12)
      #expect(abs(scores.macroPrecision - fixture.precision) < 1e-12)
      #expect(abs(scores.macroRecall - fixture.recall) < 1e-12)
      #expect(abs(scores.macroF1 - fixture.f1) < 1e-12)
      for (label, expected) in fixture.classes.enumerated() {
        #expect(abs(scores.precision(of: label) - expected.precision) < 1e-12)
        #expect(abs(scores.recall(of: label) - expected.recall) < 1e-12)
        #expect(abs(scores.f1(of: label) - expected.f1) < 1e-12)
        #expect(scores.support(of: label) == expected.count)
      }
    }
    #expect(Matrix([[0.1, 0.9], [0.5, 0.5], [0.2, 0.8]]).largestColumns == [1, 0, 1])
  }
}
