import Basics

/// Turns values of an axis into fractions of its length.
struct AxisMap {
  private let scale: Scale
  private let start: Double
  /// 1 over the length, in the scale's own measure.
  private let inverse: Double

  init(_ range: ClosedRange<Double>, _ scale: Scale) {
    self.scale = scale
    start = AxisMap.transformed(range.lowerBound, scale)
    let length = AxisMap.transformed(range.upperBound, scale) - start
    inverse = length > 0 && length.isFinite ? 1 / length : 0
  }

  /// 0 at the start and 1 at the end of the axis, beyond them outside; NaN for what the scale cannot show.
  func fraction(of value: Double) -> Double {
    // An axis of no length shows its value in the middle.
    inverse == 0 && value.isFinite ? 0.5 : (AxisMap.transformed(value, scale) - start) * inverse
  }

  private static func transformed(_ value: Double, _ scale: Scale) -> Double {
    switch scale {
    case .linear: value
    case .logarithmic: value > 0 ? Elementary.log10(value) : .nan
    }
  }
}
