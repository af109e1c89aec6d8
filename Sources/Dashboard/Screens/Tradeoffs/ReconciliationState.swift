import Basics
import Telemetry

/// What the screen shows of forecasts that were made to add up.
package struct ReconciliationState: Sendable, Equatable {
  /// The newest; nil until one was made.
  package internal(set) var report: ReconciliationReport?
  /// Index of the method that is shown.
  var methodIndex = 0
  /// Asked for and not yet answered.
  package internal(set) var isWaiting = false
  /// The steps at which the runs were evaluated when it was asked for.
  private var asked: [RunID: Int] = [:]

  /// Whether there is something to show.
  var isShown: Bool { report != nil || isWaiting }

  var method: ReconciliationReport.Method? {
    report.flatMap { $0.methods.indices.contains(methodIndex) ? $0.methods[methodIndex] : nil }
  }

  /// Whether runs have been evaluated again, or others are shown, since the report was made.
  func isStale(in state: State) -> Bool { report != nil && !isWaiting && asked != Self.standing(state) }

  /// Whether the report is of other runs than those that stand for their rungs now.
  func isOfOthers(in state: State) -> Bool {
    let shown = Self.standing(state)
    return report != nil && asked.keys.contains { shown[$0] == nil }
  }

  fileprivate static func standing(_ state: State) -> [RunID: Int] {
    let runs = state.reconciledRuns.map { ($0.plan.run, $0.evaluation?.step ?? 0) }
    return Dictionary(runs) { first, _ in first }
  }

  fileprivate mutating func ask(_ standing: [RunID: Int]) {
    isWaiting = true
    asked = standing
  }

  /// The method that was looked at stays; at first the usual one is shown, or where it cannot be had the one that gains
  /// most on the ranked part.
  fileprivate mutating func take(_ new: ReconciliationReport, rankedBy part: ScoredPart) {
    let name = method?.name
    isWaiting = false
    report = new
    // What learns from validation errors is not chosen by them; where nothing else can be, it is as good a start as any.
    let gains = new.methods.map { method in
      part == .validation && method.learnsFromErrors ? nil : new.meanGain(method, on: part)
    }
    let best =
      new.methods.firstIndex { $0.isUsual && $0.refusal == nil }
      ?? new.methods.indices.filter { gains[$0] != nil }.max { (gains[$0] ?? 0) < (gains[$1] ?? 0) }
      ?? new.methods.lastIndex { $0.refusal == nil } ?? 0
    methodIndex = new.methods.firstIndex { $0.name == name } ?? best
  }

  mutating func turn(by step: Int) {
    guard let count = report?.methods.count, count > 0 else { return }
    methodIndex = (methodIndex + step + count) % count
  }
}

extension State {
  /// The runs that stand for the ladder's rungs and have forecasts, fine to coarse.
  var reconciledRuns: [LiveRun] {
    (session?.rungs ?? []).compactMap { rung in
      rung.exclusion == nil ? record(of: rung.id).flatMap { judged($0)?.forecast == nil ? nil : $0 } : nil
    }
  }

  /// Asks for it; what is on the screen already is looked at by another method.
  mutating func reconcile() -> [Effect] {
    tradeoffs.chosenPanel = .reconciliation
    guard !tradeoffs.reconciliation.isWaiting else { return [] }
    if tradeoffs.reconciliation.report != nil, !tradeoffs.reconciliation.isStale(in: self) {
      tradeoffs.reconciliation.turn(by: 1)
      return []
    }
    tradeoffs.reconciliation.ask(ReconciliationState.standing(self))
    return [.reconcile(reconciledRuns.map(\.plan.run))]
  }

  mutating func take(_ report: ReconciliationReport) {
    tradeoffs.reconciliation.take(report, rankedBy: rankedPart)
    guard let method = tradeoffs.reconciliation.method, let after = report.meanScore(method, on: shownPart) else {
      return
    }
    let change =
      report.meanGain(method, on: shownPart).map(ReconciliationPanel.percent)
      ?? Words.reconciliationToScore(score: Numbers.score(after))
    note = Note(
      text: Words.reconciliationDone(method: method.name, change: change, key: keymap.name(of: .reconcile)),
      kind: .answer)
  }
}
