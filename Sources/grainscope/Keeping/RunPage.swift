import Basics
import Datasets
import Store
import Telemetry

/// All that is kept of a run, as a page. Its test scores stand there once they were looked at.
struct RunPage {
  private let run: StoredRun
  private var record: RunRecord { run.record }

  init(_ run: StoredRun) { self.run = run }

  var text: String {
    let lines: [(String, String?)] = [
      (Words.pageData, data), (Words.pageBegan, began), (Words.diffParent, run.fork),
      (Words.diffInitial, run.initial.map { Clean.text($0.name, limit: 80) }),
      (Words.pageModel, record.plan.summary),
      (Words.pageSteps, steps),
      (Words.pageBest, best), (Words.pageValidation, score(.validation)), (Words.pageTest, test),
      (Words.pageSettings, settings),
    ]
    let marks: [(String, String?)] = [
      (Words.pageChanges, changes), (Words.pageFailure, record.failure), (Words.pageFiles, files),
      (Words.pageTag, run.marks.tag.map { Clean.text($0) }),
      (Words.pageNote, run.marks.note.map { Clean.text($0, limit: 400) }),
      (Words.pageCommand, run.arguments.map { TrainCommandLine.text($0) }),
      ("", run.arguments == nil ? nil : run.notRepeated),
    ]
    let title = Words.pageTitle(
      run: run.id.text, grain: record.plan.rung.label, recipe: record.plan.recipe, status: run.status.words)
    let star = run.marks.isStarred ? "☆ " : ""
    return star + TextTable.outside(title) + "\n"
      + TextTable.aligned(
        (lines + marks).compactMap { name, value in value.map { ["  " + name, TextTable.outside($0)] } }, [.left])
  }

  /// What a page beside an export says of it.
  var exported: [(name: String, text: String)] {
    let lines: [(String, String?)] = [
      (Words.readmeRun, run.id.text), (Words.pageData, data), (Words.pageBegan, began),
      (Words.pageModel, record.plan.summary), (Words.pageValidation, score(.validation)),
      (Words.pageCommand, run.arguments.map { TrainCommandLine.text($0) }),
    ]
    return lines.compactMap { name, text in text.map { (name, $0) } }
  }

  private var data: String {
    let name = Clean.text(run.session.dataName, limit: 80)
    if run.session.isOfStream { return Words.pageDataStream(data: name) }
    return Words.pageDataOf(
      data: name, hash: run.session.data.hash, validation: run.session.validationOrigins,
      test: run.session.testOrigins)
  }

  private var began: String {
    let time = CivilTime(wallClock: run.header.startedAt.instant / 1000 * 1000).description
    return Words.pageBeganBy(time: time, command: run.session.command, version: run.session.version)
  }

  private var steps: String {
    let steps = record.end?.step ?? record.last?.step ?? record.firstStep
    if run.session.isOfStream { return Words.pageStepsStream(steps: steps, origins: record.last?.epoch ?? 0) }
    return Words.pageStepsOf(
      steps: steps, epochs: record.completedEpochs,
      planned: record.plannedEpochs,
      seconds: ScoreTable.number(record.end?.seconds ?? record.last?.seconds, decimals: 2))
  }

  private var best: String? {
    record.best.map { best in
      Words.pageBestOf(epoch: "\(best.epoch)", loss: shortDecimal(Double(best.validationLoss)))
    }
  }

  /// Of the best weights, else of the newest.
  private var scores: RunScores? { record.bestScores ?? record.newestScores }

  private func score(_ part: ScoredPart) -> String? {
    guard let scores = scores?[part]?.scores, let all = self.scores else { return nil }
    let names = run.session.task.headlineNames
    let values = scores.headlines(run.session.task)
    let (first, second) = (ScoreTable.fiveDigits(values.first), ScoreTable.fiveDigits(values.second))
    let (epoch, origins) = ("\(all.weights.epoch)", scores.count)
    return all.weights.areBest
      ? Words.pageScoreBest(
        first: names.first, value: first, second: names.second, other: second, origins: origins, epoch: epoch)
      : Words.pageScoreLast(
        first: names.first, value: first, second: names.second, other: second, origins: origins, epoch: epoch)
  }

  private var test: String? {
    guard scores?.test.scores != nil else { return nil }
    guard let revealed = run.marks.testRevealedAt, let score = score(.test) else { return Words.pageTestHidden }
    let time = CivilTime(wallClock: revealed.instant / 1000 * 1000).description
    return Words.pageTestSeen(score: score, count: run.marks.reveals, time: time)
  }

  private var settings: String {
    let all = record.effectiveSettings
    let history = KnobHistory(run)
    let own = Knob.allCases.compactMap { knob in
      all[knob].map { "\(knob.title) \(history.text(of: knob, $0.display))" }
    }
    return (own + [Words.runsSeed(seed: "\(record.plan.seed)")]).joined(separator: ", ")
  }

  private var changes: String? {
    let changes = record.interventions.map { "@\($0.step) \($0.summary)" }
    return changes.isEmpty ? nil : changes.joined(separator: "; ")
  }

  private var files: String? {
    let files = Artifact.Kind.allCases.compactMap { run.artifacts[$0] }.map { file in
      Words.pageFile(path: file.path, size: NumberFormat.bytes(file.bytes), step: "\(file.step)")
    }
    return files.isEmpty ? nil : files.joined(separator: "; ")
  }
}

extension StoredRun {
  /// The run from which it branched, and where; nil of one that is no branch.
  var fork: String? {
    guard let step = header.plan.parent?.step, let parent = header.parent else { return nil }
    return Words.diffFork(parent: parent.text, step: step)
  }
}

extension RunPage {
  /// Under the names of `--json`. Test scores are nil until they were looked at.
  struct Fields: Encodable {
    let run: StoreID
    let session: StoredSession
    let status: Phase
    let parent: StoreID?
    let seedGroup: String
    let started: Stamp
    let plan: RunPlan
    let settings: [Knob: KnobValue]
    let changes: [Intervention]
    let metrics: [EpochFields]
    let best: BestEpoch?
    let weightsScored: ScoredWeights?
    let validation, test: PartScores?
    let testRevealed: Stamp?
    let end: EndReport?
    let artifacts: [Artifact]
    let tag, note: String?
    let star: Bool
    let deleted: Stamp?
    let command: [String]?
    /// What the command does not repeat of the run; nil where it repeats all.
    let commandShortfall: String?

    init(_ run: StoredRun) {
      let record = run.record
      let scores = record.bestScores ?? record.newestScores
      self.run = run.id
      session = run.session
      status = run.status
      parent = run.header.parent
      seedGroup = run.header.seedGroup
      started = run.header.startedAt
      plan = run.header.plan
      settings = record.effectiveSettings
      changes = record.interventions
      metrics = record.epochs.map { EpochFields(report: $0, hasRate: !run.header.plan.isClosedForm) }
      best = record.best
      weightsScored = scores?.weights
      validation = scores?.validation
      test = run.marks.testRevealedAt == nil ? nil : scores?.test
      testRevealed = run.marks.testRevealedAt
      end = record.end
      artifacts = Artifact.Kind.allCases.compactMap { run.artifacts[$0] }
      tag = run.marks.tag
      note = run.marks.note
      star = run.marks.isStarred
      deleted = run.marks.deletedAt
      command = run.arguments
      commandShortfall = run.arguments == nil ? nil : run.notRepeated
    }
  }
}

/// An epoch of a run; what is solved at once has no learning rate.
struct EpochFields: Encodable {
  let report: EpochReport
  let hasRate: Bool

  private enum Key: String, CodingKey { case learningRate }

  func encode(to encoder: any Encoder) throws {
    try report.encode(to: encoder)
    guard !hasRate else { return }
    var container = encoder.container(keyedBy: Key.self)
    try container.encodeNil(forKey: .learningRate)
  }
}
