import Datasets

/// Averages pixels; labels pass through, and a label cannot be refined.
///
/// A coarse pixel is the mean over its share of the image's area: of whole blocks where sides divide, else of pixels some of
/// which count in part, as in area interpolation.
package struct SpatialCoarsening: Sendable {
  package let grain: SpatialGrain

  package init(_ grain: SpatialGrain) {
    self.grain = grain
  }

  /// - Throws: ``GranularityError/finerThanImages(height:width:grain:)``.
  package func coarsen(_ images: ImageSet) throws(GranularityError) -> ImageSet {
    guard grain.height <= images.height, grain.width <= images.width else {
      throw .finerThanImages(height: images.height, width: images.width, grain: grain)
    }
    if grain.height == images.height && grain.width == images.width { return images }
    let rows = SpatialWeights(averaging: images.height, to: grain.height)
    let columns = SpatialWeights(averaging: images.width, to: grain.width)
    return images.resampled(rows: rows, columns: columns)
  }
}
