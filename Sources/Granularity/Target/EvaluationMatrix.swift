/// One common target scored at the grain of every rung compared: the columns of the evaluation matrix, whose rows are the
/// models' grains.
///
/// All columns have the same origins and the same horizon. A score of one column says nothing against one of another: a
/// coarse grain is easier to forecast by the absolute error, and has its own error scale.
package struct EvaluationMatrix: Sendable {
  /// Fine to coarse; the target's own evaluation grain stands among them where it is a rung's.
  package let columns: [CommonTarget]

  /// Without columns, where nothing is scored.
  package init() { columns = [] }

  package init(_ target: CommonTarget) {
    columns = target.compared.compactMap { grain in
      // A grain at which no origin has all its values has no column.
      grain == target.evaluationGrain ? target : try? target.scored(at: grain)
    }
  }
}
