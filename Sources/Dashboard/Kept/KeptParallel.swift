import Basics
import Telemetry

/// Runs that may be compared, across one axis a setting and one for the score. Made away from the screen, once for each question.
package struct KeptParallel: Sendable {
  /// What an axis is of.
  package enum Quantity: Hashable, Sendable {
    case grain, recipe
    case knob(Knob)
    /// At the common validation origins: the best stand at the top.
    case score
  }

  /// How values become places on an axis.
  package enum Scale: Hashable, Sendable {
    case numbers(NumberScale)
    /// Each in a place of its own, the first at the bottom.
    case names([String])
  }

  package struct Axis: Hashable, Sendable {
    package var quantity: Quantity
    package var scale: Scale
  }

  package struct Line: Hashable, Sendable {
    package var id: String
    /// By axis, as they are typed in a condition; nil where the run has none.
    package var values: [String?]
    /// By axis, from 0 at the bottom to 1.
    package var positions: [Double?]
  }

  package private(set) var axes: [Axis]
  /// In the order of the list.
  package private(set) var lines: [Line]
  /// Listed runs that are left out, as they may not be compared with these.
  package private(set) var others: Int
  package private(set) var task: PredictionTask

  /// - Parameters:
  ///   - values: the knobs of a run, as they are shown.
  ///   - range: how a knob can be turned; nil where nobody knows.
  package init(
    _ listing: KeptListing, values: [String: [Knob: String]], range: (Knob) -> KnobRange?
  ) {
    let runs = Self.firstGround(of: listing)
    others = listing.runs.count - runs.count
    task = listing.grounds.first?.task ?? .forecast
    var quantities = listing.columns.map { Quantity.knob($0.knob) }
    if Set(runs.map(\.recipe)).count > 1 { quantities.insert(.recipe, at: 0) }
    if Set(runs.map(\.rung)).count > 1 { quantities.insert(.grain, at: 0) }
    quantities.append(.score)
    var axes: [Axis] = []
    var columns: [(values: [String?], positions: [Double?])] = []
    for quantity in quantities {
      let texts = runs.map { Self.text(of: quantity, $0, values[$0.id] ?? [:]) }
      let known = texts.compactMap(\.self)
      // What all have in common says nothing; the score is there in any case.
      guard Set(known).count > 1 || quantity == .score else { continue }
      let scale = Self.scale(of: quantity, known, range)
      axes.append(Axis(quantity: quantity, scale: scale))
      columns.append((texts, texts.map { $0.flatMap(scale.position) }))
    }
    self.axes = axes
    lines = runs.enumerated().map { place, run in
      Line(id: run.id, values: columns.map { $0.values[place] }, positions: columns.map { $0.positions[place] })
    }
  }

  /// The runs under the first heading, each once: those of a line of seeds too.
  private static func firstGround(of listing: KeptListing) -> [KeptRun] {
    var headings = 0
    var places: [Int] = []
    for line in listing.lines where headings < 2 {
      switch line {
      case .ground: headings += 1
      case .run(let place, _): places.append(place)
      case .seeds(_, let members, _, _, _): places += members
      }
    }
    var seen: Set<Int> = []
    return places.filter { seen.insert($0).inserted }.map { listing.runs[$0] }
  }

  private static func text(of quantity: Quantity, _ run: KeptRun, _ knobs: [Knob: String]) -> String? {
    switch quantity {
    case .grain: run.rung
    case .recipe: run.recipe
    case .knob(let knob): knobs[knob]
    // What has no rank has no place among those that have one.
    case .score: run.isRanked ? run.error.map { "\($0)" } : nil
    }
  }

  private static func scale(of quantity: Quantity, _ texts: [String], _ range: (Knob) -> KnobRange?) -> Scale {
    let numbers = texts.compactMap { Double($0) }.filter(\.isFinite)
    switch quantity {
    case .grain, .recipe: break
    case .score:
      // A few bad runs would press all others together.
      let isWide = numbers.min().map { $0 > 0 && (numbers.max() ?? 0) > 4 * $0 } ?? false
      return .numbers(NumberScale(numbers, isWide ? .logarithmic : .linear, isReversed: true))
    case .knob(let knob):
      if numbers.count == texts.count { return .numbers(NumberScale(numbers, range(knob)?.measure ?? .linear)) }
    }
    var names: [String] = []
    for text in texts where !names.contains(text) { names.append(text) }
    if case .knob(let knob) = quantity, case .choices(let choices)? = range(knob) {
      names = choices.filter(names.contains) + names.filter { !choices.contains($0) }
    }
    return .names(names)
  }
}

extension KnobRange {
  /// As the knob turns.
  fileprivate var measure: NumberScale.Measure {
    switch self {
    case .logarithmic, .powersOfTwo: .logarithmic
    case .towardsOne: .towardsOne
    case .linear, .integers, .odd, .choices, .widths: .linear
    }
  }
}

extension KeptParallel.Scale {
  /// From 0 at the bottom to 1; nil where it cannot stand on the axis.
  func position(_ text: String) -> Double? {
    switch self {
    case .numbers(let scale): Double(text).flatMap(scale.position)
    case .names(let names):
      names.firstIndex(of: text).map { names.count > 1 ? Double($0) / Double(names.count - 1) : 0.5 }
    }
  }

  /// How far an edge of a brush goes with a key.
  var stride: Double {
    switch self {
    case .numbers: 0.05
    case .names(let names): 1 / Double(max(names.count - 1, 1))
    }
  }
}

/// Numbers on an axis from 0 at the bottom to 1.
package struct NumberScale: Hashable, Sendable {
  package enum Measure: Hashable, Sendable {
    case linear, logarithmic
    /// By the distance to 1.
    case towardsOne
  }

  package let lower, upper: Double
  let measure: Measure
  /// The smallest stand at the top.
  let isReversed: Bool
  /// 0 is there and stands alone at the bottom, as no logarithm has a place for it.
  let hasZero: Bool
  /// In the measure.
  private let start, length: Double

  /// The part of the axis that a 0 has for itself.
  private static let zeroRoom = 0.14

  init(_ numbers: [Double], _ measure: Measure, isReversed: Bool = false) {
    lower = numbers.min() ?? 0
    upper = numbers.max() ?? 0
    let isMeant = measure == .logarithmic && upper > 0 && lower >= 0 || measure == .towardsOne && upper < 1
    self.measure = isMeant ? measure : .linear
    self.isReversed = isReversed
    hasZero = self.measure == .logarithmic && lower == 0
    let first = hasZero ? numbers.filter { $0 > 0 }.min() ?? upper : lower
    start = Self.measured(first, self.measure)
    length = Self.measured(upper, self.measure) - start
  }

  private static func measured(_ number: Double, _ measure: Measure) -> Double {
    switch measure {
    case .linear: number
    case .logarithmic: Elementary.log10(number)
    case .towardsOne: -Elementary.log10(1 - number)
    }
  }

  func position(_ number: Double) -> Double? {
    guard number.isFinite else { return nil }
    if hasZero, number == 0 { return 0 }
    let share = length > 0 ? (Self.measured(number, measure) - start) / length : 0.5
    let placed = hasZero ? Self.zeroRoom + share * (1 - Self.zeroRoom) : share
    guard placed.isFinite else { return nil }
    return isReversed ? 1 - placed : placed
  }
}
