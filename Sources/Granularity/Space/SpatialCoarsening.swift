import Datasets
import Tensors

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

  /// How lines and columns of images of these sides are averaged, `[coarse places, places]` each.
  ///
  /// - Throws: as ``coarsen(_:)``.
  package func weights(height: Int, width: Int) throws(GranularityError) -> (lines: Matrix, columns: Matrix) {
    guard grain.height <= height, grain.width <= width else {
      throw .finerThanImages(height: height, width: width, grain: grain)
    }
    func matrix(_ count: Int, _ coarse: Int) -> Matrix {
      var matrix = Matrix(rows: coarse, columns: count)
      for (row, terms) in SpatialWeights(averaging: count, to: coarse).terms.enumerated() {
        for term in terms { matrix[row, term.source] += term.weight }
      }
      return matrix
    }
    return (matrix(height, grain.height), matrix(width, grain.width))
  }
}
