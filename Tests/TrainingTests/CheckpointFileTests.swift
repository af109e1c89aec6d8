import Basics
import FoundationEssentials
import Models
import Networks
import Telemetry
import Testing

@testable import Training

@Suite("A run goes on from a file to the same bits, whatever its recipe")
struct CheckpointFileTests {
  private static let samples = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "sample-data").path

  /// Opened once for all.
  private static let opened = (
    forecasts: Result { try open("demand.csv", horizon: "1d", grains: ["6h", "1d"]) },
    images: Result { try open("digits.csv", horizon: nil, grains: ["4x4", "2x2"]) }
  )

  private static func open(_ name: String, horizon: String?, grains: [String]) throws -> any Experiment {
    try Experiments.open(SessionOptions(path: "\(samples)/\(name)", horizon: horizon, grains: grains))
  }

  private func loop(_ experiment: any Experiment, _ settings: Settings) throws -> RunLoop {
    let rung = try #require(experiment.rungs(for: settings.recipe).last)
    let learner = try experiment.learner(for: rung, settings: settings)
    return RunLoop(run: RunID(0), rung: rung, settings: settings, learner: learner)
  }

  /// - Returns: the epochs that ended meanwhile.
  @discardableResult
  private func advance(_ loop: RunLoop, to step: Int) -> [EpochReport] {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 64) { losses in
      var reports: [EpochReport] = []
      while loop.step < step, loop.end == nil {
        if let report = loop.advance(limit: min(64, step - loop.step), losses: losses).epoch { reports.append(report) }
      }
      return reports
    }
  }

  private func file() throws -> String {
    let path = temporaryPath("last.safetensors")
    try FileManager.default.createDirectory(
      at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
    return path
  }

  private func throughFile(_ checkpoint: RunCheckpoint) throws -> RunCheckpoint {
    let path = try file()
    try Data(try checkpoint.bytes()).write(to: URL(filePath: path))
    return try RunCheckpoint(path: path)
  }

  private func compare(_ experiment: any Experiment, _ settings: Settings, cut: Int, last: Int) throws {
    let uncut = try loop(experiment, settings)
    advance(uncut, to: cut)
    let checkpoint = uncut.checkpoint()
    let read = try throughFile(checkpoint)
    #expect(read.settings == settings && read.state == checkpoint.state)
    let reports = advance(uncut, to: last)
    let resumed = try loop(experiment, read.settings)
    resumed.resume(from: read)
    #expect(resumed.step == cut && resumed.end == nil)
    let further = advance(resumed, to: last)
    #expect(resumed.learner.weightsHash() == uncut.learner.weightsHash())
    #expect(further.map(\.validationLoss) == reports.map(\.validationLoss))
    #expect(further.map(\.trainingLoss) == reports.map(\.trainingLoss))
    #expect(further.map(\.learningRate) == reports.map(\.learningRate))
    #expect(further.map(\.parts) == reports.map(\.parts))
    let (own, other) = (resumed.endReport(.stopped), uncut.endReport(.stopped))
    #expect(own.bestWeightsHash == other.bestWeightsHash && own.multiplyAdds == other.multiplyAdds)
    #expect(try resumed.checkpoint().bytes() == uncut.checkpoint().bytes())
  }

  @Test("Forecasts", arguments: Recipe.allCases.filter { $0.fits(.series) }, [0, 7])
  func forecast(recipe: Recipe, cut: Int) throws {
    let forecasts = try Self.opened.forecasts.get()
    var settings = forecasts.defaultSettings(recipe)
    if recipe.hasSteps { settings.epochs = 12 }
    // A closed form has one step, of which nothing is kept but its model.
    let cut = recipe.hasSteps ? cut : 0
    try compare(forecasts, settings, cut: cut, last: 61)
  }

  @Test("Images", arguments: Recipe.allCases.filter { $0.fits(.images) })
  func image(recipe: Recipe) throws {
    let images = try Self.opened.images.get()
    var settings = images.defaultSettings(recipe)
    if recipe.hasSteps { settings.epochs = 3 }
    // A base network of thousands of weights is slow: a few steps say as much.
    let steps = recipe.hasBaseNetwork ? (2, 4) : (49, 101)
    try compare(images, settings, cut: recipe.hasSteps ? steps.0 : 0, last: steps.1)
  }

  @Test(
    "Every optimizer and every schedule, in the middle of an epoch",
    arguments: zip(Optimizer.allCases, ["constant", "plateau", "cosine", "one-cycle", "restarts", "step"]))
  func machinery(optimizer: Optimizer, schedule: String) throws {
    let forecasts = try Self.opened.forecasts.get()
    var settings = forecasts.defaultSettings(.mlp)
    settings.epochs = 40
    try settings.set(.optimizer, to: .choice(optimizer.rawValue))
    try settings.set(.schedule, to: .choice(schedule))
    try settings.set(.dropout, to: .number(0.2))
    try settings.set(.l1, to: .number(1e-3))
    settings.live.learningRate = optimizer == .sgd ? 0.05 : 0.003
    for cut in [31, 32] { try compare(forecasts, settings, cut: cut, last: 75) }
  }

  @Test(
    "With a moving average of the weights, alone and joined",
    arguments: [Recipe.mlp, .linear2, .gru, .perGrain, .shared, .cascade])
  func averages(recipe: Recipe) throws {
    let experiment = try (recipe.fits(.series) ? Self.opened.forecasts : Self.opened.images).get()
    var settings = experiment.defaultSettings(recipe)
    settings.epochs = 40
    try settings.set(.averaging, to: .number(0.95))
    for cut in [0, 31] { try compare(experiment, settings, cut: cut, last: 75) }
  }

  @Test("With hidden layers normalized, in the middle of an epoch", arguments: ["batch", "layer"])
  func normalizations(name: String) throws {
    let forecasts = try Self.opened.forecasts.get()
    var settings = forecasts.defaultSettings(.mlp)
    settings.epochs = 40
    try settings.set(.normalization, to: .choice(name))
    for cut in [31, 32] { try compare(forecasts, settings, cut: cut, last: 75) }
  }

  @Test("With layers that keep their weights or learn at rates of their own", arguments: [Recipe.mlp, .gru, .conv])
  func layers(recipe: Recipe) throws {
    let experiment = try (recipe.fits(.series) ? Self.opened.forecasts : Self.opened.images).get()
    var settings = experiment.defaultSettings(recipe)
    settings.epochs = 40
    try settings.set(.frozenLayers, to: .integer(1))
    try settings.set(.layerDecay, to: .number(0.5))
    for cut in [0, 31] { try compare(experiment, settings, cut: cut, last: 75) }
  }

  @Test("A branch keeps what it began with")
  func branch() throws {
    let experiment = SyntheticExperiment()
    let settings = experiment.defaultSettings(.mlp)
    func loop() throws -> RunLoop {
      RunLoop(
        run: RunID(1), rung: "a", settings: settings, learner: try experiment.learner(for: "a", settings: settings))
    }
    let parent = try loop()
    advance(parent, to: 20)
    let branch = try loop()
    branch.branch(from: parent.checkpoint())
    advance(branch, to: 23)
    let read = try throughFile(branch.checkpoint())
    #expect(read.fork?.step == 20)
    #expect(try read.bytes() == branch.checkpoint().bytes())
  }

  @Test("A file that is no checkpoint, a newer one and a damaged one are told apart")
  func faults() throws {
    let experiment = SyntheticExperiment()
    let settings = experiment.defaultSettings(.mlp)
    let loop = RunLoop(
      run: RunID(1), rung: "a", settings: settings, learner: try experiment.learner(for: "a", settings: settings))
    let path = try file()
    let bytes = try loop.checkpoint().bytes()
    func read(_ bytes: some Sequence<UInt8>) throws -> RunCheckpoint {
      try Data(bytes).write(to: URL(filePath: path))
      return try RunCheckpoint(path: path)
    }
    func replaced(_ text: String, by other: String) -> [UInt8] {
      var bytes = bytes
      let range = bytes.firstRange(of: text.utf8)
      if let range { bytes.replaceSubrange(range, with: other.utf8) }
      return bytes
    }
    try loop.fitted().write(to: path)
    #expect(throws: CheckpointError.none(path: path)) { try RunCheckpoint(path: path) }
    #expect(throws: CheckpointError.newerVersion(path: path, found: 9)) {
      try read(replaced(#"\"version\":1"#, by: #"\"version\":9"#))
    }
    #expect(throws: CheckpointError.self) { try read(bytes.dropLast(4)) }
    // An optimizer with another number of moments.
    #expect(throws: CheckpointError.damaged(path: path, reason: "2 moments of each weight instead of 0")) {
      try read(replaced(#"\"optimizer\":\"adam\""#, by: #"\"optimizer\":\"sgd\" "#))
    }
  }
}
