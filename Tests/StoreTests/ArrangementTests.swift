import Foundation
import Telemetry
import Testing

@testable import Store

@Suite("How runs are listed: by grounds, branches below their parents, seeds in one line")
struct ArrangementTests {
  private let store: RunStore

  init() throws { store = try RunStore(path: Ground.folder()) }

  /// Trains runs in the order given, with the steps at which they left others.
  private func rows(
    _ plans: [(plan: RunPlan, rmsse: Double)], turned: Bool = false, by order: RunColumn = .started
  ) throws -> [RunRow] {
    let recorder = try Ground.recorder(store)
    for (plan, rmsse) in plans {
      recorder.note(
        Ground.story(plan, rmsse: rmsse).filter { event in
          if case .applied = event { turned } else { true }
        })
    }
    recorder.close()
    let index = try StoreIndex(store)
    try index.refresh()
    return try index.rows(RunQuery(by: order))
  }

  private func branch(_ run: Int, from parent: Int, rate: Double = 1e-4) -> RunPlan {
    var plan = Ground.plan(run, rate: rate)
    plan.parent = (RunID(parent), 20)
    return plan
  }

  @Test(
    "A branch stands below the run that it left, one generation farther in; by scores it stands where its score puts it"
  )
  func branches() throws {
    let plans = [
      (Ground.plan(0, rate: 1e-2), 0.5), (branch(1, from: 0), 0.4), (branch(2, from: 1, rate: 1e-5), 0.6),
    ]
    let rows = try rows(plans)
    let places = rows.map { row in plans.firstIndex { $0.1 == row.validationScore } }
    let lines = RunArrangement(rows, by: .started).lines.map { line -> String in
      guard case .run(let place, let depth) = line else { return "" }
      return "\(places[place] ?? -1):\(depth)"
    }
    #expect(lines == ["0:0", "1:1", "2:2"])
    let index = try StoreIndex(store)
    let ranked = RunArrangement(try index.rows(RunQuery(by: .validation)), by: .validation).lines
    #expect(ranked == [.run(place: 0, depth: 0), .run(place: 1, depth: 0), .run(place: 2, depth: 0)])
  }

  @Test("Runs that differ in nothing but their seed are one line, ranked by its mean, and can be unfolded")
  func seeds() throws {
    let plans = [
      (Ground.plan(0, seed: 1), 0.2), (Ground.plan(1, seed: 2), 0.8), (Ground.plan(2, rate: 1e-2, seed: 1), 0.4),
    ]
    let rows = try rows(plans, by: .validation)
    let group = rows[0].seedGroup
    let folded = RunArrangement(rows, by: .validation).lines
    #expect(
      folded == [.run(place: 1, depth: 0), .seeds(group: group, places: [0, 2], isUnfolded: false)])
    let unfolded = RunArrangement(rows, by: .validation, unfolded: [group]).lines
    #expect(Array(unfolded.suffix(2)) == [.run(place: 0, depth: 1), .run(place: 2, depth: 1)])
    // One whose knobs were turned is of no setting that others share.
    let apart = RunArrangement(rows, by: .validation, single: [rows[0].id]).lines
    #expect(apart.count == 3 && apart[0] == .run(place: 0, depth: 0))
  }

  @Test("The best of a grain is marked where that has several runs that may be ranked; none of a run that diverged")
  func best() throws {
    let rows = try rows([
      (Ground.plan(0, rate: 1e-2), 0.5), (Ground.plan(1), 0.4), (Ground.plan(2, rung: "1d"), 0.1),
    ])
    let groups = RunGroup.groups(rows, by: .validation)
    #expect(groups.count == 1 && groups[0].isRankable)
    #expect(groups[0].best.map { groups[0].rows[$0].validationScore } == [0.4])
  }

  @Test(
    "Knobs differ where two runs of one grain do; names are as long as tells all apart, and the trash is not counted")
  func overview() throws {
    let rows = try rows([
      (Ground.plan(0, rate: 1e-2), 0.5), (Ground.plan(1, rate: 1e-3), 0.4), (Ground.plan(2, rung: "1d"), 0.1),
    ])
    let index = try StoreIndex(store)
    #expect(try index.differingKnobs(RunQuery()).map(\.knob) == [.learningRate])
    #expect(
      try index.differingKnobs(RunQuery([RunQuery.Term(.column(.grain), .equal, "1d")])).isEmpty)
    let all = try index.overview(dataHash: "00000000000000aa")
    #expect(all.total == 3 && all.interrupted.isEmpty)
    #expect(Set(rows.map { $0.id.text.prefix(all.nameLength) }).count == 3)
    try store.folder(of: rows[0].id).set(Mark(.removed, at: Stamp(7)))
    try index.refresh()
    #expect(try index.overview(dataHash: "00000000000000aa").total == 2)
    var other = RunQuery()
    other.dataHash = "00000000000000bb"
    #expect(try index.rows(other).isEmpty)
  }

  @Test("Changes of few runs are those of all")
  func changes() throws {
    let rows = try rows([(Ground.plan(0, rate: 1e-2), 0.5), (Ground.plan(1), 0.4)], turned: true)
    let index = try StoreIndex(store)
    let one = try index.changes(of: [rows[0].id])
    #expect(one.count == 1 && one[rows[0].id]?.map(\.new) == ["5e-4"])
    #expect(try index.turnedRuns() == Set(rows.map(\.id)))
  }
}
