import Foundation
import Tensors
import Testing

@Suite("Elementwise functions")
struct ElementwiseTests {
  /// A dense sweep with the values that break approximations: kinks, zeros, large magnitudes.
  static let sweep: [Float] =
    stride(from: Float(-20), through: 20, by: 0.0137).map { $0 } + [
      0, -0.0, 0.625, -0.625, 1e-20, -1e-7, 88, -88, 60, -60,
    ]

  static let exact: [(Elementwise, @Sendable (Double) -> Double)] = [
    (.linear, { $0 }),
    (.relu, { max($0, 0) }),
    (.leakyRelu, { $0 > 0 ? $0 : Double(Float(0.01)) * $0 }),
    (.gelu, { 0.5 * $0 * erfc(-$0 / 2.0.squareRoot()) }),
    (.tanh, { Foundation.tanh($0) }),
    (.sin, { Foundation.sin($0) }),
    (.sigmoid, { 1 / (1 + Foundation.exp(-$0)) }),
  ]

  @Test("Functions agree with the C library's in double precision", arguments: Kernels.levels)
  func accuracy(level: String) {
    let input = Matrix(rows: 1, columns: Self.sweep.count, values: Self.sweep)
    Kernels.atLevel(level) {
      for (function, exact) in Self.exact {
        let (a, source) = block(input)
        let (b, result) = emptyBlock(1, Self.sweep.count)
        Kernels.apply(function, to: source, into: result, rows: 1)
        // Relative, but for the sine near its zeros and gelu far below zero.
        let errors = zip(Self.sweep, result.matrix.values).map { x, y in
          let actual = exact(Double(x))
          return abs(Double(y) - actual) / max(abs(actual), function == .sin ? 0.1 : 1e-9)
        }
        #expect((errors.max() ?? 1) < (function == .gelu ? 4e-6 : 5e-7), "\(function)")
        withExtendedLifetime((a, b)) {}
      }
    }
  }

  @Test("Derivatives agree with central differences", arguments: Kernels.levels)
  func derivatives(level: String) {
    let points = Self.sweep.filter { abs($0) > 1e-3 && abs($0) < 15 }
    let input = Matrix(rows: 1, columns: points.count, values: points)
    let ones = Matrix(rows: 1, columns: points.count, values: points.map { _ in 1 })
    Kernels.atLevel(level) {
      for (function, exact) in Self.exact {
        let (a, source) = block(input)
        let (b, output) = emptyBlock(1, points.count)
        let (c, gradient) = block(ones)
        Kernels.apply(function, to: source, into: output, rows: 1)
        Kernels.applyDerivative(
          of: function, input: source, output: output, outputGradient: gradient, into: gradient, rows: 1)
        let errors = zip(points, gradient.matrix.values).map { x, slope in
          abs(Double(slope) - (exact(Double(x) + 1e-5) - exact(Double(x) - 1e-5)) / 2e-5)
        }
        #expect((errors.max() ?? 1) < 2e-6, "\(function)")
        withExtendedLifetime((a, b, c)) {}
      }
    }
  }

  @Test("Softmax sums to one, whatever the size of its inputs", arguments: [1, 3, 16, 37])
  func softmax(columns: Int) {
    var matrix = noise(5, columns, layer: 8)
    for column in 0..<columns { matrix[3, column] = 1e30 * Float(column % 2) }
    for column in 0..<columns { matrix[4, column] -= 1e4 }
    let (a, source) = block(matrix)
    let (b, result) = emptyBlock(5, columns)
    Kernels.apply(.softmax, to: source, into: result, rows: 5)
    for row in 0..<5 {
      let values = result.matrix.row(row)
      #expect(abs(values.reduce(0, +) - 1) < 1e-6)
      #expect(values.allSatisfy { $0 >= 0 && $0 <= 1 })
    }
    #expect(b.everything.reduce(0, +) > 4.999 && b.everything.reduce(0, +) < 5.001)
    withExtendedLifetime((a, b)) {}
  }

  @Test("The largest magnitude shows what is not finite", arguments: [Float.nan, -.nan, .infinity, -.infinity])
  func magnitude(bad: Float) {
    let buffer = Buffer(count: 16 * 13)
    let all = buffer.whole
    for index in 0..<buffer.count { all[0, index] = Float(index % 7) - 3 }
    all[0, 100] = -55.5
    #expect(Kernels.largestMagnitude(of: buffer) == 55.5)
    for place in [0, 63, 64, 150, 207] {
      let kept = all[0, place]
      all[0, place] = bad
      #expect(!Kernels.largestMagnitude(of: buffer).isFinite)
      all[0, place] = kept
    }
  }

  @Test("The sum of squares is kept in double precision")
  func sumOfSquares() {
    let buffer = Buffer(count: 16 * 1000)
    buffer.fill(0.1)
    #expect(abs(Kernels.sumOfSquares(of: buffer) - 160) < 1e-3)
  }
}
