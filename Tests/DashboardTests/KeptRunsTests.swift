import Canvas
import Telemetry
import Testing

@testable import Dashboard

@Suite("The Runs screen: the runs of the store")
struct KeptRunsTests {
  private func lines(_ state: State, _ size: Size = Size(80, 24)) -> [String] {
    render(state, size: size, look: Look(), curves: Scene.training.curves).lines()
  }

  private func press(_ state: inout State, _ keys: Key...) -> [Effect] {
    keys.flatMap { reduce(&state, .input(.key($0))) }
  }

  @Test(
    "Live runs stand beside stored ones; only settings that differ have columns; what was cut off or diverged says so")
  func list() throws {
    let shown = lines(Scene.kept.state)
    let live = try #require(shown.first { $0.contains("aaaa·1") })
    // As far as the run is now, not as the store had it.
    #expect(live.contains(" \(try #require(Scene.kept.state.runs[RunID(1)]).completedEpochs) "))
    let (rate, dropout) = (Knob.learningRate.abbreviation, Knob.dropout.abbreviation)
    #expect(shown[2].contains(rate) && !shown[2].contains(Knob.momentum.abbreviation), "\(shown)")
    let wide = lines(Scene.kept.state, Size(160, 50))
    #expect(wide[2].contains(rate) && wide[2].contains(dropout), "\(wide)")
    #expect(shown.contains { $0.contains("└ cccc") && $0.contains("bbbb at 810") })
    #expect(shown.contains { $0.contains("dddd") && $0.contains("‖ 20") && $0.contains("interrupted") })
    #expect(shown.contains { $0.contains("eeee") && $0.contains("diverged") && !$0.contains("★") })
    #expect(shown.contains { $0.contains("bbbb") && $0.contains("★ 0.58") && $0.contains("☆ #base") })
    #expect(shown.contains { $0.contains("▸ 2 seeds") && $0.contains("0.62±.02") })
    #expect(shown[1].contains("7 of 9 runs"))
  }

  @Test("The offer at the start, once")
  func offer() {
    var state = Scene.branched.state
    _ = reduce(&state, .kept(.listing(KeptStory.listing())))
    #expect(state.note?.text == "1 run of this file was interrupted: 4 shows them")
    state.note = nil
    _ = reduce(&state, .kept(.listing(KeptStory.listing())))
    #expect(state.note == nil)
  }

  @Test("Marked runs are drawn over each other, read by one cross-hair, and let go with Esc")
  func marks() throws {
    var state = Scene.keptMarked.state
    #expect(state.kept.marked == ["bbbb3333", "cccc4444"] && state.keptWish?.records == state.kept.marked)
    let shown = lines(state)
    #expect(shown.contains { $0.contains("Loss") } && shown.contains { $0.contains("bbbb") && $0.contains("best 20") })
    _ = press(&state, .character("c"), .left)
    #expect(state.kept.crosshair == state.markedSteps - max(state.markedSteps / 60, 1))
    let read = lines(state)
    #expect(read.contains { $0.contains("bbbb train") } && read.contains { $0.contains("cccc train") }, "\(read)")
    _ = press(&state, .escape)
    #expect(state.kept.crosshair == nil && state.kept.marked.count == 2)
    _ = press(&state, .escape)
    #expect(state.kept.marked.isEmpty && state.screen == .runs)
    // Their curves stay behind the live one.
    var lab = Scene.keptMarked.state
    _ = press(&lab, .character("1"))
    #expect(lab.keptWish?.records == lab.kept.marked && lab.keptWish?.page.isEmpty == true)
    var bare = lab
    bare.kept.marked = []
    #expect(lines(lab, Size(160, 50)) != lines(bare, Size(160, 50)))
  }

  @Test("d holds the two that were marked last against each other, or the marked one and the chosen one")
  func difference() {
    let shown = lines(Scene.keptDifference.state)
    #expect(shown.contains { $0.contains("Diff") && $0.contains("bbbb ↔ cccc") })
    #expect(shown.contains { $0.contains("dropout") && $0.contains("0.1") })
    var state = Scene.kept.state
    #expect(press(&state, .character("d")).isEmpty && state.kept.panel == .curves)
    _ = press(&state, .down, .character(" "), .down, .character("d"))
    #expect(state.keptWish?.difference == ["bbbb3333", "cccc4444"])
  }

  @Test("Conditions, notes and tags are typed; Esc forgets what was typed")
  func typing() {
    var state = Scene.kept.state
    _ = press(&state, .character("/"))
    for character in "rate<1e-2" { _ = press(&state, .character(character)) }
    #expect(lines(state)[23].contains("filter: rate<1e-2"))
    #expect(press(&state, .enter).isEmpty && state.keptWish?.query.filter == "rate<1e-2")
    // What cannot be understood leaves the list as it was.
    var refused = KeptListing(query: state.kept.query)
    refused.refusal = "No column is called so."
    _ = reduce(&state, .kept(.listing(refused)))
    #expect(state.note?.text == "No column is called so." && state.kept.query.filter.isEmpty)
    #expect(state.kept.listing?.runs.count == 7)
    _ = press(&state, .down, .character("N"), .character("ü"))
    #expect(press(&state, .escape).isEmpty && state.prompt == nil)
    _ = press(&state, .character("#"), .control("u"), .character("x"))
    #expect(press(&state, .enter) == [.markKept(["bbbb3333"], .tag("x"))])
  }

  @Test("x asks where to: the marked runs, or the chosen one")
  func exporting() {
    var state = Scene.kept.state
    _ = press(&state, .down, .character("x"))
    #expect(lines(state)[23].contains("to files: bbbb.onnx"))
    for character in " e.csv" { _ = press(&state, .character(character)) }
    #expect(press(&state, .enter) == [.exportKept(["bbbb3333"], "bbbb.onnx e.csv")])
    state = Scene.keptMarked.state
    _ = press(&state, .character("x"))
    #expect(press(&state, .enter) == [.exportKept(["bbbb3333", "cccc4444"], "model.onnx")])
    _ = press(&state, .character("x"), .control("u"))
    #expect(press(&state, .enter).isEmpty)
  }

  @Test("A star comes and goes; a run goes to the trash, and undo brings it back; one that is trained stays")
  func marking() {
    var state = Scene.kept.state
    #expect(press(&state, .character("*")) == [.markKept(["aaaa2222"], .star(true))])
    #expect(press(&state, .character("D")).isEmpty && state.note?.text.contains("stop it first") == true)
    _ = press(&state, .down)
    #expect(press(&state, .character("*")) == [.markKept(["bbbb3333"], .star(false))])
    #expect(press(&state, .character("C")) == [.copyKeptCommand("bbbb3333")])
    #expect(press(&state, .character("D")) == [.markKept(["bbbb3333"], .removed)])
    #expect(state.kept.run?.id == "cccc4444")
    #expect(press(&state, .character("u")) == [.markKept(["bbbb3333"], .restored)])
  }

  @Test(
    "Enter opens what is trained here and what was ever trained, goes on with what was cut off, unfolds seeds")
  func opening() throws {
    var state = Scene.kept.state
    #expect(press(&state, .enter).isEmpty && state.screen == .lab && state.shown?.plan.run == RunID(1))
    _ = press(&state, .character("4"), .down)
    #expect(press(&state, .enter) == [.openKept("bbbb3333")] && state.screen == .runs)
    _ = press(&state, .down, .down)
    #expect(lines(state)[23].contains("go on") && press(&state, .enter) == [.openKept("dddd5555")])
    _ = press(&state, .down, .down)
    #expect(press(&state, .enter).isEmpty && state.keptWish?.query.unfolded == ["s"])
  }

  @Test("What another program trains is not opened; of other data it is said that they are opened too")
  func openingElsewhere() throws {
    var state = Scene.kept.state
    var listing = KeptStory.listing()
    listing.runs[1].phase = .running
    listing.runs[3].hasOpenOrigins = false
    _ = reduce(&state, .kept(.listing(listing)))
    _ = press(&state, .down)
    #expect(press(&state, .enter).isEmpty && !Situation(state).canOpenListed)
    _ = press(&state, .down, .down)
    #expect(try state.openingWords(of: #require(state.kept.run)) == "opens with its data")
    #expect(press(&state, .enter) == [.openKept("dddd5555")])
  }

  @Test("A run that is taken up comes with all that it did, and is shown in the Lab")
  func takenUp() throws {
    var state = Scene.kept.state
    let (run, record) = (RunID(9), try #require(KeptStory.records["bbbb3333"]?.record))
    _ = reduce(&state, .takenUp(run, KeptRun.Past(record, parent: nil, isToBeShown: true)))
    var plan = Scene.story.plan(1, run: 9)
    plan.knobs = plan.knobs.map { ($0.knob, $0.knob == .batchSize ? .integer(8) : $0.value, $0.range) }
    _ = reduce(&state, .event(.began(plan)))
    let shown = try #require(state.shown)
    #expect(state.screen == .lab && shown.plan.run == run && shown.epochs.count == 20 && shown.best == record.best)
    // The knobs that it began with are the ones that were kept.
    #expect(shown.stepsPerEpoch == record.stepsPerEpoch && state.pasts.isEmpty)
    var branch = record
    branch = branch.numbered(RunID(3))
    #expect(branch.takenUp(as: plan, parent: nil).plan.parent == nil)
  }

  @Test("o goes through the orders, a from these data to all")
  func asking() {
    var state = Scene.kept.state
    _ = press(&state, .character("o"), .character("a"))
    #expect(state.keptWish?.query.order == .validation && state.keptWish?.query.isOfAllData == true)
    for _ in KeptOrder.allCases.dropFirst() { _ = press(&state, .character("o")) }
    #expect(state.keptWish?.query.order == .started)
  }

  @Test(
    "The test part stays hidden until it is revealed; then it is shown of runs that are looked at, and counted once")
  func reveal() {
    var state = Scene.keptMarked.state
    #expect(!lines(state, Size(160, 50)).contains { $0.contains("test ") && $0.contains("RMSSE") })
    let effects = press(&state, .character("T"))
    #expect(effects.contains(.markKept(["bbbb3333", "cccc4444"], .revealed)))
    #expect(press(&state, .up).isEmpty)
    let chosen = press(&state, .down, .down)
    #expect(chosen == [.markKept(["dddd5555"], .revealed)])
  }

  @Test(
    "Ten thousand lines: a frame makes those in sight, the knobs are asked for page by page, headings are passed over")
  func thousands() {
    var listing = KeptStory.listing()
    let run = listing.runs[1]
    let runs = (0..<10_000).map { place in
      var copy = run
      copy.id = "r\(place)"
      return copy
    }
    listing = KeptListing(
      query: KeptQuery(), runs: runs,
      lines: [.ground(place: 0)] + runs.indices.map { .run(place: $0, depth: 0) }, grounds: listing.grounds,
      nameLength: 6, total: 10_000)
    var state = Scene.kept.state
    _ = reduce(&state, .kept(.listing(listing)))
    #expect(state.kept.run?.id == "r0" && state.keptWish?.page.count == 127)
    let page = state.keptWish?.page
    _ = press(&state, .down, .down, .up)
    #expect(state.kept.run?.id == "r1" && state.keptWish?.page == page)
    _ = press(&state, .end)
    #expect(state.kept.run?.id == "r9999" && lines(state).contains { $0.contains("r9999") })
    #expect((state.keptWish?.page.count ?? 0) <= 192)
    _ = press(&state, .home)
    #expect(state.kept.run?.id == "r0")
  }
}
