import Basics

/// The part of the step axis that is seen. It never moves by less than a visible step, so a growing curve does not
/// jitter: the whole curve is drawn on an axis that doubles, a followed one on an axis that turns like a page.
package struct CurveWindow: Sendable, Equatable {
  /// Steps across; nil shows all.
  package internal(set) var span: Int?
  /// Where the view ends; nil follows the newest step.
  package internal(set) var end: Int?

  static let smallestSpan = 16

  /// The axis of the whole curve: the planned length, halved as often as it still holds all steps.
  static func extent(step: Int, planned: Int) -> Int {
    var extent = max(planned, step, smallestSpan)
    while (extent + 1) / 2 >= max(step, smallestSpan) { extent = (extent + 1) / 2 }
    return extent
  }

  func steps(step: Int, planned: Int) -> Range<Int> {
    let extent = Self.extent(step: step, planned: planned)
    guard let span, span < extent else { return 0..<extent }
    if let end { return clamped(end: end, span: span, extent: extent) }
    let page = max(span / 8, 1)
    let newest = (step + page - 1) / page * page
    return clamped(end: newest, span: span, extent: max(extent, newest))
  }

  private func clamped(end: Int, span: Int, extent: Int) -> Range<Int> {
    let end = min(max(end, span), extent)
    return end - span..<end
  }

  /// Halves or doubles the span about `anchor`, which keeps its place on the screen.
  mutating func zoom(by factor: Double, about anchor: Int?, step: Int, planned: Int) {
    let old = steps(step: step, planned: planned)
    let extent = Self.extent(step: step, planned: planned)
    let width = Int((Double(old.count) * factor).rounded())
    guard width < extent else {
      self = CurveWindow()
      return
    }
    span = max(width, Self.smallestSpan)
    guard let anchor, old.contains(anchor) else {
      // Without an anchor the newest steps stay in sight: as followed, or at the right edge.
      if end != nil { end = max(old.upperBound, span ?? 0) }
      return
    }
    let place = Double(anchor - old.lowerBound) / Double(max(old.count, 1))
    end = anchor + Int((Double(span ?? width) * (1 - place)).rounded())
  }

  /// Moves by a quarter of what is seen; the user has panned away and the view stays until it follows again.
  mutating func pan(by direction: Int, step: Int, planned: Int) {
    let old = steps(step: step, planned: planned)
    guard span != nil else { return }
    let moved = old.upperBound + direction * max(old.count / 4, 1)
    end = clamped(end: moved, span: old.count, extent: Self.extent(step: step, planned: planned)).upperBound
  }

  /// Moves so that `anchor` stands at `share` (0…1) of what is seen.
  mutating func place(_ anchor: Int, at share: Double, step: Int, planned: Int) {
    guard span != nil else { return }
    let old = steps(step: step, planned: planned)
    let wanted = anchor + Int((Double(old.count) * (1 - share)).rounded())
    end = clamped(end: wanted, span: old.count, extent: Self.extent(step: step, planned: planned)).upperBound
  }

  mutating func follow() { end = nil }
}

/// How much of the step-to-step noise the drawn curve leaves out; the raw band stays.
package enum Smoothing: Int, CaseIterable, Sendable {
  case none, light, medium, strong

  package var name: String {
    switch self {
    case .none: "none"
    case .light: "light"
    case .medium: "medium"
    case .strong: "strong"
    }
  }

  /// By its name; capitals do not matter.
  package init?(typed name: String) {
    guard let found = Self.allCases.first(where: { $0.name == Spelling.key(name) }) else { return nil }
    self = found
  }

  /// The weight of what came before, at each drawn point.
  var factor: Double {
    switch self {
    case .none: 0
    case .light: 0.6
    case .medium: 0.9
    case .strong: 0.97
    }
  }

  var next: Smoothing { Smoothing(rawValue: (rawValue + 1) % Smoothing.allCases.count) ?? .none }

  /// An exponential average that is not drawn towards its start (bias-corrected, as Adam's moments are).
  func applied(to values: [Double]) -> [Double] {
    guard factor > 0 else { return values }
    var average = 0.0
    var weight = 0.0
    return values.map { value in
      guard value.isFinite else { return value }
      average = factor * average + (1 - factor) * value
      weight = factor * weight + (1 - factor)
      return average / weight
    }
  }
}
