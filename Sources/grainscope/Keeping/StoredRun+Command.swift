import FoundationEssentials
import Models
import Store
import Telemetry

extension StoredRun {
  /// The arguments that train it again, with the knobs as they are now, for as many epochs as it came to; nil where none do,
  /// as its data came through a pipe.
  var arguments: [String]? {
    guard !header.command.isEmpty else { return nil }
    let first = RunRecord(header.plan).settings
    var wanted = record.settings
    if let epochs = repetition.epochs, first[.epochs] != nil { wanted[.epochs] = .integer(epochs) }
    return Knob.allCases.reduce(into: header.command) { line, knob in
      guard let value = wanted[knob], value != first[knob] else { return }
      TrainCommandLine.set(knob, value, in: &line)
    }
  }

  /// What the command does not repeat of it, as a sentence; nil where it repeats all.
  var notRepeated: String? {
    (repetition.shortfall ?? otherSplit ?? otherWeights).map { Words.runsCommandPartly(run: id.text, shortfall: $0) }
  }

  /// The model with whose weights it began; nil where that is none.
  var initial: InitialModel.Source? { options?.initial }

  private var otherWeights: String? {
    guard let initial, !initial.isThere else { return nil }
    return Words.repetitionWeights(path: initial.path)
  }

  private var options: SessionOptions? {
    try? JSONDecoder().decode(SessionOptions.self, from: Data(session.data.options.utf8))
  }

  /// One of several seeds on samples: all of them share the split that the first seed drew, while `train` draws it by its own.
  private var otherSplit: String? {
    switch session.task {
    case .forecast: return nil
    case .number, .classes: break
    }
    guard let options, options.seed != header.plan.seed else { return nil }
    return Words.repetitionSplit(seed: "\(options.seed)", own: "\(header.plan.seed)")
  }

  private var repetition: Repetition { Repetition(of: record, status) }
}
