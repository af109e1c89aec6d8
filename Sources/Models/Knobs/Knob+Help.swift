import Basics
import Telemetry

/// What a knob may be with whatever recipe and data, for a help text that is read before either is known.
extension Knob {
  /// As `a number from 0 to 0.9`; where it differs with the data, what it may be on each.
  package var help: String {
    let places = Content.allCases.map { content in (content, Self.ranges(of: self, on: content)) }
      .filter { !$0.1.isEmpty }
    // A stream is gone through in its own command; it counts where nothing else has the knob.
    let ofFiles = places.filter { Content.ofFiles.contains($0.0) }
    let meant = ofFiles.isEmpty ? places : ofFiles
    // Names that a recipe or the data do not have are refused with those that they have.
    if let choices = Self.choices(meant.flatMap(\.1)) { return choices.words }
    let said = meant.map { ($0.0, Self.words($0.1)) }
    guard let first = said.first, said.contains(where: { $0.1 != first.1 }) else { return said.first?.1 ?? "" }
    return said.dropFirst().reduce(Words.knobTakesOn(content: first.0.rawValue, range: first.1)) {
      Words.knobTakesToo(before: $0, content: $1.0.rawValue, range: $1.1)
    }
  }

  /// Each once, of every recipe that has the knob and of all that it may be beside.
  private static func ranges(of knob: Knob, on content: Content) -> [KnobRange] {
    let isOnline = !Content.ofFiles.contains(content)
    let settings = Recipe.allCases.filter { $0.fits(content) }.flatMap { recipe in
      isOnline
        ? [Settings(online: recipe)] : [false, true].map { Settings(recipe, on: content, classifying: $0) }
    }
    let acting = settings.filter { settings in
      guard settings.has(knob, online: isOnline) else { return false }
      // What another knob decides can be had on the same data.
      if case .beside = knob.rule.condition { return true }
      return knob.rule.condition.holds(settings)
    }
    return acting.map { $0.range(of: knob) }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private static func words(_ ranges: [KnobRange]) -> String {
    if let choices = choices(ranges) { return choices.words }
    // What another range holds from end to end is said with that.
    let widest = ranges.filter { range in !ranges.contains { $0 != range && $0.holdsOdd(range) } }
    return Listing.choice(widest.map(\.words))
  }

  /// All that is among any of the choices, those of the longest list first; nil where they are no choices.
  private static func choices(_ ranges: [KnobRange]) -> KnobRange? {
    let lists = ranges.compactMap { range in
      if case .choices(let names) = range { names } else { nil }
    }
    guard !lists.isEmpty, lists.count == ranges.count else { return nil }
    let longest = lists.sorted { $0.count > $1.count }
    return .choices(longest.joined().reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
  }
}

extension KnobRange {
  /// Whether both take odd numbers, and this one all of the other's.
  fileprivate func holdsOdd(_ other: KnobRange) -> Bool {
    guard case .odd(let lower, let upper) = self, case .odd(let otherLower, let otherUpper) = other else {
      return false
    }
    return lower <= otherLower && otherUpper <= upper
  }
}
