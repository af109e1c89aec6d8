import Basics

/// What runs can be filtered and sorted by, beside their knobs: the one list of their names.
package enum RunColumn: String, CaseIterable, Hashable, Sendable {
  case run, data, command, grain, recipe, status, tag, note, star
  case seed, step, parameters, validation, accuracy, seconds, started
  /// Knobs have the plain names: epochs that are planned, and a kind of loss.
  case epochs = "epochs-done"
  case loss = "best-loss"

  package enum Kind: Hashable, Sendable {
    case number, text
    /// Yes or no.
    case flag
  }

  package var kind: Kind {
    switch self {
    case .run, .data, .command, .grain, .recipe, .status, .tag, .note: .text
    case .star: .flag
    case .seed, .step, .epochs, .parameters, .validation, .accuracy, .loss, .seconds, .started: .number
    }
  }

  /// Whether its values say which of two runs is better, if they may be compared at all.
  package var ranks: Bool {
    switch self {
    case .validation, .accuracy, .loss: true
    case .run, .data, .command, .grain, .recipe, .status, .tag, .note, .star, .seed, .step, .parameters, .epochs,
      .seconds, .started:
      false
    }
  }

  /// In the table of runs.
  var column: String {
    switch self {
    case .run: "run.id"
    case .data: "run.dataName"
    case .command: "run.begunBy"
    case .grain: "run.rung"
    case .recipe: "run.recipe"
    case .status: "run.status"
    case .tag: "run.tag"
    case .note: "run.note"
    case .star: "run.star"
    case .seed: "run.seed"
    case .step: "run.step"
    case .epochs: "run.epochs"
    case .parameters: "run.parameters"
    case .validation: "run.validationScore"
    // Kept is the share of wrong classes, the less the better.
    case .accuracy: "CASE run.task WHEN '\(PredictionTask.classes.rawValue)' THEN 1 - run.validationScore END"
    case .loss: "run.bestValidation"
    case .seconds: "run.seconds"
    case .started: "run.startedAt"
    }
  }

  /// Whether every run has a value.
  var isAlwaysThere: Bool {
    switch self {
    case .run, .data, .command, .grain, .recipe, .status, .star, .seed, .step, .epochs, .parameters, .started: true
    case .tag, .note, .validation, .accuracy, .loss, .seconds: false
    }
  }

  /// Whether a part of a text is enough to find it.
  var matchesParts: Bool {
    switch self {
    case .data, .note: true
    case .run, .command, .grain, .recipe, .status, .tag, .star, .seed, .step, .epochs, .parameters, .validation,
      .accuracy, .loss,
      .seconds, .started:
      false
    }
  }

  /// Whether the beginning of a text is enough, as where a run is named.
  var matchesBeginnings: Bool { self == .run }

  /// Which end comes first where nothing else is asked for: what is better, or newer, or before in the alphabet.
  var isDescending: Bool {
    switch self {
    case .started, .star, .accuracy: true
    case .run, .data, .command, .grain, .recipe, .status, .tag, .note, .seed, .step, .epochs, .parameters, .validation,
      .loss, .seconds:
      false
    }
  }
}
