import Datasets
import Granularity
import Models
import Tensors

@testable import Training

/// Streams whose best grain is known: noise about a level, which is best averaged, and a wave, which averaging destroys.
enum PlantedStream {
  static func noise(_ count: Int, seed: UInt64 = 1) -> [Double] {
    let key = RandomKey(seed: seed, stream: .test)
    return (0..<UInt64(count)).map { 10 + Double(key.normal($0)) }
  }

  /// A wave of 8 steps with a little noise.
  static func wave(_ count: Int, seed: UInt64 = 2) -> [Double] {
    let key = RandomKey(seed: seed, stream: .test)
    let shape: [Double] = [0, 0.7, 1, 0.7, 0, -0.7, -1, -0.7]
    return (0..<count).map { 10 + 1.4 * shape[$0 % 8] + Double(0.1 * key.normal(UInt64($0))) }
  }

  static func plan(_ recipe: Recipe = .ridge, grains: [Int64] = [1, 4, 8]) throws -> WatchPlan {
    WatchPlan(
      source: "test", target: "value", ladder: try LiveLadder(step: 1_000, grains: grains.map { .seconds($0) }),
      settings: Settings(online: recipe))
  }
}

/// Text that comes in pieces, as through a pipe.
final class TextSource: LiveSource {
  let label = "text"
  let descriptor: Int32? = nil
  let interval = 0
  private var rest: ArraySlice<UInt8>
  private let pieces: Int

  init(_ text: String, pieces: Int = 999) {
    rest = Array(text.utf8)[...]
    self.pieces = pieces
  }

  func read(into bytes: inout [UInt8]) throws(LiveError) -> LivePiece {
    guard !rest.isEmpty else { return .ended }
    let piece = rest.prefix(min(pieces, bytes.count))
    bytes.replaceSubrange(0..<piece.count, with: piece)
    rest = rest.dropFirst(piece.count)
    return .bytes(piece.count)
  }
}
