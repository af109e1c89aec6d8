/// How sub-models that are trained together hold together. All of it may change between two steps.
package struct Joining: Hashable, Sendable {
  /// f_MG: how the sub-models' predictions become one.
  package enum Combination: String, Hashable, Sendable, CaseIterable {
    /// The coarse sub-model gives the level, the fine one adds the detail around it; both learn the sum.
    case sum
    case mean
    /// By the inverse of each sub-model's validation error.
    case weighted
    /// Weights that do best on validation origins, none negative, together 1 (stacking).
    case learnt
  }

  /// What the difference d of two sub-models does to them.
  package enum CouplingRule: String, Hashable, Sendable, CaseIterable {
    /// The gradient of μ‖d‖²: both move towards each other.
    case consensus
    /// The same sign for both, as in y ← y − η(y_LG − y_HG) for each: the difference stays and both drift. For
    /// demonstration.
    case sameSign = "same-sign"
  }

  /// Which sub-models take over W = αW₁ + (1 − α)W₂.
  package enum SharingRule: String, Hashable, Sendable, CaseIterable {
    /// All of them.
    case symmetric
    /// All but the first, which learns undisturbed.
    case oneSided = "one-sided"
  }

  package var combination = Combination.mean
  /// μ
  package var coupling: Float = 0
  package var couplingRule = CouplingRule.consensus
  /// α, the first sub-model's part in shared weights.
  package var sharing: Float = 0.5
  package var sharingRule = SharingRule.symmetric
  /// τ, from which probability on a coarse classifier decides without asking a finer one.
  package var threshold: Float = 0.9

  package init() {}
}
