import Basics
import Telemetry

/// Settings as they are kept beside a model: by the names of knobs, so that knobs that come later keep a recipe's own.
package struct KeptSettings: Hashable, Sendable, Codable {
  let recipe: Recipe
  let content: Content
  let classifies: Bool
  let seed: UInt64
  let patience: Int
  let penalty: Double?
  /// Nil in files of earlier versions.
  let ridgeForm: RidgeForm?
  /// Likewise.
  let average: AverageChoice?
  /// By their names in JSON; files of earlier versions have others.
  let knobs: [String: KnobValue]

  package init(_ settings: Settings) {
    recipe = settings.recipe
    content = settings.content
    classifies = settings.loss == .crossEntropy
    seed = settings.seed
    patience = settings.patience
    penalty = settings.penalty
    ridgeForm = settings.ridgeForm
    average = settings.average
    // What is solved at once has no learning rate and no momentum; what learns in steps may still be turned to any of its own.
    let own = settings.recipe.hasSteps ? Set(Knob.allCases) : Set(settings.knobs.map(\.knob))
    let defaults = Settings(recipe, on: content, classifying: classifies)
    knobs = Dictionary(
      uniqueKeysWithValues: Knob.allCases.compactMap { knob in
        guard knob != .recipe else { return nil }
        let value = settings.value(of: knob)
        return own.contains(knob) || value != defaults.value(of: knob) ? (knob.rawValue, value) : nil
      })
  }

  /// - Throws: ``SettingsError`` where a knob has a value that it cannot take.
  package func settings() throws(SettingsError) -> Settings {
    var settings = Settings(recipe, on: content, classifying: classifies)
    settings.seed = seed
    settings.patience = patience
    settings.penalty = penalty
    settings.ridgeForm = ridgeForm
    settings.average = average
    for knob in Knob.inOrderOfSetting where knob != .recipe {
      guard let kept = knobs.kept(knob) else { continue }
      let value = settings.range(of: knob).restored(kept)
      guard value != settings.value(of: knob) else { continue }
      try settings.set(knob, to: value)
    }
    return settings
  }
}
