import Basics
import Telemetry

/// Which part of the data the scores and predictions on the screen are of: what one tunes on, until the test part is
/// revealed.
package struct Reveal: Sendable, Equatable {
  /// The test part is on view.
  package internal(set) var isOn = false
  /// How often it was shown since the program began to work with the file.
  package internal(set) var count = 0
}

extension State {
  /// The part by which rungs are ranked, whatever is on view.
  var rankedPart: ScoredPart { session?.content.rankedPart ?? .validation }

  /// The part whose scores and predictions are shown.
  package var shownPart: ScoredPart { reveal.isOn ? .test : rankedPart }

  /// Whether there is a part to tune on beside the one to reveal: a stream has none.
  var hasReveal: Bool { session != nil && rankedPart == .validation }

  /// Whether numbers of the test part are on view that were not to be seen while tuning.
  var isTestRevealed: Bool { hasReveal && reveal.isOn }

  /// How a run does on the part on view, with its newest weights.
  func judged(_ run: LiveRun?) -> JudgedPart? { run?.evaluation?[shownPart] }

  /// The same of the shown run.
  var judged: JudgedPart? { judged(shown) }

  /// Origins or samples of the part on view.
  var partCount: Int { session?.target.count(shownPart) ?? 0 }

  /// Whether the part on view holds nothing that could be scored.
  var isPartEmpty: Bool { session != nil && partCount == 0 && hasReveal }

  /// The scores by which rungs are held against each other, on the part on view.
  var comparableParts: [RungID: PartScores] { comparable.compactMapValues { $0[shownPart] } }

  /// The runs whose scores the screen shows.
  private var inSight: [LiveRun] { screen.type.scoredRuns(self).filter { $0.evaluation != nil } }

  // MARK: Showing another part

  /// Reveals the test part, or takes it from sight again.
  mutating func toggleReveal() -> [Effect] {
    guard hasReveal else { return [] }
    let seen = noteLastSeen()
    reveal.isOn.toggle()
    if reveal.isOn { reveal.count += 1 }
    look(at: shownPart)
    note = Note(
      text: reveal.isOn
        ? ranking.isEmpty
          ? Words.testRevealedUnranked(times: reveal.count, key: keymap.name(of: .reveal))
          : Words.testRevealed(times: reveal.count, key: keymap.name(of: .reveal))
        : Words.testHidden(times: reveal.count), kind: .answer)
    return reveal.isOn ? noteSeen(inSight) : seen
  }

  /// Origins and samples of another part are others: what was looked at among them begins anew.
  private mutating func look(at part: ScoredPart) {
    for run in runs.values.map(\.plan.run) { orderPictures(of: run) }
    lab.origin = 0
    lab.pictures.held = nil
    lab.pictures.first = shown?.gallery.first
    guard !readsSteps else { return }
    lab.row = nil
    lab.firstRow = 0
  }

  /// A row of the table is a step ahead, which all origins have.
  private var readsSteps: Bool {
    switch task {
    case .forecast: true
    case .classes, .number, nil: false
    }
  }

  /// Wrong samples of the part on view first.
  mutating func orderPictures(of run: RunID) {
    guard let classes = judged(runs[run])?.classes, let actual = session?.classes?[shownPart]?.actual else { return }
    runs[run]?.gallery = PictureSource.order(classes, actual: actual)
  }

  // MARK: Who was seen

  /// Runs that came into sight while the test part is on view.
  mutating func noteNewlySeen() -> [Effect] {
    guard isTestRevealed else { return [] }
    let new = inSight.filter { $0.testSeenAt == nil }
    return new.isEmpty ? [] : noteSeen(new)
  }

  /// Runs that trained on while the test part was on view, which now goes from sight: their last step that was seen.
  mutating func noteLastSeen() -> [Effect] {
    guard isTestRevealed else { return [] }
    let later = inSight.filter { run in run.testSeen.map { $0.upperBound < run.scoredStep } ?? false }
    return later.isEmpty ? [] : noteSeen(later)
  }

  private mutating func noteSeen(_ seen: [LiveRun]) -> [Effect] {
    let steps = Dictionary(seen.map { ($0.plan.run, $0.scoredStep) }) { first, _ in first }
    for (run, step) in steps {
      let first = runs[run]?.testSeenAt ?? step
      runs[run]?.testSeen = min(first, step)...max(first, step)
    }
    return [.noteReveal(number: reveal.count, steps)]
  }

  /// With other data validation is on view again; the same file keeps how often its test part was shown.
  mutating func forgetReveal(openingFrom before: SessionInfo?, to after: SessionInfo) {
    reveal = Reveal(isOn: false, count: before?.fileName == after.fileName ? reveal.count : 0)
  }
}

extension LiveRun {
  /// The step of the weights whose scores are shown.
  fileprivate var scoredStep: Int { self.evaluation?.step ?? self.step }
}

extension Action {
  static let reveal = Action(
    "test-part", Words.actionTestPart,
    label: { $0.isTestRevealed ? Words.keyValidation : Words.keyTestPart }, effects: { $0.toggleReveal() })
}
