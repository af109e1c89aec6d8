import Canvas
import Telemetry
import Testing

@testable import Dashboard

@Suite("The Trade-offs screen")
struct TradeoffsTests {
  func press(_ state: inout State, _ keys: Key...) -> [Effect] {
    keys.flatMap { reduce(&state, .input(.key($0))) }
  }

  func text(_ state: State, _ size: Size = Size(160, 50)) -> String {
    var state = state
    _ = reduce(&state, .input(.resize(size)))
    return render(state, size: size, look: Look(), curves: Scene.training.curves).lines().joined(separator: "\n")
  }

  private var state: State {
    var state = Scene.training.state
    _ = reduce(&state, .input(.key(.character("2"))))
    return state
  }

  @Test("Boards never overlap, stay below the table, and the one in front is in sight, at every size")
  func layout() {
    let all: [TradeoffsScreen.Panel] = [.matrix, .costs, .errors, .reconciliation, .choice]
    for count in 1...all.count {
      let boards = Array(all.prefix(count))
      for width in [40, 60, 80, 99, 100, 120, 150, 160, 200, 300] {
        for height in [7, 9, 12, 20, 22, 30, 47, 90] {
          for front in [nil] + boards.map(Optional.some) {
            let body = Rect(x: 0, y: 1, width: width, height: height)
            let layout = TradeoffsLayout(body: body, rows: 8, boards: boards, front: front)
            let rects = [layout.rungs] + layout.shown.map(\.rect) + [layout.strip].compactMap { $0 }
            #expect(rects.reduce(0) { $0 + $1.width * $1.height } == width * height, "\(width)×\(height) \(count)")
            for (index, rect) in rects.enumerated() {
              #expect(body.contains(rect) && !rect.isEmpty)
              #expect(rects[(index + 1)...].allSatisfy { !$0.intersects(rect) }, "\(width)×\(height) \(count)")
            }
            if let front { #expect(layout.shown.contains { $0.board == front }) }
            #expect((layout.strip == nil) == (layout.shown.count == count) || height < 20)
          }
        }
      }
    }
  }

  @Test("At 80×24 Tab brings one board after the other forward; at 160×50 all stand side by side")
  func boardsInTurn() {
    var state = state
    #expect(text(state, Size(80, 24)).contains("[matrix] cost  error"))
    #expect(text(state, Size(80, 24)).contains("─ Matrix"))
    _ = press(&state, .tab, .tab)
    #expect(state.tradeoffsFocus == .costs)
    #expect(text(state, Size(80, 24)).contains("─ Cost") && !text(state, Size(80, 24)).contains("─ Matrix"))
    // Back at the table the board stays.
    _ = press(&state, .tab, .tab)
    #expect(state.tradeoffsFocus == .rungs && text(state, Size(80, 24)).contains("─ Error"))
    let large = text(state)
    for title in ["─ Matrix", "─ Cost", "─ Error"] { #expect(large.contains(title)) }
  }

  @Test("A click on a name in the strip brings that board forward")
  func stripIsClicked() throws {
    var state = state
    let lines = text(state, Size(80, 24)).split(separator: "\n", omittingEmptySubsequences: false)
    let row = try #require(lines.firstIndex { $0.contains("[matrix]") })
    let place = try #require(lines[row].firstRange(of: "error")).lowerBound
    let x = lines[row].distance(from: lines[row].startIndex, to: place)
    _ = reduce(&state, .input(.mouse(MouseEvent(action: .press, position: Point(x, row)))))
    #expect(state.tradeoffsFocus == .errors)
  }

  @Test("The matrix shows each measure in turn and marks the best of each column with a sign")
  func measures() {
    var state = state
    for measure in ["RMSSE", "MASE", "MSE", "skill", "RMSSE"] {
      let screen = text(state)
      #expect(screen.contains("\(measure) of each model at each grain"), "\(screen)")
      // The four columns of the four grains that are compared.
      #expect(screen.components("★").count - 1 >= 4)
      _ = press(&state, .character("e"))
    }
    // 30min is scored .63 at its own grain; 1h .61 at its own, .61·1.05 at the finer one.
    #expect(text(self.state).contains("★0.63"))
  }

  @Test("With few origins the matrix says that nothing is ranked")
  func fewOrigins() {
    var state = Scene.fewOrigins.state
    _ = press(&state, .character("2"))
    #expect(text(state).contains("only 2 origins") && text(state).contains("not ranked: 2 origins, from 3 on"))
    _ = press(&state, .character("T"))
    #expect(text(state).contains("11 origins: not ranked"))
  }

  @Test("Classes have no matrix, and Tab passes over it")
  func classes() {
    var state = Scene.classification.state
    _ = press(&state, .character("2"), .tab)
    #expect(state.tradeoffsFocus == .costs)
    _ = press(&state, .tab, .tab)
    #expect(state.tradeoffsFocus == .classes && text(state).contains("recall of each class at each grain"))
    #expect(text(state).contains("coarse grains cost most for"))
    _ = press(&state, .character("e"))
    #expect(text(state).contains("precision of each class"))
    _ = press(&state, .tab)
    #expect(state.tradeoffsFocus == .rungs)
    #expect(!text(state).contains("Matrix"))
  }

  @Test("A cascade has a board of its own: what τ buys, and who decides")
  func cascade() {
    let screen = text(Scene.cascade.state)
    for words in ["Cascade", "τ .90", "accuracy 0.93", "decided by", "8×8 29 %"] {
      #expect(screen.contains(words), "“\(words)” is missing in\n\(screen)")
    }
  }

  @Test("The cost plot takes each cost in turn and draws who is on the front with another sign")
  func costs() {
    var state = state
    for cost in ["multiply-adds spent", "parameters", "seconds of training", "multiply-adds spent"] {
      let screen = text(state)
      #expect(screen.contains("k \(cost)"), "\(screen)")
      #expect(screen.contains("● Pareto front  ○ dominated"))
      _ = press(&state, .character("k"))
    }
  }

  @Test("On the cost plot every rung is named, at every size and in every measure of cost")
  func costsAreNamed() throws {
    for size in [Size(80, 24), Size(100, 30), Size(160, 50)] {
      var state = state
      _ = press(&state, .tab, .tab)
      for _ in 0..<4 {
        _ = reduce(&state, .input(.resize(size)))
        let rect = try #require(TradeoffsScreen.rect(of: .costs, state))
        let lines = render(state, size: size, look: Look(), curves: Scene.training.curves).lines(in: rect)
        for rung in ["30min", "1h", "6h", "1d", "seasonal naive"] {
          #expect(lines.joined().contains(rung), "\(rung) in\n\(lines.joined(separator: "\n"))")
        }
        _ = press(&state, .character("k"))
      }
    }
  }

  @Test("Losses stand beside grains only where there is room to say that they do not compare, and then they stand back")
  func ownScales() throws {
    let small = text(state, Size(80, 24))
    #expect(!small.contains("valid last") && small.contains("RMSSE"))
    let large = text(state)
    #expect(
      large.contains("valid last") && large.contains("scores of newest weights")
        && large.contains("losses compare within a grain alone"))
    // A single rung has nothing to be mixed up with.
    #expect(Scene.tradeoffsOfNumbers.surface(80, 24).lines().joined().contains("valid last"))
  }

  @Test("Where the star stands with another rung than the chosen grain, both the note and the board say why")
  func starAndChoice() throws {
    var state = Scene.choosing.state
    var report = Scene.choice
    let star = try #require(state.preferred)
    report.chosen = "6h"
    let chosen = report.chosen
    _ = reduce(&state, .event(.chosen(report)))
    let said = "★ stays with \(star), which scores best at the validation origins alone"
    #expect(state.note?.text.contains("\(chosen) is the grain to take") == true)
    #expect(state.note?.text.contains(said) == true)
    let lines = text(state).split(separator: "\n").joined(separator: " ")
    #expect(lines.contains("◆ \(chosen) chosen") && !lines.contains("★ \(chosen)"))
    // Once both are one, there is nothing to explain.
    #expect(state.starBeside(star) == nil)
  }

  // MARK: Seeds

  @Test("Five seeds of every evaluated rung are asked for, for as many epochs as the shown run has had")
  func asksForSeeds() {
    var state = state
    let effects = press(&state, .character("x"))
    #expect(
      effects == [
        .repeatSeeds(
          [(0, 12), (1, 12), (2, 50), (3, 50)].map { SeedRequest(run: RunID($0.0), epochs: $0.1) }, count: 5)
      ])
    _ = reduce(&state, .event(.seedsAdvanced(SeedProgress(seeds: 5, runsDone: 7, runs: 20, share: 0.37))))
    #expect(text(state).contains("×5 seeds 37% 7 of 20 runs"))
    // Asked for again, it is given up, and what it still tells is not heard.
    #expect(press(&state, .character("x")) == [.stopSeeds])
    _ = reduce(&state, .event(.seedsEnded(Scene.story.seeds)))
    #expect(!text(state).contains("seed noise") && state.tradeoffs.seeds.reports.isEmpty)
  }

  @Test("A report draws intervals, says what is smaller than seed noise, and replaces no run")
  func showsSeeds() {
    var state = state
    let before = state.shown?.plan.run
    _ = press(&state, .character("x"))
    _ = reduce(&state, .event(.seedsEnded(Scene.story.seeds)))
    let screen = text(state)
    #expect(screen.contains("0.62±.03") && screen.contains("smaller than seed noise"))
    #expect(screen.contains("├") && screen.contains("┼") && screen.contains("95 % over seeds"))
    #expect(state.shown?.plan.run == before)
    // Of another run that stands for a rung by now they say nothing.
    var replaced = state
    _ = reduce(&replaced, .event(.began(Scene.story.plan(1, run: 9))))
    #expect(!text(replaced).contains("0.62±.03"))
    // A new session knows nothing of it.
    _ = reduce(&state, .session(Scene.story.session))
    #expect(state.tradeoffs.seeds.reports.isEmpty)
  }

  @Test("Once repeated, boards hold means over seeds against each other alone, and bars are as long as their figures")
  func meansAlone() throws {
    var state = state
    #expect(state.boardErrors.map(\.error) == [0.63, 0.61, 0.70, 0.81])
    #expect(text(state).contains("RMSSE ─ newest weights"))
    _ = press(&state, .character("x"))
    var seeds = Scene.story.seeds
    // A mean far from what the shown run scores.
    seeds[.validation]?.rungs[1].mean = 0.2
    _ = reduce(&state, .event(.seedsEnded(seeds)))
    #expect(state.boardErrors.map(\.error) == seeds[.validation]?.rungs.map(\.mean))
    let rect = try #require(TradeoffsScreen.rect(of: .errors, sized(state)))
    let lines = board(state, rect)
    #expect(lines[0].contains("RMSSE ─ mean of 5 seeds"), "\(lines[0])")
    func length(_ rung: String) -> Int {
      let line = lines.first { $0.contains(" \(rung) ") && $0.contains("0.") } ?? ""
      return line.filter { "█▒┼├┤─┊".contains($0) }.count
    }
    #expect(length("1h") > 0 && 2 * length("1h") < length("30min"), "\(lines.joined(separator: "\n"))")
  }

  @Test("Seeds of a run that went on are of its epochs then; begun again, or scored otherwise, it is another")
  func seedsOfBefore() throws {
    var state = state
    _ = press(&state, .character("x"))
    _ = reduce(&state, .event(.seedsEnded(Scene.story.seeds)))
    #expect(text(state).contains("0.62±.03") && !text(state).contains("@12"))
    for report in Scene.story.reports(0, epochs: 13...14) { _ = reduce(&state, .event(.epoch(RunID(0), report))) }
    #expect(text(state).contains("0.63±.03 @12"))
    let spent = try #require(state.shown?.epochs.first { $0.epoch == 12 }?.multiplyAdds)
    #expect(state.tradeoffs.cost.value(try #require(state.shown), epochs: 12) == Double(spent))
    func changed(_ change: Intervention) -> String {
      var state = state
      _ = reduce(&state, .event(.applied(RunID(0), change)))
      return text(state)
    }
    let rate = Intervention(
      step: 2600, epoch: 14, summary: "", knob: .learningRate, old: .number(1e-3), new: .number(5e-4))
    #expect(changed(rate).contains("0.63±.03 @12"))
    #expect(!changed(.restart(step: 2600, epoch: 14)).contains("0.63±.03"))
    #expect(
      !changed(
        Intervention(
          step: 2600, epoch: 14, summary: "", knob: .combination, old: .choice("mean"), new: .choice("sum"))
      ).contains("0.63±.03"))
  }

  @Test("The board of costs says which rungs it leaves out, as they have no seeds")
  func costsWithoutSeeds() throws {
    var state = state
    func costs() throws -> String {
      board(state, try #require(TradeoffsScreen.rect(of: .costs, sized(state)))).joined(separator: "\n")
    }
    _ = press(&state, .character("x"))
    var seeds = Scene.story.seeds
    _ = reduce(&state, .event(.seedsEnded(seeds)))
    #expect(!(try costs().contains("not drawn")))
    for part in seeds.keys { seeds[part]?.rungs.removeLast() }
    _ = press(&state, .character("x"))
    _ = reduce(&state, .event(.seedsEnded(seeds)))
    let told = try costs()
    #expect(told.contains("without seeds, not drawn: 1d") || told.contains("1 not drawn"), "\(told)")
  }

  @Test("What seeds say is of validation, also beside test figures; what came to nothing under one is in brackets")
  func unrankedSeeds() {
    var state = state
    _ = press(&state, .character("x"))
    var seeds = Scene.story.seeds
    for part in seeds.keys { seeds[part]?.rungs[1].unranked = .diverged }
    _ = reduce(&state, .event(.seedsEnded(seeds)))
    let screen = text(state)
    #expect(screen.contains("(0.62)±.03") && !screen.contains("on validation: "))
    #expect(state.boardErrors.map { $0.ranked != nil } == [true, false, true, true])
    _ = press(&state, .character("T"))
    #expect(text(state).contains("on validation: 1h is best") && text(state).contains("Error ─  test "))
  }

  @Test("A network that does not respond, and what diverged, are marked, in brackets, and best of nothing")
  func failed() throws {
    var state = state
    let before = try #require(state.preferred)
    let run = try #require(state.record(of: before))
    var report = try #require(run.last)
    (report.epoch, report.step) = (report.epoch + 1, report.step + 100)
    report.validationLoss = report.validationLoss.map { $0 / 2 }
    report.dead = DeadNetwork(epoch: report.epoch, step: report.step, learningRate: 0.1, explanation: "It is dead.")
    _ = reduce(&state, .event(.epoch(run.plan.run, report)))
    #expect(state.preferred != before)
    var screen = text(state)
    #expect(screen.contains("✗ dead ") && screen.contains("(0.61)"), "\(screen)")
    #expect(state.boardErrors.first { $0.run.plan.run == run.plan.run }?.ranked == nil)
    // Its row of the matrix has no star, though it is the best of its column.
    let rect = try #require(TradeoffsScreen.rect(of: .matrix, sized(state)))
    let row = board(state, rect).first { $0.contains(" \(before.label) ") && $0.contains("0.") } ?? ""
    #expect(!row.isEmpty && !row.contains("★"), "\(row)")
    _ = reduce(
      &state,
      .event(.diverged(RunID(0), Divergence(step: 2230, epoch: 12, keptStep: 2220, learningRate: 1, explanation: ""))))
    screen = text(state)
    #expect(screen.contains("✗ diverged") && screen.contains("(0.63)"))
    _ = press(&state, .character("1"))
    #expect(text(state).contains("(0.61)"))
  }

  private func sized(_ state: State) -> State {
    var state = state
    _ = reduce(&state, .input(.resize(Size(160, 50))))
    return state
  }

  private func board(_ state: State, _ rect: Rect) -> [String] {
    render(sized(state), size: Size(160, 50), look: Look(), curves: Scene.training.curves).lines(in: rect)
  }

  @Test("One key trains all that wait, whichever rung is chosen")
  func trainsAll() {
    var state = Scene.branched.state
    _ = press(&state, .character("2"))
    let effects = press(&state, .character("A"))
    #expect(effects == [.send(RunID(0), .resume), .send(RunID(5), .resume)])
  }
}

extension String {
  fileprivate func components(_ separator: Character) -> [Substring] {
    split(separator: separator, omittingEmptySubsequences: false)
  }
}
