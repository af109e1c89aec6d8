import Models
import Telemetry

/// What a run did before another session goes on with it, as far as it was kept.
package struct RunPast: Sendable {
  /// The means of its epochs: those of its steps are kept nowhere.
  let losses: [LossBucket]
  /// Nil where it did not diverge.
  let divergence: Divergence?
  /// Its steps can be computed again to the same bits, so that a branch may begin at any of them.
  let isExact: Bool
  /// Every turn of a live knob, ascending by step.
  let turns: [ForkPoint.Turn]
  /// How it came to where it is; nil of a branch, and where that is not known.
  let course: RunCourse?
  /// With which it began.
  private let beginning: Settings
  /// The epoch of the best loss.
  let best: EpochReport?

  /// - Parameters:
  ///   - record: up to the state from which it goes on.
  ///   - settings: with which it goes on.
  ///   - isExact: this machine computes the bits that the run had.
  package init(_ record: RunRecord, _ settings: Settings, isExact: Bool) {
    losses = record.lossBuckets
    divergence = record.divergence
    best = record.best.flatMap { best in record.epochs.last { $0.epoch == best.epoch } }
    let changes = record.interventions.filter { $0.knob != nil }
    var beginning = settings
    var turns: [ForkPoint.Turn] = []
    do throws(SettingsError) {
      for change in changes.reversed() {
        if let knob = change.knob, let old = change.old { try beginning.set(knob, to: old) }
      }
      var now = beginning
      for change in changes {
        if let knob = change.knob, let new = change.new { try now.set(knob, to: new) }
        turns.append(ForkPoint.Turn(step: change.step, settings: now))
      }
      self.isExact = isExact
    } catch {
      // A knob that has other bounds today: nobody knows what came of it.
      self.isExact = false
      turns = []
    }
    self.beginning = beginning
    self.turns = turns
    let isBranch = record.plan.parent != nil || record.plan.forkStep != nil
    if self.isExact, !isBranch {
      var course = RunCourse(beginning)
      for turn in turns { course.note(turn) }
      self.course = course
    } else {
      course = nil
    }
  }

  /// As they stood at a step, after what was turned there.
  func settings(at step: Int) -> Settings { turns.last { $0.step <= step }?.settings ?? beginning }
}
