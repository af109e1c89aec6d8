/// What a cascade saves: accuracy against multiply-adds over its threshold τ, on the test part.
package struct CascadeReport: Sendable, Hashable, Encodable {
  /// τ: a model's largest probability from which on it decides.
  package var threshold: Double
  /// Coarse to fine.
  package var rungs: [RungID]
  /// Of one prediction of each model, in the order of `rungs`.
  package var multiplyAdds: [Int]
  /// At `threshold`.
  package var point: CascadePoint
  /// In ascending τ: at 0 the coarsest decides alone, at 1 nearly always the finest.
  package var curve: [CascadePoint]

  package init(
    threshold: Double, rungs: [RungID], multiplyAdds: [Int], point: CascadePoint, curve: [CascadePoint]
  ) {
    self.threshold = threshold
    self.rungs = rungs
    self.multiplyAdds = multiplyAdds
    self.point = point
    self.curve = curve
  }
}

/// A cascade at one threshold.
package struct CascadePoint: Sendable, Hashable, Encodable {
  package var threshold: Double
  package var accuracy: Double
  /// Mean over images; an image that is decided late has cost all models before it too.
  package var multiplyAdds: Double
  /// Of images that each model decides, coarse to fine; they add up to 1.
  package var shares: [Double]

  package init(threshold: Double, accuracy: Double, multiplyAdds: Double, shares: [Double]) {
    self.threshold = threshold
    self.accuracy = accuracy
    self.multiplyAdds = multiplyAdds
    self.shares = shares
  }
}
