import Tensors
import Testing

@Suite("Products of blocks")
struct ProductTests {
  /// Rows, depth, columns: tails of every kind, and one that goes to OpenBLAS.
  static let shapes = [
    (1, 1, 1), (1, 10, 5), (2, 3, 16), (3, 16, 17), (7, 5, 32), (32, 10, 64), (32, 64, 32), (13, 33, 48), (9, 31, 100),
    (257, 130, 160),
    (700, 304, 300),
  ]

  @Test("All forms agree with the definition at every level", arguments: shapes, Kernels.levels)
  func products(shape: (Int, Int, Int), level: String) {
    let (rows, depth, columns) = shape
    let (left, right) = (noise(rows, depth, layer: 1), noise(depth, columns, layer: 2))
    let exact = left * right
    Kernels.atLevel(level) {
      let (a, leftBlock) = block(left)
      let (b, rightBlock) = block(right)
      let (c, result) = emptyBlock(rows, columns)
      Kernels.multiply(leftBlock, by: rightBlock, into: result, rows: rows)
      expectClose(result.matrix, exact)
      expectCleanPadding(c, result)

      let (d, leftTransposed) = block(left.transposed)
      let (e, fromTransposed) = emptyBlock(rows, columns)
      Kernels.multiplyTransposedLeft(leftTransposed, rightBlock, into: fromTransposed, rows: depth)
      expectClose(fromTransposed.matrix, exact)
      expectCleanPadding(e, fromTransposed)

      let (f, rightTransposed) = block(right.transposed)
      let (g, scratch) = emptyBlock(Block.padded(depth), columns)
      let (h, other) = emptyBlock(rows, columns)
      Kernels.multiply(leftBlock, byTransposed: rightTransposed, into: other, rows: rows, scratch: scratch)
      expectClose(other.matrix, exact)
      expectCleanPadding(h, other)

      Kernels.multiplyTransposedRight(leftBlock, rightTransposed, into: other, rows: rows)
      expectClose(other.matrix, exact)
      withExtendedLifetime((a, b, c, d, e, f, g, h)) {}
    }
  }

  @Test("Bias, rectifiers and gates are applied to the result", arguments: [(5, 7, 19), (700, 304, 300)])
  func epilogues(rows: Int, depth: Int, columns: Int) {
    let (left, right) = (noise(rows, depth, layer: 1), noise(depth, columns, layer: 2))
    let (bias, gate) = (noise(1, columns, layer: 3), noise(rows, columns, layer: 4))
    let product = left * right
    func expected(_ value: (_ product: Float, _ bias: Float, _ gate: Float) -> Float) -> Matrix {
      var result = product
      for row in 0..<rows {
        for column in 0..<columns {
          result[row, column] = value(product[row, column], bias[0, column], gate[row, column])
        }
      }
      return result
    }
    let (a, leftBlock) = block(left)
    let (b, rightBlock) = block(right)
    let (c, biasBlock) = block(bias)
    let (d, gateBlock) = block(gate)
    let (e, result) = emptyBlock(rows, columns)
    let cases: [(Epilogue, Block?, Matrix)] = [
      (.plain, biasBlock, expected { product, bias, _ in product + bias }),
      (.relu, biasBlock, expected { product, bias, _ in max(product + bias, 0) }),
      (.leakyRelu, biasBlock, expected { product, bias, _ in max(product + bias, 0.01 * (product + bias)) }),
      (.reluGate, nil, expected { product, _, gate in gate > 0 ? product : 0 }),
      (.leakyGate, nil, expected { product, _, gate in gate > 0 ? product : 0.01 * product }),
    ]
    for (epilogue, bias, matrix) in cases {
      Kernels.multiply(
        leftBlock, by: rightBlock, into: result, rows: rows, bias: bias, epilogue: epilogue, gate: gateBlock)
      expectClose(result.matrix, matrix)
      expectCleanPadding(e, result)
    }
    withExtendedLifetime((a, b, c, d, e)) {}
  }

  @Test("Helpers change no bit of a large product")
  func helpers() {
    let (left, right) = (noise(500, 300, layer: 1), noise(300, 700, layer: 2))
    func results() -> [Matrix] {
      let (a, leftBlock) = block(left)
      let (b, rightBlock) = block(right)
      let (c, result) = emptyBlock(500, 700)
      Kernels.multiply(leftBlock, by: rightBlock, into: result, rows: 500, epilogue: .relu)
      let (d, below) = emptyBlock(300, 700)
      Kernels.multiplyTransposedLeft(leftBlock, result, into: below, rows: 500, accumulate: false)
      let (e, scratch) = emptyBlock(Block.padded(700), 300)
      let (f, back) = emptyBlock(500, 300)
      Kernels.multiply(result, byTransposed: rightBlock, into: back, rows: 500, scratch: scratch)
      withExtendedLifetime((a, b, c, d, e, f)) {}
      return [result.matrix, below.matrix, back.matrix]
    }
    let alone = results()
    for helpers in 1...2 { #expect(ThreadPool(helpers: helpers).lead(results) == alone) }
    #expect(alone[0].values.contains { $0 > 0 })
  }

  @Test("A row's result does not depend on the rows beside it")
  func rowIndependence() {
    let (left, right) = (noise(40, 37, layer: 1), noise(37, 50, layer: 2))
    let (a, leftBlock) = block(left)
    let (b, rightBlock) = block(right)
    let (c, together) = emptyBlock(40, 50)
    Kernels.multiply(leftBlock, by: rightBlock, into: together, rows: 40)
    for row in [0, 7, 39] {
      let (d, single) = block(Matrix(rows: 1, columns: 37, values: Array(left.row(row))))
      let (e, alone) = emptyBlock(1, 50)
      Kernels.multiply(single, by: rightBlock, into: alone, rows: 1)
      #expect(Array(together.matrix.row(row)) == alone.matrix.values)
      withExtendedLifetime((d, e)) {}
    }
    withExtendedLifetime((a, b, c)) {}
  }

  @Test("Levels with fused multiply-add agree to the last bit")
  func sameBitsAtBothLevels() {
    let bits = ["x86-64-v4", "x86-64-v3"].compactMap { level in
      Kernels.atLevel(level) { () -> [UInt32] in
        let (a, leftBlock) = block(noise(19, 37, layer: 1))
        let (b, rightBlock) = block(noise(37, 50, layer: 2))
        let (c, result) = emptyBlock(19, 50)
        Kernels.multiply(leftBlock, by: rightBlock, into: result, rows: 19, epilogue: .relu)
        Kernels.apply(.gelu, to: result, into: result, rows: 19)
        withExtendedLifetime((a, b, c)) {}
        return result.matrix.values.map(\.bitPattern)
      }
    }
    #expect(Set(bits).count <= 1)
  }

  @Test("Sums of columns and gathered rows")
  func sumsAndRows() {
    let matrix = noise(11, 21, layer: 5)
    let (a, source) = block(matrix)
    let (b, sums) = emptyBlock(1, 21)
    Kernels.columnSums(of: source, rows: 9, into: sums)
    for column in 0..<21 {
      #expect(abs(sums[0, column] - matrix.column(column).prefix(9).reduce(0, +)) < 1e-5)
    }
    let (c, rows) = emptyBlock(3, 21)
    Kernels.gather(matrix, order: [4, 0, 10, 2, 2], first: 2, count: 3, into: rows)
    #expect(rows.matrix == matrix.rows(at: [10, 2, 2]))
    withExtendedLifetime((a, b, c)) {}
  }
}

private func expectClose(_ result: Matrix, _ exact: Matrix, sourceLocation: SourceLocation = #_sourceLocation) {
  let scale = exact.values.reduce(1e-6) { max($0, abs($1)) }
  let worst = zip(result.values, exact.values).reduce(0) { max($0, abs($1.0 - $1.1)) } / scale
  #expect(worst < 4e-6, sourceLocation: sourceLocation)
}

/// Lanes beyond the last column must be zeros still.
private func expectCleanPadding(_ buffer: Buffer, _ block: Block, sourceLocation: SourceLocation = #_sourceLocation) {
  let all = buffer.everything
  let dirty = (0..<block.rows).contains { row in
    (block.columns..<block.stride).contains { all[row * block.stride + $0] != 0 }
  }
  #expect(!dirty, "padding was written", sourceLocation: sourceLocation)
}
