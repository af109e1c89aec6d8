import Models
import Networks
import Telemetry
import Tensors

/// Classifiers of random images through the trainer, on two threads.
struct ImageBench: Experiment {
  let name: String
  let architecture: Architecture
  let rows: Int
  let batch: Int
  let epochs: Int

  static let threads = 2

  /// Two convolutions of 3×3 with 64 and 32 units, each with relu and a pool of 2×2, and a dense layer.
  private static func convolutions(side: Int, padding: Int) -> Architecture {
    func stage(_ channels: Int) -> [LayerSpec] {
      [
        .convolution(channels: channels, .image(kernel: 3, padding: padding)), .activation(.relu),
        .pool(.largest, .image(kernel: 2, stride: 2)),
      ]
    }
    let image = Shape(height: side, width: side, channels: 1)
    return Architecture(
      inputs: image.count, layers: [.reshape(image)] + stage(64) + stage(32) + [.dense(units: 10)], loss: .crossEntropy)
  }

  static let pictures = ImageBench(
    name: "W4: 28×28, Conv 64, Conv 32, batch 32", architecture: convolutions(side: 28, padding: 0), rows: 1000,
    batch: 32, epochs: 4)
  static let digits = ImageBench(
    name: "W5: the same on 8×8, padded", architecture: convolutions(side: 8, padding: 1), rows: 1797, batch: 32,
    epochs: 8)
  static let wide = ImageBench(
    name: "W6: 784-1024-1024-10, batch 256",
    architecture: Architecture(
      inputs: 784,
      layers: [
        .dense(units: 1024), .activation(.relu), .dense(units: 1024), .activation(.relu), .dense(units: 10),
      ], loss: .crossEntropy), rows: 12_800, batch: 256, epochs: 1)

  private var settings: Settings {
    var settings = Settings(.mlp)
    settings.live.batchSize = batch
    settings.live.dropout = 0
    settings.epochs = epochs
    return settings
  }

  var info: SessionInfo { .generated(rows: rows) }
  var dataHash: UInt64 { 0 }
  var originsHash: UInt64 { 0 }
  func defaultSettings(_ recipe: Recipe) -> Settings { settings }

  func learner(for rung: RungID, settings: Settings) throws(ExperimentError) -> any Learner {
    let key = RandomKey(seed: 1, stream: .test)
    var values: [Float] = []
    values.reserveCapacity(rows * architecture.inputs)
    for index in 0..<rows * architecture.inputs { values.append(key.uniform(UInt64(index))) }
    let inputs = Matrix(rows: rows, columns: architecture.inputs, values: values)
    let labels = (0..<rows).map { Int32(key.uniform(UInt64(rows * architecture.inputs + $0)) * 10) }
    return NetworkLearner(
      settings: settings, architecture: architecture,
      training: Examples(inputs: inputs, labels: labels, classCount: 10), validation: nil, lookback: 0,
      judge: NoJudge())
  }

  /// Prints all, and the most memory that the first took.
  static func report() {
    print("Images, two threads, training through the trainer: median (least–most)")
    for bench in [pictures, digits, wide] {
      print("  \(bench.name.padding(to: 38)) \(Spread(bench.measure(repeats: 9)).text("µs a step", decimals: 1))")
      if bench.name == pictures.name {
        print("  \("most memory of that".padding(to: 38)) \(ReadingBench.status("VmHWM:") >> 20) MB resident")
      }
    }
    let forward = ResidualBench(images: 1).measure(repeats: 25)
    print("  \("W7: ResNet-18 forward, 224×224".padding(to: 38)) \(Spread(forward).text("µs an image", decimals: 1))")
  }

  func measure(repeats: Int) -> [Double] {
    let steps = epochs * ((rows + batch - 1) / batch)
    return TimedRun(experiment: self, settings: settings, steps: steps, threads: Self.threads)
      .measure(repeats: repeats)
  }
}

/// ResNet-18 on images of 224×224, forward.
struct ResidualBench {
  let images: Int

  /// Microseconds for all images, after two passes that are not counted.
  func measure(repeats: Int) -> [Double] {
    let image = Shape(height: 224, width: 224, channels: 3)
    let network = Network(.resNet18(classes: 1000, input: image), optimizer: .sgd, seed: 1, capacity: 1)
    let key = RandomKey(seed: 1, stream: .test)
    let values = (0..<images * image.count).map { key.normal(UInt64($0)) }
    let inputs = Matrix(rows: images, columns: image.count, values: values)
    return ThreadPool(helpers: ImageBench.threads - 1).lead {
      (0..<repeats + 2).map { _ in
        let clock = ContinuousClock()
        let took = clock.measure { _ = network.predict(inputs) }.components
        return Double(took.seconds) * 1e6 + Double(took.attoseconds) * 1e-12
      }.dropFirst(2).map { $0 }
    }
  }
}
