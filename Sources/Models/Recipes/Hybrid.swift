extension RecipeRule {
  static let hybrid = smoothing({ Words.recipeHybrid }) {
    HybridLearner(settings: $0, ground: $1, judge: $2)
  }
}
