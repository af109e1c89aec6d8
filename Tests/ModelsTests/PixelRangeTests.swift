import Datasets
import Networks
import Telemetry
import Tensors
import Testing

@testable import Models

@Suite("Images are predicted in the range of those that were learnt from")
struct PixelRangeTests {
  /// A model of 2×2 images whose white was 255, which gives back what it reads.
  private let model: FittedSamples = {
    let scaler = Scaler(.none, fitting: DoubleMatrix(rows: 0, columns: 4))
    return FittedSamples(
      frame: SampleFrame(
        source: .images(height: 2, width: 2, channels: 1, white: 255),
        members: [SampleFrame.Member(rung: "2×2", grain: nil, scaler: scaler)],
        target: .classes(column: "class", names: ["a", "b", "c", "d"])),
      functions: [.copy([0, 1, 2, 3], inputs: 4)])
  }()

  private func said(_ levels: [Float], white: Double) throws -> [Float] {
    let images = ImageSet(
      name: "x", height: 2, width: 2, pixels: levels.map { $0 / Float(white) }, white: white)
    guard case .probabilities(let shares) = try model.predict(images) else { return [] }
    return shares.values
  }

  @Test("Whole levels of a narrower range are dark; shares and masks are as they are")
  func ranges() throws {
    func isNear(_ found: [Float], _ expected: [Float]) -> Bool {
      found.count == expected.count && zip(found, expected).allSatisfy { abs($0 - $1) < 1e-6 }
    }
    #expect(isNear(try said([0, 51, 102, 255], white: 255), [0, 0.2, 0.4, 1]))
    // A dark image of 0 to 255, read alone, looks as if its white were 16.
    #expect(isNear(try said([0, 3, 9, 15], white: 16), [0, 3, 9, 15].map { $0 / 255 }))
    #expect(isNear(try said([0, 0.25, 0.5, 1], white: 1), [0, 0.25, 0.5, 1]))
    #expect(isNear(try said([0, 1, 0, 1], white: 1), [0, 1, 0, 1]))
    #expect(isNear(try said([0, 65_535, 13_107, 0], white: 65_535), [0, 1, 0.2, 0]))
  }
}
