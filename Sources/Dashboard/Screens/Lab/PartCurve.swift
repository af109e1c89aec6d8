import Canvas
import Telemetry

/// What one sub-model adds to the loss of a joined run, epoch by epoch: its validation loss where there is one.
struct PartCurve {
  let rung: RungID
  let points: [ChartPoint]

  /// The curves of all sub-models; epochs that fall into one column of the chart are thinned out.
  static func all(of run: LiveRun, _ steps: Range<Int>, columns: Int) -> [PartCurve] {
    let seen = run.epochs.filter { steps.contains($0.step - 1) }
    let stride = max(seen.count / max(columns * 2, 1), 1)
    return run.plan.members.indices.map { index in
      PartCurve(
        rung: run.plan.members[index],
        points: Swift.stride(from: 0, to: seen.count, by: stride).compactMap { place in
          let report = seen[place]
          guard report.parts.indices.contains(index) else { return nil }
          let part = report.parts[index]
          return ChartPoint(x: Double(report.step), y: Double(part.validation ?? part.training))
        })
    }.filter { !$0.points.isEmpty }
  }
}
