import Networks
import Tensors
import Testing

@Suite("Networks by name")
struct FamilyTests {
  private let photograph = Shape(height: 224, width: 224, channels: 3)

  @Test("ResNet-18 and VGG-11 have torchvision's parameters")
  func counts() {
    #expect(Architecture.resNet18(classes: 1000, input: photograph).parameterCount == 11_689_512)
    #expect(Architecture.vgg11(classes: 1000, input: photograph).parameterCount == 132_863_336)
    #expect(Architecture.vgg11(classes: 1000, input: photograph, isNormalized: true).parameterCount == 132_868_840)
    #expect(Architecture.resNet18(classes: 1000, input: photograph).shapes.dropLast(2).last?.places == 49)
  }

  @Test("Images of any size come down to one place at the end", arguments: [1, 4, 8, 17, 32, 33, 40])
  func sizes(side: Int) {
    let image = Shape(height: side, width: side + 1, channels: 1)
    #expect(Architecture.resNet18(classes: 7, input: image).outputs == 7)
    #expect(Architecture.resNet18(classes: nil, input: image).outputs == 512)
    #expect(Architecture.vgg11(classes: 7, input: image).outputs == 7)
    #expect(Architecture.vgg11(classes: nil, input: image).outputs == 512)
    #expect(Architecture.Stem.fitting(image) == (side <= 32 ? .small : .standard))
  }

  @Test("ResNet-18 learns small images")
  func learning() {
    let image = Shape(height: 4, width: 4, channels: 1)
    let network = Network(.resNet18(classes: 2, input: image), optimizer: .adam, seed: 1, capacity: 8)
    let inputs = Matrix(rows: 16, columns: 16, values: Fixtures.wave(256, phase: 1))
    let labels = (0..<16).map { inputs.row($0).reduce(0, +) > 0 ? Int32(1) : 0 }
    let data = Examples(inputs: inputs, labels: labels, classCount: 2)
    let losses = train(network, on: data, Hyperparameters(batchSize: 8), epochs: 12)
    #expect(losses.count == 24 && (losses.last ?? 1) < 0.2 * losses[0])
    #expect(zip(network.predict(inputs).largestColumns, labels).count { $0 == $1 } > labels.count * 4 / 5)
  }
}
