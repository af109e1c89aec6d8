import Basics
import Telemetry

/// A model that a user picks by name and that is trained on each rung.
package enum Recipe: String, Hashable, Sendable, Codable, CaseIterable {
  case auto
  case average
  case mlp
  case conv
  case composite
  case linear2
  case ridge
  case nlinear
  case dlinear
  case nhits
  case gru
  case smoothing
  case hybrid
  case theta
  case perGrain = "per-grain"
  case fused
  case coupled
  case shared
  case cascade
  case naive
  case seasonalNaive = "seasonal-naive"

  /// The table of recipes.
  var rule: RecipeRule {
    switch self {
    case .auto: .auto
    case .average: .average
    case .mlp: .mlp
    case .conv: .conv
    case .composite: .composite
    case .linear2: .linear2
    case .ridge: .ridge
    case .nlinear: .nlinear
    case .dlinear: .dlinear
    case .nhits: .nhits
    case .gru: .gru
    case .smoothing: .smoothing
    case .hybrid: .hybrid
    case .theta: .theta
    case .perGrain: .perGrain
    case .fused: .fused
    case .coupled: .coupled
    case .shared: .shared
    case .cascade: .cascade
    case .naive: .naive
    case .seasonalNaive: .seasonalNaive
    }
  }
}

/// What the rest of the program asks of a recipe.
extension Recipe {
  /// One line for lists and help.
  package var explanation: String { rule.explanation() }

  /// False for recipes that are solved in closed form and have no steps to watch.
  package var hasSteps: Bool { rule.hasSteps }

  /// Whether a run of it reads several rungs.
  package var joins: Bool { rule.join != nil }

  /// Whether it reads the target's own past and nothing else of a window.
  package var readsPastAlone: Bool { rule.readsPastAlone }
  /// Whether it forecasts the last value whatever stands before it.
  package var repeatsLastValue: Bool { rule.repeatsLastValue }

  /// Whether it reads all that is known at an origin, and no windows.
  package var readsWholePast: Bool { rule.readsWholePast }

  /// Whether it reads images and nothing else.
  package var readsImages: Bool { rule.contents == [.images] }

  /// The one that is taken where none is asked for.
  package static func usual(on content: Content) -> Recipe {
    switch content {
    case .series: .auto
    case .stream, .table, .images: .mlp
    }
  }

  /// Whether examples of that kind can be learnt from.
  package func fits(_ content: Content) -> Bool {
    switch content {
    case .series, .table, .images: rule.contents.contains(content)
    case .stream: rule.online != nil
    }
  }

  /// How the protocol of the literature tunes it; nil where it does not.
  package var longHorizon: LongHorizonRule? { rule.longHorizon }

  /// Whether it learns by a network.
  package var hasNetwork: Bool { rule.architecture != nil }

  /// Whether a base network is part of it.
  package var hasBaseNetwork: Bool { rule.knobs.contains(.base) }

  /// Whether it has hidden layers.
  package var hasUnits: Bool { rule.knobs.contains(.units) }
}
