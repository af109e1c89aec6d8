import COpenBLAS

/// Least squares with an L2 penalty over a stream whose past fades: each observation multiplies the weight of all
/// earlier ones by `keeping`.
///
/// Gives what recursive least squares with exponential forgetting gives, but keeps the sums instead of their inverse: the
/// penalty does not fade with the past, and a stream that stands still cannot blow the inverse up. An observation costs
/// `features² / 2 + features · outputs` multiply-adds, a solution `features³ / 3` more; memory does not grow.
/// Source: Haykin, Adaptive Filter Theory, chapter 10.
package struct FadingLeastSquares: Sendable {
  /// Without the intercept, which is always fitted and bears no penalty.
  package let features: Int
  package let outputs: Int
  /// The sum of all weights that observations have by now.
  package private(set) var weight = 0.0

  /// Features and a one for the intercept.
  private let width: Int
  /// `Σ w x xᵀ`, `[width, width]`; its upper triangle in rows, which LAPACK reads as the lower one in columns.
  private var gram: [Double]
  /// `Σ w y xᵀ`, `[outputs, width]`
  private var cross: [Double]
  /// The observation under way, widened.
  private var row: [Double]

  package init(features: Int, outputs: Int) {
    precondition(features > 0 && outputs > 0, "a regression of \(outputs) outputs on \(features) features")
    self.features = features
    self.outputs = outputs
    width = features + 1
    gram = [Double](repeating: 0, count: width * width)
    cross = [Double](repeating: 0, count: outputs * width)
    row = [Double](repeating: 1, count: width)
  }

  /// Multiply-adds of one observation.
  package var multiplyAddsPerObservation: Int { width * (width + 1) / 2 + width * outputs }

  /// Adds an observation: inputs `[features]`, targets `[outputs]`. Allocates nothing.
  ///
  /// - Parameter keeping: what is left of the past, above 0 and at most 1.
  package mutating func add(inputs: [Float], targets: [Float], keeping: Double) {
    precondition(
      inputs.count == features && targets.count == outputs,
      "\(inputs.count) inputs and \(targets.count) targets for \(features) → \(outputs)")
    precondition(keeping > 0 && keeping <= 1, "a past that keeps \(keeping)")
    let (width, outputs) = (width, outputs)
    for feature in 0..<features { row[feature] = Double(inputs[feature]) }
    weight = weight * keeping + 1
    row.withUnsafeBufferPointer { row in
      gram.withUnsafeMutableBufferPointer { gram in
        for first in 0..<width {
          let factor = row[first]
          for second in first..<width {
            gram[first * width + second] = gram[first * width + second] * keeping + factor * row[second]
          }
        }
      }
      cross.withUnsafeMutableBufferPointer { cross in
        for output in 0..<outputs {
          let target = Double(targets[output])
          for feature in 0..<width {
            cross[output * width + feature] = cross[output * width + feature] * keeping + target * row[feature]
          }
        }
      }
    }
  }

  /// The weights `[features + 1, outputs]`, the last row being the intercept; nil where the sums have no solution yet.
  package func solve(penalty: Double) -> Matrix? {
    guard weight > 0 else { return nil }
    var (factor, solution) = (gram, cross)
    for feature in 0..<features { factor[feature * (width + 1)] += penalty }
    var (n, q, info) = (Int32(width), Int32(outputs), Int32(0))
    dpotrf_("L", &n, &factor, &n, &info)
    guard info == 0 else { return nil }
    dpotrs_("L", &n, &q, factor, &n, &solution, &n, &info)
    guard info == 0, solution.allSatisfy(\.isFinite) else { return nil }
    var weights = Matrix(rows: width, columns: outputs)
    for output in 0..<outputs {
      for feature in 0..<width { weights[feature, output] = Float(solution[output * width + feature]) }
    }
    return weights
  }
}
