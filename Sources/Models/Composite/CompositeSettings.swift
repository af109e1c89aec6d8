import Networks

/// What the recipe `composite` is made of.
package struct CompositeSettings: Hashable, Sendable {
  /// The network whose features, learnt on other images, are built upon.
  package enum Base: String, Hashable, Sendable, Codable, CaseIterable {
    case resNet18 = "resnet18"
    case vgg11

    var title: String {
      switch self {
      case .resNet18: "ResNet-18"
      case .vgg11: "VGG-11"
      }
    }
  }

  package enum BaseLearning: String, Hashable, Sendable, Codable, CaseIterable {
    /// Its weights stay, and its normalizations go by their running statistics.
    case frozen
    /// It is trained too.
    case trained
  }

  /// How base and feature network are combined.
  package enum Join: String, Hashable, Sendable, Codable, CaseIterable {
    /// One dense layer on the features of both.
    case concatenated
    /// The mean of both networks' outputs.
    case averaged
    /// Their mixture by a learnt share.
    case weighted
    /// A dense layer on both networks' outputs.
    case stacked
  }

  package var base = Base.resNet18
  package var learning = BaseLearning.trained
  package var join = Join.concatenated

  package init() {}
}
