import Basics
import Telemetry

/// What the list of runs is made of: their records alone, and which of them stand for their grains.
struct RunBook {
  /// By their numbers.
  let records: [RunRecord]
  /// The ladder, for the order and the colours of grains.
  let rungs: [RungID]
  /// The grain that is looked at.
  let rung: RungID?
  /// The run that stands for each grain.
  let current: [RungID: RunID]

  /// What is scored, and on which part.
  let task: PredictionTask
  let part: ScoredPart
  /// By which runs are ranked, whatever is on view.
  let rankedPart: ScoredPart
  /// Runs whose test scores were looked at, and the steps at which they first were.
  let testSeenAt: [RunID: Int]

  private let places: [RunID: Int]

  init(
    _ records: [RunRecord], rungs: [RungID], rung: RungID?, current: [RungID: RunID], task: PredictionTask,
    part: ScoredPart, rankedPart: ScoredPart, testSeenAt: [RunID: Int]
  ) {
    self.task = task
    self.part = part
    self.rankedPart = rankedPart
    self.testSeenAt = testSeenAt
    self.records = records
    self.rungs = rungs
    self.rung = rung
    self.current = current
    places = Dictionary(records.enumerated().map { ($0.element.plan.run, $0.offset) }) { first, _ in first }
  }

  /// Of a run's best weights where it has any, else of its newest, on the part on view.
  func scores(_ run: RunRecord) -> Scores? { (run.bestScores ?? run.newestScores)?[part]?.scores }

  subscript(run: RunID) -> RunRecord? { places[run].map { records[$0] } }

  func index(of rung: RungID) -> Int { rungs.firstIndex(of: rung) ?? 0 }

  func stands(_ run: RunRecord) -> Bool { current[run.plan.rung] == run.plan.run }

  /// The runs of each rung, oldest first.
  var recordsOfRung: [RungID: [RunRecord]] { Dictionary(grouping: records, by: \.plan.rung) }

  /// The members of a joined run whose own runs have other models than it has for them.
  func othersModelled(by run: RunRecord) -> [RungID] {
    run.plan.members.filter { member in
      guard let own = run.plan.summary(of: member), let alone = current[member].flatMap({ self[$0] }) else {
        return false
      }
      return alone.plan.summary != own
    }
  }

  /// As `other models than 8×8 and 4×4 alone`; nil where a run joins nothing, or has the models that stand alone.
  func modelRemark(_ run: RunRecord) -> String? {
    let others = othersModelled(by: run)
    return others.isEmpty ? nil : Words.otherModels(rungs: Listing.all(others.map(\.label)))
  }

  /// All that may be ranked, best first.
  var ranking: [RunID] { RunScores.ranking(records, by: rankedPart, task).map(\.run.plan.run) }

  /// The best run of each grain that has several: of those that are alike in error and cost the one that stands for its grain,
  /// so that the ladder's ★ and this one are on the same.
  var bestOfRung: [RungID: RunID] {
    recordsOfRung.filter { $0.value.count > 1 }.compactMapValues { runs in
      RunScores.best(runs, by: rankedPart, task, standing: current[runs[0].plan.rung])?.plan.run
    }
  }

  /// The knobs in which runs of a rung differ, in the order of the settings.
  static func distinctiveKnobs(of records: [RunRecord]) -> [Knob] {
    var found: Set<Knob> = []
    var first: [Knob: KnobValue] = [:]
    for record in records {
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
  /// The value of a knob as it is applied and shown; nil where the run does not have it, or it stands at a 0 that sets
  /// nothing.
  func text(of knob: Knob) -> String? {
    guard let value = settings[knob], let range = range(of: knob), !(knob.isUnsetAtZero && value == .integer(0)) else {
      return nil
    }
    return range.text(of: value)
  }
}

extension State {
  var runBook: RunBook {
    let seen = runs.values.compactMap { run in run.testSeenAt.map { (run.plan.run, $0) } }
    return RunBook(
      runs.values.map(\.record), rungs: rungs.map(\.id), rung: rung?.id, current: current, task: task ?? .forecast,
      part: shownPart, rankedPart: rankedPart, testSeenAt: Dictionary(seen) { first, _ in first })
  }

  /// The best run of the shown rung, where another one stands for it, with its error and that of the shown one.
  var betterRun: (run: RunID, error: Double, shown: Double)? {
    guard let task, let shown, siblings.count > 1 else { return nil }
    let ranking = RunScores.ranking(siblings.compactMap { runs[$0]?.record }, by: rankedPart, task)
    guard let best = ranking.first, let own = ranking.first(where: { $0.run.plan.run == shown.plan.run }),
      task.shown(best.error) < task.shown(own.error)
    else { return nil }
    return (best.run.plan.run, best.error, own.error)
  }

  var betterRunWords: String? {
    guard let task, let (run, error, shown) = betterRun else { return nil }
    return Words.betterRun(
      run: "\(run)", measure: task.errorName, better: task.text(error), shown: task.text(shown),
      key: keymap.name(of: .nextRun))
  }

  /// The highlighted run; nil while there is none.
  var chosenRun: RunRecord? { RunList(self).chosenRecord }
}
