import Models
import Telemetry

/// What one `train` command repeats of a run, and what it cannot.
struct Repetition {
  /// That the command is to train with: the knobs as they are now, and the epochs that the run came to.
  let settings: Settings
  private let run: RunRecord
  private let cause: Cause?
  private let journal: String?

  /// Why training from the beginning with one set of knobs does not come to the same.
  private enum Cause {
    case branched
    /// Knobs, or a plan that the schedule reads, were turned after the first step.
    case turned
  }

  /// - Parameter journal: where the session's journal lies, as a shell takes it, where it keeps one.
  init(of run: RunRecord, _ settings: Settings, journal: String?) {
    self.run = run
    self.journal = journal
    var repeated = settings
    repeated.epochs = run.epochsToRepeat
    self.settings = repeated
    cause =
      run.plan.parent.map { $0.step > 0 } ?? false
      ? .branched : run.interventions.contains { Self.counts($0, settings) } ? .turned : nil
  }

  private static func counts(_ change: Intervention, _ settings: Settings) -> Bool {
    guard let knob = change.knob, change.step > 0 else { return false }
    // How long a run goes on changes none of its steps, unless its schedule is laid out over the plan.
    return knob != .epochs || settings.schedule.readsPlan
  }

  /// What was copied, for the notice.
  ///
  /// - Parameter options: with which the session was opened.
  func words(_ experiment: any Experiment, _ options: SessionOptions) -> String {
    let name = "\(run.plan.run)"
    guard let cause else {
      guard TrainCommandLine.hasSameOrigins(run.plan, experiment.info) else {
        return Words.labCopiedCommandOrigins(run: name)
      }
      return TrainCommandLine.hasSameReach(settings, experiment, options)
        ? Words.labCopiedCommand(run: name) : Words.labCopiedCommandReach(run: name)
    }
    switch (cause, journal) {
    case (.branched, let journal?): return Words.labCopiedCommandBranched(run: name, journal: journal)
    case (.branched, nil): return Words.labCopiedCommandBranchedAlone(run: name)
    case (.turned, let journal?): return Words.labCopiedCommandTurned(run: name, journal: journal)
    case (.turned, nil): return Words.labCopiedCommandTurnedAlone(run: name)
    }
  }
}
