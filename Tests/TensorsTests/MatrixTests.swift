import Tensors
import Testing

@Suite("Matrices")
struct MatrixTests {
  @Test("Rows, columns and elements lie where row-major order puts them")
  func layout() {
    var matrix = Matrix(rows: 2, columns: 3, values: [1, 2, 3, 4, 5, 6])
    #expect(matrix[1, 0] == 4)
    #expect(Array(matrix.row(1)) == [4, 5, 6])
    #expect(matrix.column(2) == [3, 6])
    matrix[0, 2] = 9
    #expect(matrix.values == [1, 2, 9, 4, 5, 6])
    #expect(matrix.transposed == Matrix([[1, 4], [2, 5], [9, 6]]))
    #expect(matrix.rows(at: [1, 1, 0]) == Matrix([[4, 5, 6], [4, 5, 6], [1, 2, 9]]))
  }

  @Test("The product agrees with its definition", arguments: [(1, 1, 1), (2, 3, 4), (17, 33, 5), (3, 0, 2)])
  func product(rows: Int, depth: Int, columns: Int) {
    let left = noise(rows, depth, layer: 1)
    let right = noise(depth, columns, layer: 2)
    let product = left * right
    #expect(product.rows == rows && product.columns == columns)
    for row in 0..<rows {
      for column in 0..<columns {
        let exact = (0..<depth).reduce(0.0) { $0 + Double(left[row, $1]) * Double(right[$1, column]) }
        #expect(abs(Double(product[row, column]) - exact) < 1e-5)
      }
    }
  }
}

/// A matrix of standard normal numbers.
func noise(_ rows: Int, _ columns: Int, layer: UInt32) -> Matrix {
  let key = RandomKey(seed: 7, stream: .test, layer: layer)
  return Matrix(rows: rows, columns: columns, values: (0..<rows * columns).map { key.normal(UInt64($0)) })
}

/// The matrix as a padded block; the buffer must outlive the block.
func block(_ matrix: Matrix) -> (Buffer, Block) {
  let (buffer, block) = emptyBlock(matrix.rows, matrix.columns)
  block.load(matrix, first: 0, count: matrix.rows)
  return (buffer, block)
}

func emptyBlock(_ rows: Int, _ columns: Int) -> (Buffer, Block) {
  var layout = BufferLayout()
  let place = layout.reserve(rows: rows, columns: columns)
  layout.pad(rows: 15, columns: columns)
  let buffer = Buffer(layout)
  return (buffer, buffer.block(place))
}

extension Block {
  var matrix: Matrix {
    var values: [Float] = []
    append(rows: rows, to: &values)
    return Matrix(rows: rows, columns: columns, values: values)
  }
}

extension Buffer {
  /// Every float including padding.
  var everything: [Float] {
    var values: [Float] = []
    whole.append(rows: 1, to: &values)
    return values
  }
}
