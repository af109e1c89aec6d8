/// How forecasts that rungs made on their own are brought to add up.
///
/// All but the first two are `ỹ = S (Sᵀ W⁻¹ S)⁻¹ Sᵀ W⁻¹ ŷ` and differ in what W says about the errors of the forecasts.
/// Sources: Athanasopoulos et al. (2017), temporal hierarchies; Wickramasuriya et al. (2019), MinT.
package enum ReconciliationMethod: String, Hashable, Sendable, CaseIterable {
  case bottomUp = "bottom-up"
  case topDown = "top-down"
  case ols
  case structural
  case variance
  case mintShrink = "mint-shrink"

  /// One line for lists and help.
  package var explanation: String {
    switch self {
    case .bottomUp: "the finest rung's forecasts, aggregated"
    case .topDown: "the coarsest rung's forecasts, shared out as training rows were"
    case .ols: "the nearest forecasts that add up, every one trusted alike"
    case .structural: "each rung trusted by how many fine steps one of its steps holds"
    case .variance: "each rung trusted by its errors at validation origins"
    case .mintShrink: "each step trusted by its errors, and by which of them come together (MinT, shrunk)"
    }
  }

  /// Whether it learns from the errors at validation origins.
  package var needsErrors: Bool { self == .variance || self == .mintShrink }
}
