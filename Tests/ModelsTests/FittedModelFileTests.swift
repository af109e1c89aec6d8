import Datasets
import Foundation
import Granularity
import Networks
import Telemetry
import Tensors
import TestMutations
import Testing

@testable import Models

@Suite("A file that is no sound model is refused in a sentence, whatever its bytes")
struct FittedModelFileTests {
  private static func model(_ recipe: Recipe, _ rung: String) throws -> FittedModel {
    let experiment = try Trained.experiment(isPrepared: true).experiment
    var settings = experiment.defaultSettings(recipe)
    settings.units = settings.units.map { _ in 3 }
    settings.lookback = 3
    if recipe == .coupled { settings.live.joining.combination = .sum }
    let learner = try experiment.learner(for: RungID(rung), settings: settings)
    Trained.step(learner, settings)
    return learner.fitted()
  }

  private static func cascade() throws -> FittedModel {
    let experiment = try SampleExperiment(
      Pictures.bars(channels: 1, count: 60), SessionOptions(path: "bars", grains: ["4x4", "2x2"]))
    var settings = experiment.defaultSettings(.cascade)
    settings.units = [2]
    settings.kernel = 3
    let learner = try experiment.learner(for: "4×4+2×2", settings: settings)
    return learner.fitted()
  }

  /// A plain, a joined and a fused forecaster, one without weights, and a cascade.
  private static let models: [@Sendable () throws -> FittedModel] = [
    { try model(.mlp, "3h") }, { try model(.coupled, "3h+1d") }, { try model(.fused, "30min+1d") },
    { try model(.seasonalNaive, "30min") }, { try model(.ridge, "1d") }, { try cascade() },
    { try model(.smoothing, "3h") }, { try model(.hybrid, "30min") }, { try model(.theta, "3h") },
    { try model(.smoothing, "1d") },
  ]

  @Test("Mutated bytes are refused or read, and what is read can be asked", arguments: models.indices)
  func mutations(number: Int) throws {
    let model = try Self.models[number]()
    let whole = try model.bytes()
    let series = try Trained.experiment(isPrepared: true).series
    let images = Pictures.bars(channels: 1, count: 3)
    let header = 8 + (0..<8).reduce(0) { $0 | Int(whole[$1]) << (8 * $1) }
    var random = SplitMix64(UInt64(number))
    var refused = 0
    for _ in 0..<300 {
      var bytes = whole
      switch random.next() % 8 {
      case 0: bytes.removeLast(Int(random.next() % UInt64(bytes.count)))
      case 1: bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
      case 2, 3: bytes[8 + Int(random.next() % UInt64(header - 8))] = UInt8(truncatingIfNeeded: random.next())
      default:
        // Other digits keep the JSON whole and change what it says.
        let digits = (8..<header).filter { (0x30...0x39).contains(bytes[$0]) }
        for _ in 0...Int(random.next() % 2) {
          bytes[digits[Int(random.next() % UInt64(digits.count))]] = 0x30 + UInt8(random.next() % 10)
        }
      }
      do {
        let read = try Trained.withFile { path in
          try Data(bytes).write(to: URL(fileURLWithPath: path))
          return try FittedModel(path: path)
        }
        try ask(read, series, images)
      } catch let error as FittedModelError {
        refused += 1
        #expect(error.sentence.count < 2_000 && !error.sentence.contains("\n") && !error.sentence.isEmpty)
      }
    }
    #expect(refused > 50 && refused < 300)
  }

  private func ask(_ model: FittedModel, _ series: TimeSeries, _ images: ImageSet) throws {
    switch model.subject {
    case .forecast(let forecast): _ = try forecast.forecast(series, from: [series.boundaries[48 * 40]])
    case .samples(let samples): _ = try samples.predict(images)
    }
  }

  @Test(
    "What a description must not say",
    arguments: [
      (#""lookback":3"#, #""lookback":1000000000000000000"#), (#""lookback":3"#, #""lookback":0"#),
      (#""grain":"3h""#, #""grain":"0h""#), (#""grain":"3h""#, #""grain":"6h""#),
      (#""grain":"3h""#, #""grain":"3h+1ms""#),
      (#""evaluationGrain":"30min""#, #""evaluationGrain":"30min+1min""#), (#""base":"30min""#, #""base":"1h""#),
      (#""horizon":"1d""#, #""horizon":"2d""#), (#""horizon":8"#, #""horizon":9"#),
      (#""units":3"#, #""units":-3"#), (#""units":3"#, #""units":9000000000000000000"#), (#""units":3"#, #""units":4"#),
      (#""inputs":[1]"#, #""inputs":[7]"#), (#""inputs":[1]"#, #""inputs":[]"#), (#""version":1"#, #""version":2"#),
      (#""season":"day""#, #""season":"week""#), (#""weights":[1]"#, #""weights":[1,2]"#),
      (#""columns":["wave","other"]"#, #""columns":["wave"]"#),
      (#""columns":["wave","other"]"#, #""columns":["wave","wave"]"#),
      (#""recipe":"mlp""#, #""recipe":"transformer""#), (#""forecast":"#, #""foretold":"#),
      (#""zone":{"asWritten":{}}"#, #""zone":{"named":{"_0":"Atlantis/Capital"}}"#),
      (#""column":0"#, #""column":9"#),
    ])
  func contradictions(found: String, said: String) throws {
    let model = try Self.model(.mlp, "3h")
    try Trained.withFile { path in
      try model.write(to: path)
      let file = try SafetensorsFile(path: path)
      let text = try #require(file.metadata["grainscope"])
      #expect(text.contains(found), "the description says nothing of \(found)")
      let (tensors, wide) = try Self.tensors(file)
      try Self.put(
        tensors, wide: wide, metadata: ["grainscope": text.replacingOccurrences(of: found, with: said)], to: path)
      #expect(throws: FittedModelError.self) { try FittedModel(path: path) }
      // Without a change it can be read.
      try Self.put(tensors, wide: wide, metadata: ["grainscope": text], to: path)
      #expect(try FittedModel(path: path) == model)
      // Weights that are missing, or not as many as layers have.
      var fewer = tensors[0]
      fewer.values.removeLast()
      fewer.shape = [fewer.values.count]
      for tensors in [[], [fewer]] {
        try Self.put(tensors, wide: wide, metadata: ["grainscope": text], to: path)
        #expect(throws: FittedModelError.self) { try FittedModel(path: path) }
      }
    }
  }

  /// Written as another program would, over a file that was read here.
  private static func put(
    _ tensors: [NamedTensor], wide: [WideTensor] = [], metadata: [String: String] = [:], to path: String
  ) throws {
    try Data(SafetensorsWriter.bytes(tensors, wide: wide, metadata: metadata)).write(to: URL(filePath: path))
  }

  /// Weights, and the errors behind bands, which are kept in 64 bits.
  private static func tensors(_ file: SafetensorsFile) throws -> ([NamedTensor], [WideTensor]) {
    let names = file.names.filter { $0 != "errors" }
    return (try names.compactMap { try file.tensor($0) }, [try #require(try file.wideTensor("errors"))])
  }

  @Test("The errors behind bands come back to the bit, with when they were known")
  func bands() throws {
    let model = try Self.model(.mlp, "3h")
    guard case .forecast(let forecast) = model.subject, case .track(let track) = forecast.errors else {
      Issue.record("a forecast has errors")
      return
    }
    // What 32 bits would change is there.
    #expect(track.count > 20 && track.magnitudes.values.contains { Double(Float($0)) != $0 })
    try Trained.withFile { path in
      try model.write(to: path)
      let file = try SafetensorsFile(path: path)
      #expect(try file.wideTensor("errors")?.values == track.magnitudes.values)
      #expect(try FittedModel(path: path) == model)
      // An origin more than there are errors.
      let text = try #require(file.metadata["grainscope"])
      let (tensors, wide) = try Self.tensors(file)
      try Self.put(
        tensors, wide: wide,
        metadata: ["grainscope": text.replacingOccurrences(of: #""errorOrigins":["#, with: #""errorOrigins":[0,"#)],
        to: path)
      let error = #expect(throws: FittedModelError.self) { try FittedModel(path: path) }
      #expect(error?.sentence.contains("a band of another number of steps") == true)
    }
  }

  @Test("A file of an earlier version, whose errors have no order, opens with the bands that it had")
  func earlierBand() throws {
    var model = try Self.model(.mlp, "3h")
    guard case .forecast(var forecast) = model.subject else { return }
    let steps = forecast.frame.steps
    let errors = CalibrationErrors(
      origins: 4, magnitudes: DoubleMatrix(rows: steps, columns: 4, values: (0..<4 * steps).map { Double($0) }))
    forecast.errors = .sorted(errors)
    model.subject = .forecast(forecast)
    try Trained.withFile { path in
      try model.write(to: path)
      let file = try SafetensorsFile(path: path)
      let text = try #require(file.metadata["grainscope"])
      #expect(text.contains(#""calibrationOrigins":4"#) && !text.contains("errorOrigins"))
      // Still earlier ones kept one band beside them, and 32 bits.
      try Self.put(
        try file.names.compactMap { try file.tensor($0) },
        metadata: [
          "grainscope": text.replacingOccurrences(
            of: #""calibrationOrigins":"#,
            with: #""band":{"halfWidths":[1,2],"level":0.8,"origins":9},"calibrationOrigins":"#)
        ], to: path)
      guard case .forecast(let before) = try FittedModel(path: path).subject else { return }
      #expect(before.errors == .sorted(errors))
      let widths = (0..<steps).map { Double(4 * $0 + 3) }
      #expect(before.errors?.halfWidths(level: 0.8, at: [0, 9]) == [widths, widths])
    }
  }

  @Test("Other files of tensors are no models, and say so")
  func otherFiles() throws {
    try Trained.withFile { path in
      try Self.put([NamedTensor(name: "w", shape: [1], values: [1])], to: path)
      let error = #expect(throws: FittedModelError.self) { try FittedModel(path: path) }
      #expect(error?.sentence.contains("holds tensors, but no model") == true)
    }
  }
}
