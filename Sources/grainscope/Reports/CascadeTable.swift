import Basics
import Telemetry

/// Accuracy against cost over τ as aligned text.
enum CascadeTable {
  static func text(_ report: CascadeReport) -> String {
    let finest = Double(report.multiplyAdds.last ?? 0)
    let header =
      ["τ", Words.scoreAccuracy, Words.costPerImage, Words.cascadeOfFinest]
      + report.rungs.map { Words.cascadeDecides(rung: $0.label) }
    let rows = report.curve.map { point in
      [shortDecimal(point.threshold) + (point.threshold == report.threshold ? "*" : " ")]
        + [
          ScoreTable.number(point.accuracy), NumberFormat.shortCount(Int(point.multiplyAdds.rounded())),
          percent(point.multiplyAdds / max(1, finest)),
        ] + point.shares.map(percent)
    }
    return ScoreTable.aligned([header] + rows)
  }

  private static func percent(_ share: Double) -> String { NumberFormat.fixed(share * 100, decimals: 0) + " %" }
}
