import Basics
import Granularity

/// What is said of origins that are left out, and of what is known before those that are left.
extension CommonOrigins {
  /// Why origins of a part are left out, with counts; nil where none is.
  func leftOut(of part: ScoredPart) -> String? {
    let omitted = target.origins(of: part).omitted
    let unserved = omitted.onRequest > 0 ? unserved(omitted.onRequest, Self.words(cutting[part] ?? [])) : nil
    let reasons = [omitted.words, unserved].compactMap { $0 }
    return reasons.isEmpty ? nil : reasons.joined(separator: ", ")
  }

  private func unserved(_ count: Int, _ rows: String) -> String {
    switch inputs {
    case .target: Words.omittedUnserved(count: count, rows: rows, gaps: gaps.label)
    case .all: Words.omittedUnservedColumns(count: count, rows: rows, gaps: gaps.label)
    }
  }

  /// Which rungs have no say.
  var remarks: [String] {
    let needed = ForecastExperiment.leastWindows
    if isShortened { return [Words.remarkShortened(needed: needed, rows: Self.words(known))] }
    guard !passedOver.isEmpty else { return [] }
    return [
      Words.remarkPassedOver(
        count: passedOver.count, rungs: Listing.all(passedOver.map(\.grain.label)),
        rows: Listing.all(passedOver.map { "\($0.count)" }), needed: needed)
    ]
  }

  /// As `168 rows of 1h and 56 of 3h`.
  private static func words(_ rows: [Rows]) -> String {
    Listing.all(
      rows.enumerated().map { place, own in
        place == 0
          ? Words.rowsOfRungFirst(count: own.count, rung: own.grain.label)
          : Words.rowsOfRung(count: own.count, rung: own.grain.label)
      })
  }
}
