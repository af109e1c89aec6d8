import CKernels

/// What a product does to its result before it is stored.
package enum Epilogue: Sendable {
  case plain, relu, leakyRelu
  /// Cut, or weakened, where the gate is not positive.
  case reluGate, leakyGate

  var code: ck_epilogue {
    switch self {
    case .plain: CK_PLAIN
    case .relu: CK_RELU
    case .leakyRelu: CK_LEAKY_RELU
    case .reluGate: CK_RELU_GATE
    case .leakyGate: CK_LEAKY_GATE
    }
  }
}

/// Products and elementwise passes over blocks. Nothing here allocates.
///
/// Small products run in kernels of our own, which need no packing and finish bias and rectifier in registers; large
/// ones go to OpenBLAS.
package enum Kernels {
  /// The instruction set level that the kernels run at; it belongs in every run's journal.
  package static var level: String { String(cString: ck_level()) }

  /// Runs `body` with this thread's kernels at another level; nil if this processor cannot run it.
  package static func atLevel<Result>(_ level: String, _ body: () throws -> Result) rethrows -> Result? {
    guard ck_prefer_level(level) else { return nil }
    defer { _ = ck_prefer_level(nil) }
    return try body()
  }

  /// All levels, best first, whether this processor runs them or not.
  package static let levels = ["x86-64-v4", "x86-64-v3", "portable"]

  /// Whether a product of this size is left to OpenBLAS.
  static func isLarge(_ rows: Int, _ width: Int, _ depth: Int) -> Bool {
    rows * width * depth > ck_product_limit()
  }

  /// `result = left · right + bias`, then the epilogue, over the first `rows` rows of `left` and `result`.
  ///
  /// Shapes: left `[rows, depth]`, right `[depth, columns]`, bias `[1, columns]`, gate like result.
  package static func multiply(
    _ left: Block, by right: Block, into result: Block, rows: Int, bias: Block? = nil, epilogue: Epilogue = .plain,
    gate: Block? = nil
  ) {
    precondition(
      left.columns <= right.rows && result.columns == right.columns && rows <= min(left.rows, result.rows),
      "\(rows) rows of \(left.shape) · \(right.shape) into \(result.shape)")
    let (width, depth) = (result.stride, left.columns)
    if isLarge(rows, width, depth) {
      LargeProduct(
        left: left, right: right, result: result, rows: rows, depth: depth, bias: bias, epilogue: epilogue, gate: gate
      ).run()
    } else {
      ck_matmul(
        Int32(rows), Int32(width), Int32(depth), left.base, Int32(left.stride), 1, right.base, Int32(right.stride),
        result.base, Int32(result.stride), bias?.base, epilogue.code, gate?.base, Int32(gate?.stride ?? 0))
    }
  }

  /// `result = leftᵀ · right` over the first `rows` rows of both, or added to what is there.
  ///
  /// Shapes: left `[rows, m]`, right `[rows, n]`, result `[m, n]`.
  package static func multiplyTransposedLeft(
    _ left: Block, _ right: Block, into result: Block, rows: Int, accumulate: Bool = false
  ) {
    precondition(
      result.rows == left.columns && result.columns == right.columns && rows <= min(left.rows, right.rows),
      "\(rows) rows of \(left.shape)ᵀ · \(right.shape) into \(result.shape)")
    let (height, width) = (left.columns, right.stride)
    if isLarge(height, width, rows) {
      LargeProduct(
        left: left, right: right, result: result, rows: height, depth: rows, leftIsTransposed: true,
        accumulates: accumulate
      ).run()
    } else {
      ck_matmul(
        Int32(height), Int32(width), Int32(rows), left.base, 1, Int32(left.stride), right.base, Int32(right.stride),
        result.base, Int32(result.stride), nil, accumulate ? CK_ACCUMULATE : CK_PLAIN, nil, 0)
    }
  }

  /// `result = left · rightᵀ + bias`, then the epilogue; meant for a right side of a few rows.
  ///
  /// Shapes: left `[rows, depth]`, right `[n, depth]`, result `[rows, n]`. The padding of `left` must be zero.
  package static func multiplyTransposedRight(
    _ left: Block, _ right: Block, into result: Block, rows: Int, bias: Block? = nil, epilogue: Epilogue = .plain
  ) {
    precondition(
      left.columns == right.columns && result.columns == right.rows && rows <= min(left.rows, result.rows),
      "\(rows) rows of \(left.shape) · \(right.shape)ᵀ into \(result.shape)")
    ck_matmul_transposed(
      Int32(rows), Int32(right.rows), Int32(left.stride), left.base, Int32(left.stride), right.base,
      Int32(right.stride), result.base, Int32(result.stride), bias?.base, epilogue.code)
  }

  /// `result = left · rightᵀ` with the epilogue, for a right side of many rows; `scratch` has room for `rightᵀ`, each
  /// side rounded up to a multiple of 16.
  package static func multiply(
    _ left: Block, byTransposed right: Block, into result: Block, rows: Int, scratch: Block,
    epilogue: Epilogue = .plain,
    gate: Block? = nil
  ) {
    precondition(
      left.columns == right.columns && result.columns == right.rows && rows <= min(left.rows, result.rows)
        && scratch.rows >= Block.padded(right.columns) && scratch.columns == right.rows,
      "\(rows) rows of \(left.shape) · \(right.shape)ᵀ into \(result.shape) by way of \(scratch.shape)")
    if isLarge(rows, result.stride, left.columns) {
      LargeProduct(
        left: left, right: right, result: result, rows: rows, depth: left.columns, rightIsTransposed: true,
        epilogue: epilogue, gate: gate
      ).run()
    } else {
      ck_transpose(
        Int32(right.rows), Int32(right.columns), right.base, Int32(right.stride), scratch.base, Int32(scratch.stride))
      multiply(left, by: scratch, into: result, rows: rows, epilogue: epilogue, gate: gate)
    }
  }

  private static func finish(_ result: Block, rows: Int, bias: Block?, epilogue: Epilogue, gate: Block?) {
    if bias == nil, case .plain = epilogue { return }
    ck_apply_epilogue(
      Int32(rows), Int32(result.stride), result.base, Int32(result.stride), bias?.base, epilogue.code, gate?.base,
      Int32(gate?.stride ?? 0))
  }

  /// Cuts a gradient in place where a rectifier's output was not positive.
  package static func gate(_ gradient: Block, by output: Block, rows: Int, epilogue: Epilogue) {
    finish(gradient, rows: rows, bias: nil, epilogue: epilogue, gate: output)
  }

  /// `sums = Σ` over the first `rows` rows, or added to what is there; sums `[1, columns]`.
  package static func columnSums(of block: Block, rows: Int, into sums: Block, accumulate: Bool = false) {
    ck_column_sums(Int32(rows), Int32(block.stride), block.base, Int32(block.stride), sums.base, accumulate)
  }

  /// Copies rows `order[first..<first + count]` of `matrix` into the first rows of `block`.
  package static func gather(_ matrix: Matrix, order: [Int32], first: Int, count: Int, into block: Block) {
    precondition(first + count <= order.count && count <= block.rows && matrix.columns == block.columns)
    matrix.values.withUnsafeBufferPointer { values in
      order.withUnsafeBufferPointer { order in
        guard let values = values.baseAddress, let order = order.baseAddress else { return }
        ck_gather(
          Int32(count), Int32(matrix.columns), values, Int32(matrix.columns), order + first, block.base,
          Int32(block.stride))
      }
    }
  }

  /// Copies a row of the block's columns from `offset` after each of `starts[first..<first + count]`.
  package static func gather(
    _ values: [Float], starts: [Int32], offset: Int, first: Int, count: Int, into block: Block
  ) {
    precondition(first + count <= starts.count && count <= block.rows)
    values.withUnsafeBufferPointer { values in
      starts.withUnsafeBufferPointer { starts in
        guard let values = values.baseAddress, let starts = starts.baseAddress else { return }
        ck_gather(
          Int32(count), Int32(block.columns), values + offset, 1, starts + first, block.base, Int32(block.stride))
      }
    }
  }

  /// Dropout with scaling by 1 / (1 − probability); its own derivative. A rectifier's gate may be applied along with it.
  ///
  /// The mask is a function of the key and the position in the batch, in which the first row here is `firstRow`.
  package static func dropout(
    _ input: Block, into output: Block, rows: Int, firstRow: Int = 0, probability: Float, key: RandomKey,
    gate: Block? = nil
  ) {
    ck_dropout(
      Int32(rows), Int32(firstRow), Int32(input.stride), input.base, Int32(input.stride), output.base,
      Int32(output.stride), key.base,
      probability, gate?.base, Int32(gate?.stride ?? 0))
  }
}
