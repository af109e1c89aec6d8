import Basics
import Telemetry

/// What the screen shows of the choosing of a grain.
package struct ChoiceState: Sendable, Equatable {
  package internal(set) var report: ChoiceReport?
  /// While a grain is being chosen.
  package internal(set) var progress: ChoiceProgress?

  /// Whether there is something to show.
  var isShown: Bool { report != nil || progress != nil }
}

extension State {
  /// Whether something was asked of all rungs that is not answered yet.
  package var awaitsAnswer: Bool {
    tradeoffs.reconciliation.isWaiting || tradeoffs.choice.progress != nil || isFindingRate
  }

  /// Begins to choose with the settings of the shown run, or cancels.
  mutating func chooseGrain() -> [Effect] {
    tradeoffs.chosenPanel = .choice
    if tradeoffs.choice.progress != nil {
      tradeoffs.choice.progress = nil
      note = Note(text: Words.choiceCancelled, kind: .answer)
      return [.stopChoosing]
    }
    guard let run = shown?.plan.run else { return [] }
    tradeoffs.choice.progress = ChoiceProgress(done: 0, planned: 0, secondsLeft: nil)
    note = Note(
      text: Words.choiceBegun(key: keymap.name(of: .chooseGrain)),
      kind: .answer)
    return [.chooseGrain(like: run)]
  }

  /// What was asked for cannot be had.
  mutating func refuse(_ question: Question, because sentence: String) {
    switch question {
    case .reconciliation: tradeoffs.reconciliation.isWaiting = false
    case .choice: tradeoffs.choice.progress = nil
    case .rate: if isFindingRate { overlay = nil }
    }
    // A board with nothing on it is gone.
    if !TradeoffsScreen.boards(self).contains(tradeoffsFocus) { tradeoffs.chosenPanel = nil }
    note = Note(text: sentence, kind: .answer)
  }

  mutating func take(_ progress: ChoiceProgress) {
    // What a cancelled search still reports is not wanted; of several threads the farthest counts.
    if let before = tradeoffs.choice.progress, before.done <= progress.done { tradeoffs.choice.progress = progress }
  }

  /// The chosen rung is shown, unless the user looks at something else by now.
  mutating func take(_ report: ChoiceReport) {
    guard tradeoffs.choice.progress != nil else { return }
    tradeoffs.choice.progress = nil
    tradeoffs.choice.report = report
    guard screen == .tradeoffs, let index = rungs.firstIndex(where: { $0.id == report.chosen }) else {
      note = Note(text: report.reason, kind: .answer)
      return
    }
    // The panel says why.
    show(rung: index)
    let chosen = report.chosen.label
    let cautions = cautions(on: report)
    let answer =
      cautions.isEmpty
      ? starBeside(report.chosen).map { Words.choiceDoneBeside(rung: chosen, preferred: $0.label) }
        ?? Words.choiceDone(rung: chosen)
      : Words.choiceDoneDespite(rung: chosen, cautions: cautions.joined(separator: " "))
    note = Note(text: answer, kind: cautions.isEmpty ? .answer : .warning)
  }

  /// What keeps a chosen grain from being worth it, as sentences: that a baseline does better than its shown run, that the
  /// blocks have few origins.
  func cautions(on report: ChoiceReport) -> [String] {
    var sentences: [String] = []
    if let task, let error = comparable[report.chosen]?[rankedPart]?.scores.error(task),
      let yardstick = yardstick(on: rankedPart), yardstick.error < error
    {
      sentences.append(
        Words.choiceWorse(
          baseline: yardstick.name, error: task.text(yardstick.error), rung: report.chosen.label, own: task.text(error))
      )
    }
    let origins = report.origins.reduce(0, +)
    if origins < ScoredPart.test.leastRanked { sentences.append(Words.choiceFewOrigins(count: origins)) }
    return sentences
  }

  /// The rung that has the star where that is another than the chosen one: the star is given by the validation origins
  /// alone, a grain is chosen by blocks of origins and with regard to chance.
  func starBeside(_ chosen: RungID) -> RungID? { preferred.flatMap { $0 == chosen ? nil : $0 } }
}
