import Basics
import Telemetry

/// Accuracy against cost over τ as aligned text, on the part that the report is of.
enum CascadeTable {
  static func text(_ report: CascadeReport, on part: ScoredPart) -> String {
    let finest = Double(report.multiplyAdds.last ?? 0)
    let header =
      [Words.cascadeThreshold(part: part.rawValue), Words.scoreAccuracy, Words.costPerImage, Words.cascadeOfFinest]
      + report.rungs.map { Words.cascadeDecides(rung: $0.label) }
    let rows = report.curve.map { point in
      [shortDecimal(point.threshold) + (isInForce(point, report) ? "*" : " ")]
        + [
          ScoreTable.number(point.accuracy), NumberFormat.shortCount(Int(point.multiplyAdds.rounded())),
          percent(point.multiplyAdds / max(1, finest)),
        ] + point.shares.map(percent)
    }
    return ScoreTable.aligned([header] + rows)
      + Words.cascadeThresholdExplained(threshold: shortDecimal(report.threshold)) + "\n"
  }

  /// The knob is a number of 32 bits, the curve's are of 64.
  private static func isInForce(_ point: CascadePoint, _ report: CascadeReport) -> Bool {
    abs(point.threshold - report.threshold) < 1e-6
  }

  private static func percent(_ share: Double) -> String { NumberFormat.fixed(share * 100, decimals: 0) + " %" }
}
