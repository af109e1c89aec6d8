import Canvas
import Telemetry
import Testing

@testable import Dashboard

@Suite("The Runs screen: every run of the session")
struct RunsScreenTests {
  private func lines(_ state: State, _ size: Size = Size(80, 24)) -> [String] {
    render(state, size: size, look: Look(), curves: Scene.training.curves).lines()
  }

  private func press(_ state: inout State, _ keys: Key...) -> [Effect] {
    keys.flatMap { reduce(&state, .input(.key($0))) }
  }

  @Test("A branch stands below its parent with the step at which it left it, and what differs is said")
  func branches() throws {
    let state = Scene.runs.state
    #expect(RunList(state).lines.map(\.run.number) == [0, 1, 5, 6, 2, 3])
    #expect(RunList(state).lines.map(\.depth) == [0, 0, 1, 1, 0, 0])
    let shown = lines(state)
    let branch = try #require(shown.first { $0.contains("└ 5") })
    #expect(branch.contains("1 at 810") && branch.contains("15/50") && branch.contains("units 128,64"))
    let runs = state.runBook.recordsOfRung
    let knobs = RunBook.distinctiveKnobs(of: runs["1h"] ?? [])
    #expect(knobs.contains(.units) && !knobs.contains(.momentum))
    // Runs of another rung are no reason to name what all of these have.
    #expect(RunBook.distinctiveKnobs(of: runs["30min"] ?? []).isEmpty)
  }

  @Test("The star stands by the best validation score of a grain that has several runs, and by no other")
  func star() throws {
    let state = Scene.runs.state
    let starred = lines(state).filter { $0.contains("★") && $0.contains("mlp") }
    let siblings = try #require(state.runsOfRung["1h"]).compactMap { state.runs[$0]?.record }
    let best = try #require(RunScores.ranking(siblings, by: .validation, .forecast).first)
    #expect(starred.count == 1 && starred[0].contains(" \(best.run.plan.run.number) "), "\(starred)")
  }

  @Test("Equal copies have one star, by the earliest; the Lab says whose number the ladder shows, and which is better")
  func copies() throws {
    var state = Scene.runs.state
    let siblings = try #require(state.runsOfRung["1h"]).compactMap { state.runs[$0]?.record }
    let best = try #require(RunScores.ranking(siblings, by: .validation, .forecast).first).run
    for run in 7...8 {
      var plan = best.plan
      plan.run = RunID(run)
      plan.parent = (best.plan.run, 0)
      _ = reduce(&state, .event(.began(plan)))
      for report in best.epochs { _ = reduce(&state, .event(.epoch(RunID(run), report))) }
      if let evaluation = best.evaluation { _ = reduce(&state, .event(.evaluated(RunID(run), evaluation))) }
    }
    let starred = lines(state).filter { $0.contains("★") && $0.contains("mlp") }
    #expect(starred.count == 1 && starred[0].contains(" \(best.plan.run.number) "), "\(starred)")
    var evaluation = try #require(best.evaluation)
    evaluation.validation?.scores.rmsse? += 0.2
    evaluation.best?.validation?.scores.rmsse? += 0.2
    _ = reduce(&state, .event(.evaluated(RunID(8), evaluation)))
    let worse = try #require(state.runs[RunID(8)])
    state.show(run: worse.plan.run)
    state.screen = .lab
    #expect(lines(state, Size(160, 50))[1].contains(" run \(worse.plan.run.number)"))
    #expect(lines(state, Size(160, 50))[1].contains("validation RMSSE "))
    #expect(lines(state, Size(160, 50))[1].contains("common target: "))
    #expect(state.betterRunWords?.hasPrefix("\(best.plan.run) of this grain is better on validation: RMSSE ") == true)
  }

  @Test("o lists the best on validation first, whatever grain it is of, and goes back to the tree")
  func sorting() throws {
    var state = Scene.runs.state
    let tree = RunList(state).lines
    #expect(press(&state, .character("o")).isEmpty)
    let ranking = RunScores.ranking(state.runBook.records, by: .validation, .forecast).map(\.run.plan.run)
    #expect(ranking.count > 2 && Array(RunList(state).lines.map(\.run).prefix(ranking.count)) == ranking)
    #expect(RunList(state).lines.count == tree.count && lines(state)[1].contains("by RMSSE on validation"))
    _ = press(&state, .character("o"))
    #expect(RunList(state).lines == tree)
  }

  @Test("Arrows, wheel and clicks choose a run; Enter opens it in the Lab, and nothing is sent")
  func choosing() throws {
    var state = Scene.runs.state
    #expect(state.chosenRun?.plan.run == RunID(6))
    #expect(press(&state, .up, .up).isEmpty && state.chosenRun?.plan.run == RunID(1))
    #expect(press(&state, .pageUp, .up).isEmpty && state.chosenRun?.plan.run == RunID(0))
    _ = reduce(&state, .input(.mouse(MouseEvent(action: .wheelDown, position: Point(5, 5)))))
    #expect(state.chosenRun?.plan.run == RunID(1) && state.shown?.plan.run == RunID(6))
    #expect(press(&state, .enter).isEmpty)
    #expect(state.screen == .lab && state.shown?.plan.run == RunID(1))
    _ = press(&state, .character("4"))
    let row = try #require(lines(state).firstIndex { $0.contains("└ 5") })
    for _ in 1...2 { _ = reduce(&state, .input(.mouse(MouseEvent(action: .press, position: Point(9, row))))) }
    #expect(state.screen == .lab && state.shown?.plan.run == RunID(5))
  }

  @Test("Without a run a sentence says how one comes here")
  func empty() {
    var state = State()
    _ = reduce(&state, .input(.resize(Size(80, 24))))
    _ = reduce(&state, .session(Scene.story.session))
    #expect(press(&state, .character("4"), .down, .enter, .character("y")).isEmpty && state.screen == .runs)
    for size in [Size(80, 24), Size(160, 50), Size(40, 10)] {
      let text = lines(state, size).joined(separator: " ")
      #expect(text.contains("No run yet") && text.contains("A run appears here with its first"), "\(text)")
    }
  }

  @Test("The list is copied as tab-separated values")
  func copying() throws {
    var state = Scene.runs.state
    guard case .copy(.text(let text, let name))? = press(&state, .character("y")).first else {
      Issue.record("nothing was copied")
      return
    }
    let rows = text.split(separator: "\n")
    #expect(name == "6 rows of runs" && rows[0].hasPrefix("run\tgrain\trecipe"))
    #expect(rows.allSatisfy { $0.count { $0 == "\t" } == rows[0].count { $0 == "\t" } })
  }

  @Test("More than a thousand runs scroll; the chosen one stays in sight")
  func thousand() {
    var state = Scene.runs.state
    for run in 7..<1_200 { _ = reduce(&state, .event(.began(Scene.story.plan(1, run: run, parent: (RunID(1), 0))))) }
    for _ in 0..<30 { _ = press(&state, .pageUp) }
    #expect(state.chosenRun?.plan.run == RunID(1_199 - 30 * 19))
    #expect(lines(state).contains { $0.contains(" \(1_199 - 30 * 19) ") })
  }
}

@Suite("Branches of branches stand in, each below the run that it left")
struct RunTreeTests {
  @Test(
    "At any depth the lines stand farther in than those they left, and none is wider than the tree", arguments: 0...40)
  func depths(deepest: Int) {
    let tree = RunTree(deepest: deepest)
    let branches = (0...deepest).map(tree.branch)
    #expect(branches.allSatisfy { $0.count <= tree.width } && tree.width <= 14)
    #expect(Set(branches).count == branches.count, "two generations look alike: \(branches)")
    for (outer, inner) in zip(branches, branches.dropFirst()) { #expect(outer.count <= inner.count) }
  }

  @Test(
    "Five generations are told apart on the screen, each with the run that it left; one without an epoch has no best")
  func generations() throws {
    var state = Scene.runs.state
    for run in 7...10 {
      let parent = (run: RunID(run == 7 ? 5 : run - 1), step: 90 * run)
      _ = reduce(&state, .event(.began(Scene.story.plan(1, run: run, parent: parent))))
    }
    let shown = render(state, size: Size(80, 24), look: Look(), curves: Scene.training.curves).lines()
    let rows = try (7...10).map { run in try #require(shown.first { $0.contains("└ \(run) ") }) }
    let columns = try rows.map { row in
      try #require(row.firstIndex(of: "└").map { row.distance(from: row.startIndex, to: $0) })
    }
    #expect(zip(columns, columns.dropFirst()).allSatisfy { $0 < $1 }, "\(rows)")
    #expect(rows[0].contains("5 at 630") && rows[3].contains("9 at 900"))
    #expect(rows.allSatisfy { $0.contains(Numbers.missing) && !$0.contains("0.06") }, "\(rows)")
  }

  @Test("A branch shows the best of its own epochs, though its parent's was better")
  func bestIsOwn() throws {
    var state = Scene.runs.state
    _ = reduce(&state, .event(.began(Scene.story.plan(1, run: 7, parent: (RunID(5), 1350)))))
    let parent = try #require(state.runs[RunID(5)]?.best)
    let worse = EpochReport(
      epoch: 16, step: 1440, trainingLoss: 0.5, validationLoss: 0.7, learningRate: 1e-3, multiplyAdds: 1, seconds: 1)
    _ = reduce(&state, .event(.epoch(RunID(7), worse)))
    #expect(parent.validationLoss < 0.1)
    #expect(state.runs[RunID(7)]?.best == BestEpoch(epoch: 16, step: 1440, validationLoss: 0.7))
    let shown = render(state, size: Size(160, 50), look: Look(), curves: Scene.training.curves).lines()
    let row = try #require(shown.first { $0.contains("└ 7") })
    #expect(row.contains("0.700") && row.contains("16"), "\(row)")
  }

  @Test("A 0 that sets nothing is not shown")
  func unset() {
    var plan = Scene.story.plan(1)
    plan.knobs.append((.kernel, .integer(0), .integers(lower: 0, upper: 9, step: 1)))
    let unset = RunRecord(plan)
    plan.knobs[plan.knobs.count - 1].value = .integer(3)
    #expect(unset.text(of: .kernel) == nil && RunRecord(plan).text(of: .kernel) == "3")
    #expect(unset.text(of: .weightDecay) == "0" && unset.text(of: .threshold) == nil)
  }
}
