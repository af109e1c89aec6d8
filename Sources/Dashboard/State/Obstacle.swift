import Telemetry

/// Why a rung has no run and gets none.
enum Obstacle {
  /// Its grain cannot be held against the others'.
  case notCompared(RungID, reason: String)
  /// A run of it could not begin, as this sentence says.
  case notTrained(sentence: String)

  /// Two words for a table.
  var brief: String {
    switch self {
    case .notCompared: Words.notCompared
    case .notTrained: Words.notTrained
    }
  }

  /// Where the rung's name stands beside it.
  var text: String {
    switch self {
    case .notCompared(_, let reason): Words.notComparedBecause(reason: reason)
    case .notTrained(let sentence): sentence
    }
  }

  /// As a sentence that names the rung.
  var sentence: String {
    switch self {
    case .notCompared(let rung, let reason): Words.rungNotCompared(rung: rung.label, reason: reason)
    case .notTrained(let sentence): sentence
    }
  }
}

extension State {
  /// What stands in a rung's way; nil where it has a run, or waits for one.
  func obstacle(to rung: RungInfo?) -> Obstacle? {
    guard let rung, record(of: rung.id) == nil else { return nil }
    if let reason = rung.exclusion { return .notCompared(rung.id, reason: reason) }
    return refusals[rung.id].map { .notTrained(sentence: $0) }
  }
}
