import CKernels

/// Windows that slide over images `[height, width, channels]`, laid out place by place with channels last; a signal is an
/// image of height 1.
package struct WindowGeometry: Sendable {
  let code: ck_windows

  package init(
    height: Int, width: Int, channels: Int, outHeight: Int, outWidth: Int, kernel: (height: Int, width: Int),
    stride: (height: Int, width: Int), padding: (height: Int, width: Int)
  ) {
    code = ck_windows(
      height: Int32(height), width: Int32(width), channels: Int32(channels), out_height: Int32(outHeight),
      out_width: Int32(outWidth), kernel_height: Int32(kernel.height), kernel_width: Int32(kernel.width),
      stride_y: Int32(stride.height), stride_x: Int32(stride.width), padding_y: Int32(padding.height),
      padding_x: Int32(padding.width))
  }

  /// Values of one image.
  package var inputCount: Int { Int(code.height * code.width * code.channels) }
  /// Windows on one image.
  package var places: Int { Int(code.out_height * code.out_width) }
  /// Floats that hold two bytes for each value of the pooled result.
  package var winnerCount: Int { (places * Int(code.channels) + 1) / 2 }
  /// Values of one window.
  package var windowCount: Int { Int(code.kernel_height * code.kernel_width * code.channels) }
}

extension Kernels {
  /// `output = ` the largest value of what lies inside each window; `[rows, places · channels]`. Which of its window's
  /// cells each was is kept in two bytes, `[rows, WindowGeometry.winnerCount]`, if wanted.
  package static func poolLargest(
    _ input: Block, into output: Block, winners: Block?, rows: Int, windows: WindowGeometry
  ) {
    precondition(input.columns == windows.inputCount && rows <= min(input.rows, output.rows))
    withUnsafePointer(to: windows.code) { code in
      ck_pool_max(
        Int32(rows), code, input.base, Int32(input.stride), output.base, Int32(output.stride), winners?.halves,
        Int32(2 * (winners?.stride ?? 0)))
    }
  }

  /// The gradient of `poolLargest`: to the first of equal values.
  package static func poolLargestDerivative(
    outputGradient: Block, winners: Block, into inputGradient: Block, rows: Int, windows: WindowGeometry
  ) {
    precondition(inputGradient.columns == windows.inputCount && rows <= min(inputGradient.rows, winners.rows))
    withUnsafePointer(to: windows.code) { code in
      ck_pool_max_backward(
        Int32(rows), code, winners.halves, Int32(2 * winners.stride), outputGradient.base,
        Int32(outputGradient.stride), inputGradient.base, Int32(inputGradient.stride))
    }
  }

  /// `output = ` the mean of what lies inside each window.
  package static func poolMean(_ input: Block, into output: Block, rows: Int, windows: WindowGeometry) {
    precondition(input.columns == windows.inputCount && rows <= min(input.rows, output.rows))
    withUnsafePointer(to: windows.code) { code in
      ck_pool_average(Int32(rows), code, input.base, Int32(input.stride), output.base, Int32(output.stride))
    }
  }

  /// The gradient of `poolMean`, in equal shares.
  package static func poolMeanDerivative(
    outputGradient: Block, into inputGradient: Block, rows: Int, windows: WindowGeometry
  ) {
    precondition(inputGradient.columns == windows.inputCount && rows <= min(inputGradient.rows, outputGradient.rows))
    withUnsafePointer(to: windows.code) { code in
      ck_pool_average_backward(
        Int32(rows), code, outputGradient.base, Int32(outputGradient.stride), inputGradient.base,
        Int32(inputGradient.stride))
    }
  }
}

extension Block {
  /// The block as numbers of two bytes.
  fileprivate var halves: UnsafeMutablePointer<UInt16> {
    UnsafeMutableRawPointer(base).assumingMemoryBound(to: UInt16.self)
  }
}
