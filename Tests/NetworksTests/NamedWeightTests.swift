import Networks
import Tensors
import Testing

@Suite("Weights by PyTorch's names")
struct NamedWeightTests {
  /// The networks of Fixtures/make-families.py.
  enum Case: String, Decodable, CaseIterable {
    case photograph, icon, digit, vgg, vggSmall

    var image: Shape {
      switch self {
      case .photograph: Shape(height: 224, width: 224, channels: 3)
      case .icon, .vgg: Shape(height: 32, width: 32, channels: 3)
      case .digit: Shape(height: 8, width: 8, channels: 1)
      case .vggSmall: Shape(height: 9, width: 9, channels: 1)
      }
    }

    var rows: Int {
      switch self {
      case .photograph: 2
      case .icon: 6
      case .digit, .vggSmall: 16
      case .vgg: 4
      }
    }

    var architecture: Architecture {
      switch self {
      case .photograph, .icon: .resNet18(classes: 10, input: image, stem: .standard)
      case .digit: .resNet18(classes: 10, input: image)
      case .vgg: .vgg11(classes: 10, input: image)
      case .vggSmall: .vgg11(classes: 10, input: image, isNormalized: true)
      }
    }
  }

  struct Outcome: Decodable {
    let name: Case
    let inference, training, gradient: [Float]
    let loss: Float
  }

  /// The script's `noise`.
  static func noise(_ name: String, _ count: Int) -> [Float] {
    let seed = name.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
    return [Float](unsafeUninitializedCapacity: count) { values, filled in
      for index in 0..<count {
        var x = UInt32(truncatingIfNeeded: index) &* 2_654_435_761 &+ seed
        x = (x ^ x >> 16) &* 0x85EB_CA6B
        x = (x ^ x >> 13) &* 0xC2B2_AE35
        x ^= x >> 16
        values.initializeElement(at: index, to: Float(Double(x >> 8) / 0x1p23 - 1))
      }
      filled = count
    }
  }

  static func weights(_ network: Network) throws -> [String: NamedTensor] {
    var tensors: [String: NamedTensor] = [:]
    for var tensor in network.namedWeights() where !tensor.isCount {
      tensor.values = noise(tensor.name, tensor.values.count)
      if tensor.shape.count > 1 {
        let scale = Float((6 / Double(tensor.shape.dropFirst().reduce(1, *))).squareRoot())
        tensor.values = tensor.values.map { $0 * scale }
      } else if tensor.name.hasSuffix("running_var") {
        tensor.values = tensor.values.map { 1 + 0.5 * $0 }
      } else if tensor.name.hasSuffix("weight") {
        tensor.values = tensor.values.map { 1 + 0.25 * $0 }
      } else {
        tensor.values = tensor.values.map { 0.1 * $0 }
      }
      tensors[tensor.name] = tensor
    }
    return tensors
  }

  @Test("On the same weights ResNet-18 and VGG-11 compute what PyTorch does, in both modes", arguments: Case.allCases)
  func logits(of one: Case) throws {
    let outcome = try #require(try Fixtures.load("families", as: [Outcome].self).first { $0.name == one })
    var architecture = one.architecture
    architecture.loss = .mse
    let network = Network(architecture, optimizer: .sgd, seed: 1, capacity: 1)
    let weights = try Self.weights(network)
    let loading = network.load { weights[$0] }
    #expect(loading.taken.count == weights.count && loading.missing.isEmpty && loading.misfits.isEmpty)
    let images = Matrix(
      rows: one.rows, columns: one.image.count, values: Self.noise("image", one.rows * one.image.count))
    let (inference, training) = (network.predict(images).values, network.trainingOutputs(images).values)
    #expect(relativeError(inference, outcome.inference) < 1e-4)
    #expect(relativeError(training, outcome.training) < 1e-4)
    guard one != .photograph else { return }

    architecture.loss = .crossEntropy
    let classifier = Network(architecture, optimizer: .sgd, seed: 1, capacity: one.rows)
    _ = classifier.load { weights[$0] }
    let labels = (0..<Int32(one.rows)).map { $0 % 10 }
    let (loss, gradient) = classifier.gradient(
      on: Examples(inputs: images, labels: labels, classCount: 10), hyperparameters: Hyperparameters())
    #expect(relativeError([loss], [outcome.loss]) < 1e-4)
    // The first kernel, of 64 filters; there filter by filter and channel by channel.
    let (channels, places) = (one.image.channels, outcome.name.kernelPlaces)
    let first = (0..<100).map { index in
      let (unit, channel, place) = (index / (channels * places), index / places % channels, index % places)
      return gradient[(place * channels + channel) * 64 + unit]
    }
    #expect(relativeError(first, outcome.gradient) < 1e-3)
  }

  @Test("What is written out by name comes back to the same bits, also behind a prefix")
  func roundTrip() {
    let image = Shape(height: 4, width: 3, channels: 2)
    for architecture in [
      Architecture.resNet18(classes: 3, input: image), .vgg11(classes: 3, input: image, isNormalized: true),
    ] {
      let trained = Network(architecture, optimizer: .adam, seed: 1, capacity: 4)
      let data = Examples(
        inputs: Matrix(rows: 8, columns: 24, values: Fixtures.wave(192, phase: 1)), labels: (0..<8).map { $0 % 3 },
        classCount: 3)
      train(trained, on: data, Hyperparameters(batchSize: 4), epochs: 1)
      let tensors = Dictionary(uniqueKeysWithValues: trained.namedWeights().map { ($0.name, $0) })
      #expect(tensors.values.filter(\.isCount).allSatisfy { $0.values == [2] })
      let other = Network(architecture, optimizer: .adam, seed: 2, capacity: 4)
      #expect(other.load { tensors[$0] }.taken.count == tensors.values.count { !$0.isCount })
      #expect(other.weightsHash() == trained.weightsHash())

      var graph = GraphBuilder(inputs: 24)
      graph.add(architecture, on: graph.input, prefix: "base.")
      let within = Network(graph.architecture(loss: .crossEntropy), optimizer: .adam, seed: 2, capacity: 4)
      _ = within.load(prefix: "base.") { tensors[$0] }
      #expect(within.weightsHash() == trained.weightsHash())
    }
  }

  @Test("A dense layer behind an image reads it channel by channel there")
  func flattening() throws {
    var graph = GraphBuilder(inputs: 12)
    let image = graph.add(.reshape(Shape(height: 2, width: 3, channels: 2)), graph.input)
    graph.add(.dense(units: 1), image, hasBias: false, name: "fc")
    let network = Network(graph.architecture(loss: .mse), optimizer: .sgd, seed: 1, capacity: 1)
    let there = NamedTensor(name: "fc.weight", shape: [1, 12], values: (0..<12).map(Float.init))
    #expect(network.load { $0 == "fc.weight" ? there : nil }.taken == ["fc.weight"])
    // Six places of channel 0, then those of channel 1.
    #expect(network.checkpoint().parameters == [0, 6, 1, 7, 2, 8, 3, 9, 4, 10, 5, 11])
    #expect(network.namedWeights() == [there])
  }

  @Test("A kernel for colours is summed for grey images; what does not fit is told and left")
  func misfits() {
    var graph = GraphBuilder(inputs: 4)
    let image = graph.add(.reshape(Shape(height: 2, width: 2, channels: 1)), graph.input)
    let first = graph.add(.convolution(channels: 2, .image(kernel: 1)), image, hasBias: false, name: "conv")
    graph.add(.dense(units: 2), graph.add(.batchNorm, first, name: "bn"), name: "fc")
    let network = Network(graph.architecture(loss: .mse), optimizer: .sgd, seed: 1, capacity: 1)
    let before = network.checkpoint()
    let tensors = [
      NamedTensor(name: "conv.weight", shape: [2, 3, 1, 1], values: [1, 2, 3, 4, 5, 6]),
      NamedTensor(name: "bn.weight", shape: [2], values: [1, .nan]),
      NamedTensor(name: "bn.running_var", shape: [2], values: [1, -1]),
      NamedTensor(name: "fc.weight", shape: [5, 8], values: .init(repeating: 1, count: 40)),
    ]
    let loading = network.load { name in tensors.first { $0.name == name } }
    #expect(loading.taken == ["conv.weight"])
    #expect(loading.unsound == ["bn.weight", "bn.running_var"])
    #expect(loading.misfits.map(\.name) == ["fc.weight"] && loading.misfits.map(\.found) == [[5, 8]])
    #expect(loading.misfits.map(\.expected) == [[2, 8]])
    #expect(loading.missing == ["bn.bias", "bn.running_mean", "fc.bias"])
    let after = network.checkpoint()
    #expect(Array(after.parameters.prefix(2)) == [6, 15])
    #expect(after.parameters.dropFirst(2) == before.parameters.dropFirst(2) && after.statistics == before.statistics)
  }
}

extension NamedWeightTests.Case {
  fileprivate var kernelPlaces: Int { self == .photograph || self == .icon ? 49 : 9 }
}
