/// How forecasts that rungs made on their own are brought to add up.
///
/// All but the first two are `ỹ = S (Sᵀ W⁻¹ S)⁻¹ Sᵀ W⁻¹ ŷ` and differ in what W says about the errors of the forecasts.
/// Sources: Athanasopoulos et al. (2017), temporal hierarchies; Wickramasuriya et al. (2019), MinT.
package enum ReconciliationMethod: String, Hashable, Sendable, CaseIterable, CustomStringConvertible {
  case bottomUp = "bottom-up"
  case topDown = "top-down"
  case ols
  case structural
  case variance
  case mintShrink = "mint-shrink"
  case mintStructural = "mint-structural"

  /// What is taken where no method is asked for: of all, the one that seldom loses, however few validation origins there are.
  package static let usual = mintStructural

  /// One line for lists and help.
  package var explanation: String {
    switch self {
    case .bottomUp: Words.methodBottomUp
    case .topDown: Words.methodTopDown
    case .ols: Words.methodOls
    case .structural: Words.methodStructural
    case .variance: Words.methodVariance
    case .mintShrink: Words.methodMintShrink
    case .mintStructural: Words.methodMintStructural
    }
  }

  package var description: String { rawValue }

  /// Whether it learns from the errors at validation origins.
  package var needsErrors: Bool {
    switch self {
    case .variance, .mintShrink, .mintStructural: true
    case .bottomUp, .topDown, .ols, .structural: false
    }
  }
}
