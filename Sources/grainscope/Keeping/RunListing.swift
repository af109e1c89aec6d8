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
  private let groups: [[RunRow]]
  private let settings: [StoreID: [Knob: String]]
  private let histories: [StoreID: KnobHistory]
  /// Whether groups are sorted by scores.
  private let isRanked: Bool
  /// Runs that were found, shown or not.
  private let count: Int
  /// Why runs could not be read.
  let faults: [StoreError]

  private var rows: [RunRow] { groups.flatMap { $0 } }

  /// - Throws: ``Failure``.
  init(_ store: RunStore, _ query: RunQuery) throws {
    isRanked = query.order.ranks
    do throws(StoreError) {
      let index = try StoreIndex(store)
      faults = try index.refresh()
      var asked = query
      // Which come first is known once all are in their groups.
      if isRanked { asked.limit = 0 }
      let found = try index.rows(asked)
      count = !isRanked && found.count == query.limit ? try index.count(query) : found.count
      let all = isRanked ? Self.ranked(Self.grouped(found), by: query.order) : Self.grouped(found)
      groups = query.limit > 0 ? Self.first(query.limit, of: all) : all
      let shown = groups.flatMap { $0 }.map(\.id)
      settings = try index.settings(of: shown)
      histories = try index.changes(of: shown).mapValues { KnobHistory($0) }
    } catch { throw Failure.input(error.sentence) }
  }

  /// In the order of their first.
  private static func grouped(_ rows: [RunRow]) -> [[RunRow]] {
    var order: [ComparisonGround] = []
    var groups: [ComparisonGround: [RunRow]] = [:]
    for row in rows {
      let ground = ComparisonGround(row)
      if groups[ground] == nil { order.append(ground) }
      groups[ground, default: []].append(row)
    }
    return order.compactMap { groups[$0] }
  }

  /// That of the newest run first, whatever its scores are; those of too few origins to rank by last.
  private static func ranked(_ groups: [[RunRow]], by order: RunColumn) -> [[RunRow]] {
    func newest(_ group: [RunRow]) -> Stamp? { group.map(\.startedAt).max() }
    let sorted = groups.map { ranked($0, by: order) }.sorted {
      (newest($0) ?? $0[0].startedAt) > (newest($1) ?? $1[0].startedAt)
    }
    return sorted.filter { isRankable($0[0]) } + sorted.filter { !isRankable($0[0]) }
  }

  /// What has no rank stands behind all that have one.
  private static func ranked(_ group: [RunRow], by order: RunColumn) -> [RunRow] {
    // A part of next to no origins ranks nothing, and is told so as a whole.
    let isRankable = isRankable(group[0])
    let standing = group.filter { isSound($0, isRankable) && (order != .validation || $0.validationScore != nil) }
    let behind = group.filter { !isSound($0, isRankable) || (order == .validation && $0.validationScore == nil) }
    guard order == .validation else { return standing + behind }
    let task = PredictionTask(rawValue: group[0].task) ?? .forecast
    let known = Dictionary(
      standing.map { row in
        (
          row.id,
          Standing(
            row.validationScore ?? .infinity, task, cost: row.epochCost, place: Int(row.startedAt.instant))
        )
      }, uniquingKeysWith: { first, _ in first })
    return standing.enumerated().sorted { left, right in
      guard let first = known[left.element.id], let second = known[right.element.id], first != second else {
        return left.offset < right.offset
      }
      return first < second
    }.map(\.element) + behind
  }

  private static func isSound(_ row: RunRow, _ isRankable: Bool) -> Bool {
    switch row.unranked {
    case .diverged, .dead, .untrained: false
    case .fewOrigins: !isRankable
    case nil: true
    }
  }

  private static func first(_ count: Int, of groups: [[RunRow]]) -> [[RunRow]] {
    var left = count
    return groups.compactMap { group in
      let taken = Array(group.prefix(left))
      left -= taken.count
      return taken.isEmpty ? nil : taken
    }
  }

  private static func isRankable(_ row: RunRow) -> Bool { row.validationOrigins >= ScoredPart.validation.leastRanked }

  // MARK: Text

  func text(trash: Bool) -> String {
    guard !groups.isEmpty else { return (trash ? Words.runsTrashEmpty : Words.runsNone) + "\n" }
    let names = groups.map { heading($0[0]) }
    let sections = zip(names, groups).map { name, group in
      let isAlone = names.count { $0 == name } == 1
      return (isAlone ? name : heading(name, of: ComparisonGround(group[0]))) + "\n" + table(group)
    }
    let apart = isRanked && groups.count > 1 ? "\n" + Words.runsRankedApart + "\n" : ""
    let shown = rows.count
    let more = shown < count ? "\n" + Words.runsMore(shown: "\(shown)", count: count) + "\n" : ""
    return sections.joined(separator: "\n") + apart + more
  }

  private func heading(_ row: RunRow) -> String {
    let data = Clean.text(row.dataName, limit: 60)
    if row.dataHash == StoredSession.streamHash { return Words.runsHeadingStream(data: data) }
    return row.validationOrigins > 0 && !Self.isRankable(row)
      ? Words.runsHeadingThin(data: data, count: row.validationOrigins)
      : Words.runsHeading(data: data, count: row.validationOrigins)
  }

  /// Of two groups that would be called alike.
  private func heading(_ name: String, of ground: ComparisonGround) -> String {
    Words.runsHeadingOf(
      heading: name, data: String(ground.dataHash.prefix(8)), origins: String(ground.originsHash.prefix(8)))
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
    return TextTable.cleaned([heads] + lines, [.left, .left, .left, .left, .right, .right])
  }

  private func score(_ row: RunRow, _ task: PredictionTask) -> String {
    let text =
      switch task {
      case .forecast: ScoreTable.number(row.validationScore)
      case .classes: ScoreTable.number(row.validationScore.map { 1 - $0 })
      case .number: ScoreTable.fiveDigits(row.validationScore)
      }
    return row.validationScore == nil || Self.isSound(row, Self.isRankable(row)) ? text : "(\(text))"
  }

  /// Knobs whose values are not the same in all runs of a group, in the order of the screen.
  private func differing(_ group: [RunRow]) -> [Knob] {
    Knob.allCases.filter { knob in Set(group.map { settings[$0.id]?[knob] }).count > 1 && knob != .recipe }
  }

  private func remarks(_ row: RunRow, _ differing: [Knob], withSeed: Bool) -> String {
    var parts: [String] = []
    if !Self.isSound(row, Self.isRankable(row)), let unranked = row.unranked { parts.append(unranked.words) }
    if row.isStarred { parts.append("★") }
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
        "validation", "unranked", "origins", "seconds", "testRevealed", "tag", "note", "star", "turned",
      ] + knobs.map(\.option)
    Standard.output.write(CSVLine.text(heads))
    for row in rows {
      let own = settings[row.id] ?? [:]
      let fields = RunRowFields(row, own, histories[row.id]?.turned ?? [:])
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
      text(validation), unranked?.rawValue ?? "", "\(origins)", text(seconds), text(testRevealed), text(tag),
      text(note), star ? "yes" : "no",
      Knob.allCases.compactMap { knob in
        turned[knob].map { "\(knob.option) \($0.joined(separator: "→"))" }
      }.joined(separator: "; "),
    ]
  }
}
