import Datasets
import Foundation
import Networks
import Telemetry
import TemporaryPaths
import Tensors
import Testing

@testable import Models

@Suite("Composite classifiers")
struct CompositeTests {
  private func settings(
    _ join: CompositeSettings.Join = .concatenated, _ learning: CompositeSettings.BaseLearning = .trained,
    _ base: CompositeSettings.Base = .resNet18
  ) -> Settings {
    var settings = Settings(.composite, on: .images, classifying: true)
    settings.composite.join = join
    settings.composite.learning = learning
    settings.composite.base = base
    return settings
  }

  private func architecture(_ settings: Settings, _ height: Int, _ width: Int, _ channels: Int = 1) -> Architecture {
    settings.architecture(image: Shape(height: height, width: width, channels: channels), outputs: 7)
  }

  /// 512 features with γ and β, and those of 2×2 places of 64 channels.
  private static let own = (1 * 9 * 32 + 64) + (32 * 9 * 64 + 128)

  @Test("Every join has the weights that it says", arguments: CompositeSettings.Join.allCases)
  func joins(_ join: CompositeSettings.Join) {
    let base = Architecture.resNet18(classes: nil, input: Shape(height: 8, width: 8, channels: 1)).parameterCount
    let network = architecture(settings(join), 8, 8)
    let heads =
      switch join {
      case .concatenated: (512 + 256 + 1) * 7
      case .averaged: (512 + 1) * 7 + (256 + 1) * 7
      case .weighted: (512 + 1) * 7 + (256 + 1) * 7 + 1
      case .stacked: (512 + 1) * 7 + (256 + 1) * 7 + (14 + 1) * 7
      }
    #expect(network.outputs == 7 && network.parameterCount == base + 1024 + Self.own + heads)
    let frozen = architecture(settings(join, .frozen), 8, 8)
    #expect(frozen.learntParameterCount == 1024 + Self.own + heads)
    #expect(frozen.parameterCount == network.parameterCount)
    #expect(frozen.multiplyAddsPerExample < network.multiplyAddsPerExample / 2)
    #expect(
      network.summary == "ResNet-18 trained, Conv 32, 64 3×3 → \(join.rawValue) → 7"
        && frozen.summary.hasPrefix("ResNet-18 frozen"))
  }

  @Test(
    "Images of any size and depth have a composite", arguments: CompositeSettings.Base.allCases,
    [(1, 1, 1), (2, 5, 3), (40, 33, 3)])
  func sizes(_ base: CompositeSettings.Base, _ size: (Int, Int, Int)) {
    #expect(architecture(settings(.stacked, .trained, base), size.0, size.1, size.2).outputs == 7)
  }

  @Test("Averaged is the mean of both networks' outputs")
  func average() {
    var settings = settings(.averaged, .frozen)
    settings.loss = .mse
    let network = Network(architecture(settings, 4, 4), optimizer: .adam, seed: 3, capacity: 1)
    let image = Matrix(rows: 1, columns: 16, values: (0..<16).map { Float($0) / 16 })
    let whole = network.predict(image).values
    // With one head silent, what is left is half of the other.
    let checkpoint = network.checkpoint()
    let parts = [512, 64].map { silent -> [Float] in
      var muted = checkpoint
      // The two heads come last: the base's of 512 inputs, the feature network's of 64.
      let second = (64 + 1) * 7
      let count = muted.parameters.count
      let range = silent == 64 ? count - second..<count : count - second - (512 + 1) * 7..<count - second
      for index in range { muted.parameters[index] = 0 }
      network.restore(muted)
      return network.predict(image).values
    }
    for index in whole.indices {
      #expect(abs(whole[index] - parts[0][index] - parts[1][index]) < 1e-4 * max(1, abs(whole[index])))
    }
    #expect(whole.contains { abs($0) > 1e-3 })
  }

  @Test("It learns; a frozen base stays as it was", arguments: CompositeSettings.BaseLearning.allCases)
  func learning(_ learning: CompositeSettings.BaseLearning) throws {
    let experiment = try SampleExperiment(Pictures.bars(channels: 1), SessionOptions(path: "bars", grains: ["4x4"]))
    var settings = experiment.defaultSettings(.composite)
    settings.composite.learning = learning
    let learner = try experiment.learner(for: "4×4", settings: settings)
    let before = learner.checkpoint()
    Pictures.train(learner, settings, epochs: learning == .frozen ? 12 : 4)
    #expect(try #require(learner.evaluate().test.scores.accuracy) > 0.9)
    guard case .network(let old) = before, case .network(let new) = learner.checkpoint() else { return }
    let base = Architecture.resNet18(classes: nil, input: Shape(height: 4, width: 4, channels: 1)).parameterCount
    #expect((old.parameters.prefix(base) == new.parameters.prefix(base)) == (learning == .frozen))
    #expect(old.parameters.suffix(10) != new.parameters.suffix(10))
    let remark = try #require(learner.outline.remarks.first)
    #expect(
      remark == "the ResNet-18 begins with random weights\(learning == .frozen ? " and keeps them" : "")"
        + "; --init FILE gives trained ones")
  }

  @Test("Its knobs turn, and are shown for it alone")
  func knobs() throws {
    var settings = Settings(.composite, on: .images, classifying: true)
    try settings.set(.base, to: .choice("frozen"))
    try settings.set(.baseNetwork, to: .choice("vgg11"))
    try settings.set(.join, to: .choice("stacked"))
    #expect(settings.composite.learning == .frozen && settings.composite.base == .vgg11)
    #expect(settings.composite.join == .stacked && settings.value(of: .join) == .choice("stacked"))
    #expect(settings.knobs.map(\.knob).contains(.baseNetwork))
    #expect(!Settings(.conv, on: .images).knobs.map(\.knob).contains(.join))
    #expect(throws: SettingsError.self) { try settings.set(.base, to: .choice("molten")) }
  }
}

@Suite("Weights of a base network from a file")
struct BaseWeightsTests {
  private let image = Shape(height: 4, width: 4, channels: 1)

  /// The tensors of a small-image ResNet-18, or of a VGG-11, with a head that is not read.
  private func tensors(_ architecture: Architecture) -> [NamedTensor] {
    Network(architecture, optimizer: .sgd, seed: 9, capacity: 1).namedWeights()
  }

  /// Opens images with these weights; the path is shortened in what a refusal says.
  private func open(_ tensors: [NamedTensor], channels: Int = 1) throws -> SampleExperiment {
    let url = TemporaryPaths.unused(".safetensors")
    try Data(SafetensorsWriter.bytes(tensors)).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    var options = SessionOptions(path: "bars", grains: ["4x4"])
    options.weights = url.path
    return try SampleExperiment(Pictures.bars(channels: channels), options)
  }

  private func refusal(_ tensors: [NamedTensor], channels: Int = 1) -> String {
    do {
      _ = try open(tensors, channels: channels)
      return "no error"
    } catch let error as OpeningError {
      return error.sentence.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? ""
    } catch { return "\(error)" }
  }

  @Test("They are what the base begins with, and change the data's hash")
  func beginning() throws {
    let all = tensors(.resNet18(classes: 5, input: image))
    let experiment = try open(all)
    let plain = try SampleExperiment(Pictures.bars(channels: 1), SessionOptions(path: "bars", grains: ["4x4"]))
    #expect(experiment.dataHash != plain.dataHash)
    let settings = experiment.defaultSettings(.composite)
    let learner = try #require(try experiment.learner(for: "4×4", settings: settings) as? NetworkLearner)
    let base = Dictionary(uniqueKeysWithValues: all.map { ("base.\($0.name)", $0.values) })
    var compared = 0
    for tensor in learner.network.namedWeights() where tensor.name.hasPrefix("base.") && !tensor.isCount {
      #expect(base[tensor.name] == tensor.values, "\(tensor.name)")
      compared += 1
    }
    #expect(compared == 100)
    let written = learner.fitted().baseWeights
    #expect(written.filter { !$0.isCount } == all.filter { !$0.isCount && !$0.name.hasPrefix("fc.") })
    #expect(learner.outline.remarks.first?.hasPrefix("the ResNet-18 begins with the weights of ") == true)
    var other = settings
    other.composite.base = .vgg11
    let remarks = try experiment.learner(for: "4×4", settings: other).outline.remarks
    #expect(remarks.first?.hasSuffix("are a ResNet-18's, so that the VGG-11 begins with random ones") == true)
  }

  @Test("The file says which network it is, with which stem, and colours are summed for grey images")
  func forms() throws {
    let colour = Shape(height: 40, width: 40, channels: 3)
    let standard = try open(tensors(.resNet18(classes: nil, input: colour)))
    let learner = try standard.learner(for: "4×4", settings: standard.defaultSettings(.composite))
    #expect(learner.evaluate().test.scores.accuracy != nil)
    for isNormalized in [false, true] {
      let experiment = try open(tensors(.vgg11(classes: nil, input: colour, isNormalized: isNormalized)), channels: 3)
      let settings = experiment.defaultSettings(.composite)
      #expect(settings.composite.base == .vgg11)
      #expect(
        try experiment.learner(for: "4×4", settings: settings).outline.remarks.first?.contains(
          "VGG-11 begins with the weights") == true)
    }
  }

  @Test("Weights that cannot begin a base are refused in a sentence")
  func refusals() {
    let all = tensors(.resNet18(classes: nil, input: image))
    #expect(
      refusal([NamedTensor(name: "w", shape: [1], values: [1])])
        == "the tensors have neither a ResNet-18's names (conv1.weight …) nor a VGG-11's (features.0.weight …); export one with export-weights.py."
    )
    #expect(
      refusal(all.filter { $0.name != "layer3.0.bn2.bias" })
        == "there is no tensor layer3.0.bn2.bias, which a ResNet-18 has; export all of its weights.")
    #expect(
      refusal(all + [NamedTensor(name: "layer1.2.conv1.weight", shape: [1], values: [1])])
        == "there is a tensor layer1.2.conv1.weight, which a ResNet-18 does not have; export a ResNet-18 or a VGG-11.")
    #expect(
      refusal(all, channels: 3)
        == "conv1.weight has the shape 64×1×3×3, but 64×3×3×3 is expected for these images; give weights of that shape."
    )
    let bad = all.map { tensor in
      var tensor = tensor
      if tensor.name == "layer2.0.bn1.running_var" { tensor.values[3] = -1 }
      return tensor
    }
    #expect(
      refusal(bad)
        == "layer2.0.bn1.running_var holds values that are not numbers, or variances below 0; export the weights again."
    )
    var options = SessionOptions(path: "rows")
    options.weights = "/nowhere/x.safetensors"
    let missing = #expect(throws: OpeningError.self) { try SampleExperiment(Pictures.bars(channels: 1), options) }
    #expect(missing?.sentence == "/nowhere/x.safetensors: there is no such file; check the path.")
  }
}
