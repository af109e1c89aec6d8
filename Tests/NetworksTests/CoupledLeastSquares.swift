import Networks
import Tensors

/// The minimum of the joint loss of two coupled linear sub-models, from its normal equations in double precision.
struct CoupledLeastSquares {
  /// Weights `[inputs, outputs]` and biases of the fine sub-model, then of the coarse one.
  let solution: [Double]

  init(_ fixture: JointFixture, coupling: Double) {
    let (inputs, fineOutputs, coarseOutputs) = (fixture.inputs, 4, 2)
    let fineCount = (inputs + 1) * fineOutputs
    let count = fineCount + (inputs + 1) * coarseOutputs
    let (fine, coarse) = (fixture.fineExamples(), fixture.coarseExamples())
    var system = NormalEquations(count: count)
    let rows = Double(fixture.count)

    /// Coefficients of one output as a function of all parameters.
    func output(_ example: Int, _ column: Int, isFine: Bool) -> [Double] {
      var coefficients = [Double](repeating: 0, count: count)
      let (first, outputs) = isFine ? (0, fineOutputs) : (fineCount, coarseOutputs)
      let source = isFine ? fine.inputs : coarse.inputs
      for input in 0..<inputs { coefficients[first + input * outputs + column] = Double(source[example, input]) }
      coefficients[first + inputs * outputs + column] = 1
      return coefficients
    }
    guard case .values(let fineTargets) = fine.targets, case .values(let coarseTargets) = coarse.targets else {
      preconditionFailure("the fixture has numbers for targets")
    }
    for example in 0..<fixture.count {
      for column in 0..<fineOutputs {
        system.add(
          output(example, column, isFine: true), equals: Double(fineTargets[example, column]),
          weight: 1 / (rows * Double(fineOutputs)))
      }
      for column in 0..<coarseOutputs {
        let own = output(example, column, isFine: false)
        system.add(own, equals: Double(coarseTargets[example, column]), weight: 1 / (rows * Double(coarseOutputs)))
        let (left, right) = (
          output(example, 2 * column, isFine: true), output(example, 2 * column + 1, isFine: true)
        )
        let difference = own.indices.map { own[$0] - Double(JointFixture.gain) * (left[$0] + right[$0]) }
        system.add(
          difference, equals: -Double(fixture.constants[example]),
          weight: coupling / (rows * Double(coarseOutputs)))
      }
    }
    solution = system.solved()
  }
}

/// Weighted least squares `Σ w (a·x − b)²`.
private struct NormalEquations {
  private var matrix: [[Double]]

  init(count: Int) {
    matrix = [[Double]](repeating: [Double](repeating: 0, count: count + 1), count: count)
  }

  mutating func add(_ coefficients: [Double], equals value: Double, weight: Double) {
    for row in coefficients.indices where coefficients[row] != 0 {
      for column in coefficients.indices { matrix[row][column] += weight * coefficients[row] * coefficients[column] }
      matrix[row][coefficients.count] += weight * coefficients[row] * value
    }
  }

  /// By elimination; the matrix is positive definite.
  func solved() -> [Double] {
    var rows = matrix
    for pivot in rows.indices {
      for row in rows.indices where row != pivot {
        let factor = rows[row][pivot] / rows[pivot][pivot]
        for column in pivot..<rows.count + 1 { rows[row][column] -= factor * rows[pivot][column] }
      }
    }
    return rows.indices.map { rows[$0][rows.count] / rows[$0][$0] }
  }
}
