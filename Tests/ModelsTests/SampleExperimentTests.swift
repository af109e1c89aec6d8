import Datasets
import Models
import Networks
import Telemetry
import Tensors
import Testing

@Suite("Images at several resolutions and rows of tables are classified")
struct SampleExperimentTests {
  /// Bars that stand or lie, with noise: told apart at 4×4, not at 1×1.
  private var images: ImageSet {
    let key = RandomKey(seed: 1, stream: .noise)
    var pixels: [Float] = []
    let labels = (0..<200).map { Int32($0 % 2) }
    for (image, label) in labels.enumerated() {
      for row in 0..<4 {
        for column in 0..<4 {
          let isBar = (label == 0 ? row : column) == 1 + image % 2
          pixels.append((isBar ? 0.8 : 0.1) + 0.1 * key.uniform(UInt64(image * 16 + row * 4 + column)))
        }
      }
    }
    return ImageSet(name: "bars", height: 4, width: 4, pixels: pixels, labels: labels, classNames: ["lies", "stands"])
  }

  private func accuracy(_ experiment: SampleExperiment, _ rung: RungID) throws -> Double {
    var settings = experiment.defaultSettings(.mlp)
    settings.live.learningRate = 0.01
    let learner = try experiment.learner(for: rung, settings: settings)
    let losses = UnsafeMutableBufferPointer<Float>.allocate(capacity: 4096)
    defer { losses.deallocate() }
    for _ in 0..<40 { _ = learner.advance(limit: 4096, live: settings.live, losses: losses) }
    return try #require(learner.evaluate().test.scores.accuracy)
  }

  @Test("Finer images are told apart, a single pixel is not")
  func resolution() throws {
    let experiment = try SampleExperiment(images, SessionOptions(path: "bars", grains: ["4x4", "1x1"]))
    #expect(experiment.info.axis == .space)
    #expect(try accuracy(experiment, "4×4") > 0.95)
    #expect(try accuracy(experiment, "1×1") < 0.8)
    #expect(experiment.info.classes?.test.actual.count == 40)
  }

  @Test("A resolution finer than the images is refused in a sentence; one that does not divide them is said")
  func refusesResolutions() throws {
    #expect(throws: OpeningError.self) {
      try SampleExperiment(images, SessionOptions(path: "bars", grains: ["9x9"]))
    }
    let parted = try SampleExperiment(images, SessionOptions(path: "bars", grains: ["3x3"]))
    #expect(parted.info.remarks.contains { $0.hasPrefix("4×4 pixels do not divide into 3×3") })
  }

  @Test("A table with a text target becomes a classification; rows with missing values are left out and said so")
  func table() throws {
    let key = RandomKey(seed: 2, stream: .noise)
    var width = (0..<120).map { Double($0 % 3) + Double(0.2 * key.normal(UInt64($0))) }
    width[7] = .nan
    let table = Table(
      name: "flowers", columns: [Column(name: "width", values: width)],
      textColumns: [
        TextColumn(name: "kind", codes: (0..<120).map { Int32($0 % 3) }, levels: ["a", "b", "c"])
      ])
    let experiment = try SampleExperiment(table, SessionOptions(path: "flowers"))
    #expect(experiment.info.targetName == "kind")
    #expect(experiment.info.remarks.contains("1 row with missing values is left out"))
    #expect(try accuracy(experiment, "rows") > 0.9)
  }

  @Test("A closed-form recipe does not fit images and says so")
  func ridgeRefused() throws {
    let experiment = try SampleExperiment(images, SessionOptions(path: "bars"))
    #expect(
      throws: ExperimentError.recipeDoesNotFit(
        .ridge, task: "images", known: Recipe.allCases.filter { $0.fits(.images) })
    ) {
      try experiment.learner(for: "4×4", settings: Settings(.ridge))
    }
  }
}
