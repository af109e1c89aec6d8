import Basics

/// Rows that a model reads at given origins: of one rung, or of several rungs fused.
protocol TargetWindows: Sendable {
  /// How they are made; outputs of a model are steps of the first, on its scale.
  var rungs: [FittedWindows] { get }
  /// Windows at given origins; those without complete inputs are left out.
  func part(at origins: [Instant]) throws -> RungWindows.Part
  /// What is read in their place by a model that reads the whole past; nil where windows are read.
  var past: SeriesPast? { get }
}

extension TargetWindows {
  var past: SeriesPast? { nil }
}

extension RungWindows: TargetWindows {
  var rungs: [FittedWindows] { [fitted] }
}
