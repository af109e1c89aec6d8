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
  /// Values of one window.
  package var windowCount: Int { Int(code.kernel_height * code.kernel_width * code.channels) }
}

extension Kernels {
  /// `output = ` the largest value, or the mean, of what lies inside each window; `[rows, places · channels]`.
  package static func pool(_ input: Block, into output: Block, rows: Int, windows: WindowGeometry, largest: Bool) {
    precondition(input.columns == windows.inputCount && rows <= min(input.rows, output.rows))
    withUnsafePointer(to: windows.code) { code in
      if largest {
        ck_pool_max(Int32(rows), code, input.base, Int32(input.stride), output.base, Int32(output.stride))
      } else {
        ck_pool_average(Int32(rows), code, input.base, Int32(input.stride), output.base, Int32(output.stride))
      }
    }
  }

  /// The gradient of `pool`: to the first of equal largest values, or in equal shares.
  package static func poolDerivative(
    input: Block, output: Block, outputGradient: Block, into inputGradient: Block, rows: Int, windows: WindowGeometry,
    largest: Bool
  ) {
    precondition(inputGradient.columns == windows.inputCount && rows <= min(inputGradient.rows, output.rows))
    withUnsafePointer(to: windows.code) { code in
      if largest {
        ck_pool_max_backward(
          Int32(rows), code, input.base, Int32(input.stride), output.base, Int32(output.stride), outputGradient.base,
          Int32(outputGradient.stride), inputGradient.base, Int32(inputGradient.stride))
      } else {
        ck_pool_average_backward(
          Int32(rows), code, outputGradient.base, Int32(outputGradient.stride), inputGradient.base,
          Int32(inputGradient.stride))
      }
    }
  }

  /// Every window of the first `rows` images as a row of its own, `[rows · places, windowCount]`.
  package static func unfold(_ images: Block, into rowsOfWindows: Block, rows: Int, windows: WindowGeometry) {
    precondition(
      images.columns == windows.inputCount && rowsOfWindows.columns == windows.windowCount && rows <= images.rows
        && rows * windows.places <= rowsOfWindows.rows)
    withUnsafePointer(to: windows.code) { code in
      ck_unfold(
        Int32(rows), code, images.base, Int32(images.stride), rowsOfWindows.base, Int32(rowsOfWindows.stride))
    }
  }

  /// The adjoint of `unfold`: each value of the images becomes the sum of its copies.
  package static func fold(_ rowsOfWindows: Block, into images: Block, rows: Int, windows: WindowGeometry) {
    precondition(
      images.columns == windows.inputCount && rowsOfWindows.columns == windows.windowCount && rows <= images.rows
        && rows * windows.places <= rowsOfWindows.rows)
    withUnsafePointer(to: windows.code) { code in
      ck_fold(Int32(rows), code, rowsOfWindows.base, Int32(rowsOfWindows.stride), images.base, Int32(images.stride))
    }
  }
}
