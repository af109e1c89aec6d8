import CKernels

/// Images at another size: every line of the output is a weighted sum of neighbouring lines of the input, and every
/// column of columns.
package struct Resampling: Sendable {
  /// What makes up one line or column of the output.
  package struct Span: Sendable {
    package let first: Int
    package let weights: [Float]

    package init(first: Int, weights: [Float]) {
      self.first = first
      self.weights = weights
    }
  }

  private let height: Int
  private let width: Int
  private let channels: Int
  private let outHeight: Int
  private let outWidth: Int
  /// The output's lines, then its columns.
  private let spans: [ck_span]
  private let weights: [Float]

  package init(height: Int, width: Int, channels: Int, lines: [Span], columns: [Span]) {
    precondition(
      lines.allSatisfy { $0.first >= 0 && $0.first + $0.weights.count <= height }
        && columns.allSatisfy { $0.first >= 0 && $0.first + $0.weights.count <= width },
      "a span beyond an image of \(height)×\(width)")
    (self.height, self.width, self.channels) = (height, width, channels)
    (outHeight, outWidth) = (lines.count, columns.count)
    var (spans, weights): ([ck_span], [Float]) = ([], [])
    for span in lines + columns {
      spans.append(
        ck_span(first: Int32(span.first), count: Int32(span.weights.count), weights: Int32(weights.count)))
      weights += span.weights
    }
    self.spans = spans
    self.weights = weights
  }

  /// The map of places, `[places of the output, places of the input]`.
  package var placeWeights: [Float] {
    var map = [Float](repeating: 0, count: outHeight * outWidth * height * width)
    for line in 0..<outHeight {
      for column in 0..<outWidth {
        let (above, beside) = (spans[line], spans[outHeight + column])
        let row = (line * outWidth + column) * height * width
        for upper in 0..<Int(above.count) {
          for left in 0..<Int(beside.count) {
            let place = (Int(above.first) + upper) * width + Int(beside.first) + left
            map[row + place] += weights[Int(above.weights) + upper] * weights[Int(beside.weights) + left]
          }
        }
      }
    }
    return map
  }

  package var inputCount: Int { height * width * channels }
  package var outputCount: Int { outHeight * outWidth * channels }

  fileprivate func withCode(_ body: (UnsafePointer<ck_resampling>) -> Void) {
    spans.withUnsafeBufferPointer { spans in
      weights.withUnsafeBufferPointer { weights in
        guard let lines = spans.baseAddress else { return }
        var code = ck_resampling(
          height: Int32(height), width: Int32(width), channels: Int32(channels), out_height: Int32(outHeight),
          out_width: Int32(outWidth), lines: lines, columns: lines + outHeight, weights: weights.baseAddress)
        body(&code)
      }
    }
  }
}

extension Kernels {
  /// The first `rows` images `[rows, inputCount]` at the other size, `[rows, outputCount]`.
  package static func resample(_ images: Block, into output: Block, rows: Int, _ resampling: Resampling) {
    precondition(
      images.columns == resampling.inputCount && output.columns == resampling.outputCount
        && rows <= min(images.rows, output.rows))
    resampling.withCode { code in
      ck_resample(Int32(rows), code, images.base, Int32(images.stride), output.base, Int32(output.stride))
    }
  }

  /// The adjoint of `resample`; overwrites `inputGradient`.
  package static func resampleDerivative(
    outputGradient: Block, into inputGradient: Block, rows: Int, _ resampling: Resampling
  ) {
    precondition(
      inputGradient.columns == resampling.inputCount && outputGradient.columns == resampling.outputCount
        && rows <= min(inputGradient.rows, outputGradient.rows))
    resampling.withCode { code in
      ck_resample_backward(
        Int32(rows), code, outputGradient.base, Int32(outputGradient.stride), inputGradient.base,
        Int32(inputGradient.stride))
    }
  }
}
