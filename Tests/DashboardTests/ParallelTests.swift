import Canvas
import Telemetry
import Testing

@testable import Dashboard

@Suite("Parallel coordinates of the runs of the store")
struct ParallelTests {
  private func press(_ state: inout State, _ keys: Key...) -> [Effect] {
    keys.flatMap { reduce(&state, .input(.key($0))) }
  }

  private func press(_ state: inout State, _ key: Key, times: Int) {
    for _ in 0..<times { _ = reduce(&state, .input(.key(key))) }
  }

  private func axis(_ quantity: KeptParallel.Quantity) throws -> Int {
    try #require(KeptStory.parallel.axes.firstIndex { $0.quantity == quantity })
  }

  private func positions(_ texts: [String], _ scale: NumberScale) -> [Double?] {
    texts.map { KeptParallel.Scale.numbers(scale).position($0) }
  }

  @Test("An axis is as its knob turns: logarithms, with a place for 0; the distance to 1; the best score at the top")
  func scales() throws {
    let rates = NumberScale([1e-4, 1e-2], .logarithmic)
    #expect(positions(["1e-4", "1e-3", "0.01"], rates) == [0, 0.5, 1])
    let decays = NumberScale([0, 1e-4, 1e-2], .logarithmic)
    #expect(positions(["0", "1e-4", "0.01"], decays) == [0, 0.14, 1] && decays.hasZero)
    let near = try #require(NumberScale([0, 0.99], .towardsOne).position(0.9))
    #expect(abs(near - 0.5) < 1e-12)
    #expect(positions(["0.5", "0.75", "1"], NumberScale([0.5, 1], .linear, isReversed: true)) == [1, 0.5, 0])
    // What has no logarithm stands on a plain axis.
    #expect(positions(["-1", "0", "1"], NumberScale([-1, 1], .logarithmic)) == [0, 0.5, 1])
    #expect(positions(["3", "nan", "x"], NumberScale([3], .linear)) == [0.5, nil, nil])
    let names = KeptParallel.Scale.names(["relu", "tanh", "gelu"])
    #expect(["relu", "tanh", "gelu", "sin"].map(names.position) == [0, 0.5, 1, nil])
  }

  @Test("One axis a setting that differs, in the screen's order, and the score last; unranked runs have no place there")
  func axes() throws {
    let parallel = KeptStory.parallel
    let knobs: [Knob] = [.learningRate, .units, .dropout, .weightDecay, .activation]
    #expect(parallel.axes.map(\.quantity) == knobs.map { .knob($0) } + [.score])
    #expect(parallel.lines.count == 40 && parallel.others == 0)
    #expect(parallel.lines[20].positions.last == .some(nil) && parallel.lines[22].positions.last == .some(1))
    #expect(parallel.axes[try axis(.knob(.activation))].scale == .names(["relu", "tanh", "gelu"]))
    #expect(parallel.axes[try axis(.knob(.units))].scale == .names(["64", "128", "64 32"]))
  }

  @Test("Runs that may not be compared are left out and counted; grains and recipes have axes where they differ")
  func grounds() {
    var listing = KeptStory.listing()
    listing.runs[1].rung = "1d"
    listing.runs[2].recipe = "gru"
    listing.lines = [.ground(place: 0)] + listing.lines.prefix(3) + [.ground(place: 1)] + listing.lines.dropFirst(3)
    let parallel = KeptParallel(listing, values: KeptStory.settings) { _ in nil }
    #expect(parallel.axes.map(\.quantity) == [.grain, .recipe, .knob(.dropout), .score])
    #expect(parallel.lines.map(\.id) == Array(KeptStory.names.prefix(3)) && parallel.others == 4)
    // Members of a line of seeds count, each once.
    let seeds = KeptParallel(KeptStory.listing(), values: KeptStory.settings) { _ in nil }
    #expect(seeds.lines.count == 7)
  }

  @Test("p opens and closes them; arrows choose the axis and move the brush; Enter makes a filter of it")
  func keys() throws {
    var state = Scene.kept.state
    _ = press(&state, .character("p"))
    #expect(state.keptWish?.isParallel == true && !state.isOnParallel)
    _ = reduce(&state, .kept(.listing(KeptStory.many)))
    _ = reduce(&state, .kept(.parallel(KeptStory.parallel)))
    #expect(state.isOnParallel)
    let chosen = state.kept.choice
    // The score has the arrows first: from its better half.
    press(&state, .shiftUp, times: 10)
    #expect(state.kept.brush.ranges == [.score: 0.5...1] && state.kept.choice == chosen)
    _ = press(&state, .left)
    #expect(state.kept.brush.axis == .knob(.activation))
    _ = press(&state, .down)
    #expect(state.kept.brush.ranges[.knob(.activation)] == 0...0.5)
    press(&state, .left, times: 9)
    #expect(state.kept.brush.axis == .knob(.learningRate))
    press(&state, .down, times: 6)
    let range = try #require(state.kept.brush.ranges[.knob(.learningRate)])
    #expect(range.lowerBound == 0 && abs(range.upperBound - 0.7) < 1e-12)
    #expect(press(&state, .enter).isEmpty)
    let filter = state.kept.query.filter
    #expect(filter.hasPrefix("rate<=3e-3 activation!=gelu validation<=0."), "\(filter)")
    #expect(state.kept.brush.isEmpty && state.keptWish?.query.filter == filter)
    // Without a brush Enter opens the chosen run, as on the list.
    #expect(press(&state, .enter) == [.openKept("r0aaaaaa")])
    _ = press(&state, .character("p"))
    #expect(state.kept.panel == .curves && state.keptWish?.isParallel == false)
  }

  @Test("An edge comes back to where it was, and what goes from end to end is no brush; Esc takes brush and axes away")
  func edges() {
    var state = Scene.keptParallel.state
    press(&state, .down, times: 3)
    press(&state, .up, times: 3)
    #expect(state.kept.brush.isEmpty)
    press(&state, .down, times: 50)
    #expect(state.kept.brush.ranges[.score] == 0...0)
    press(&state, .character("]"), times: 4)
    #expect(state.kept.brush.ranges[.score] == 0...0)
    _ = press(&state, .escape)
    #expect(state.kept.brush.isEmpty && state.kept.panel == .parallel && state.screen == .runs)
    _ = press(&state, .escape)
    #expect(state.kept.panel == .curves && state.kept.marked.count == 2)
    // Tab goes to the list, where arrows choose runs.
    state = Scene.keptParallel.state
    let before = state.kept.choice
    _ = press(&state, .tab, .down)
    #expect(!state.isOnParallel && state.kept.choice != before && state.kept.panel == .parallel)
  }

  @Test("Conditions list what lies within, by values that runs have")
  func conditions() throws {
    let parallel = KeptStory.parallel
    func conditions(_ quantity: KeptParallel.Quantity, _ range: ClosedRange<Double>) -> String? {
      var brush = KeptBrush()
      brush.set(range.lowerBound, range.upperBound, of: quantity)
      return brush.conditions(in: parallel)
    }
    #expect(conditions(.knob(.learningRate), 0.2...0.6) == "rate>=1e-4 rate<=1e-3")
    #expect(conditions(.knob(.learningRate), 0.4...0.6) == "rate=1e-3")
    #expect(conditions(.knob(.weightDecay), 0...0.2) == "weight-decay<=1e-5")
    #expect(conditions(.knob(.units), 1...1) == "units=64,32")
    #expect(conditions(.knob(.units), 0.4...1) == "units!=64")
    #expect(conditions(.knob(.learningRate), 0.55...0.56) == nil)
    let better = try #require(conditions(.score, 0.9...1))
    let bound = try #require(Double(better.dropFirst("validation<=".count)))
    let within = parallel.lines.filter { ($0.positions.last ?? nil) ?? 0 >= 0.9 }
    #expect(!within.isEmpty && within.allSatisfy { ($0.values.last ?? nil).flatMap { Double($0) } ?? 1 <= bound })
    // No run within: said, and nothing is asked.
    var state = Scene.keptParallel.state
    state.kept.brush.set(0.551, 0.552, of: .knob(.learningRate))
    #expect(press(&state, .enter).isEmpty && state.kept.query.filter.isEmpty && state.note != nil)
  }

  @Test("The pointer chooses an axis and drags a brush over it")
  func mouse() throws {
    var state = Scene.keptParallel.state
    let rect = try #require(RunsScreen.rect(of: .parallel, state))
    let layout = ParallelChart.Layout(axes: 6, in: rect.inset(by: 1))
    func act(_ action: MouseEvent.Action, _ x: Int, _ y: Int) {
      _ = reduce(&state, .input(.mouse(MouseEvent(action: action, position: Point(x, y)))))
    }
    act(.press, layout.columns[2] + 1, layout.plot.y)
    #expect(state.kept.brush.axis == .knob(.dropout) && state.kept.brush.isEmpty)
    act(.drag, layout.columns[2], layout.plot.maxY - 2)
    let range = try #require(state.kept.brush.ranges[.knob(.dropout)])
    #expect(range.upperBound == 1 && range.lowerBound == layout.position(of: layout.plot.maxY - 2))
    act(.drag, layout.columns[2], 300)
    #expect(state.kept.brush.isEmpty)
    act(.release, 0, 0)
    // A drag that began on the list brushes nothing.
    act(.press, 5, 4)
    act(.drag, 5, layout.plot.y + 3)
    #expect(state.kept.brush.isEmpty && !state.isOnParallel)
  }

  @Test("What lies outside stands back also without colours, and the screen says how many are within")
  func drawing() throws {
    let look = Look(depth: .monochrome)
    let plain = Scene.keptParallel.surface(80, 24, look).lines()
    let brushed = Scene.keptBrushed.surface(80, 24, look).lines()
    #expect(plain.contains { $0.contains("Parallel") && $0.contains("40 runs") }, "\(plain)")
    let within = KeptStory.parallel.lines.count { Scene.keptBrushed.state.kept.brush.holds($0, in: KeptStory.parallel) }
    #expect((1..<20).contains(within) && brushed.contains { $0.contains("\(within) of 40 runs") }, "\(brushed)")
    func dots(_ lines: [String]) -> Int {
      lines.joined().unicodeScalars.reduce(0) { sum, scalar in
        (0x2800...0x28FF).contains(scalar.value) ? sum + (Int(scalar.value) - 0x2800).nonzeroBitCount : sum
      }
    }
    #expect(dots(brushed) < dots(plain))
    #expect(brushed.contains { $0.contains("█") } && plain.contains { $0.contains("◆") })
    // Small screens have room for the axes alone.
    #expect(Scene.keptParallel.surface(60, 14).lines().joined().contains("RMSSE"))
    #expect(Scene.keptParallel.surface(40, 10).lines().joined().contains("Parallel"))
  }

  @Test("A long difference scrolls under the arrows and the wheel")
  func longDifference() throws {
    var state = Scene.keptDifference.state
    let rows = (0..<30).map { KeptDifference.Row(name: "knob \($0)", first: "1", second: "2") }
    _ = reduce(&state, .kept(.difference(KeptDifference(runs: state.kept.marked, rows: rows))))
    func lines() -> [String] { render(state, size: Size(80, 24), look: Look(), curves: Scene.training.curves).lines() }
    #expect(lines().contains { $0.contains("knob 0 ") } && !lines().contains { $0.contains("knob 29") })
    let chosen = state.kept.choice
    _ = press(&state, .tab, .end)
    #expect(lines().contains { $0.contains("knob 29") } && lines().contains { $0.contains("30 of 30") })
    #expect(state.kept.choice == chosen)
    _ = press(&state, .up, .home)
    #expect(lines().contains { $0.contains("knob 0 ") })
    let rect = try #require(RunsScreen.rect(of: .difference, state))
    let wheel = MouseEvent(action: .wheelDown, position: Point(rect.x + 3, rect.y + 3))
    _ = reduce(&state, .input(.mouse(wheel)))
    #expect(state.kept.differenceRow == 1)
    _ = press(&state, .tab, .down)
    #expect(state.kept.differenceRow == 1 && state.kept.choice != chosen)
  }
}
