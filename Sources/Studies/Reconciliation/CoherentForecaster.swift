import Basics
import Granularity
import Models
import Telemetry
import Tensors

/// What makes the forecasts of several rungs add up, with what it has learnt from validation origins.
package struct CoherentForecaster: Sendable {
  /// One grain of the hierarchy.
  package struct Level: Sendable {
    package let rung: RungID
    /// RMSSE at validation origins at the level's own grain, of its own forecasts and of those that add up; nil where the
    /// grain has no error scale, or there are too few origins to judge what learns from their errors.
    package let ownError: Double?
    package let error: Double?
    /// Errors at validation and test origins of what adds up; nil where there are too few to judge what learns from them.
    package let errors: BandErrors?
    /// What happened at the test origins, `[origins, own steps]`.
    package let actual: DoubleMatrix
  }

  /// Fine to coarse.
  package let levels: [Level]
  /// Rungs that are not made to add up.
  package let leftOut: [ReconciliationReport.LeftOut]
  package let validationOrigins: Int
  /// The test origins at which all levels have forecasts.
  package let testOrigins: [Instant]
  let reconciler: Reconciler

  package var method: ReconciliationMethod { reconciler.method }

  /// Forecasts that add up.
  ///
  /// - Parameter base: what each level's model forecast at its own grain, fine to coarse, `[origins, own steps]`, all finite.
  /// - Returns: likewise.
  package func reconcile(_ base: [DoubleMatrix]) -> [DoubleMatrix] {
    let nodes = (0..<(base.first?.rows ?? 0)).map { row in
      reconciler.reconcile(base.reversed().flatMap { Array($0.row(row)) })
    }
    return reconciler.hierarchy.levels.reversed().map { level in Self.matrix(nodes, level) }
  }

  /// A level of nodes, `[origins, own steps]`.
  static func matrix(_ nodes: [[Double]], _ level: TemporalHierarchy.Level) -> DoubleMatrix {
    DoubleMatrix(rows: nodes.count, columns: level.steps, values: nodes.flatMap { $0[level.nodes] })
  }
}
