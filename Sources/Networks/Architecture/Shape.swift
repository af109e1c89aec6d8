import Tensors

/// The form of one example's values: the columns of a vector, or an image of channels.
///
/// Values lie place by place, row-major, channels last. A vector is an image of one place; a signal has height 1.
package struct Shape: Hashable, Sendable, Codable {
  package var height: Int
  package var width: Int
  package var channels: Int

  package init(height: Int = 1, width: Int = 1, channels: Int) {
    self.height = height
    self.width = width
    self.channels = channels
  }

  package var places: Int { height * width }
  package var count: Int { places * channels }
}

/// A window that slides over an image.
package struct Sliding: Hashable, Sendable, Codable {
  package struct Extent: Hashable, Sendable, Codable {
    package var height: Int
    package var width: Int

    package init(height: Int, width: Int) {
      self.height = height
      self.width = width
    }
  }

  /// What happens to places at the end that do not fill a window.
  package enum Rounding: String, Hashable, Sendable, Codable {
    /// They are left out.
    case down
    /// A window that holds only them stands for them.
    case up
  }

  package var kernel: Extent
  package var stride: Extent
  /// Places outside the image on each side.
  package var padding: Extent
  package var rounding: Rounding

  package init(kernel: Extent, stride: Extent, padding: Extent, rounding: Rounding = .down) {
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
    self.rounding = rounding
  }

  /// Along a signal.
  package static func signal(kernel: Int, stride: Int = 1, padding: Int = 0, rounding: Rounding = .down) -> Sliding {
    Sliding(
      kernel: Extent(height: 1, width: kernel), stride: Extent(height: 1, width: stride),
      padding: Extent(height: 0, width: padding), rounding: rounding)
  }

  /// A square over an image.
  package static func image(kernel: Int, stride: Int = 1, padding: Int = 0, rounding: Rounding = .down) -> Sliding {
    Sliding(
      kernel: Extent(height: kernel, width: kernel), stride: Extent(height: stride, width: stride),
      padding: Extent(height: padding, width: padding), rounding: rounding)
  }

  /// How many windows there are on an image, as an image of `channels`.
  ///
  /// Every window begins inside the image or its padding on the left, as in PyTorch.
  package func output(on shape: Shape, channels: Int) -> Shape {
    Shape(
      height: count(shape.height, kernel.height, stride.height, padding.height),
      width: count(shape.width, kernel.width, stride.width, padding.width), channels: channels)
  }

  private func count(_ places: Int, _ kernel: Int, _ stride: Int, _ padding: Int) -> Int {
    precondition(kernel > 0 && stride > 0 && padding >= 0 && padding < kernel, "a window of \(kernel), pad \(padding)")
    let free = places + 2 * padding - kernel
    guard rounding == .up else { return free < 0 ? 0 : free / stride + 1 }
    let windows = max(free + stride - 1, 0) / stride + 1
    return (windows - 1) * stride >= places + padding ? windows - 1 : windows
  }

  func geometry(on shape: Shape) -> WindowGeometry {
    let output = output(on: shape, channels: shape.channels)
    return WindowGeometry(
      height: shape.height, width: shape.width, channels: shape.channels, outHeight: output.height,
      outWidth: output.width, kernel: (kernel.height, kernel.width), stride: (stride.height, stride.width),
      padding: (padding.height, padding.width))
  }
}
