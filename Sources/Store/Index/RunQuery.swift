import Basics
import Telemetry

/// Which runs of a store are asked for, and in which order.
package struct RunQuery: Sendable {
  package struct Term: Hashable, Sendable {
    package enum Field: Hashable, Sendable {
      case column(RunColumn)
      case knob(Knob)
    }

    package enum Comparison: String, CaseIterable, Hashable, Sendable {
      case atMost = "<=", atLeast = ">=", notEqual = "!=", less = "<", greater = ">", equal = "=", holds = ":"
    }

    package var field: Field
    package var comparison: Comparison
    package var value: String

    package init(_ field: Field, _ comparison: Comparison, _ value: String) {
      self.field = field
      self.comparison = comparison
      self.value = value
    }
  }

  /// All must hold.
  package var terms: [Term]
  package var order: RunColumn
  /// The most that are wanted; 0 wants all.
  package var limit = 0
  /// Those in the trash, and them alone.
  package var isOfTrash = false
  /// Those of data with this hash; nil for all.
  package var dataHash: String?

  package init(_ terms: [Term] = [], by order: RunColumn = .started) {
    self.terms = terms
    self.order = order
  }
}

/// A run as a list shows it.
package struct RunRow: Hashable, Sendable {
  package let id: StoreID
  package let session: StoreID
  package let parent: StoreID?
  package let forkStep: Int?
  package let command: String
  package let dataName: String
  package let dataHash: String
  package let originsHash: String
  package let task: String
  package let rung: String
  package let recipe: String
  package let seed: UInt64
  package let seedGroup: String
  /// As written last; see ``RunFolder/isTrained``.
  package internal(set) var status: String
  package let step: Int
  package let epochs: Int
  package let parameters: Int
  package let bestEpoch: Int?
  /// The smallest loss on the validation part.
  package let bestValidation: Double?
  /// The error at common validation origins, the less the better: RMSSE, the share of wrong classes, or RMSE.
  package let validationScore: Double?
  package let validationOrigins: Int
  /// Why it has no rank beside others; nil where it may have one.
  package let unranked: Unranked?
  /// Multiply-adds of an epoch.
  package let epochCost: Int
  package let seconds: Double?
  package let testRevealedAt: Stamp?
  package let tag: String?
  package let note: String?
  package let isStarred: Bool
  package let deletedAt: Stamp?
  package let startedAt: Stamp

  /// What gives it its place among others.
  var ranked: RankedRun {
    RankedRun(
      id: id, ground: ComparisonGround(self), validationOrigins: validationOrigins, validationScore: validationScore,
      unranked: unranked, epochCost: epochCost, startedAt: startedAt)
  }

  /// See ``RankedRun``.
  package var isSound: Bool { ranked.isSound }
  package var isAmongMany: Bool { ranked.isAmongMany }
  package var canBeRanked: Bool { ranked.canBeRanked }
}
