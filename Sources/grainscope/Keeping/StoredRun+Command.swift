import Models
import Store
import Telemetry

extension StoredRun {
  /// The arguments that train it again, for as many epochs as it came to; nil where none do, as its data came through a
  /// pipe.
  var arguments: [String]? {
    var line = header.command
    guard !line.isEmpty else { return nil }
    let option = "--" + Knob.epochs.option
    guard record.settings[.epochs] != nil, .integer(record.epochsToRepeat) != plannedAtFirst else { return line }
    let epochs = "\(record.epochsToRepeat)"
    if let place = line.firstIndex(of: option), place + 1 < line.count {
      line[place + 1] = epochs
    } else {
      line += [option, epochs]
    }
    return line
  }

  private var plannedAtFirst: KnobValue? { header.plan.knobs.first { $0.knob == .epochs }?.value }

  /// Why training from the beginning with one set of knobs does not come to the same, as a sentence; nil where it does.
  var notRepeated: String? {
    if header.plan.parent.map({ $0.step > 0 }) ?? false { return Words.runsCommandBranch(run: id.text) }
    let turned = record.interventions.contains { change in
      change.step > 0 && change.knob.map { $0 != .epochs } ?? false
    }
    return turned ? Words.runsCommandTurned(run: id.text) : nil
  }
}
