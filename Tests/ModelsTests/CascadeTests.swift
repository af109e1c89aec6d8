import Datasets
import Networks
import Telemetry
import Tensors
import Testing

@testable import Models

@Suite("A cascade asks the finer model where the coarse one is unsure")
struct CascadeTests {
  private let coarse = Cascade.Stage(
    rung: "2×2", multiplyAdds: 10,
    probabilities: Matrix([[0.9, 0.1], [0.6, 0.4], [0.45, 0.55], [0.2, 0.8]]))
  private let fine = Cascade.Stage(
    rung: "4×4", multiplyAdds: 100, probabilities: Matrix([[0.1, 0.9], [0.3, 0.7], [0.9, 0.1], [0.7, 0.3]]))
  private let labels: [Int32] = [0, 1, 0, 1]

  @Test("Who decides, at what cost and how well, over τ")
  func deciding() throws {
    let cascade = Cascade([coarse, fine], labels: labels, .test)
    let decision = CascadeDecision([coarse.probabilities, fine.probabilities])
    #expect(decision.deciders(at: 0) == [0, 0, 0, 0])
    #expect(decision.deciders(at: 0.6) == [0, 0, 1, 0])
    #expect(decision.deciders(at: 0.8) == [0, 1, 1, 0])
    #expect(decision.deciders(at: 1) == [1, 1, 1, 1])
    let judged = cascade.judged(at: 0.8)
    #expect(judged.scores.accuracy == 1)
    let report = try #require(judged.cascade)
    #expect(
      report.point == CascadePoint(threshold: Double(Float(0.8)), accuracy: 1, multiplyAdds: 60, shares: [0.5, 0.5]))
    #expect(report.rungs == ["2×2", "4×4"] && report.multiplyAdds == [10, 100])
    #expect(report.curve.first?.accuracy == 0.5 && report.curve.first?.multiplyAdds == 10)
    #expect(report.curve.last?.accuracy == 0.5 && report.curve.last?.multiplyAdds == 110)
    #expect(judged.parts.map(\.rung) == ["4×4", "2×2"] && judged.parts.map(\.weight) == [0.5, 0.5])
    #expect(judged.parts.map(\.scores.accuracy) == [0.5, 0.5])
  }

  @Test("Models learn as they would alone, τ turns without a step, and a checkpoint brings all back")
  func learning() throws {
    let experiment = try SampleExperiment(
      Pictures.bars(channels: 1), SessionOptions(path: "bars", grains: ["4x4", "2x2", "1x1"]))
    #expect(experiment.info.joins.map(\.recipe) == ["cascade"])
    #expect(experiment.rungs(for: .cascade) == ["4×4+2×2+1×1"])
    var settings = experiment.defaultSettings(.cascade)
    settings.augmentation = .shift
    let learner = try experiment.learner(for: "4×4+1×1", settings: settings)
    #expect(learner.outline.members == ["4×4", "1×1"])
    Pictures.train(learner, settings, epochs: 6)
    var alone = settings
    alone.recipe = .mlp
    let own = try experiment.learner(for: "4×4", settings: alone)
    Pictures.train(own, alone, epochs: 6)
    let evaluation = learner.evaluate()
    #expect(evaluation.test.parts.first?.scores.accuracy == own.evaluate().test.scores.accuracy)
    let before = learner.weightsHash()
    settings.live.joining.threshold = 0
    learner.adopt(settings.live)
    #expect(learner.evaluate().test.cascade?.point.shares == [1, 0])
    #expect(learner.weightsHash() == before)
    #expect(learner.validationLoss() != nil && learner.partLosses().count == 2)
    let kept = learner.checkpoint()
    Pictures.train(learner, settings, epochs: 2)
    let later = learner.weightsHash()
    let twin = try experiment.learner(for: "1×1+4×4", settings: settings)
    twin.restore(kept)
    #expect(twin.weightsHash() == before)
    Pictures.train(twin, settings, epochs: 2)
    #expect(twin.weightsHash() == later)
  }

  @Test("What cannot be joined is refused")
  func refusals() throws {
    let experiment = try SampleExperiment(Pictures.bars(channels: 1), SessionOptions(path: "bars"))
    let settings = experiment.defaultSettings(.cascade)
    for rung: RungID in ["4×4", "4×4+4×4", "4×4+3×3"] {
      #expect(throws: ExperimentError.self) { try experiment.learner(for: rung, settings: settings) }
    }
    var numbers = Pictures.bars(channels: 1)
    numbers.classNames = ["1", "2"]
    let counted = try SampleExperiment(numbers, SessionOptions(path: "bars", target: "number"))
    #expect(throws: ExperimentError.self) {
      try counted.learner(for: "4×4+2×2", settings: counted.defaultSettings(.cascade))
    }
  }
}

@Suite("Training images are varied")
struct AugmentationTests {
  private func varied(_ augmentation: Augmentation, epoch: Int, seed: UInt64 = 1, channels: Int = 1) -> [Float] {
    let images = Pictures.bars(channels: channels, count: 20)
    let shape = Shape(height: 4, width: 4, channels: channels)
    var into = [Float](repeating: -1, count: images.pixels.count)
    Augmenter(augmentation: augmentation, shape: shape, seed: seed).vary(
      Matrix(rows: 20, columns: shape.count, values: images.pixels), epoch: epoch, into: &into)
    return into
  }

  @Test("By seed, epoch and example alone, anew in every epoch", arguments: [Augmentation.shift, .flip, .both])
  func addresses(augmentation: Augmentation) {
    let first = varied(augmentation, epoch: 3)
    #expect(varied(augmentation, epoch: 3) == first)
    #expect(varied(augmentation, epoch: 4) != first)
    #expect(varied(augmentation, epoch: 3, seed: 2) != first)
    #expect(first.allSatisfy { $0 >= 0 && $0 <= 1 })
  }

  @Test("Mirrored or not, each about as often; channels keep together", arguments: [1, 3])
  func flips(channels: Int) {
    let images = Pictures.bars(channels: channels, count: 20)
    let flipped = varied(.flip, epoch: 0, channels: channels)
    var mirrored = 0
    for image in 0..<20 {
      let size = 16 * channels
      let original = Array(images.pixels[image * size..<(image + 1) * size])
      var mirror = original
      for place in 0..<16 {
        let other = place / 4 * 4 + 3 - place % 4
        for channel in 0..<channels { mirror[place * channels + channel] = original[other * channels + channel] }
      }
      let found = Array(flipped[image * size..<(image + 1) * size])
      #expect(found == original || found == mirror)
      if found == mirror { mirrored += 1 }
    }
    #expect((4...16).contains(mirrored))
  }

  @Test("Nothing is left of an image that the epoch before varied: runs go on from a checkpoint to the same bits")
  func resuming() throws {
    let experiment = try SampleExperiment(Pictures.bars(channels: 1), SessionOptions(path: "bars"))
    var settings = experiment.defaultSettings(.conv)
    settings.augmentation = .both
    let learner = try experiment.learner(for: "4×4", settings: settings)
    Pictures.train(learner, settings, epochs: 3)
    let kept = learner.checkpoint()
    Pictures.train(learner, settings, epochs: 2)
    let twin = try experiment.learner(for: "4×4", settings: settings)
    twin.restore(kept)
    Pictures.train(twin, settings, epochs: 2)
    #expect(twin.weightsHash() == learner.weightsHash())
    settings.augmentation = .none
    let plain = try experiment.learner(for: "4×4", settings: settings)
    Pictures.train(plain, settings, epochs: 5)
    #expect(plain.weightsHash() != learner.weightsHash())
  }
}
