import Datasets
import Granularity
import Testing

@Suite("Grains of space")
struct SpatialLadderTests {
  static func images(_ count: Int, _ height: Int, _ width: Int, seed: UInt64 = 1) -> ImageSet {
    ImageSet(
      name: "made", height: height, width: width, pixels: noise(count * height * width, seed: seed).map { Float($0) },
      labels: (0..<Int32(count)).map { $0 % 3 }, classNames: ["a", "b", "c"])
  }

  @Test(
    "Sides are halved down to a few pixels",
    arguments: [
      (8, 8, ["8×8", "4×4", "2×2"]), (32, 32, ["32×32", "16×16", "8×8", "4×4"]),
      (28, 28, ["28×28", "14×14", "7×7", "4×4"]),
      (16, 8, ["16×8", "8×4", "4×2"]), (7, 7, ["7×7", "4×4", "2×2"]), (5, 9, ["5×9"]), (2, 2, ["2×2"]),
      (64, 64, ["64×64", "32×32", "16×16", "8×8"]),
    ] as [(Int, Int, [String])])
  func suggestion(height: Int, width: Int, labels: [String]) {
    #expect(SpatialLadder.suggested(for: Self.images(1, height, width)).grains.map(\.label) == labels)
  }

  @Test("Written ladders are put in order, and refused where there are fewer pixels")
  func parsing() throws {
    let made = Self.images(1, 8, 8)
    #expect(try SpatialLadder(parsing: "2, 8x8,4×4", for: made).grains.map(\.label) == ["8×8", "4×4", "2×2"])
    #expect(throws: LadderError.finerThanImages(SpatialGrain(height: 9, width: 9), height: 8, width: 8)) {
      try SpatialLadder(parsing: "9", for: made)
    }
    #expect(throws: LadderError.repeatedSide(SpatialGrain(height: 4, width: 4))) {
      try SpatialLadder(parsing: "4,4x4", for: made)
    }
    for text in ["", "x", "4x4x4", "0", "-4", "four"] {
      #expect(throws: LadderError.self) { try SpatialLadder(parsing: text, for: made) }
    }
  }

  @Test("A coarse pixel is the mean of its block; labels pass through", arguments: [(4, 4), (2, 4), (1, 1), (8, 12)])
  func pooling(height: Int, width: Int) throws {
    let made = Self.images(5, 8, 12)
    let pooled = try SpatialCoarsening(SpatialGrain(height: height, width: width)).coarsen(made)
    #expect(pooled.count == 5 && pooled.height == height && pooled.width == width)
    #expect(pooled.labels == made.labels && pooled.classNames == made.classNames)
    for image in 0..<5 {
      for row in 0..<height {
        for column in 0..<width {
          var sum = 0.0
          for y in 0..<8 / height {
            for x in 0..<12 / width {
              sum += Double(made.pixels[(image * 8 + row * (8 / height) + y) * 12 + column * (12 / width) + x])
            }
          }
          let mean = sum * Double(height * width) / 96
          #expect(abs(Double(pooled.pixels[(image * height + row) * width + column]) - mean) < 1e-3)
        }
      }
    }
  }

  @Test("Pooling twice is pooling once")
  func consistency() throws {
    let made = Self.images(3, 16, 16)
    let half = try SpatialCoarsening(SpatialGrain(height: 8, width: 8)).coarsen(made)
    let twice = try SpatialCoarsening(SpatialGrain(height: 4, width: 4)).coarsen(half)
    let once = try SpatialCoarsening(SpatialGrain(height: 4, width: 4)).coarsen(made)
    #expect(twice.pixels.isClose(to: once.pixels))
  }

  @Test("Sides that do not divide: every pixel counts as much as any other, in each channel", arguments: [1, 3])
  func parts(channels: Int) throws {
    let made = ImageSet(
      name: "made", height: 7, width: 5, channels: channels, pixels: noise(2 * 35 * channels, seed: 4).map { Float($0) }
    )
    let coarse = try SpatialCoarsening(SpatialGrain(height: 3, width: 2)).coarsen(made)
    #expect(coarse.channels == channels && coarse.pixels.count == 2 * 6 * channels)
    // Each place blown up 3 × 2 times, so that blocks of 7 × 5 are whole.
    for image in 0..<2 {
      for row in 0..<3 {
        for column in 0..<2 {
          for channel in 0..<channels {
            var sum = 0.0
            for y in row * 7..<(row + 1) * 7 {
              for x in column * 5..<(column + 1) * 5 {
                sum += Double(made.pixels[((image * 7 + y / 3) * 5 + x / 2) * channels + channel])
              }
            }
            let found = coarse.pixels[((image * 3 + row) * 2 + column) * channels + channel]
            #expect(abs(Double(found) - sum / 35) < 1e-5)
          }
        }
      }
    }
  }

  @Test("Refined: repeated, or straight lines between middles as PyTorch draws them; channels stay apart")
  func refinement() throws {
    let two = ImageSet(name: "two", height: 1, width: 2, channels: 2, pixels: [0, 1, 1, 0])
    let grain = SpatialGrain(height: 2, width: 4)
    let nearest = SpatialRefinement(to: grain, .nearest).refine(two)
    #expect(nearest.pixels == [0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0, 1, 0])
    let linear = SpatialRefinement(to: grain, .bilinear).refine(two)
    #expect(linear.pixels == [0, 1, 0.25, 0.75, 0.75, 0.25, 1, 0, 0, 1, 0.25, 0.75, 0.75, 0.25, 1, 0])
    let made = Self.images(3, 8, 8)
    #expect(try SpatialRefinement.loss(of: made, at: SpatialGrain(height: 8, width: 8), .nearest) == 0)
    let (fine, coarse) = (SpatialGrain(height: 4, width: 4), SpatialGrain(height: 2, width: 2))
    #expect(
      try SpatialRefinement.loss(of: made, at: fine, .nearest) < SpatialRefinement.loss(of: made, at: coarse, .nearest))
    // A picture of blocks loses nothing when the blocks are its grain.
    let blocks = SpatialRefinement(to: SpatialGrain(height: 8, width: 8), .nearest).refine(
      try SpatialCoarsening(fine).coarsen(made))
    #expect(try SpatialRefinement.loss(of: blocks, at: fine, .nearest) < 1e-12)
  }

  @Test("More pixels than there are are refused")
  func refusals() {
    let grain = SpatialGrain(height: 3, width: 9)
    #expect(throws: GranularityError.finerThanImages(height: 8, width: 8, grain: grain)) {
      try SpatialCoarsening(grain).coarsen(Self.images(1, 8, 8))
    }
  }
}
