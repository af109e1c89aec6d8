import Basics
import Canvas
import Datasets
import Models
import Store
import Telemetry

/// The runs of a store that were asked for. Runs whose scores are of the same origins stand together, as no others may be
/// compared.
struct RunListing {
  /// Runs of one ground each.
  let groups: [RunGroup]
  private let settings: [StoreID: [Knob: String]]
  private let histories: [StoreID: KnobHistory]
  /// Whether groups are sorted by scores.
  private let isRanked: Bool
  /// Runs that were found, shown or not.
  private let count: Int
  /// Why runs could not be read.
  let faults: [StoreError]

  private var rows: [RunRow] { groups.flatMap(\.rows) }

  /// - Throws: ``Failure``.
  init(_ store: RunStore, _ query: RunQuery) throws {
    isRanked = query.order.ranks
    do throws(StoreError) {
      let index = try StoreIndex(store)
      faults = try index.refresh()
      (groups, count) = try index.groups(query)
      let shown = groups.flatMap(\.rows).map(\.id)
      settings = try index.settings(of: shown)
      histories = try index.changes(of: shown).mapValues { KnobHistory($0) }
    } catch { throw Failure.input(error.sentence) }
  }

  // MARK: Text

  func text(trash: Bool) -> String {
    guard !groups.isEmpty else { return (trash ? Words.runsTrashEmpty : Words.runsNone) + "\n" }
    let sections = zip(headings, groups).map { heading, group in heading + "\n" + table(group.rows) }
    let apart = isRanked && groups.count > 1 ? "\n" + Words.runsRankedApart + "\n" : ""
    let shown = rows.count
    let more = shown < count ? "\n" + Words.runsMore(shown: "\(shown)", count: count) + "\n" : ""
    return sections.joined(separator: "\n") + apart + more
  }

  /// What the runs of each group have in common.
  var headings: [String] { GroundHeading.texts(groups) }

  private func table(_ group: [RunRow]) -> String {
    let task = PredictionTask(rawValue: group[0].task) ?? .forecast
    let differing = differing(group)
    let hasSeeds = Set(group.map(\.seed)).count > 1
    let heads = [
      Words.runsColumnRun, Words.runsColumnBegan, Words.scoreGrain, Words.runsColumnRecipe, task.headlineNames.first,
      Words.runsColumnEpochs, Words.runsColumnStatus, Words.runsColumnDiffers,
    ]
    let lines = group.map { row in
      [
        row.id.text,
        CivilTime(wallClock: row.startedAt.instant / Milliseconds.minute * Milliseconds.minute).description,
        row.rung, row.recipe, score(row, task), "\(row.epochs)", Phase(rawValue: row.status)?.words ?? row.status,
        remarks(row, differing, withSeed: hasSeeds),
      ]
    }
    return TextTable.cleaned([heads] + lines, [.left, .left, .left, .left, .right, .right])
  }

  func score(_ row: RunRow, _ task: PredictionTask) -> String {
    let text =
      switch task {
      case .forecast: ScoreTable.number(row.validationScore)
      case .classes: ScoreTable.number(row.validationScore.map { 1 - $0 })
      case .number: ScoreTable.fiveDigits(row.validationScore)
      }
    return row.validationScore == nil || row.isSound ? text : "(\(text))"
  }

  /// Knobs whose values are not the same in all runs of a group, in the order of the screen.
  func differing(_ group: [RunRow]) -> [Knob] {
    Knob.allCases.filter { knob in Set(group.map { settings[$0.id]?[knob] }).count > 1 && knob != .recipe }
  }

  /// A knob of a run with all values that it had; nil where the run does not have it.
  func value(of knob: Knob, _ row: RunRow) -> String? {
    settings[row.id]?[knob].map { (histories[row.id] ?? KnobHistory([])).text(of: knob, $0) }
  }

  private func remarks(_ row: RunRow, _ differing: [Knob], withSeed: Bool) -> String {
    var parts: [String] = []
    if !row.isSound, let unranked = row.unranked { parts.append(unranked.words) }
    if row.isStarred { parts.append("☆") }
    if let tag = row.tag { parts.append("#" + Clean.text(tag, limit: 30)) }
    if let parent = row.parent { parts.append(Words.runsBranch(parent: parent.text, step: row.forkStep ?? 0)) }
    let history = histories[row.id] ?? KnobHistory([])
    let told = Set(differing).union(history.turned.keys)
    parts += Knob.allCases.filter(told.contains).compactMap { knob in
      settings[row.id]?[knob].map { "\(knob.title) \(history.text(of: knob, $0))" }
    }
    if withSeed { parts.append(Words.runsSeed(seed: "\(row.seed)")) }
    if let note = row.note { parts.append(Clean.text(note, limit: 60)) }
    return parts.joined(separator: ", ")
  }
}

// MARK: - For programs

extension RunListing {
  /// One object a line.
  func writeJSON() throws {
    for row in rows {
      let turned = histories[row.id]?.turned ?? [:]
      Standard.output.write(try JSON.line(RunRowFields(row, settings[row.id] ?? [:], turned)) + "\n")
    }
  }

  /// With a column for each knob that any of the runs has.
  func writeCSV() {
    let knobs = Knob.allCases.filter { knob in knob != .recipe && rows.contains { settings[$0.id]?[knob] != nil } }
    let heads =
      [
        "run", "session", "parent", "forkStep", "started", "command", "data", "dataHash", "originsHash", "grain",
        "recipe", "seed", "seedGroup", "status", "step", "epochs-done", "parameters", "bestEpoch", "best-loss",
        "measure",
        "validation", "accuracy", "unranked", "origins", "seconds", "testRevealed", "tag", "note", "star", "turned",
      ] + knobs.map(\.option)
    Standard.output.write(CSVLine.text(heads), keepsTabs: true)
    for row in rows {
      let own = settings[row.id] ?? [:]
      let fields = RunRowFields(row, own, histories[row.id]?.turned ?? [:])
      Standard.output.write(CSVLine.text(fields.cells + knobs.map { own[$0] ?? "" }), keepsTabs: true)
    }
  }
}

/// A run of a list under the names of `--json`.
private struct RunRowFields: Encodable {
  let run, session: String
  let parent: String?
  let forkStep: Int?
  let started, command, data, dataHash, originsHash, grain, recipe: String
  let seed: UInt64
  let seedGroup, status: String
  let step, epochs, parameters: Int
  let bestEpoch: Int?
  let loss: Double?
  /// What `validation` is, the less the better.
  let measure: String
  let validation: Double?
  /// Of classes, beside the share of wrong ones.
  let accuracy: Double?
  /// Why it has no rank; left out where it may have one.
  let unranked: Unranked?
  let origins: Int
  let seconds: Double?
  let testRevealed: String?
  let tag, note: String?
  let star: Bool
  /// As they are now.
  let settings: [Knob: String]
  /// All values that a knob has had which was turned after the first step, first to last.
  let turned: [Knob: [String]]

  init(_ row: RunRow, _ settings: [Knob: String], _ turned: [Knob: [String]]) {
    run = row.id.text
    session = row.session.text
    parent = row.parent?.text
    forkStep = row.forkStep
    started = row.startedAt.text
    command = row.command
    data = row.dataName
    dataHash = row.dataHash
    originsHash = row.originsHash
    grain = row.rung
    recipe = row.recipe
    seed = row.seed
    seedGroup = row.seedGroup
    status = row.status
    step = row.step
    epochs = row.epochs
    parameters = row.parameters
    bestEpoch = row.bestEpoch
    loss = row.bestValidation
    measure = (PredictionTask(rawValue: row.task) ?? .forecast).errorName
    validation = row.validationScore
    accuracy = row.task == PredictionTask.classes.rawValue ? row.validationScore.map { 1 - $0 } : nil
    unranked = row.unranked
    origins = row.validationOrigins
    seconds = row.seconds
    testRevealed = row.testRevealedAt?.text
    tag = row.tag
    note = row.note
    star = row.isStarred
    self.settings = settings
    self.turned = turned
  }

  /// In the order of the heads of CSV.
  var cells: [String] {
    func text(_ value: (some CustomStringConvertible)?) -> String { value.map { "\($0)" } ?? "" }
    return [
      run, session, text(parent), text(forkStep), started, command, data, dataHash, originsHash, grain, recipe,
      "\(seed)", seedGroup, status, "\(step)", "\(epochs)", "\(parameters)", text(bestEpoch), text(loss), measure,
      text(validation), text(accuracy), unranked?.rawValue ?? "", "\(origins)", text(seconds), text(testRevealed),
      text(tag),
      text(note), star ? "yes" : "no",
      Knob.allCases.compactMap { knob in
        turned[knob].map { "\(knob.option) \($0.joined(separator: "→"))" }
      }.joined(separator: "; "),
    ]
  }
}
