import Telemetry

/// The runs of a session in the order in which they are listed: by number, and a branch below the run that it left.
struct RunList {
  struct Line: Equatable {
    let run: RunID
    /// Runs that it descends from.
    let depth: Int
  }

  private(set) var lines: [Line] = []
  /// Where the highlighted run stands.
  private(set) var chosen: Int?

  init(_ state: State) {
    var branches: [RunID: [RunID]] = [:]
    var waiting: [Line] = []
    for record in state.runs.values {
      if let parent = record.plan.parent?.run, state.runs[parent] != nil {
        branches[parent, default: []].append(record.plan.run)
      } else {
        waiting.append(Line(run: record.plan.run, depth: 0))
      }
    }
    // The next line is the last that waits.
    waiting.reverse()
    while let line = waiting.popLast() {
      lines.append(line)
      waiting += (branches[line.run] ?? []).reversed().map { Line(run: $0, depth: line.depth + 1) }
    }
    let wanted = state.runsScreen.chosen ?? state.shown?.plan.run
    chosen = lines.firstIndex { $0.run == wanted } ?? lines.indices.first
  }
}

extension State {
  /// The highlighted run; nil while there is none.
  var chosenRun: RunRecord? {
    let list = RunList(self)
    return list.chosen.flatMap { runs[list.lines[$0].run] }
  }

  /// The knobs that tell the runs of a rung apart, in the order of the settings.
  func distinctiveKnobs(of rung: RungID) -> [Knob] {
    var found: Set<Knob> = []
    var first: [Knob: KnobValue] = [:]
    for record in (runsOfRung[rung] ?? []).compactMap({ runs[$0] }) {
      for (knob, value) in record.settings {
        if let other = first[knob] {
          if !value.isClose(to: other) { found.insert(knob) }
        } else {
          first[knob] = value
        }
      }
    }
    return Knob.allCases.filter(found.contains)
  }
}

extension RunRecord {
  /// The value of a knob as it is applied and shown; nil where the run does not have it.
  func text(of knob: Knob) -> String? {
    settings[knob].map { range(of: knob)?.text(of: $0) ?? $0.display }
  }

  /// The smallest loss on the validation part and its epoch; of a closed form the smallest of its sweep, without one.
  var bestValidation: (loss: Double, epoch: Int?)? {
    if let last = epochs.last, let loss = last.bestValidationLoss { return (Double(loss), last.bestEpoch) }
    return end?.sweep.map(\.validationError).filter(\.isFinite).min().map { ($0, nil) }
  }
}
