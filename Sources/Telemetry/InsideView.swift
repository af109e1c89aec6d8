import Basics

/// What a screen wants to see of a network at work.
package struct InsideRequest: Sendable, Hashable {
  /// A sample of the part, which goes through the network; nil where nobody looks at that.
  package var sample: Int?
  package var part: ScoredPart
  /// The number of the layer; nil for the first.
  package var layer: Int?
  /// Whether the layers are measured.
  package var measuresLayers: Bool

  package init(sample: Int?, of part: ScoredPart = .test, layer: Int? = nil, measuresLayers: Bool = false) {
    self.sample = sample
    self.part = part
    self.layer = layer
    self.measuresLayers = measuresLayers
  }

  /// The layers alone.
  package static let layers = InsideRequest(sample: nil, measuresLayers: true)
}

/// The weights that a network sees its input with, and what comes out of one of its layers for a sample.
package struct InsideView: Sendable, Hashable {
  /// Pictures of one size.
  package struct Pictures: Sendable, Hashable {
    package var height: Int
    package var width: Int
    /// 1, or 3 for red, green and blue.
    package var channels: Int
    /// `[pictures, height, width, channels]`, 0…1; ½ is nothing where they are signed.
    package var values: [Float]
    package var isSigned: Bool
    /// How many there are; of very many only the first are here.
    package var total: Int

    package init(height: Int, width: Int, channels: Int = 1, values: [Float], isSigned: Bool, total: Int) {
      self.height = height
      self.width = width
      self.channels = channels
      self.values = values
      self.isSigned = isSigned
      self.total = total
    }
  }

  package var request: InsideRequest
  package var step: Int
  /// The weights of the first layer; nil where they make no picture.
  package var filters: Pictures?
  /// The first layer, as `Conv 64 3×3`.
  package var filterName = ""
  /// Names of all layers that can be looked at, in order.
  package var layers: [String]
  /// The one that is shown.
  package var layer: Int
  /// A picture a channel; the units of a layer without places are the pixels of one.
  package var maps: Pictures

  package init(request: InsideRequest, step: Int, layers: [String], layer: Int, maps: Pictures) {
    self.request = request
    self.step = step
    self.layers = layers
    self.layer = layer
    self.maps = maps
  }
}
