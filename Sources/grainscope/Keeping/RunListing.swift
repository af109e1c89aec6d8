import Basics
import Canvas
import Datasets
import Models
import Store
import Telemetry

/// The runs of a store that were asked for. Runs whose scores are of the same origins stand together, as no others may be
/// compared.
struct RunListing {
  private let rows: [RunRow]
  private let settings: [StoreID: [Knob: String]]
  /// Runs that were found, shown or not.
  private let count: Int
  /// Why runs could not be read.
  let faults: [StoreError]

  /// - Throws: ``Failure``.
  init(_ store: RunStore, _ query: RunQuery) throws {
    do throws(StoreError) {
      let index = try StoreIndex(store)
      faults = try index.refresh()
      rows = try index.rows(query)
      count = rows.count == query.limit ? try index.count(query) : rows.count
      settings = try index.settings(of: rows.map(\.id))
    } catch { throw Failure.input(error.sentence) }
  }

  // MARK: Text

  func text(trash: Bool) -> String {
    guard !rows.isEmpty else { return (trash ? Words.runsTrashEmpty : Words.runsNone) + "\n" }
    let sections = groups.map { group in heading(group[0]) + "\n" + table(group) }
    let more = rows.count < count ? "\n" + Words.runsMore(shown: "\(rows.count)", count: count) + "\n" : ""
    return sections.joined(separator: "\n") + more
  }

  /// In the order of their first.
  private var groups: [[RunRow]] {
    struct Ground: Hashable { let data, origins, task: String }
    var order: [Ground] = []
    var groups: [Ground: [RunRow]] = [:]
    for row in rows {
      let ground = Ground(data: row.dataName, origins: row.originsHash, task: row.task)
      if groups[ground] == nil { order.append(ground) }
      groups[ground, default: []].append(row)
    }
    return order.compactMap { groups[$0] }
  }

  private func heading(_ row: RunRow) -> String {
    Words.runsHeading(data: Clean.text(row.dataName, limit: 60), count: row.validationOrigins)
  }

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
    return TextTable.aligned([heads] + lines, [.left, .left, .left, .left, .right, .right])
  }

  private func score(_ row: RunRow, _ task: PredictionTask) -> String {
    switch task {
    case .forecast: ScoreTable.number(row.validationScore)
    case .classes: ScoreTable.number(row.validationScore.map { 1 - $0 })
    case .number: ScoreTable.fiveDigits(row.validationScore)
    }
  }

  /// Knobs whose values are not the same in all runs of a group, in the order of the screen.
  private func differing(_ group: [RunRow]) -> [Knob] {
    Knob.allCases.filter { knob in Set(group.map { settings[$0.id]?[knob] }).count > 1 && knob != .recipe }
  }

  private func remarks(_ row: RunRow, _ differing: [Knob], withSeed: Bool) -> String {
    var parts: [String] = []
    if row.isStarred { parts.append("★") }
    if let tag = row.tag { parts.append("#" + Clean.text(tag, limit: 30)) }
    if let parent = row.parent { parts.append(Words.runsBranch(parent: parent.text, step: row.forkStep ?? 0)) }
    parts += differing.compactMap { knob in settings[row.id]?[knob].map { "\(knob.title) \($0)" } }
    if withSeed { parts.append(Words.runsSeed(seed: "\(row.seed)")) }
    if let note = row.note { parts.append(Clean.text(note, limit: 60)) }
    return parts.joined(separator: ", ")
  }
}

// MARK: - For programs

extension RunListing {
  /// One object a line.
  func writeJSON() throws {
    for row in rows { Standard.output.write(try JSON.line(RunRowFields(row, settings[row.id] ?? [:])) + "\n") }
  }

  /// With a column for each knob that any of the runs has.
  func writeCSV() {
    let knobs = Knob.allCases.filter { knob in knob != .recipe && rows.contains { settings[$0.id]?[knob] != nil } }
    let heads =
      [
        "run", "session", "parent", "forkStep", "started", "command", "data", "dataHash", "originsHash", "grain",
        "recipe", "seed", "seedGroup", "status", "step", "epochs-done", "parameters", "bestEpoch", "best-loss",
        "measure",
        "validation", "origins", "seconds", "testRevealed", "tag", "note", "star",
      ] + knobs.map(\.option)
    Standard.output.write(CSVLine.text(heads))
    for row in rows {
      let own = settings[row.id] ?? [:]
      let fields = RunRowFields(row, own)
      Standard.output.write(CSVLine.text(fields.cells + knobs.map { own[$0] ?? "" }))
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
  let origins: Int
  let seconds: Double?
  let testRevealed: String?
  let tag, note: String?
  let star: Bool
  let settings: [Knob: String]

  init(_ row: RunRow, _ settings: [Knob: String]) {
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
    origins = row.validationOrigins
    seconds = row.seconds
    testRevealed = row.testRevealedAt?.text
    tag = row.tag
    note = row.note
    star = row.isStarred
    self.settings = settings
  }

  /// In the order of the heads of CSV.
  var cells: [String] {
    func text(_ value: (some CustomStringConvertible)?) -> String { value.map { "\($0)" } ?? "" }
    return [
      run, session, text(parent), text(forkStep), started, command, data, dataHash, originsHash, grain, recipe,
      "\(seed)", seedGroup, status, "\(step)", "\(epochs)", "\(parameters)", text(bestEpoch), text(loss), measure,
      text(validation), "\(origins)", text(seconds), text(testRevealed), text(tag), text(note), star ? "yes" : "no",
    ]
  }
}
