import Basics
import Telemetry

/// The rungs that an action on all of them does not reach, and why.
struct LeftOut {
  enum Reason {
    case noKnob, outOfRange, ended, epochsDone, closedForm, notThereYet, cannotContinue, goesOn
  }

  private var rungs: [(rung: RungID, reason: Reason)] = []

  mutating func add(_ reason: Reason, _ record: LiveRun) { rungs.append((record.plan.rung, reason)) }

  /// Whether a run's knob can wait at a value for a branch; one that cannot is noted.
  mutating func takes(_ knob: Knob, _ value: KnobValue, _ record: LiveRun) -> Bool {
    guard let range = record.range(of: knob) else {
      add(.noKnob, record)
      return false
    }
    guard range.nearest(to: value) == value else {
      add(.outOfRange, record)
      return false
    }
    return true
  }

  /// Whether a run's live knob acts at once at a value; one that does not is noted.
  mutating func turns(_ knob: Knob, _ value: KnobValue, _ record: LiveRun) -> Bool {
    guard takes(knob, value, record) else { return false }
    guard record.has(knob) else {
      add(.noKnob, record)
      return false
    }
    guard record.acts(knob) else {
      add(.ended, record)
      return false
    }
    guard !record.isFinished || !record.hasDone(knob, value) else {
      add(.epochsDone, record)
      return false
    }
    return true
  }

  var isEmpty: Bool { rungs.isEmpty }

  /// The answer with what it does not hold for, as a sentence more.
  func added(to answer: String) -> String {
    guard !rungs.isEmpty else { return answer }
    // One reason is said once for all rungs that it holds for.
    let reasons = rungs.map(\.reason).reduce(into: [Reason]()) { if !$0.contains($1) { $0.append($1) } }
    let groups = reasons.map { reason in
      Self.words(rungs.filter { $0.reason == reason }.map(\.rung.label).joined(separator: ", "), reason)
    }
    return Words.withoutRungs(answer: answer, rungs: Listing.all(groups))
  }

  private static func words(_ rung: String, _ reason: Reason) -> String {
    switch reason {
    case .noKnob: Words.leftOutNoKnob(rung: rung)
    case .outOfRange: Words.leftOutRange(rung: rung)
    case .ended: Words.leftOutEnded(rung: rung)
    case .epochsDone: Words.leftOutEpochsDone(rung: rung)
    case .closedForm: Words.leftOutClosedForm(rung: rung)
    case .notThereYet: Words.leftOutNotThere(rung: rung)
    case .cannotContinue: Words.leftOutCannotContinue(rung: rung)
    case .goesOn: Words.leftOutGoesOn(rung: rung)
    }
  }
}
