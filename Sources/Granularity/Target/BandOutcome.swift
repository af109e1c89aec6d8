import Tensors

/// What bands around forecasts held of what happened then.
package struct BandOutcome: Sendable {
  /// The share of actual values that they were to hold, within 0…1.
  package let level: Double
  /// Origins that had a band.
  package let origins: Int
  /// The share of actual values that they held, of all and of each step.
  package let coverage: Double
  package let coverageBySteps: [Double]
  /// From the lower to the upper end, mean over origins and steps.
  package let width: Double
  /// Mean of the width and, where a value lies outside, of 2 / (1 − level) times how far: the less the better.
  ///
  /// Source: Winkler (1972); Gneiting & Raftery (2007).
  package let intervalScore: Double

  /// Nil where there was no band at any origin that has a forecast.
  ///
  /// - Parameters:
  ///   - halfWidths: of each origin, `[steps]`; nil where there was none.
  ///   - predicted: `[origins, steps]`, as `actual`.
  package init?(level: Double, halfWidths: [[Double]?], predicted: DoubleMatrix, actual: DoubleMatrix) {
    var held = [Int](repeating: 0, count: actual.columns)
    var (origins, widths, misses) = (0, 0.0, 0.0)
    for (row, half) in halfWidths.enumerated() {
      guard let half, predicted.row(row).allSatisfy(\.isFinite) else { continue }
      origins += 1
      for step in half.indices {
        let error = abs(predicted[row, step] - actual[row, step])
        widths += 2 * half[step]
        if error <= half[step] { held[step] += 1 } else { misses += error - half[step] }
      }
    }
    guard origins > 0 else { return nil }
    let count = Double(origins * actual.columns)
    self.level = level
    self.origins = origins
    coverage = Double(held.reduce(0, +)) / count
    coverageBySteps = held.map { Double($0) / Double(origins) }
    width = widths / count
    intervalScore = (widths + 2 / (1 - level) * misses) / count
  }
}
