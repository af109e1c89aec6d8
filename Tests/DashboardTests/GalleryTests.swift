import Basics
import Canvas
import Telemetry
import Testing

@testable import Dashboard

@Suite("Pictures that are told apart")
struct GalleryTests {
  private func press(_ state: inout State, _ keys: Key...) { for key in keys { _ = reduce(&state, .input(.key(key))) } }

  private func text(_ state: State, _ size: Size = Size(80, 24)) -> String {
    render(state, size: size, look: Look(), curves: Scene.classification.curves).lines().joined(separator: "\n")
  }

  private func click(_ state: inout State, _ point: Point, _ action: MouseEvent.Action = .press) {
    _ = reduce(&state, .input(.mouse(MouseEvent(action: action, position: point))))
    _ = reduce(&state, .input(.mouse(MouseEvent(action: .release, position: point))))
  }

  @Test("Wrong pictures come first, the surest of them before the others; then right ones, the least sure first")
  func order() {
    let predictions = ClassPredictions(
      confusion: [], predicted: [0, 1, 1, 0, 1], probability: [0.9, 0.6, 0.8, 0.99, 0.7])
    #expect(PictureSource.order(predictions, actual: [0, 0, 0, 0, 1]) == [2, 1, 4, 0, 3])
  }

  @Test("Pictures are averaged to the shown rung's resolution, and go on with the comma and the dot")
  func resolution() throws {
    var state = Scene.classification.state
    func screen() -> Surface { render(state, size: Size(80, 24), look: Look(), curves: Scene.classification.curves) }
    let grid = try #require(state.galleryGrid)
    let inside = grid.rect(at: 1).splitTop(grid.picture.height).top
    let fine = screen()
    press(&state, .character("."), .character("g"))
    let coarse = screen()
    // At 4×4 each pixel is two columns wide and one row high.
    for y in inside.rows {
      for x in stride(from: inside.minX, to: inside.minX + 8, by: 2) {
        #expect(coarse[x, y].style == coarse[x + 1, y].style)
      }
    }
    #expect(inside.rows.contains { y in fine[inside.minX + 1, y].style != fine[inside.minX + 2, y].style })
    #expect(text(state).contains("2 of 360"))
    press(&state, .character("."))
    #expect(text(state).contains("3 of 360"))
  }

  @Test("Runs that read several resolutions are shown the finest of them")
  func joined() throws {
    let pictures = try #require(Scene.classification.state.gallery).pictures
    let sizes = ["8×8+4×4+2×2", "4×4+2×2", "4×4", "3×3", "other"].map {
      PictureSource(pictures, of: .validation, rung: RungID($0)).width
    }
    #expect(sizes == [8, 4, 4, 8, 8])
  }

  @Test("The order is held while the user looks around, at every rung, and follows again after Esc")
  func held() throws {
    var state = Scene.classification.state
    let run = try #require(state.shown?.plan.run)
    let first = state.pictureOrder
    press(&state, .character("."), .character("."))
    let chosen = try #require(state.picture)
    #expect(chosen == first[2] && text(state).contains("order held"))
    // A newer evaluation under which everything is right changes captions, not places.
    let actual = try #require(state.session?.classes?.validation?.actual)
    var evaluation = try #require(state.shown?.evaluation)
    var classes = try #require(evaluation.validation?.classes)
    classes.predicted = actual
    evaluation.validation?.predictions = .classes(classes)
    _ = reduce(&state, .event(.evaluated(run, evaluation)))
    #expect(state.pictureOrder == first && state.picture == chosen)
    #expect(text(state).contains("✓ \(actual[chosen])"))
    press(&state, .character("g"))
    #expect(state.picture == chosen)
    press(&state, .character("G"), .escape)
    #expect(state.lab.pictures.held == nil && state.pictureOrder != first && text(state).contains("0 wrong"))
  }

  @Test("Arrows, pages, Home and End walk through the gallery when it has the focus")
  func walking() throws {
    var state = Scene.classification.state
    press(&state, .tab)
    #expect(state.labFocus == .forecast)
    let grid = try #require(state.galleryGrid)
    press(&state, .right)
    #expect(state.lab.origin == 1)
    press(&state, .down, .pageDown)
    #expect(state.lab.origin == 1 + grid.across + grid.count)
    press(&state, .up, .left)
    #expect(state.lab.origin == grid.count)
    press(&state, .end)
    #expect(state.lab.origin == 359)
    press(&state, .pageDown, .down, .right)
    #expect(state.lab.origin == 359)
    press(&state, .home, .pageUp)
    #expect(state.lab.origin == 0)
    press(&state, .enter)
    #expect(state.lab.pictures.isEnlarged && text(state).contains("Picture"))
    press(&state, .enter)
    #expect(!state.lab.pictures.isEnlarged && text(state).contains("Gallery"))
  }

  @Test("An enlarged picture tells the probability of each class, right and wrong by signs as well")
  func enlarged() throws {
    var state = Scene.classification.state
    press(&state, .character("e"))
    let sample = try #require(state.picture)
    let classes = try #require(state.shown?.evaluation?.validation?.classes)
    let shown = text(state)
    #expect(shown.contains("✗ \(classes.predicted[sample])") && shown.contains("taken for"))
    #expect(shown.contains(Numbers.short(Double(classes.probability[sample]), decimals: 3)))
    press(&state, .escape)
    #expect(!state.lab.pictures.isEnlarged)
  }

  @Test("The matrix begins at its worst cell; arrows go on from it, ⏎ shows its pictures alone and all again")
  func confusion() throws {
    var state = Scene.classification.state
    press(&state, .tab, .tab, .down)
    let cell = try #require(state.lab.pictures.cell)
    let scores = try #require(
      ClassScores(confusion: state.shown?.evaluation?.validation?.classes?.confusion ?? [], classCount: 10))
    let mistakes = (0..<100).filter { $0 / 10 != $0 % 10 }.map { scores.confusion[$0] }
    #expect(scores.cell(cell.actual, cell.guess) == mistakes.max())
    press(&state, .enter)
    #expect(state.pictureOrder.count == mistakes.max())
    let classes = try #require(state.shown?.evaluation?.validation?.classes)
    #expect(state.pictureOrder.allSatisfy { classes.predicted[$0] == cell.guess })
    #expect(text(state).contains("only \(cell.actual)→\(cell.guess)"))
    press(&state, .left)
    #expect(state.lab.pictures.cell?.guess == max(cell.guess - 1, 0))
    press(&state, .escape)
    #expect(state.lab.pictures.filter == nil && state.pictureOrder.count == 360)
    press(&state, .escape)
    #expect(state.lab.pictures.cell == nil)
  }

  @Test("The pointer chooses pictures and cells, and on a chosen one does what ⏎ does; the wheel turns rows")
  func pointer() throws {
    var state = Scene.classification.state
    let grid = try #require(state.galleryGrid)
    let second = grid.rect(at: 1)
    click(&state, Point(second.x + 1, second.y + 1))
    #expect(state.labFocus == .forecast && state.lab.origin == 1 && !state.lab.pictures.isEnlarged)
    click(&state, Point(second.x + 1, second.y + 1), .wheelDown)
    #expect(state.lab.origin == 1 + grid.across)
    click(&state, Point(second.x + 1, second.y + 1), .wheelUp)
    click(&state, Point(second.x + 1, second.y + 1))
    #expect(state.lab.pictures.isEnlarged)
    click(&state, Point(second.x + 1, second.y + 1))
    #expect(!state.lab.pictures.isEnlarged)
    let target = try #require(state.session?.classes)
    let rect = try #require(LabLayout(state: state).table)
    let panel = ConfusionPanel(state: state, ink: Ink(Look()), target: target)
    let points = rect.rows.flatMap { y in rect.columns.map { Point($0, y) } }
    let wanted = ConfusionCell(actual: 3, guess: 7)
    let point = try #require(points.first { panel.cell(at: $0, in: rect) == wanted })
    click(&state, point)
    #expect(state.labFocus == .table && state.lab.pictures.cell == wanted && state.lab.pictures.filter == nil)
    click(&state, point)
    #expect(state.lab.pictures.filter == wanted)
  }

  @Test("All of a matrix of ten classes is in sight at 80×24, with numbers that can be read")
  func matrixFits() throws {
    let state = Scene.classification.state
    let scores = try #require(
      ClassScores(confusion: state.shown?.evaluation?.validation?.classes?.confusion ?? [], classCount: 10))
    let lines = text(state).split(separator: "\n")
    let matrix = try #require(lines.firstIndex { $0.contains("Confusion") })
    for row in 0..<10 {
      #expect(lines[matrix + 2 + row].contains("\(scores.cell(row, row)) "), "row \(row): \(lines[matrix + 2 + row])")
    }
  }

  @Test("A rung of several networks has no maps to show, but layers, with the rung that each reads")
  func insideOfSeveral() throws {
    var state = Scene.cascade.state
    press(&state, .character("1"))
    let joined = try #require(state.rungs.firstIndex { state.record(of: $0.id)?.plan.members.isEmpty == false })
    let single = try #require(state.rungs.firstIndex { state.record(of: $0.id)?.plan.members.isEmpty == true })
    state.show(rung: joined)
    press(&state, .character("i"))
    let run = try #require(state.shown?.plan.run)
    #expect(state.labFocus == .layers && state.insideWish == InsideWish(run: run, request: .layers))
    press(&state, .character("i"))
    state.show(rung: single)
    press(&state, .character("i"))
    #expect(state.labFocus == .inside)
    state.show(rung: joined)
    press(&state, .character("i"))
    #expect(state.labFocus == .layers)
  }

  @Test("The screen asks for the inside of a network only while that is in sight, and for what it shows")
  func inside() throws {
    var state = Scene.classification.state
    #expect(state.insideWish == nil)
    press(&state, .character("i"))
    let run = try #require(state.shown?.plan.run)
    let sample = try #require(state.picture)
    #expect(state.labFocus == .inside)
    #expect(state.insideWish == InsideWish(run: run, request: InsideRequest(sample: sample, of: .validation)))
    #expect(text(state).contains("Inside") && text(state).contains("waiting for the network"))
    press(&state, .right)
    #expect(state.insideWish?.request.sample == state.picture && state.picture != sample)
    press(&state, .character("g"))
    #expect(state.insideWish?.run != run)
    press(&state, .character("2"))
    #expect(state.insideWish == nil)
    press(&state, .character("1"), .character("i"))
    #expect(state.labFocus == .layers && state.insideWish?.request == .layers)
    press(&state, .character("i"))
    #expect(state.labFocus != .inside && state.insideWish == nil)
    // Where there is room it is always in sight.
    _ = reduce(&state, .input(.resize(Size(160, 50))))
    #expect(state.insideWish != nil)
  }

  @Test("Filters, maps and their layer are named; arrows go from layer to layer")
  func layers() {
    var state = Scene.inside.state
    let shown = text(state)
    for words in ["filters of Conv 16 3×3", "Conv 16 3×3 relu", "layer 1 of 3", "step 670", "picture "] {
      #expect(shown.contains(words), "“\(words)” is missing in\n\(shown)")
    }
    press(&state, .down)
    #expect(state.insideWish?.request.layer == 1)
    press(&state, .up, .up)
    #expect(state.insideWish?.request.layer == 0)
  }

  @Test("While pictures are told apart the pace is in images", arguments: [32, 0])
  func pace(_ batch: Int) throws {
    var state = Scene.classification.state
    let run = try #require(state.shown?.plan.run)
    _ = reduce(
      &state,
      .event(
        .applied(
          run,
          Intervention(
            step: 1, epoch: 1, summary: "batch", knob: .batchSize, old: .integer(32), new: .integer(batch)))))
    _ = reduce(&state, .progress([run: RunProgress(step: 700, epoch: 20, stepsPerSecond: 100)]))
    #expect(text(state).contains(batch == 0 ? "108 000 images/s" : "3 200 images/s"))
  }

  @Test("Nothing is said of forecasts, windows or origins where the data are pictures", arguments: ["1", "2", "3"])
  func words(_ screen: String) {
    var state = Scene.dataOfPictures.state
    press(&state, .character(Character(screen)))
    var seen = text(state, Size(160, 50))
    press(&state, .character("?"))
    for _ in 0..<4 {
      seen += text(state, Size(160, 50))
      press(&state, .pageDown)
    }
    press(&state, .escape, .character(":"))
    for _ in 0..<12 {
      seen += text(state, Size(160, 50))
      press(&state, .pageDown)
    }
    for word in ["forecast", "Forecast", "window", "origin", "naive", "season", "RMSSE", "lookback", "future"] {
      let lines = seen.split(separator: "\n").filter { $0.contains(word) }
      #expect(lines.isEmpty, "“\(word)” in\n\(lines.joined(separator: "\n"))")
    }
  }
}
