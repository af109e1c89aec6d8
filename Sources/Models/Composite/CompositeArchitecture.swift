import Networks

/// A base network and a small network of features on the same image, joined.
struct CompositeArchitecture {
  let image: Shape
  let outputs: Int
  /// Filters of each convolution of the feature network.
  let channels: [Int]
  /// Their side, an odd number.
  let kernel: Int
  let settings: CompositeSettings
  /// What a file of weights asks of the base; nil takes what fits the image.
  let form: BaseForm?
  let loss: Loss

  /// Goes before the names of the base's weights.
  static let prefix = "base."
  /// The feature network's image is averaged down to so many places a side before it is laid out flat.
  private static let featureSide = 4

  var architecture: Architecture {
    var graph = GraphBuilder(inputs: image.count)
    let form = form ?? BaseForm(settings.base, fitting: image)
    let base = graph.add(
      form.architecture(image), on: graph.input, prefix: Self.prefix, isFrozen: settings.learning == .frozen)
    // Brings features of any size, as of a frozen base, to the scale of the others.
    let left = graph.add(.batchNorm, base)
    let right = graph.addFeatures(image, channels: channels, kernel: kernel, side: Self.featureSide)
    join(&graph, left, right)
    return graph.architecture(loss: loss, initializer: .he, name: name)
  }

  private func join(_ graph: inout GraphBuilder, _ left: GraphBuilder.Place, _ right: GraphBuilder.Place) {
    guard settings.join != .concatenated else {
      let both = graph.add(.dropout, graph.add(.concatenate, left, right))
      graph.add(.dense(units: outputs), both)
      return
    }
    let first = graph.add(.dense(units: outputs), graph.add(.dropout, left))
    let second = graph.add(.dense(units: outputs), graph.add(.dropout, right))
    switch settings.join {
    case .weighted:
      graph.add(.blend, first, second)
    case .stacked:
      graph.add(.dense(units: outputs), graph.add(.concatenate, first, second))
    case .averaged, .concatenated:
      let lines = graph.add(
        .reshape(Shape(height: 2, width: 1, channels: outputs)), graph.add(.concatenate, first, second))
      let pair = Sliding.Extent(height: 2, width: 1)
      graph.add(
        .pool(.average, Sliding(kernel: pair, stride: pair, padding: .init(height: 0, width: 0))), lines)
    }
  }

  private var name: String {
    let filters = channels.map(String.init).joined(separator: ", ")
    return Words.summaryComposite(
      base: settings.base.title, learning: settings.learning.rawValue, filters: filters, side: "\(kernel)",
      join: settings.join.rawValue, outputs: "\(outputs)")
  }
}

/// Which of a base network's variants is meant.
struct BaseForm: Hashable, Sendable {
  let base: CompositeSettings.Base
  /// Of ResNet-18.
  let stem: Architecture.Stem
  /// Of VGG-11.
  let isNormalized: Bool

  init(_ base: CompositeSettings.Base, stem: Architecture.Stem = .standard, isNormalized: Bool = true) {
    self.base = base
    self.stem = stem
    self.isNormalized = isNormalized
  }

  /// Fresh weights may have any form.
  init(_ base: CompositeSettings.Base, fitting image: Shape) {
    self.init(base, stem: .fitting(image))
  }

  /// From an image to 512 features.
  func architecture(_ image: Shape) -> Architecture {
    switch base {
    case .resNet18: .resNet18(classes: nil, input: image, stem: stem)
    case .vgg11: .vgg11(classes: nil, input: image, isNormalized: isNormalized)
    }
  }
}

extension GraphBuilder {
  /// For each width a normalized convolution and a pool, which is left out where nothing would be left of a side; then all
  /// values of at most `side`² places.
  fileprivate mutating func addFeatures(_ image: Shape, channels: [Int], kernel: Int, side: Int) -> Place {
    var last = add(.reshape(image), input)
    var (height, width, depth) = (image.height, image.width, image.channels)
    for count in channels {
      last = add(
        .convolution(channels: count, .image(kernel: kernel, padding: kernel / 2)), last, hasBias: false)
      last = add(.activation(.relu), add(.batchNorm, last))
      depth = count
      guard min(height, width) > 1 else { continue }
      last = add(.pool(.largest, .image(kernel: 2, stride: 2)), last)
      (height, width) = (height / 2, width / 2)
    }
    let size = Sliding.Extent(height: min(height, side), width: min(width, side))
    if size != Sliding.Extent(height: height, width: width) { last = add(.adaptiveAverage(size), last) }
    return add(.reshape(Shape(channels: size.height * size.width * depth)), last)
  }
}
