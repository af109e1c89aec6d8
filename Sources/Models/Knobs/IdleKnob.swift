import Basics
import Telemetry

/// Why a knob that was named on the command line changes nothing, and beside what it would.
package enum IdleKnob: Error, Hashable {
  /// It acts where another knob has one of some names.
  case beside(Knob, other: Knob, found: String, acting: [String])
  /// The recipe is solved at once, and what was named is about steps.
  case noSteps(Knob, Recipe)
  /// Other recipes have it.
  case recipe(Knob, Recipe, acting: [Recipe])
  /// No recipe has it with such data.
  case content(Knob, Content, acting: [Content])

  package var sentence: String {
    switch self {
    case .beside(let knob, let other, let found, let acting):
      Words.idleBeside(
        option: knob.option, other: other.option, found: found, acting: Listing.choice(acting))
    case .noSteps(let knob, let recipe): Words.idleNoSteps(option: knob.option, recipe: recipe.rawValue)
    case .recipe(let knob, let recipe, let acting):
      Words.idleRecipe(
        option: knob.option, recipe: recipe.rawValue, acting: Listing.choice(acting.map(\.rawValue)))
    case .content(let knob, let content, let acting):
      Words.idleContent(
        option: knob.option, content: content.rawValue, acting: Listing.choice(acting.map(\.words)))
    }
  }
}

extension Content {
  /// As `a series`, within a sentence.
  package var words: String { Words.contentName(content: rawValue) }
}

extension Settings {
  /// The knobs of files that change nothing beside the other settings, each with a half sentence that says beside which.
  package var idleKnobs: [Knob: String] {
    let acting = Set(knobs(online: false))
    let idle = Knob.allCases.filter { !acting.contains($0) }
    return Dictionary(
      uniqueKeysWithValues: idle.map { knob in
        guard has(knob, online: false), case .beside(let other, _) = knob.rule.condition else {
          return (knob, Words.idleUnused(knob: knob.title, by: recipe.rawValue))
        }
        return (knob, Words.idleUnused(knob: knob.title, by: value(of: other).display))
      })
  }

  /// Why a knob changes nothing beside the other settings; nil where it acts.
  ///
  /// - Parameter online: whether the model learns from a stream.
  package func idleness(of knob: Knob, online: Bool = false) -> IdleKnob? {
    guard !knobs(online: online).contains(knob) else { return nil }
    let rule = knob.rule
    if has(knob, online: online), case .beside(let other, let names) = rule.condition {
      return .beside(knob, other: other, found: value(of: other).display, acting: names)
    }
    let content = online ? Content.stream : content
    let acting = Self.recipes(with: knob, on: content)
    if acting.isEmpty {
      return .content(knob, content, acting: Content.allCases.filter { !Self.recipes(with: knob, on: $0).isEmpty })
    }
    return recipe.hasSteps || acting.contains { !$0.hasSteps }
      ? .recipe(knob, recipe, acting: acting) : .noSteps(knob, recipe)
  }

  /// The recipes that have a knob where it means something.
  private static func recipes(with knob: Knob, on content: Content) -> [Recipe] {
    Recipe.allCases.filter { recipe in
      guard recipe.fits(content) else { return false }
      let online = !Content.ofFiles.contains(content)
      let settings = online ? Settings(online: recipe) : Settings(recipe, on: content)
      guard settings.has(knob, online: online) else { return false }
      // What another knob decides can be had on the same data.
      if case .beside = knob.rule.condition { return true }
      return knob.rule.condition.holds(settings)
    }
  }
}
