import Testing

@testable import Tensors

@Suite("Least squares over a stream whose past fades")
struct FadingLeastSquaresTests {
  private func data(_ rows: Int, features: Int = 4, outputs: Int = 2) -> (inputs: Matrix, targets: Matrix) {
    let key = RandomKey(seed: 7, stream: .test)
    var inputs = Matrix(rows: rows, columns: features)
    var targets = Matrix(rows: rows, columns: outputs)
    for row in 0..<rows {
      for column in 0..<features { inputs[row, column] = key.normal(UInt64(row * 16 + column)) }
      for output in 0..<outputs {
        targets[row, output] =
          3 + inputs[row, 0] * Float(output + 1) - 0.5 * inputs[row, 2] + 0.1
          * key.normal(UInt64(row * 16 + 8 + output))
      }
    }
    return (inputs, targets)
  }

  private func fed(_ data: (inputs: Matrix, targets: Matrix), keeping: Double) -> FadingLeastSquares {
    var sums = FadingLeastSquares(features: data.inputs.columns, outputs: data.targets.columns)
    for row in 0..<data.inputs.rows {
      sums.add(inputs: Array(data.inputs.row(row)), targets: Array(data.targets.row(row)), keeping: keeping)
    }
    return sums
  }

  @Test("Without fading it is the batch's ridge regression", arguments: [0.0, 0.5, 20])
  func equalsBatch(penalty: Double) throws {
    let data = data(200)
    var batch = RidgeSolver(features: 4, outputs: 2, fitsIntercept: true)
    batch.add(inputs: data.inputs, targets: data.targets)
    let expected = try batch.solve(penalty: penalty)
    let found = try #require(fed(data, keeping: 1).solve(penalty: penalty))
    for (own, other) in zip(found.values, expected.values) { #expect(abs(own - other) < 1e-5) }
  }

  @Test("With fading it is the batch whose rows are weighted by their age")
  func equalsWeightedBatch() throws {
    let data = data(300)
    let keeping = 0.97
    // Rows times the root of their weight, with the intercept as a column of its own that bears (next to) no penalty.
    var inputs = Matrix(rows: 300, columns: 5)
    var targets = Matrix(rows: 300, columns: 2)
    for row in 0..<300 {
      var weight: Float = 1
      for _ in row..<299 { weight *= Float(keeping.squareRoot()) }
      for column in 0..<4 { inputs[row, column] = data.inputs[row, column] * weight }
      inputs[row, 4] = weight
      for output in 0..<2 { targets[row, output] = data.targets[row, output] * weight }
    }
    var batch = RidgeSolver(features: 5, outputs: 2)
    batch.add(inputs: inputs, targets: targets)
    let expected = try batch.solve(penalty: 0)
    let sums = fed(data, keeping: keeping)
    let found = try #require(sums.solve(penalty: 0))
    for (own, other) in zip(found.values, expected.values) { #expect(abs(own - other) < 1e-4) }
    #expect(abs(sums.weight - (1 - 0.97.power(300)) / 0.03) < 1e-6)
  }

  @Test("A stream that stands still has a solution as well, after however many values")
  func constantStream() throws {
    var sums = FadingLeastSquares(features: 3, outputs: 1)
    for _ in 0..<20_000 { sums.add(inputs: [0, 0, 0], targets: [2], keeping: 0.99) }
    let weights = try #require(sums.solve(penalty: 1))
    #expect(weights.values.prefix(3).allSatisfy { $0 == 0 } && abs(weights[3, 0] - 2) < 1e-6)
    #expect(FadingLeastSquares(features: 1, outputs: 1).solve(penalty: 1) == nil)
  }
}

extension Double {
  fileprivate func power(_ exponent: Int) -> Double { (0..<exponent).reduce(1) { product, _ in product * self } }
}
