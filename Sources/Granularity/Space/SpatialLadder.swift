import Datasets

/// Resolutions of images, fine to coarse.
package struct SpatialLadder: Hashable, Sendable {
  package let grains: [SpatialGrain]

  /// - Throws: ``LadderError`` where a grain stands twice or has more pixels than the images.
  package init(_ grains: [SpatialGrain], for images: ImageSet) throws(LadderError) {
    let sorted = grains.sorted { $0.height * $0.width > $1.height * $1.width }
    guard !sorted.isEmpty else { throw .empty }
    for (finer, coarser) in zip(sorted, sorted.dropFirst()) where finer == coarser { throw .repeatedSide(finer) }
    for grain in sorted where grain.height > images.height || grain.width > images.width {
      throw .finerThanImages(grain, height: images.height, width: images.width)
    }
    self.grains = sorted
  }

  /// A ladder as written by a user, such as `8,4,2`.
  ///
  /// - Throws: ``LadderError``.
  package init(parsing text: String, for images: ImageSet) throws(LadderError) {
    var grains: [SpatialGrain] = []
    for part in text.split(whereSeparator: { $0 == "," || $0 == ";" }) {
      grains.append(try SpatialGrain(parsing: String(part)))
    }
    try self.init(grains, for: images)
  }

  /// The images' own resolution, halved at most three times: while two pixels are left of a side, or four where an odd side
  /// is rounded up.
  package static func suggested(for images: ImageSet) -> SpatialLadder {
    var grain = SpatialGrain(height: images.height, width: images.width)
    var grains = [grain]
    while grains.count < 4 {
      let least = grain.height % 2 == 0 && grain.width % 2 == 0 ? 2 : 4
      grain = SpatialGrain(height: (grain.height + 1) / 2, width: (grain.width + 1) / 2)
      guard min(grain.height, grain.width) >= least else { break }
      grains.append(grain)
    }
    return SpatialLadder(unchecked: grains)
  }

  private init(unchecked grains: [SpatialGrain]) { self.grains = grains }
}

extension SpatialGrain {
  /// Whether images of that size are whole numbers of this grain's pixels.
  package func divides(height: Int, width: Int) -> Bool { height % self.height == 0 && width % self.width == 0 }
}
