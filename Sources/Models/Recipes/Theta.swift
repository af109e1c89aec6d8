extension RecipeRule {
  static let theta = smoothing({ Words.recipeTheta }, knobs: []) {
    ThetaLearner(settings: $0, ground: $1, judge: $2)
  }
}
