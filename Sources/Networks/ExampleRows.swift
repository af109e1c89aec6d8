import Tensors

/// Examples that are worked out when they are read, as the windows of a long series: memory grows with the series, not
/// with its windows. Writing allocates nothing.
package protocol ExampleRows: Sendable {
  var count: Int { get }
  /// p and q: the numbers that one example reads, and that should come out.
  var inputCount: Int { get }
  var outputCount: Int { get }
  /// Writes an example's `inputCount` numbers.
  func writeInputs(of example: Int, to row: UnsafeMutableBufferPointer<Float>)
  /// Writes the `outputCount` numbers that should come out.
  func writeTargets(of example: Int, to row: UnsafeMutableBufferPointer<Float>)
}

extension ExampleRows {
  /// Inputs of some examples, `[examples, p]`, copied.
  package func inputs(_ examples: Range<Int>) -> Matrix {
    Self.matrix(examples, columns: inputCount, write: writeInputs)
  }

  /// Targets of some examples, `[examples, q]`, copied.
  package func targets(_ examples: Range<Int>) -> Matrix {
    Self.matrix(examples, columns: outputCount, write: writeTargets)
  }

  private static func matrix(
    _ examples: Range<Int>, columns: Int, write: (Int, UnsafeMutableBufferPointer<Float>) -> Void
  ) -> Matrix {
    let values = [Float](unsafeUninitializedCapacity: examples.count * columns) { memory, filled in
      for (row, example) in examples.enumerated() {
        write(example, UnsafeMutableBufferPointer(rebasing: memory[row * columns..<(row + 1) * columns]))
      }
      filled = examples.count * columns
    }
    return Matrix(rows: examples.count, columns: columns, values: values)
  }
}
