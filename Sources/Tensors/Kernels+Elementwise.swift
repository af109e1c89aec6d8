import CKernels

/// A function of one number, or of a row for softmax.
package enum Elementwise: UInt32, Sendable, CaseIterable {
  case linear, relu, leakyRelu, gelu, tanh, sin, sigmoid, softmax

  var code: ck_activation {
    switch self {
    case .linear: CK_LINEAR
    case .relu: CK_ACT_RELU
    case .leakyRelu: CK_ACT_LEAKY_RELU
    case .gelu: CK_GELU
    case .tanh: CK_TANH
    case .sin: CK_SIN
    case .sigmoid: CK_SIGMOID
    case .softmax: CK_SOFTMAX
    }
  }
}

/// A loss of one number against another.
package enum ElementLoss: Sendable, Hashable {
  case squared, absolute
  case huber(delta: Float)

  var code: ck_loss {
    switch self {
    case .squared: CK_MSE
    case .absolute: CK_MAE
    case .huber: CK_HUBER
    }
  }

  var delta: Float {
    if case .huber(let delta) = self { delta } else { 0 }
  }
}

extension Kernels {
  /// `output = f(input)` over the first `rows` rows.
  package static func apply(_ function: Elementwise, to input: Block, into output: Block, rows: Int) {
    ck_activate(
      function.code, Int32(rows), Int32(input.columns), input.base, Int32(input.stride), output.base,
      Int32(output.stride))
  }

  /// `inputGradient = outputGradient · f′`, where `output = f(input)`; both gradients may be one block.
  package static func applyDerivative(
    of function: Elementwise, input: Block, output: Block, outputGradient: Block, into inputGradient: Block, rows: Int
  ) {
    ck_activate_backward(
      function.code, Int32(rows), Int32(input.columns), input.base, Int32(input.stride), output.base,
      Int32(output.stride), outputGradient.base, Int32(outputGradient.stride), inputGradient.base,
      Int32(inputGradient.stride))
  }

  /// Writes the gradient of the mean loss over a batch of which these rows are a part, and returns their share of it.
  package static func lossGradient(
    _ loss: ElementLoss, output: Block, target: Block, into gradient: Block, rows: Int, ofBatch batchRows: Int
  ) -> Float {
    let total = ck_loss_gradient(
      loss.code, loss.delta, Int32(rows), Int32(batchRows), Int32(output.columns), output.base, Int32(output.stride),
      target.base, Int32(target.stride), gradient.base, Int32(gradient.stride))
    return total / Float(batchRows * output.columns)
  }

  /// Softmax and cross-entropy against `labels[0..<rows]`: the gradient of the mean over the batch's rows, and these
  /// rows' share of that mean.
  package static func crossEntropyGradient(
    logits: Block, labels: [Int32], into gradient: Block, rows: Int, ofBatch batchRows: Int
  ) -> Float {
    precondition(labels.count >= rows)
    let total = labels.withUnsafeBufferPointer { labels in
      labels.baseAddress.map {
        ck_cross_entropy_gradient(
          Int32(rows), Int32(batchRows), Int32(logits.columns), logits.base, Int32(logits.stride), $0, gradient.base,
          Int32(gradient.stride))
      } ?? 0
    }
    return total / Float(batchRows)
  }

  /// The largest magnitude in a buffer; not finite if any value is not.
  package static func largestMagnitude(of buffer: Buffer) -> Float {
    let range = 1 << 17
    guard buffer.count > range else {
      return Float(bitPattern: ck_largest_magnitude(Int32(buffer.count), buffer.base))
    }
    let pieces = (buffer.count + range - 1) / range
    return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: pieces) { found in
      let job = LargestJob(count: buffer.count, range: range, values: buffer.base, found: found.baseAddress)
      ThreadPool.run(pieces, of: job) { job, piece, _ in
        job.assumingMemoryBound(to: LargestJob.self).pointee.run(piece)
      }
      return Float(bitPattern: found.reduce(0) { max($0, $1) })
    }
  }

  /// - Parameter range: whole vectors of the buffer that alone are summed; nil sums all.
  package static func sumOfSquares(of buffer: Buffer, in range: Range<Int>? = nil) -> Double {
    let range = range ?? 0..<buffer.count
    precondition(range.lowerBound % 16 == 0 && range.upperBound <= buffer.count, "values \(range)")
    return ck_sum_of_squares(Int32(range.count), buffer.base + range.lowerBound)
  }
}

private struct LargestJob {
  let count: Int
  let range: Int
  let values: UnsafeMutablePointer<Float>
  /// For each range the bit pattern of its largest magnitude, in whose order magnitudes are.
  let found: UnsafeMutablePointer<UInt32>?

  func run(_ piece: Int) {
    let start = piece * range
    found?[piece] = ck_largest_magnitude(Int32(min(range, count - start)), values + start)
  }
}
