import Datasets
import Tensors

extension CommonTarget {
  /// What a forecast at `grain` would score that knew every one of its own values: the error that stays because a coarse
  /// value says nothing about the shape within it. No model on that rung can be expected to score better.
  ///
  /// - Parameter view: the series at `grain`, with the target as its first column.
  /// - Returns: scores at the test origins where all values are known; nil where `grain` is not coarser than the
  ///   evaluation grain, as nothing is lost there, or no origin is left.
  package func floor(of grain: Grain, seen view: RungView) -> ForecastScores? {
    guard grain != evaluationGrain, evaluationGrain.divides(grain), let steps = ownSteps(of: grain),
      refinement(of: grain) != nil
    else { return nil }
    let values = view.columns[0].values
    var known: [Double] = []
    for origin in test.origins {
      let first = view.boundary(at: origin) ?? values.count
      for index in first..<first + steps { known.append(values.indices.contains(index) ? values[index] : .nan) }
    }
    return scores(
      of: plan(from: grain, at: test).apply(to: DoubleMatrix(rows: test.count, columns: steps, values: known)), at: test
    )
  }
}
