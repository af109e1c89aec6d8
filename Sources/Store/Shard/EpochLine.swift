import Telemetry

/// The line of an epoch, written without an encoder: of all lines these alone come by the thousand. It is the same JSON, but
/// for how many digits a whole number has.
enum EpochLine {
  /// What follows the check sum, without the line break; nil where there is more in the report than its numbers, which is
  /// left to the encoder.
  static func content(_ report: EpochReport) -> [UInt8]? {
    guard report.parts.isEmpty, report.dead == nil, report.learningRate.isFinite, report.seconds.isFinite,
      report.trainingLoss.isFinite, report.validationLoss?.isFinite ?? true
    else { return nil }
    var text = "\"line\":\"\(ShardLine.Kind.epoch.rawValue)\",\"value\":{\"epoch\":\(report.epoch)"
    text += ",\"learningRate\":\(report.learningRate),\"multiplyAdds\":\(report.multiplyAdds),\"parts\":[]"
    text += ",\"seconds\":\(report.seconds),\"step\":\(report.step),\"trainingLoss\":\(report.trainingLoss)"
    if let loss = report.validationLoss { text += ",\"validationLoss\":\(loss)" }
    return Array((text + "}}").utf8)
  }
}
