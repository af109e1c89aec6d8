import Basics
import Dashboard
import Datasets
import Granularity
import Models
import Store
import Telemetry

/// The runs of a store as values for the screen, by the rules of `runs list`, `runs show` and `runs diff`.
final class RunCatalogue: Sendable {
  private let index: StoreIndex
  private let data: DataIdentity

  /// - Parameter data: the open ones.
  /// - Throws: ``StoreError``.
  init(_ store: RunStore, _ data: DataIdentity) throws(StoreError) {
    index = try StoreIndex(store)
    self.data = data
  }

  /// - Parameters:
  ///   - live: the open session's own runs.
  ///   - isStale: shards may have changed since.
  /// - Throws: ``StoreError``.
  func listing(
    _ asked: KeptQuery, live: [RunID: StoreID], isStale: Bool
  ) throws(StoreError) -> KeptListing {
    let faults = isStale ? try index.refresh() : []
    var listing = KeptListing(query: asked)
    let order = RunColumn(rawValue: asked.order.rawValue) ?? .started
    var terms: [RunQuery.Term] = []
    do { terms = try RunConditions.terms(asked.filter) } catch {
      listing.refusal = error.sentence
      return listing
    }
    var query = RunQuery(terms, by: order)
    query.dataHash = asked.isOfAllData ? nil : data.hash
    let found = try index.rows(query)
    let groups = RunGroup.groups(found, by: order)
    let names = Dictionary(live.map { ($0.value, $0.key) }) { first, _ in first }
    let single = try index.turnedRuns().union(live.values)
    let titles = GroundHeading.texts(groups)
    var runs: [KeptRun] = []
    var lines: [KeptListing.Line] = []
    var best: Set<Int> = []
    for (place, group) in groups.enumerated() {
      let first = runs.count
      runs += group.rows.map { KeptRun($0, isRanked: group.isRankable, beside: data) }
      if groups.count > 1 { lines.append(.ground(place: place)) }
      best.formUnion(group.best.map { $0 + first })
      let arrangement = RunArrangement(group.rows, by: order, single: single, unfolded: asked.unfolded)
      lines += arrangement.lines.map { Self.line($0, group.rows, from: first) }
    }
    let grounds = zip(titles, groups).map { title, group in
      KeptListing.Ground(title: title, task: PredictionTask(rawValue: group.ground.task) ?? .forecast)
    }
    let overview = try index.overview(dataHash: data.hash)
    return KeptListing(
      query: asked, runs: runs, lines: lines, grounds: grounds,
      columns: try index.differingKnobs(query).map { KeptListing.Column(knob: $0.knob, width: $0.width) },
      best: best, live: Dictionary(uniqueKeysWithValues: names.map { ($0.key.text, $0.value) }),
      nameLength: overview.nameLength, total: overview.total,
      interrupted: overview.interrupted.subtracting(live.values).count, faults: faults.map(\.sentence))
  }

  private static func line(_ line: RunArrangement.Line, _ rows: [RunRow], from first: Int) -> KeptListing.Line {
    switch line {
    case .run(let place, let depth): return .run(place: first + place, depth: depth)
    case .seeds(let group, let places, let isUnfolded):
      // Of a seed that was trained twice the first of the list counts.
      var seen: Set<UInt64> = []
      let errors = places.map { rows[$0] }.filter { $0.canBeRanked && seen.insert($0.seed).inserted }
        .compactMap(\.validationScore)
      let interval = errors.isEmpty ? nil : MeanInterval(errors)
      return .seeds(
        group: group, places: places.map { first + $0 }, mean: interval?.mean, halfWidth: interval?.halfWidth,
        isUnfolded: isUnfolded)
    }
  }

  /// Listed runs across the settings in which they differ.
  ///
  /// - Throws: ``StoreError``.
  func parallel(_ listing: KeptListing) throws(StoreError) -> KeptParallel {
    let settings = try index.settings(of: listing.runs.compactMap { StoreID($0.id) })
    return KeptParallel(listing, values: Dictionary(uniqueKeysWithValues: settings.map { ($0.key.text, $0.value) })) {
      Settings(.mlp).range(of: $0)
    }
  }

  /// The knobs of runs as the table shows them.
  ///
  /// - Throws: ``StoreError``.
  func settings(of names: [String]) throws(StoreError) -> [String: [Knob: String]] {
    let ids = names.compactMap { StoreID($0) }
    let settings = try index.settings(of: ids)
    let histories = try index.changes(of: ids).mapValues { KnobHistory($0) }
    return Dictionary(
      uniqueKeysWithValues: settings.map { id, values in
        let history = histories[id] ?? KnobHistory([])
        return (id.text, Dictionary(uniqueKeysWithValues: values.map { ($0.key, history.text(of: $0.key, $0.value)) }))
      })
  }

  /// Runs as a whole; those that cannot be read are left out.
  static func records(_ names: [String], in store: RunStore) -> [String: KeptRecord] {
    var records: [String: KeptRecord] = [:]
    for id in names.compactMap({ StoreID($0) }) {
      guard let run = try? store.folder(of: id).run() else { continue }
      records[id.text] = KeptRecord(run.record, reveals: run.marks.reveals, fork: run.fork)
    }
    return records
  }

  /// What differs between two runs; nil where one cannot be read.
  static func difference(_ names: [String], in store: RunStore) -> KeptDifference? {
    let runs = names.compactMap { StoreID($0) }.compactMap { try? store.folder(of: $0).run() }
    guard runs.count == 2 else { return nil }
    let difference = RunDifference(runs[0], runs[1])
    return KeptDifference(
      runs: names,
      rows: difference.rows.map { KeptDifference.Row(name: $0[0], first: $0[1], second: $0[2]) },
      remark: difference.remark)
  }
}

extension KeptRun {
  fileprivate init(_ row: RunRow, isRanked: Bool, beside data: DataIdentity) {
    self.init(
      id: row.id.text, rung: row.rung, recipe: row.recipe, seed: row.seed,
      phase: Phase(rawValue: row.status) ?? .finished(.interrupted), epochs: row.epochs, bestEpoch: row.bestEpoch,
      loss: row.bestValidation, error: row.validationScore, isRanked: isRanked && row.canBeRanked,
      isDead: row.unranked == .dead, parent: row.parent?.text, forkStep: row.forkStep,
      isTestSeen: row.testRevealedAt != nil,
      tag: row.tag.map { Clean.text($0, limit: 30) }, note: row.note.map { Clean.text($0, limit: 200) },
      isStarred: row.isStarred, isOfOpenData: row.dataHash == data.hash,
      hasOpenOrigins: row.originsHash == data.originsHash, startedAt: row.startedAt.instant)
  }
}
