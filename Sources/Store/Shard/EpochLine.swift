import Telemetry

/// The line of an epoch, written and read without a coder: of all lines these alone come by the thousand. It is the same JSON,
/// but for how many digits a whole number has.
enum EpochLine {
  private static let opening = Array(#""line":"\#(ShardLine.Kind.epoch.rawValue)","value":{"epoch":"#.utf8)
  private static let closing = Array("}}".utf8)

  /// What stands before each number, in the order of the alphabet, as the encoder has it.
  private enum Field {
    static let gradientNorm = Array(#","gradientNorm":"#.utf8)
    static let learningRate = Array(#","learningRate":"#.utf8)
    static let multiplyAdds = Array(#","multiplyAdds":"#.utf8)
    static let parts = Array(#","parts":[]"#.utf8)
    static let seconds = Array(#","seconds":"#.utf8)
    static let step = Array(#","step":"#.utf8)
    static let trainingLoss = Array(#","trainingLoss":"#.utf8)
    static let validationLoss = Array(#","validationLoss":"#.utf8)
  }

  /// What follows the check sum, without the line break; nil where there is more in the report than its numbers, which is
  /// left to the encoder.
  static func content(_ report: EpochReport) -> [UInt8]? {
    guard report.parts.isEmpty, report.dead == nil, report.learningRate.isFinite, report.seconds.isFinite,
      report.trainingLoss.isFinite, report.validationLoss?.isFinite ?? true, report.gradientNorm?.isFinite ?? true
    else { return nil }
    var line = opening + "\(report.epoch)".utf8
    if let norm = report.gradientNorm { line += Field.gradientNorm + "\(norm)".utf8 }
    line += Field.learningRate + "\(report.learningRate)".utf8
    line += Field.multiplyAdds + "\(report.multiplyAdds)".utf8
    line += Field.parts
    line += Field.seconds + "\(report.seconds)".utf8
    line += Field.step + "\(report.step)".utf8
    line += Field.trainingLoss + "\(report.trainingLoss)".utf8
    if let loss = report.validationLoss { line += Field.validationLoss + "\(loss)".utf8 }
    return line + closing
  }

  /// What ``content(_:)`` wrote; nil for any other line, and for an epoch in another form, which is left to the decoder.
  static func report(_ content: ArraySlice<UInt8>) -> EpochReport? {
    var line = Line(rest: content)
    guard line.skip(opening), let epoch = line.number(Int.self) else { return nil }
    var gradientNorm: Double?
    if line.skip(Field.gradientNorm) {
      guard let norm = line.number(Double.self) else { return nil }
      gradientNorm = norm
    }
    guard line.skip(Field.learningRate), let learningRate = line.number(Double.self),
      line.skip(Field.multiplyAdds), let multiplyAdds = line.number(Int.self),
      line.skip(Field.parts), line.skip(Field.seconds), let seconds = line.number(Double.self),
      line.skip(Field.step), let step = line.number(Int.self),
      line.skip(Field.trainingLoss), let trainingLoss = line.number(Float.self)
    else { return nil }
    var validationLoss: Float?
    if line.skip(Field.validationLoss) {
      guard let loss = line.number(Float.self) else { return nil }
      validationLoss = loss
    }
    guard line.skip(closing), line.rest.isEmpty else { return nil }
    var report = EpochReport(
      epoch: epoch, step: step, trainingLoss: trainingLoss, validationLoss: validationLoss, learningRate: learningRate,
      multiplyAdds: multiplyAdds, seconds: seconds)
    report.gradientNorm = gradientNorm
    return report
  }

  private struct Line {
    var rest: ArraySlice<UInt8>

    mutating func skip(_ text: [UInt8]) -> Bool {
      guard rest.starts(with: text) else { return false }
      rest = rest.dropFirst(text.count)
      return true
    }

    mutating func number<Number: LosslessStringConvertible>(_ type: Number.Type) -> Number? {
      let digits = rest.prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "}") }
      rest = rest[digits.endIndex...]
      return Number(String(decoding: digits, as: UTF8.self))
    }
  }
}
