import Basics
import Telemetry

/// The line above what stands of one part: what it is for, at how many origins or samples, how many
/// were left out, and whether these are few.
struct PartHeading {
  private let info: SessionInfo
  private let part: ScoredPart
  private let count: Int

  /// - Parameter count: origins or samples that are scored; nil for all of the part.
  init(_ info: SessionInfo, _ part: ScoredPart, count: Int? = nil) {
    self.info = info
    self.part = part
    self.count = count ?? info.target.count(part)
  }

  /// For all, and beyond that for what is scored at fewer.
  private var omitted: Int { (info.forecast?[part]?.omitted ?? 0) + info.target.count(part) - count }

  var text: String {
    let places =
      switch info.target.task {
      case .forecast:
        omitted > 0
          ? Words.scoreOriginsLeftOut(count: count, omitted: omitted) : Words.scoreOrigins(count: count)
      case .classes, .number: Words.scoreSampleCount(count: count)
      }
    let isThin = count < ScoredPart.thin
    return switch part {
    case .validation:
      isThin ? Words.scoreValidationThin(places: places) : Words.scoreValidation(places: places)
    case .test: isThin ? Words.scoreTestThin(places: places) : Words.scoreTest(places: places)
    }
  }
}
