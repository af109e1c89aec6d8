extension Architecture {
  /// How a residual network begins.
  package enum Stem: String, Hashable, Sendable, Codable, CaseIterable {
    /// 7×7 convolution of stride 2 and 3×3 pool of stride 2, which quarter the sides: for photographs.
    case standard
    /// 3×3 convolution that keeps the sides, and no pool: for images of up to 32×32, of which the standard stem would
    /// leave an eighth of the places or fewer. Source: He et al. (2016), section 4.2.
    case small

    package static func fitting(_ image: Shape) -> Stem {
      min(image.height, image.width) <= 32 ? .small : .standard
    }
  }

  /// ResNet-18, with torchvision's names of its weights.
  ///
  /// Source: He et al. (2016), table 1, as torchvision builds it. Every stage after the first halves the sides, down to one
  /// place.
  ///
  /// - Parameters:
  ///   - classes: nil ends with the 512 averaged features instead of logits.
  ///   - input: height, width and channels of an image.
  ///   - stem: nil takes the one that fits the image.
  package static func resNet18(classes: Int?, input: Shape, stem: Stem? = nil) -> Architecture {
    var graph = GraphBuilder(inputs: input.count)
    let image = graph.add(.reshape(input), graph.input)
    var last = graph.addStem(stem ?? .fitting(input), on: image)
    var width = 64
    for (stage, channels) in [64, 128, 256, 512].enumerated() {
      for block in 0..<2 {
        let stride = stage > 0 && block == 0 ? 2 : 1
        last = graph.addResidual(
          on: last, channels: channels, stride: stride, projects: stride > 1 || width != channels,
          name: "layer\(stage + 1).\(block)")
        width = channels
      }
    }
    last = graph.add(.globalAverage, last)
    if let classes { graph.add(.dense(units: classes), last, name: "fc") }
    return graph.architecture(
      loss: .crossEntropy, initializer: .he, name: classes.map { Words.resnetClasses(count: "\($0)") } ?? "ResNet-18")
  }
}

extension GraphBuilder {
  fileprivate mutating func addStem(_ stem: Architecture.Stem, on image: Place) -> Place {
    switch stem {
    case .standard:
      let first = addNormalized(.image(kernel: 7, stride: 2, padding: 3), 64, on: image, names: ("conv1", "bn1"))
      return add(.pool(.largest, .image(kernel: 3, stride: 2, padding: 1)), add(.activation(.relu), first))
    case .small:
      let first = addNormalized(.image(kernel: 3, padding: 1), 64, on: image, names: ("conv1", "bn1"))
      return add(.activation(.relu), first)
    }
  }

  /// Two normalized convolutions beside the identity, or a projection of it where the shape changes.
  fileprivate mutating func addResidual(
    on input: Place, channels: Int, stride: Int, projects: Bool, name: String
  ) -> Place {
    let first = addNormalized(
      .image(kernel: 3, stride: stride, padding: 1), channels, on: input, names: ("\(name).conv1", "\(name).bn1"))
    let second = addNormalized(
      .image(kernel: 3, padding: 1), channels, on: add(.activation(.relu), first),
      names: ("\(name).conv2", "\(name).bn2"))
    var identity = input
    if projects {
      identity = addNormalized(
        .image(kernel: 1, stride: stride), channels, on: input, names: ("\(name).downsample.0", "\(name).downsample.1"))
    }
    return add(.activation(.relu), add(.add, second, identity))
  }

  private mutating func addNormalized(
    _ sliding: Sliding, _ channels: Int, on input: Place, names: (convolution: String, normalization: String)
  ) -> Place {
    let product = add(
      .convolution(channels: channels, sliding), input, hasBias: false, name: names.convolution)
    return add(.batchNorm, product, name: names.normalization)
  }
}
