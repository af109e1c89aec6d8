import Datasets

/// Averages blocks of pixels; labels pass through, and a label cannot be refined.
package struct SpatialCoarsening: Coarsening {
  package let grain: SpatialGrain

  package init(_ grain: SpatialGrain) {
    self.grain = grain
  }

  package func coarsen(_ data: Dataset) throws -> View {
    guard case .images(let images) = data else {
      throw GranularityError.wrongData(expected: .images, found: data.kind)
    }
    return .images(try coarsen(images))
  }

  /// - Throws: ``GranularityError/sidesDoNotDivide(height:width:grain:)``.
  package func coarsen(_ images: ImageSet) throws(GranularityError) -> ImageSet {
    guard grain.divides(height: images.height, width: images.width) else {
      throw .sidesDoNotDivide(height: images.height, width: images.width, grain: grain)
    }
    if grain.height == images.height && grain.width == images.width { return images }
    let blockHeight = images.height / grain.height
    let blockWidth = images.width / grain.width
    let weight = 1 / Float(blockHeight * blockWidth)
    let channels = images.channels
    var pixels = [Float](repeating: 0, count: images.count * grain.height * grain.width * channels)
    for image in 0..<images.count {
      for row in 0..<images.height {
        let source = (image * images.height + row) * images.width
        let target = (image * grain.height + row / blockHeight) * grain.width
        for column in 0..<images.width {
          for channel in 0..<channels {
            pixels[(target + column / blockWidth) * channels + channel] +=
              images.pixels[(source + column) * channels + channel]
          }
        }
      }
    }
    for index in pixels.indices { pixels[index] *= weight }
    return ImageSet(
      name: images.name, height: grain.height, width: grain.width, channels: channels, pixels: pixels,
      labels: images.labels, classNames: images.classNames, report: images.report)
  }
}
