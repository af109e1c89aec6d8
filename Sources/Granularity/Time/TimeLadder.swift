import Datasets

/// Grains of the time axis, from the series' own step up.
package struct TimeLadder: Hashable, Sendable {
  /// Fine to coarse, each once. The finest need not be the series' own step.
  package let grains: [Grain]
  /// The series' own step.
  package let base: Grain

  /// A ladder of the given grains in order, each made of whole steps of the series.
  ///
  /// - Throws: ``LadderError``.
  package init(_ grains: [Grain], for series: TimeSeries) throws(LadderError) {
    let base = Grain(of: series)
    let sorted = grains.map { $0.phased(like: base) }.sorted()
    guard !sorted.isEmpty else { throw .empty }
    for (finer, coarser) in zip(sorted, sorted.dropFirst()) where finer == coarser { throw .repeated(finer) }
    for grain in sorted {
      guard base.canMake(grain) else { throw .notMadeOfSteps(grain, step: base) }
      let bins = grain.wholeBins(in: series)
      guard bins >= 2 else { throw .tooCoarse(grain, bins: bins) }
    }
    self.grains = sorted
    self.base = base
  }

  /// A ladder as written by a user, such as `30min,1h,1d`; order and spaces do not matter. A number alone counts rows of
  /// the series: `5,10` on half-hours is `150min,5h`.
  ///
  /// - Throws: ``LadderError``.
  package init(parsing text: String, for series: TimeSeries) throws(LadderError) {
    var grains: [Grain] = []
    for part in text.split(whereSeparator: { $0 == "," || $0 == ";" }) where part.contains(where: { $0 != " " }) {
      grains.append(try Grain(parsing: String(part), rows: Grain(of: series.cadence)))
    }
    try self.init(grains, for: series)
  }

  init(unchecked grains: [Grain], base: Grain) {
    self.grains = grains.map { $0.phased(like: base) }
    self.base = base
  }

  /// A horizon as written by a user: a whole number of the series' steps, or months and years of rows some days apart,
  /// which rungs of months can forecast.
  ///
  /// - Throws: ``LadderError``.
  package static func horizon(parsing text: String, for series: TimeSeries) throws(LadderError) -> Grain {
    let horizon = try Grain(parsing: text, rows: Grain(of: series.cadence))
    let base = Grain(of: series.cadence)
    guard horizon.wholeSteps(of: base) != nil || base.canMake(horizon) else {
      throw .horizonNotMadeOfSteps(horizon, step: base)
    }
    return horizon
  }
}

extension Grain {
  /// A label, or a number of rows that lie `base` apart.
  ///
  /// - Throws: ``LadderError``.
  fileprivate init(parsing text: String, rows base: Grain) throws(LadderError) {
    guard let rows = Int64(text.filter { $0 != " " }) else {
      self = try Grain(parsing: text)
      return
    }
    guard rows > 0, rows < 1_000_000_000 else { throw .unreadableGrain(text) }
    switch base.unit {
    case .milliseconds: self = try Grain(parsing: "\(base.count * rows)ms")
    case .days: self = .days(base.count * rows)
    case .months: self = .months(base.count * rows)
    }
  }

  /// About how many bins lie wholly within a series.
  func wholeBins(in series: TimeSeries) -> Int {
    guard series.count > 0 else { return 0 }
    let clock = series.zone.clock
    let end = series.instant(at: series.count)
    var boundary = floor(series.start, on: clock)
    if boundary < series.start { boundary = next(after: boundary, on: clock) }
    guard end > boundary else { return 0 }
    // Long ladders of short bins need no exact count.
    if (end - boundary) / meanLength > 1_000 { return Int((end - boundary) / meanLength) }
    var bins = 0
    while true {
      boundary = next(after: boundary, on: clock)
      guard boundary <= end else { return bins }
      bins += 1
    }
  }
}
