import Basics
import Telemetry

/// Parts of axes that were brushed: runs within all of them are looked at, the others stand back.
struct KeptBrush: Sendable, Hashable {
  /// The axis that has the arrows; nil is the last one, the score's.
  var axis: KeptParallel.Quantity?
  /// From 0 at the bottom to 1.
  private(set) var ranges: [KeptParallel.Quantity: ClosedRange<Double>] = [:]
  /// Where the pointer went down on an axis; nil where it did not.
  var anchor: Double?

  var isEmpty: Bool { ranges.isEmpty }

  enum Edge: Sendable { case upper, lower }

  /// The axis that has the arrows.
  func place(in parallel: KeptParallel) -> Int {
    parallel.axes.firstIndex { $0.quantity == axis } ?? parallel.axes.count - 1
  }

  mutating func move(by axes: Int, in parallel: KeptParallel) {
    let next = min(max(place(in: parallel) + axes, 0), parallel.axes.count - 1)
    if parallel.axes.indices.contains(next) { axis = parallel.axes[next].quantity }
  }

  /// Moves an edge of the chosen axis by as much as the axis has it; what goes from end to end is no brush any more.
  mutating func move(_ edge: Edge, by steps: Int, in parallel: KeptParallel) {
    let place = place(in: parallel)
    guard parallel.axes.indices.contains(place) else { return }
    let (chosen, present) = (parallel.axes[place], ranges[parallel.axes[place].quantity] ?? 0...1)
    // In whole steps, so that an edge comes back to where it was.
    func moved(_ position: Double) -> Double {
      let stride = chosen.scale.stride
      return min(max((position / stride + Double(steps)).rounded() * stride, 0), 1)
    }
    switch edge {
    case .upper: set(max(moved(present.upperBound), present.lowerBound), present.lowerBound, of: chosen.quantity)
    case .lower: set(min(moved(present.lowerBound), present.upperBound), present.upperBound, of: chosen.quantity)
    }
  }

  mutating func set(_ one: Double, _ other: Double, of quantity: KeptParallel.Quantity) {
    let range = min(one, other)...max(one, other)
    ranges[quantity] = range == 0...1 ? nil : range
  }

  mutating func clear() { ranges = [:] }

  /// Whether a run lies within all that is brushed.
  func holds(_ line: KeptParallel.Line, in parallel: KeptParallel) -> Bool {
    zip(parallel.axes, line.positions).allSatisfy { axis, position in
      guard let range = ranges[axis.quantity] else { return true }
      return position.map { Self.widened(range).contains($0) } ?? false
    }
  }

  /// Edges hold what stands on them, however it was rounded.
  private static func widened(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    range.lowerBound - 1e-9...range.upperBound + 1e-9
  }

  /// The conditions that list the runs within, as `runs list --where` takes them; nil where none are within an axis.
  func conditions(in parallel: KeptParallel) -> String? {
    var conditions: [String] = []
    for (place, axis) in parallel.axes.enumerated() {
      guard let range = ranges[axis.quantity].map(Self.widened) else { continue }
      let within = parallel.lines.compactMap { line -> String? in
        guard let position = line.positions[place], range.contains(position) else { return nil }
        return line.values[place]
      }
      guard !within.isEmpty else { return nil }
      conditions += Self.conditions(axis, within)
    }
    return conditions.joined(separator: " ")
  }

  private static func conditions(_ axis: KeptParallel.Axis, _ within: [String]) -> [String] {
    let name = axis.quantity.conditionName
    switch axis.scale {
    case .numbers(let scale):
      let numbers = within.compactMap { text in Double(text).map { (text, $0) } }
      guard let least = numbers.min(by: { $0.1 < $1.1 }), let most = numbers.max(by: { $0.1 < $1.1 }) else { return [] }
      let isScore = axis.quantity == .score
      if !isScore, least.1 == most.1 { return ["\(name)=\(least.0)"] }
      let bounds = isScore ? (rounded(least.1, .down), rounded(most.1, .up)) : (least.0, most.0)
      return (least.1 > scale.lower ? ["\(name)>=\(bounds.0)"] : [])
        + (most.1 < scale.upper ? ["\(name)<=\(bounds.1)"] : [])
    case .names(let names):
      let found = Set(within)
      if found.count == 1 { return ["\(name)=\(typed(within[0]))"] }
      // All conditions must hold: of several names the others are ruled out.
      return names.filter { !found.contains($0) }.map { "\(name)!=\(typed($0))" }
    }
  }

  /// Of a score five digits, outwards, so that it holds what it was made of.
  private static func rounded(_ value: Double, _ rule: FloatingPointRoundingRule) -> String {
    let places = 4 - Elementary.decimalExponent(value)
    guard places > 0, places < 15 else { return "\(value)" }
    return "\((value * Elementary.tenTo(places)).rounded(rule) / Elementary.tenTo(places))"
  }

  /// A condition holds no spaces.
  private static func typed(_ name: String) -> String {
    name.split(separator: " ").joined(separator: name.contains(",") ? "" : ",")
  }
}

extension KeptParallel.Quantity {
  /// As a condition calls it.
  var conditionName: String {
    switch self {
    case .grain: "grain"
    case .recipe: "recipe"
    case .knob(.learningRate): "rate"
    case .knob(let knob): knob.option
    case .score: "validation"
    }
  }
}
