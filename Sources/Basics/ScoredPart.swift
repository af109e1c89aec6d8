/// A part of the data on which models are judged, beside the training part that they learn from.
package enum ScoredPart: String, CaseIterable, Hashable, Sendable, Codable {
  /// By which rungs are ranked, grains chosen and knobs turned.
  case validation
  /// Which says how good the choice is. Whoever chooses by it has no such part any more.
  case test

  /// With fewer origins or samples a score says next to nothing, whatever is made of it.
  package static let thin = 3

  /// The least number of origins with which models are ranked and one of them is marked as the best: for a choice
  /// one has to do with what there is, where chance does not decide alone; a claim asks for more.
  package var leastRanked: Int {
    switch self {
    case .validation: Self.thin
    case .test: 20
    }
  }

  /// The same of samples, each of which is one value where an origin is a whole horizon: a choice among few of them is chance.
  package static let leastSamples = 20

  /// The least number that a task's score is ranked with on this part.
  package func leastRanked(_ task: PredictionTask) -> Int {
    switch task {
    case .forecast: leastRanked
    case .classes, .number: Self.leastSamples
    }
  }
}

/// What there is once for each part. There is always a test part; validation is left out where it has no origins, and of a
/// stream, which has none.
package protocol HeldByPart<Part> {
  associatedtype Part
  var validation: Part? { get }
  var test: Part { get }
}

extension HeldByPart {
  package subscript(part: ScoredPart) -> Part? {
    switch part {
    case .validation: validation
    case .test: test
    }
  }
}
