extension Architecture {
  /// How VGG ends.
  package enum VGGHead: Hashable, Sendable {
    /// torchvision's: the features brought to 7×7, then dense layers of 4096, 4096 and the classes with dropout between.
    case standard
    /// The features' means and one dense layer: for small images, whose features fill a place or two.
    case small

    /// The standard head for images of more than 32×32.
    package static func fitting(_ image: Shape) -> VGGHead {
      min(image.height, image.width) <= 32 ? .small : .standard
    }
  }

  /// VGG-11, with or without batch normalization, with torchvision's names of its weights.
  ///
  /// Source: Simonyan & Zisserman (2015), configuration A, as torchvision builds it. Where a pool would leave a side
  /// without a place it is left out, from images of 31×31 down.
  ///
  /// - Parameters:
  ///   - classes: nil ends with the means of the 512 features instead of a head.
  ///   - input: height, width and channels of an image.
  ///   - head: nil takes the one that fits the image.
  package static func vgg11(
    classes: Int?, input: Shape, isNormalized: Bool = false, head: VGGHead? = nil
  ) -> Architecture {
    var graph = GraphBuilder(inputs: input.count)
    var last = graph.add(.reshape(input), graph.input)
    var side = min(input.height, input.width)
    // What torchvision numbers: convolutions, normalizations, rectifiers and pools.
    var number = 0
    for stage in [[64], [128], [256, 256], [512, 512], [512, 512]] {
      for channels in stage {
        last = graph.add(
          .convolution(channels: channels, .image(kernel: 3, padding: 1)), last, name: "features.\(number)")
        if isNormalized { last = graph.add(.batchNorm, last, name: "features.\(number + 1)") }
        last = graph.add(.activation(.relu), last)
        number += isNormalized ? 3 : 2
      }
      if side > 1 { last = graph.add(.pool(.largest, .image(kernel: 2, stride: 2)), last) }
      side /= 2
      number += 1
    }
    graph.addHead(head ?? .fitting(input), classes: classes, on: last)
    return graph.architecture(loss: .crossEntropy, initializer: .he, name: isNormalized ? "VGG-11 BN" : "VGG-11")
  }
}

extension GraphBuilder {
  fileprivate mutating func addHead(_ head: Architecture.VGGHead, classes: Int?, on features: Place) {
    guard let classes else {
      add(.globalAverage, features)
      return
    }
    switch head {
    case .standard:
      var last = add(.adaptiveAverage(Sliding.Extent(height: 7, width: 7)), features)
      for number in [0, 3] {
        last = add(.activation(.relu), add(.dense(units: 4096), last, name: "classifier.\(number)"))
        last = add(.dropout, last)
      }
      add(.dense(units: classes), last, name: "classifier.6")
    case .small:
      add(.dense(units: classes), add(.globalAverage, features), name: "classifier")
    }
  }
}
