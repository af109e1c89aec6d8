import Datasets

/// Brings coarse images to more pixels: what a coarse rung knows, seen at the finest.
package struct SpatialRefinement: Sendable {
  package enum Method: String, Sendable, CaseIterable {
    /// Every pixel repeated.
    case nearest
    /// Straight lines between the middles of pixels.
    case bilinear
  }

  package let grain: SpatialGrain
  package let method: Method

  package init(to grain: SpatialGrain, _ method: Method) {
    self.grain = grain
    self.method = method
  }

  package func refine(_ images: ImageSet) -> ImageSet {
    func weights(_ count: Int, _ fine: Int) -> SpatialWeights {
      method == .nearest ? SpatialWeights(nearest: count, to: fine) : SpatialWeights(linear: count, to: fine)
    }
    return images.resampled(
      rows: weights(images.height, grain.height), columns: weights(images.width, grain.width))
  }

  /// What a grain loses: the mean squared difference between images and the same images made coarse and refined again.
  ///
  /// - Throws: as ``SpatialCoarsening/coarsen(_:)``.
  package static func loss(of images: ImageSet, at grain: SpatialGrain, _ method: Method) throws(GranularityError)
    -> Double
  {
    let coarse = try SpatialCoarsening(grain).coarsen(images)
    let fine = SpatialRefinement(to: SpatialGrain(height: images.height, width: images.width), method).refine(coarse)
    var sum = 0.0
    for (known, guess) in zip(images.pixels, fine.pixels) { sum += Double((known - guess) * (known - guess)) }
    return sum / Double(max(1, images.pixels.count))
  }
}
