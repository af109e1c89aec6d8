import Datasets
import Granularity
import Testing

@Suite("Grains of space")
struct SpatialLadderTests {
  static func images(_ count: Int, _ height: Int, _ width: Int, seed: UInt64 = 1) -> ImageSet {
    ImageSet(
      name: "made", height: height, width: width, pixels: noise(count * height * width, seed: seed),
      labels: (0..<Int32(count)).map { $0 % 3 }, classNames: ["a", "b", "c"])
  }

  @Test(
    "Sides are halved down to a few pixels",
    arguments: [
      (8, 8, ["8×8", "4×4", "2×2"]), (32, 32, ["32×32", "16×16", "8×8", "4×4"]), (28, 28, ["28×28", "14×14", "7×7"]),
      (16, 8, ["16×8", "8×4", "4×2"]), (7, 7, ["7×7"]), (2, 2, ["2×2"]), (64, 64, ["64×64", "32×32", "16×16", "8×8"]),
    ] as [(Int, Int, [String])])
  func suggestion(height: Int, width: Int, labels: [String]) {
    #expect(SpatialLadder.suggested(for: Self.images(1, height, width)).grains.map(\.label) == labels)
  }

  @Test("Written ladders are put in order, and refused where sides do not divide")
  func parsing() throws {
    let made = Self.images(1, 8, 8)
    #expect(try SpatialLadder(parsing: "2, 8x8,4×4", for: made).grains.map(\.label) == ["8×8", "4×4", "2×2"])
    #expect(throws: LadderError.sideDoesNotDivide(SpatialGrain(height: 3, width: 3), height: 8, width: 8)) {
      try SpatialLadder(parsing: "3", for: made)
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

  @Test("Other sides and other data are refused")
  func refusals() {
    #expect(throws: GranularityError.self) {
      try SpatialCoarsening(SpatialGrain(height: 3, width: 3)).coarsen(Self.images(1, 8, 8))
    }
    let coarsening: any Coarsening = SpatialCoarsening(SpatialGrain(height: 4, width: 4))
    #expect(throws: GranularityError.wrongData(expected: .images, found: .series)) {
      try coarsening.coarsen(.series(series([1, 2])))
    }
  }
}
