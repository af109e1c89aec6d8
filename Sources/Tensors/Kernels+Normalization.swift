import CKernels

/// Statistics and affine maps of each channel of images `[rows, places · channels]`; what belongs to channels is a row
/// `[1, channels]`.
extension Kernels {
  /// Mean and variance over the first `rows` rows and all places; the variance is the mean square, without correction.
  package static func moments(of images: Block, places: Int, rows: Int, mean: Block, variance: Block) {
    let channels = images.columns / places
    precondition(mean.columns == channels && variance.columns == channels && rows <= images.rows)
    ck_batch_moments(
      Int32(rows), Int32(places), Int32(channels), images.base, Int32(images.stride), mean.base, variance.base)
  }

  /// `sums = Σ gradient` and `products = Σ gradient · (image − mean)`.
  package static func normalizationSums(
    of images: Block, mean: Block, gradient: Block, places: Int, rows: Int, sums: Block, products: Block
  ) {
    let channels = images.columns / places
    precondition(images.columns == gradient.columns && sums.columns == channels && rows <= images.rows)
    ck_normalization_sums(
      Int32(rows), Int32(places), Int32(channels), images.base, Int32(images.stride), mean.base, gradient.base,
      Int32(gradient.stride), sums.base, products.base)
  }

  /// `output = image · scale + shift`, then a rectifier or none.
  package static func scaleChannels(
    of images: Block, places: Int, rows: Int, by scale: Block, shift: Block, epilogue: Epilogue, into output: Block
  ) {
    let channels = images.columns / places
    precondition(images.columns == output.columns && scale.columns == channels && rows <= min(images.rows, output.rows))
    ck_scale_channels(
      Int32(rows), Int32(places), Int32(channels), images.base, Int32(images.stride), scale.base, shift.base,
      epilogue.code, output.base, Int32(output.stride))
  }

  /// `output = gradient · scale + (image − mean) · slope + offset`.
  package static func normalizationDerivative(
    of images: Block, mean: Block, gradient: Block, places: Int, rows: Int, scale: Block, slope: Block, offset: Block,
    into output: Block
  ) {
    let channels = images.columns / places
    precondition(images.columns == output.columns && scale.columns == channels && rows <= min(images.rows, output.rows))
    ck_normalization_backward(
      Int32(rows), Int32(places), Int32(channels), images.base, Int32(images.stride), mean.base, gradient.base,
      Int32(gradient.stride), scale.base, slope.base, offset.base, output.base, Int32(output.stride))
  }

  /// Copies all of a block into one of the same shape.
  package static func copy(_ block: Block, into other: Block) {
    precondition(block.rows == other.rows && block.columns == other.columns, "\(block.shape) into \(other.shape)")
    other.base.update(from: block.base, count: block.rows * block.stride)
  }

  /// `Σ gradient · (first − second)` over the first `rows` rows.
  package static func sumOfProducts(of gradient: Block, first: Block, second: Block, rows: Int) -> Float {
    var total = 0.0
    for row in 0..<rows {
      for column in 0..<gradient.columns {
        let difference = first[row, column] - second[row, column]
        total += Double(gradient[row, column] * difference)
      }
    }
    return Float(total)
  }
}
