import Basics
import Datasets
import Models
import Networks
import Telemetry
import Tensors
import Testing

@Suite("Recipes for images")
struct ImageRecipeTests {
  private func layers(_ height: Int, _ width: Int, _ channels: Int = 1) -> Architecture {
    Settings(.conv, on: .images, classifying: true).architecture(
      image: Shape(height: height, width: width, channels: channels), outputs: 10)
  }

  @Test("Convolutions keep the size, pools halve it, and what is left goes into one dense layer")
  func network() {
    let network = layers(8, 8)
    #expect(
      network.summary.replacing(" → Dropout", with: "")
        == "Reshape 8×8×1 → Conv 64 3×3 relu → MaxPool 2×2 → Conv 32 3×3 relu → MaxPool 2×2 → Dense 10")
    #expect(network.shapes.map(\.count) == [64, 64, 4096, 4096, 1024, 512, 512, 128, 128, 10])
    // 9·1·64 + 64, 9·64·32 + 32, 2·2·32·10 + 10
    #expect(network.parameterCount == 640 + 18_464 + 1_290)
    #expect(network.multiplyAddsPerPrediction == 64 * 9 * 64 + 16 * 9 * 64 * 32 + 128 * 10)
    #expect(layers(28, 28, 3).parameterCount == 27 * 64 + 64 + 18_464 + 7 * 7 * 32 * 10 + 10)
  }

  @Test(
    "A pool that would leave nothing of a side is left out, and said so",
    arguments: [(4, 4, []), (3, 3, [2]), (2, 2, [2]), (1, 1, [1, 2]), (8, 1, [1, 2]), (2, 8, [2]), (7, 7, [])])
  func pools(height: Int, width: Int, omitted: [Int]) {
    #expect(
      ImageArchitectures.omittedPools(on: Shape(height: height, width: width, channels: 1), layers: 2) == omitted)
    #expect(layers(height, width).layers.count { if case .pool = $0 { true } else { false } } == 2 - omitted.count)
  }

  @Test("Filters always have a middle, within bounds")
  func kernels() throws {
    var settings = Settings(.conv, on: .images)
    try settings.set(.kernel, to: .integer(4))
    #expect(settings.kernel == 5)
    #expect(throws: SettingsError.self) { try settings.set(.kernel, parsing: "4") }
    try settings.set(.kernel, to: .integer(400))
    #expect(settings.kernel == 15)
    try settings.set(.kernel, to: .integer(-1))
    #expect(settings.kernel == 1)
  }

  @Test("The screen offers what fits the data", arguments: [Content.series, .table, .images])
  func choices(content: Content) {
    guard case .choices(let names) = Settings(.mlp, on: content).range(of: .recipe) else { return }
    #expect(names.contains("conv") == (content == .images))
    #expect(names.contains("ridge") == (content == .series))
    let knobs = Settings(.mlp, on: content).knobs.map(\.knob)
    #expect(knobs.contains(.lookback) == (content == .series))
  }

  @Test("It learns classes of grey and of coloured images, alike with the same seed", arguments: [1, 3])
  func learning(channels: Int) throws {
    let images = Pictures.bars(channels: channels)
    let experiment = try SampleExperiment(images, SessionOptions(path: "bars", grains: ["4x4", "2x2", "1x1"]))
    guard case .images(let pictures, .classes) = experiment.info.content else {
      Issue.record("\(experiment.info.content.kind)")
      return
    }
    #expect(pictures.channels == channels)
    var hashes: Set<UInt64> = []
    for _ in 0..<2 {
      let learner = try experiment.learner(for: "4×4", settings: experiment.defaultSettings(.conv))
      Pictures.train(learner, experiment.defaultSettings(.conv), epochs: 12)
      #expect(try #require(learner.evaluate().scores.accuracy) > 0.95)
      #expect(learner.outline.multiplyAddsPerPrediction > 0)
      hashes.insert(learner.weightsHash())
    }
    #expect(hashes.count == 1)
    let one = try experiment.learner(for: "1×1", settings: experiment.defaultSettings(.conv))
    #expect(one.outline.remarks.first?.hasPrefix("pools 1, 2 of 2 are left out") == true)
    Pictures.train(one, experiment.defaultSettings(.conv), epochs: 3)
    #expect(try #require(one.evaluate().scores.accuracy) < 0.9)
  }

  @Test("A number is told from an image by one unit and squared errors")
  func numbers() throws {
    var images = Pictures.bars(channels: 1)
    images.labels = []
    images.classNames = []
    // The mean grey of the left half, which any convolution can find.
    let left = (0..<16).filter { $0 % 4 < 2 }
    let pixels = images.pixels
    images.numbers = (0..<images.count).map { image in
      var sum: Float = 0
      for place in left { sum += pixels[image * 16 + place] }
      return sum
    }
    images.numbers[3] = .nan
    let experiment = try SampleExperiment(images, SessionOptions(path: "bars"))
    #expect(experiment.info.targetName == "number" && experiment.info.classes == nil)
    let settings = experiment.defaultSettings(.conv)
    #expect(settings.loss == .mse)
    let learner = try experiment.learner(for: "4×4", settings: settings)
    #expect(learner.outline.summary.hasSuffix("Dense 1"))
    #expect(learner.outline.trainingRows + learner.outline.validationRows == 159)
    Pictures.train(learner, settings, epochs: 40)
    let scores = learner.evaluate().scores
    let actual = images.numbers.filter { !$0.isNaN }
    let mean = actual.reduce(0, +) / Float(actual.count)
    var variance = 0.0
    for value in actual { variance += Double((value - mean) * (value - mean)) / Double(actual.count) }
    #expect(try #require(scores.mse) < variance / 5)
  }

  @Test("Classes that are numbers can be told as numbers; other words are refused")
  func target() throws {
    var images = Pictures.bars(channels: 1)
    images.classNames = ["3", "8"]
    let experiment = try SampleExperiment(images, SessionOptions(path: "bars", target: "number"))
    #expect(experiment.info.classes == nil && experiment.defaultSettings(.mlp).loss == .mse)
    #expect(try SampleExperiment(images, SessionOptions(path: "bars", target: "class")).info.classes != nil)
    #expect(throws: OpeningError.self) { try SampleExperiment(images, SessionOptions(path: "bars", target: "colour")) }
    images.classNames = ["lies", "stands"]
    #expect(throws: OpeningError.self) { try SampleExperiment(images, SessionOptions(path: "bars", target: "number")) }
  }

  @Test("Files whose classes stand one after the other are parted class by class, with a remark; others by their end")
  func parting() throws {
    let mixed = Pictures.bars(channels: 1)
    var sorted = mixed
    sorted.labels = mixed.labels.sorted()
    var options = SessionOptions(path: "bars")
    #expect(try SampleExperiment(mixed, options).info.policies.map(\.value) == ["file-order"])
    let parted = try SampleExperiment(sorted, options)
    #expect(parted.info.policies.map(\.value) == ["stratified"])
    #expect(parted.info.remarks.contains { $0.hasPrefix("the classes stand one after the other") })
    #expect(Set(parted.info.classes?.actual ?? []) == [0, 1])
    options.split = .fileOrder
    let asked = try SampleExperiment(sorted, options)
    #expect(Set(asked.info.classes?.actual ?? []) == [1])
    options.split = .stratified
    options.validationShare = 0.1
    let sizes = try SampleExperiment(mixed, options).partSizes
    #expect([sizes.training, sizes.validation, sizes.test] == [144, 16, 40])
  }
}

/// Bars that stand or lie, with noise.
enum Pictures {
  static func bars(channels: Int, count: Int = 200) -> ImageSet {
    let key = RandomKey(seed: 1, stream: .noise)
    var pixels: [Float] = []
    let labels = (0..<count).map { Int32($0 % 2) }
    for (image, label) in labels.enumerated() {
      for place in 0..<16 {
        let isBar = (label == 0 ? place / 4 : place % 4) == 1 + image % 2
        for channel in 0..<channels {
          let noise = 0.1 * key.uniform(UInt64((image * 16 + place) * channels + channel))
          pixels.append((isBar ? 0.8 : 0.1) + noise)
        }
      }
    }
    return ImageSet(
      name: "bars", height: 4, width: 4, channels: channels, pixels: pixels, labels: labels,
      classNames: ["lies", "stands"])
  }

  static func train(_ learner: any Learner, _ settings: Settings, epochs: Int) {
    let losses = UnsafeMutableBufferPointer<Float>.allocate(capacity: 4096)
    defer { losses.deallocate() }
    for _ in 0..<epochs {
      while !learner.advance(limit: 4096, live: settings.live, losses: losses).epochEnded {}
    }
  }
}
