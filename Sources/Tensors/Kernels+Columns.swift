import CKernels

extension Kernels {
  /// `output = left + scale · right` over the first `rows` rows; without a left side, `scale · right`. A side of one
  /// column is added to every column of the output, which may be the left side itself.
  package static func combine(_ left: Block?, _ right: Block, scale: Float, into output: Block, rows: Int) {
    precondition(
      (left.map { $0.columns == output.columns || $0.columns == 1 } ?? true)
        && (right.columns == output.columns || right.columns == 1) && rows <= min(output.rows, right.rows),
      "\(left?.shape ?? "nothing") and \(right.shape) into \(output.shape)")
    ck_combine(
      Int32(rows), Int32(output.columns), left?.base, Int32(left?.stride ?? 0),
      left.map { $0.columns != output.columns } ?? false, right.base, Int32(right.stride),
      right.columns != output.columns, scale, output.base, Int32(output.stride))
  }

  /// `sums[row, 0] = scale · Σ` of the row.
  package static func rowSums(of block: Block, scale: Float, into sums: Block, rows: Int) {
    precondition(rows <= min(block.rows, sums.rows))
    ck_row_sums(
      Int32(rows), Int32(block.stride), block.base, Int32(block.stride), scale, sums.base, Int32(sums.stride))
  }

  /// Copies `count` columns from `first` of each segment of the rows to `target` of the output's segments, or adds them.
  ///
  /// A row is divided into `segments` equal parts on both sides: the places of an image, whose channels are copied.
  package static func copyColumns(
    of input: Block, from first: Int, count: Int, into output: Block, at target: Int, segments: Int = 1, rows: Int,
    add: Bool = false
  ) {
    let (step, outStep) = (input.columns / segments, output.columns / segments)
    precondition(
      first + count <= step && target + count <= outStep && rows <= min(input.rows, output.rows),
      "columns \(first)..<\(first + count) of \(input.shape) to \(target) of \(output.shape)")
    ck_copy_columns(
      Int32(rows), Int32(segments), Int32(count), input.base + first, Int32(input.stride), Int32(step),
      output.base + target, Int32(output.stride), Int32(outStep), add)
  }

  /// `output[row, column] = input[row, columns − 1 − column]`
  package static func reverseColumns(of input: Block, into output: Block, rows: Int) {
    precondition(input.columns == output.columns && rows <= min(input.rows, output.rows))
    ck_reverse_columns(
      Int32(rows), Int32(input.columns), input.base, Int32(input.stride), output.base, Int32(output.stride))
  }

  /// Sets the first `rows` rows to zero.
  package static func clear(_ block: Block, rows: Int) {
    precondition(rows <= block.rows)
    block.base.update(repeating: 0, count: rows * block.stride)
  }
}

extension Block {
  /// `count` rows from `first` on.
  package func rows(from first: Int, count: Int) -> Block {
    precondition(first + count <= rows, "rows \(first)..<\(first + count) of \(shape)")
    return Block(base: base + first * stride, rows: count, columns: columns, stride: stride)
  }
}
