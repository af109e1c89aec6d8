import Basics
import Models
import Networks
import Telemetry

/// What one `train` command repeats of a run, and what it cannot: the one rule of `runs command` and of the Lab's copy.
///
/// The command trains from the beginning with the knobs as the run has them now, for the epochs that it came to.
struct Repetition {
  /// Epochs for the command; nil where the recipe has none.
  let epochs: Int?
  private let obstacle: Obstacle?

  /// Why such a training does not come to the same.
  private enum Obstacle {
    case branched(step: Int)
    /// After the first step, in the order of the screen.
    case turned(knobs: [Knob])
    /// The plan was changed after the first step, and the schedule is laid out over it.
    case planned(first: Int, last: Int, step: Int)
    /// It ended before its plan, all of which the command trains.
    case cut(epochs: Int, planned: Int)
  }

  /// - Parameter phase: of the run; of one whose program is gone no longer the one that was written last.
  init(of run: RunRecord, _ phase: Phase) {
    let readsPlan = run.schedule?.readsPlan ?? false
    let isCut = phase.isEndedEarly && run.completedEpochs < run.plannedEpochs
    if run.settings[.epochs] == nil {
      epochs = nil
    } else {
      // The learning rates of the epochs that were done are those of the plan.
      epochs = isCut && readsPlan ? run.plannedEpochs : run.epochsToRepeat
    }
    let changes = run.interventions.filter { $0.step > 0 }
    let turned = Set(changes.compactMap(\.knob)).subtracting([.epochs])
    let planned = changes.filter { $0.knob == .epochs }
    if let step = run.plan.parent?.step ?? run.plan.forkStep, step > 0 {
      obstacle = .branched(step: step)
    } else if !turned.isEmpty {
      obstacle = .turned(knobs: Knob.allCases.filter(turned.contains))
    } else if readsPlan, let first = planned.first, case .integer(let epochs)? = first.old {
      obstacle = .planned(first: epochs, last: run.plannedEpochs, step: first.step)
    } else if isCut, let epochs, epochs > run.completedEpochs {
      obstacle = .cut(epochs: run.completedEpochs, planned: run.plannedEpochs)
    } else {
      obstacle = nil
    }
  }

  /// What the command does not repeat and what it does, as a clause behind the run's name; nil where it repeats all.
  var shortfall: String? {
    switch obstacle {
    case nil: nil
    case .branched(let step): Words.repetitionBranched(step: step)
    case .turned(let knobs): Words.repetitionTurned(knobs: Listing.all(knobs.map(\.title)))
    case .planned(let first, let last, let step): Words.repetitionPlanned(first: first, step: step, last: last)
    case .cut(let epochs, let planned): Words.repetitionCut(epochs: epochs, planned: planned)
    }
  }

  /// The settings for the command.
  func settings(_ settings: Settings) -> Settings {
    guard let epochs else { return settings }
    var repeated = settings
    repeated.epochs = epochs
    return repeated
  }
}

extension RunRecord {
  /// Nil where the recipe has none.
  fileprivate var schedule: Schedule? {
    guard case .choice(let name)? = settings[.schedule], let kind = Schedule.Kind(rawValue: name) else { return nil }
    func count(_ knob: Knob) -> Int { if case .integer(let count)? = settings[knob] { count } else { 0 } }
    var schedule = Schedule(kind)
    schedule.stepEpochs = count(.stepEpochs)
    schedule.warmUpEpochs = count(.warmUpEpochs)
    schedule.period = count(.period)
    return schedule
  }
}

extension Phase {
  /// Somebody or something ended the run before its last step.
  fileprivate var isEndedEarly: Bool {
    switch self {
    case .finished(.stopped), .finished(.interrupted): true
    case .waiting, .running, .paused, .finished(.completed), .finished(.earlyStopped), .finished(.diverged): false
    }
  }
}
