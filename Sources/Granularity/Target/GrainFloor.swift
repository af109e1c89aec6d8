import Basics
import Datasets
import Tensors

extension CommonTarget {
  /// What a forecast at `grain` would score that knew every one of its own values: the error that stays because a coarse
  /// value says nothing about the shape within it. No model on that rung can be expected to score better.
  ///
  /// - Parameters:
  ///   - view: the series at `grain`, with the target as its first column.
  ///   - part: at whose origins.
  /// - Returns: scores at the origins where all values are known; nil where `grain` is not coarser than the
  ///   evaluation grain, as nothing is lost there, or no origin is left.
  package func floor(of grain: Grain, seen view: RungView, on part: ScoredPart = .test) -> ForecastScores? {
    guard grain != evaluationGrain, evaluationGrain.divides(grain), let steps = ownSteps(of: grain),
      refinement(of: grain) != nil
    else { return nil }
    let values = view.columns[0].values
    let set: OriginSet = origins(of: part)
    var known: [Double] = []
    for origin in set.origins {
      let first = view.boundary(at: origin) ?? values.count
      for index in first..<first + steps { known.append(values.indices.contains(index) ? values[index] : .nan) }
    }
    return scores(
      of: plan(from: grain, at: set).apply(to: DoubleMatrix(rows: set.count, columns: steps, values: known)), at: set)
  }
}
