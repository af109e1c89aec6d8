/// Which of several models of one rung forecasts, chosen on validation.
package struct ModelChoice: Hashable, Sendable, Codable {
  /// A model that was tried.
  package struct Tried: Hashable, Sendable, Codable {
    package let recipe: String
    /// RMSSE at validation origins; nil where there are none.
    package let validation: Double?

    package init(recipe: String, validation: Double?) {
      self.recipe = recipe
      self.validation = validation
    }
  }

  /// Of the one that forecasts.
  package let recipe: String
  /// Whether that is the one that learns step by step.
  package let learns: Bool
  /// All of them, it among them.
  package let tried: [Tried]

  package init(recipe: String, learns: Bool, tried: [Tried]) {
    self.recipe = recipe
    self.learns = learns
    self.tried = tried
  }
}
