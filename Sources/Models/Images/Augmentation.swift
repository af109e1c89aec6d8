import Networks
import Tensors

/// How training images are varied: differently in every epoch, by the seed, the epoch and the example alone.
package enum Augmentation: String, Hashable, Sendable, CaseIterable {
  case none
  /// Moved by up to an eighth of a side along each, black coming in from beyond.
  case shift
  /// Every other one mirrored, left to right.
  case flip
  case both = "shift-flip"

  var shifts: Bool { self == .shift || self == .both }
  var flips: Bool { self == .flip || self == .both }
}

/// Fills a matrix with varied images.
package struct Augmenter {
  /// Farthest move, as a share of a side: all rungs see the same move.
  private static let farthest: Float = 0.125

  let augmentation: Augmentation
  let shape: Shape
  let seed: UInt64

  /// Puts this epoch's variant of each row of `images` into `varied`, `[images, shape.count]` both; allocates nothing.
  func vary(_ images: Matrix, epoch: Int, into varied: inout [Float]) {
    let key = RandomKey(seed: seed, stream: .noise, step: UInt64(epoch), layer: 0x1A6E)
    let size = shape.count
    images.values.withUnsafeBufferPointer { from in
      varied.withUnsafeMutableBufferPointer { into in
        for row in 0..<images.rows {
          let index = UInt64(3 * row)
          let isMirrored = augmentation.flips && key.uniform(index) < 0.5
          let reach = augmentation.shifts ? Self.farthest : 0
          move(
            UnsafeBufferPointer(rebasing: from[row * size..<(row + 1) * size]),
            down: (2 * key.uniform(index + 1) - 1) * reach * Float(shape.height),
            right: (2 * key.uniform(index + 2) - 1) * reach * Float(shape.width), isMirrored: isMirrored,
            into: UnsafeMutableBufferPointer(rebasing: into[row * size..<(row + 1) * size]))
        }
      }
    }
  }

  /// Between pixels by straight lines.
  private func move(
    _ image: UnsafeBufferPointer<Float>, down: Float, right: Float, isMirrored: Bool,
    into moved: UnsafeMutableBufferPointer<Float>
  ) {
    let (height, width, channels) = (shape.height, shape.width, shape.channels)
    let (above, left) = ((-down).rounded(.down), (-right).rounded(.down))
    let (low, across) = (-down - above, -right - left)
    func value(_ row: Int, _ column: Int, _ channel: Int) -> Float {
      guard row >= 0, row < height, column >= 0, column < width else { return 0 }
      return image[(row * width + (isMirrored ? width - 1 - column : column)) * channels + channel]
    }
    for row in 0..<height {
      let first = row + Int(above)
      for column in 0..<width {
        let start = column + Int(left)
        for channel in 0..<channels {
          let upper = (1 - across) * value(first, start, channel) + across * value(first, start + 1, channel)
          let lower = (1 - across) * value(first + 1, start, channel) + across * value(first + 1, start + 1, channel)
          moved[(row * width + column) * channels + channel] = (1 - low) * upper + low * lower
        }
      }
    }
  }
}

/// Training images that are varied when an epoch begins.
struct VariedExamples {
  private let images: Matrix
  private let augmenter: Augmenter
  private(set) var examples: Examples
  private var epoch = -1

  init(_ examples: Examples, _ augmenter: Augmenter) {
    self.examples = examples
    self.augmenter = augmenter
    images = examples.inputs
  }

  /// Brings the examples of `epoch` about, where they are not there yet; in place.
  mutating func begin(_ next: Int) {
    guard next != epoch else { return }
    let targets = examples.targets
    // From the second epoch on nobody else holds the values, so that they are overwritten.
    var values = epoch < 0 ? [Float](repeating: 0, count: images.values.count) : examples.inputs.values
    examples = Examples(inputs: Matrix(rows: 0, columns: images.columns), labels: [], classCount: 1)
    augmenter.vary(images, epoch: next, into: &values)
    let inputs = Matrix(rows: images.rows, columns: images.columns, values: values)
    switch targets {
    case .values(let matrix): examples = Examples(inputs: inputs, targets: matrix)
    case .labels(let labels, let classCount):
      examples = Examples(inputs: inputs, labels: labels, classCount: classCount)
    }
    epoch = next
  }
}
