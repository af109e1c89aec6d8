import Basics

extension Grain {
  /// The number of steps of `grain` in this length, if it is the same whole number at every origin.
  ///
  /// A day counts 24 hours here; days of 23 or 25 hours are found, and left out, where origins are laid.
  package func wholeSteps(of grain: Grain) -> Int? {
    switch (unit, grain.unit) {
    case (.milliseconds, .milliseconds), (.days, .days), (.months, .months):
      return count % grain.count == 0 ? Int(count / grain.count) : nil
    case (.days, .milliseconds):
      let day = Milliseconds.day
      return (count * day) % grain.count == 0 && grain.dividesDay ? Int(count * day / grain.count) : nil
    case (.milliseconds, .days), (.milliseconds, .months), (.months, .milliseconds), (.months, .days),
      (.days, .months):
      return nil
    }
  }

  /// The number of rows at steps of `grain` after which a season of this length is over. Other than the horizon it has to be
  /// filled by no bins of days: a week is 288 rows of 35 minutes, though a day is no whole number of them.
  package func seasonSteps(of grain: Grain) -> Int? {
    guard unit == .days, grain.unit == .milliseconds else { return wholeSteps(of: grain) }
    let length = count * Milliseconds.day
    return length % grain.count == 0 ? Int(length / grain.count) : nil
  }

  /// Whether every bin of `coarser` is a union of bins of this grain.
  package func divides(_ coarser: Grain) -> Bool {
    switch (unit, coarser.unit) {
    case (.milliseconds, .milliseconds):
      coarser.count % count == 0
    case (.milliseconds, .days), (.milliseconds, .months): dividesDay
    case (.days, .days), (.months, .months): coarser.count % count == 0
    case (.days, .months): count == 1
    case (.days, .milliseconds), (.months, .milliseconds), (.months, .days): false
    }
  }

  /// Whether rows of this grain can be aggregated to a coarser one: its bins are unions of theirs, or they are months of
  /// rows some days apart, which hold now more and now fewer of them.
  package func canMake(_ coarser: Grain) -> Bool {
    divides(coarser) || unit == .days && coarser.unit == .months && coarser.meanLength >= 2 * meanLength
  }

  /// Why a rung of `grain` cannot forecast this length, as "a day is not a whole number of weeks"; nil where it can.
  package func obstacle(to grain: Grain) -> String? {
    if wholeSteps(of: grain) != nil { return nil }
    if unit == .months && grain.unit != .months && grain.divides(self) {
      return Words.notAlwaysAlike(length: words, count: amount, steps: grain.stepWords)
    }
    return unevenness(by: grain)
  }

  /// That this length is no whole number of a part's steps, as "6 hours are not a whole number of 4-hour steps".
  func unevenness(by part: Grain) -> String {
    Words.notWhole(length: words, count: amount, steps: part.stepWords)
  }

  /// Steps of this grain between two of its boundaries; steps of the calendar count as one each, however long.
  func steps(from start: Instant, to end: Instant) -> Double {
    let steps = Double(end - start) / Double(meanLength)
    // Months hold no whole number of weeks.
    return unit == .milliseconds || abs(steps - steps.rounded()) > 0.1 ? steps : steps.rounded()
  }

  /// Whether bins of this fixed length start again at every midnight.
  var dividesDay: Bool { unit == .milliseconds && Milliseconds.day % count == 0 }
}
