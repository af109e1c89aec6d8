import Basics

/// What comes of making the forecasts of all rungs add up: the error at each rung's own grain before and after, for every
/// method.
package struct ReconciliationReport: Hashable, Sendable {
  /// One grain of the hierarchy.
  package struct Level: Hashable, Sendable {
    package var rung: RungID
    /// Steps in the horizon.
    package var steps: Int
    /// RMSSE at the rung's own grain of its own forecasts; nil where the grain has no error scale.
    package var base: Double?
    /// The same at validation origins.
    package var validationBase: Double?

    package init(rung: RungID, steps: Int, base: Double?, validationBase: Double? = nil) {
      self.rung = rung
      self.steps = steps
      self.base = base
      self.validationBase = validationBase
    }

    package func base(_ part: ScoredPart) -> Double? {
      switch part {
      case .validation: validationBase
      case .test: base
      }
    }
  }

  package struct Method: Hashable, Sendable {
    /// As `mint-shrink`.
    package var name: String
    package var explanation: String
    /// RMSSE at each level; empty where the method was refused.
    package var scores: [Double?]
    /// The same at validation origins: of a method that learns from the errors there, better than it will be.
    package var validationScores: [Double?] = []
    /// Whether it learns from the errors at validation origins, so that its scores there say little.
    package var learnsFromErrors = false
    /// Whether it is the one that is taken where no method is asked for.
    package var isUsual = false
    /// λ, where the method shrinks a covariance.
    package var shrinkage: Double?
    /// Why the method cannot be had, as a sentence.
    package var refusal: String?

    package init(
      name: String, explanation: String, scores: [Double?], shrinkage: Double? = nil, refusal: String? = nil
    ) {
      self.name = name
      self.explanation = explanation
      self.scores = scores
      self.shrinkage = shrinkage
      self.refusal = refusal
    }

    package func scores(_ part: ScoredPart) -> [Double?] {
      switch part {
      case .validation: validationScores
      case .test: scores
      }
    }
  }

  /// A rung that was not made to add up with the others, with the reason in words.
  package struct LeftOut: Hashable, Sendable {
    package var rung: RungID
    package var reason: String

    package init(rung: RungID, reason: String) {
      self.rung = rung
      self.reason = reason
    }
  }

  /// What the levels forecast at the origins of one part, and what happened: `[levels][origins][steps]`, fine to coarse.
  package struct Forecasts: Hashable, Sendable {
    package var origins: [Instant]
    package var base: [[[Double]]]
    package var actual: [[[Double]]]
    /// By the method's name; a method that was refused has none.
    package var reconciled: [String: [[[Double]]]]

    package init(
      origins: [Instant], base: [[[Double]]], actual: [[[Double]]], reconciled: [String: [[[Double]]]]
    ) {
      self.origins = origins
      self.base = base
      self.actual = actual
      self.reconciled = reconciled
    }
  }

  /// Fine to coarse.
  package var levels: [Level]
  package var methods: [Method]
  package var leftOut: [LeftOut]
  /// As `1w`.
  package var horizonLabel: String
  /// Test origins scored.
  package var origins: Int
  /// Validation origins whose errors are learnt from.
  package var validationOrigins: Int
  /// By how much a part's coarse forecasts differed from what the finest give, relative to the coarse ones (root mean squares);
  /// none where these are as good as 0 beside the difference.
  package var disagreement: [ScoredPart: Double]
  /// Behind the scores; empty where they were not to be kept.
  package var forecasts: [ScoredPart: Forecasts] = [:]

  package init(
    levels: [Level], methods: [Method], leftOut: [LeftOut], horizonLabel: String, origins: Int, validationOrigins: Int,
    disagreement: [ScoredPart: Double]
  ) {
    self.levels = levels
    self.methods = methods
    self.leftOut = leftOut
    self.horizonLabel = horizonLabel
    self.origins = origins
    self.validationOrigins = validationOrigins
    self.disagreement = disagreement
  }
}

extension ReconciliationReport {
  package func method(named name: String) -> Method? { methods.first { $0.name == name } }

  /// Errors below this thousandth of a season's change are as good as none: a share of them says nothing.
  package static let leastBase = 1e-3

  /// The share of a level's error that a method saves; negative where it loses, nil where nothing is known or there was as good
  /// as no error before.
  package func gain(_ method: Method, at level: Int, on part: ScoredPart = .test) -> Double? {
    let scores = method.scores(part)
    guard scores.indices.contains(level), let after = scores[level], let before = levels[level].base(part),
      before >= Self.leastBase
    else { return nil }
    return 1 - after / before
  }

  /// Rungs whose own forecasts make as good as no error.
  package func perfectRungs(on part: ScoredPart) -> [RungID] {
    levels.filter { $0.base(part).map { $0 < Self.leastBase } ?? false }.map(\.rung)
  }

  /// Mean RMSSE over the levels that have one.
  package var meanBase: Double? { meanBase(.test) }

  package func meanBase(_ part: ScoredPart) -> Double? { Self.mean(levels.map { $0.base(part) }) }

  package func meanScore(_ method: Method, on part: ScoredPart = .test) -> Double? { Self.mean(method.scores(part)) }

  /// The share of the mean RMSSE over levels that a method saves; nil where there was as good as no error before.
  package func meanGain(_ method: Method, on part: ScoredPart = .test) -> Double? {
    guard let after = meanScore(method, on: part), let before = meanBase(part), before >= Self.leastBase else {
      return nil
    }
    return 1 - after / before
  }

  private static func mean(_ values: [Double?]) -> Double? {
    let known = values.compactMap { $0 }
    return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
  }
}
