import Basics
import Canvas
import Telemetry

/// The columns of the list of stored runs. Their widths are those of the whole list, so that nothing moves while it scrolls;
/// only the lines in sight are made.
struct KeptColumns {
  private enum Column: Hashable {
    case mark, run, grain, recipe, score, epochs, from, seen, loss, began
    case knob(Knob, width: Int)
    case remarks
  }

  private let state: State
  private let listing: KeptListing
  private let ink: Ink
  private let columns: [Column]
  private let tree: RunTree
  private let task: PredictionTask
  /// Columns for what else is to be said of a run: all that is left.
  private let remarksWidth: Int
  /// Knobs in which runs differ and which had no room.
  let hiddenKnobs: Int

  private static let wide = 100
  private static let gap = 2
  private static let leastRemarks = 12
  /// The longest values are cut before they drive other columns away.
  private static let knobWidth = 10
  private static let turnedWidth = 14

  init(_ state: State, _ listing: KeptListing, ink: Ink, width: Int) {
    self.state = state
    self.listing = listing
    self.ink = ink
    let task = listing.grounds.first?.task ?? state.task ?? .forecast
    let tree = RunTree(deepest: listing.shape.deepest)
    (self.task, self.tree) = (task, tree)
    var columns: [Column] = [.mark, .run, .grain, .recipe, .score, .epochs]
    if listing.shape.hasBranches, width >= Self.wide { columns.append(.from) }
    if listing.shape.hasTestSeen || state.isTestRevealed { columns.append(.seen) }
    if width >= Self.wide { columns += [.loss, .began] }
    var room = width - Self.leastRemarks
    func used(_ column: Column) -> Int { Self.width(of: column, listing, tree, task) + Self.gap }
    room -= columns.reduce(0) { $0 + used($1) }
    var knobs: [Column] = []
    for column in listing.columns {
      let taken = Column.knob(
        column.knob,
        width: min(
          max(column.width, TextWidth.width(of: column.knob == .epochs ? Words.headPlanned : column.knob.abbreviation)),
          Self.knobWidth))
      guard used(taken) <= room else { break }
      room -= used(taken)
      knobs.append(taken)
    }
    // What may have been turned in mid-run is shown with both values, where there is room.
    for (place, column) in knobs.enumerated() {
      guard case .knob(let knob, let width) = column, knob.isLive else { continue }
      let more = min(2 * width + 1, Self.turnedWidth) - width
      guard more > 0, more <= room else { continue }
      room -= more
      knobs[place] = .knob(knob, width: width + more)
    }
    remarksWidth = max(room + Self.leastRemarks, Self.leastRemarks)
    hiddenKnobs = listing.columns.count - knobs.count
    self.columns = columns + knobs + [.remarks]
  }

  // MARK: Headings

  var headings: [TableView.Column] {
    columns.map { column in
      TableView.Column(
        StyledText(title(of: column), ink.dim), alignment: Self.alignment(of: column),
        width: column == .remarks ? .fixed(remarksWidth) : .fixed(Self.width(of: column, listing, tree, task)),
        priority: Self.priority(of: column))
    }
  }

  private func title(of column: Column) -> String {
    switch column {
    case .mark: ""
    case .run: Words.headRun
    case .grain: Words.headGrain
    case .recipe: Words.headRecipe
    case .score: task.headlineNames.first
    case .epochs: Words.headEpochs
    case .from: Words.headFrom
    case .seen: Words.partTest
    case .loss: Words.headLoss
    case .began: Words.headBegan
    // Beside those that were done stand those that are planned.
    case .knob(.epochs, _): Words.headPlanned
    case .knob(let knob, _): knob.abbreviation
    case .remarks: ""
    }
  }

  private static func alignment(of column: Column) -> Alignment {
    switch column {
    case .score, .epochs, .from, .loss, .knob: .right
    case .mark, .run, .grain, .recipe, .seen, .began, .remarks: .left
    }
  }

  private static func priority(of column: Column) -> Int {
    switch column {
    case .mark: 12
    case .run: 11
    case .grain: 10
    case .score: 9
    case .epochs: 8
    case .recipe: 7
    case .seen: 6
    case .remarks: 5
    case .knob: 4
    case .from: 3
    case .loss: 2
    case .began: 1
    }
  }

  private static func width(
    of column: Column, _ listing: KeptListing, _ tree: RunTree, _ task: PredictionTask
  ) -> Int {
    switch column {
    case .mark: return 1
    case .run:
      let numbers = listing.live.isEmpty ? 0 : 1 + String(listing.live.values.map(\.number).max() ?? 0).count
      let seeds =
        listing.shape.mostSeeds > 0 ? TextWidth.width(of: Words.keptSeeds(count: "\(listing.shape.mostSeeds)")) + 2 : 0
      return max(tree.width + listing.nameLength + numbers, seeds)
    case .grain: return min(listing.shape.rung, 12)
    case .recipe: return min(listing.shape.recipe, 10)
    case .score:
      // A star stands before the best.
      let numbers = listing.shape.mostSeeds > 0 ? task.textWidths.withHalf : task.textWidths.alone
      return max(TextWidth.width(of: task.headlineNames.first), 2 + numbers)
    case .epochs: return max(2 + listing.shape.epochs, TextWidth.width(of: Words.headEpochs))
    case .from: return listing.nameLength + 10
    case .seen: return TextWidth.width(of: Words.seen)
    case .loss: return 8
    case .began: return 11
    case .knob(_, let width): return width
    case .remarks: return leastRemarks
    }
  }

  // MARK: Rows

  func row(_ line: Int) -> TableView.Row {
    switch listing.lines[line] {
    case .ground(let place):
      // Drawn over all columns by who draws the table.
      return TableView.Row([StyledText(TextWidth.cleaned(listing.grounds[place].title), ink.title)])
    case .run(let place, let depth):
      let run = listing.runs[place]
      return TableView.Row(columns.map { cell(of: $0, run, place: place, depth: depth) })
    case .seeds(let group, let places, let mean, let halfWidth, let isUnfolded):
      return TableView.Row(
        columns.map { cell(of: $0, group, places, mean: mean, halfWidth: halfWidth, isUnfolded: isUnfolded) })
    }
  }

  private func cell(of column: Column, _ run: KeptRun, place: Int, depth: Int) -> StyledText {
    let live = state.live(run.id)
    let phase = live?.phase ?? run.phase
    switch column {
    case .mark: return mark(state.kept.color(of: run.id))
    case .run:
      var name: StyledText = [
        Span(tree.branch(depth), ink.faint), Span(listing.name(of: run.id), live == nil ? ink.text : ink.strong),
      ]
      if let live { name += [Span("·\(live.plan.run.number)", ink.accent)] }
      return name
    case .grain: return StyledText(TextWidth.cleaned(run.rung), rungStyle(run.rung))
    case .recipe: return StyledText(TextWidth.cleaned(run.recipe), ink.text)
    case .score: return score(run, live, isBest: listing.best.contains(place))
    case .epochs:
      let isDead = isDead(run, live)
      return StyledText(
        (isDead ? "✗" : HeaderLine.mark(of: phase)) + " \(live?.completedEpochs ?? run.epochs)",
        isDead ? ink.bad : HeaderLine.style(of: phase, ink))
    case .from:
      guard let parent = run.parent, let step = run.forkStep else { return StyledText() }
      return StyledText(Words.fromRun(run: listing.name(of: parent), step: step), ink.dim)
    case .seen:
      let isSeen = run.isTestSeen || live?.testSeenAt != nil || state.showsTest(of: run.id)
      return StyledText(isSeen ? Words.seen : "", ink.warning)
    case .loss:
      return StyledText((live?.bestValidation?.loss ?? run.loss).map { Numbers.loss($0) } ?? Numbers.missing, ink.text)
    case .began:
      let time = CivilTime(run.startedAt)
      return StyledText(time.monthAndDay + " " + time.clock(step: Milliseconds.minute), ink.dim)
    case .knob(let knob, _):
      return StyledText(TextWidth.cleaned(state.kept.settings[run.id]?[knob] ?? ""), ink.text)
    case .remarks: return remarks(run, live, phase)
    }
  }

  private func cell(
    of column: Column, _ group: String, _ places: [Int], mean: Double?, halfWidth: Double?, isUnfolded: Bool
  ) -> StyledText {
    guard let first = places.first.map({ listing.runs[$0] }) else { return StyledText() }
    switch column {
    case .mark:
      return mark(places.lazy.compactMap { state.kept.color(of: listing.runs[$0].id) }.first)
    case .run:
      let sign = ink.look.symbol(isUnfolded ? "▾" : "▸", ascii: isUnfolded ? "-" : "+")
      return [Span(sign + " ", ink.accent), Span(Words.keptSeeds(count: "\(places.count)"), ink.text)]
    case .score:
      guard let mean else { return StyledText(Numbers.missing, ink.dim) }
      var text = StyledText(task.text(task.score(ofError: mean)), ink.strong)
      if let halfWidth { text += StyledText(task.half(halfWidth), ink.dim) }
      return text
    case .grain, .recipe, .knob: return cell(of: column, first, place: places[0], depth: 0)
    case .epochs, .from, .seen, .loss, .began: return StyledText()
    case .remarks:
      let diverged = places.count { listing.runs[$0].phase == .finished(.diverged) }
      return diverged > 0 ? StyledText(Words.keptSeedsDiverged(count: "\(diverged)"), ink.bad) : StyledText()
    }
  }

  private func mark(_ color: Int?) -> StyledText {
    color.map { StyledText(ink.look.symbol("■", ascii: "#"), ink.series($0)) } ?? StyledText()
  }

  private func rungStyle(_ label: String) -> Style {
    state.rungs.firstIndex { $0.id.label == label }.map { ink.series($0) } ?? ink.text
  }

  /// On validation; where the test part is on view, on that of runs that are shown whole. The star stays with validation.
  private func score(_ run: KeptRun, _ live: LiveRun?, isBest: Bool) -> StyledText {
    let scores = state.record(run.id).flatMap { $0.bestScores ?? $0.newestScores }
    if state.isTestRevealed {
      let star = StyledText(isBest ? "★ " : "", ink.good.with(.bold))
      guard state.showsTest(of: run.id), let value = scores?.test.scores.headlines(task).first else {
        return star + StyledText(Numbers.missing, ink.faint)
      }
      return star + StyledText(task.text(value), ink.warning)
    }
    let error = live == nil ? run.error : scores?.validation?.scores.error(task) ?? run.error
    guard let error else { return StyledText(Numbers.missing, ink.dim) }
    let text = task.text(task.score(ofError: error))
    guard run.isRanked else { return StyledText("(\(text))", ink.dim) }
    guard isBest else { return StyledText(text, ink.strong) }
    return StyledText("★ " + text, ink.good.with(.bold))
  }

  private func isDead(_ run: KeptRun, _ live: LiveRun?) -> Bool { live.map { $0.dead != nil } ?? run.isDead }

  /// What went wrong, what the user said of it, and, where a column for it has no room, where it branched off.
  private func remarks(_ run: KeptRun, _ live: LiveRun?, _ phase: Phase) -> StyledText {
    var parts: [StyledText] = []
    if run.isStarred { parts.append(StyledText(ink.look.symbol("☆", ascii: "+"), ink.accent)) }
    if let tag = run.tag { parts.append(StyledText("#" + TextWidth.cleaned(tag), ink.accent)) }
    if isDead(run, live) { parts.append(StyledText(Words.curveDead, ink.bad)) }
    switch phase {
    case .finished(.interrupted): parts.append(StyledText(Words.phaseInterrupted, ink.warning))
    case .finished(.diverged): parts.append(StyledText(Words.phaseDiverged, ink.bad))
    case .finished(.stopped): parts.append(StyledText(Words.phaseStopped, ink.dim))
    case .finished(.completed), .finished(.earlyStopped), .waiting, .running, .paused: break
    }
    if !columns.contains(.from), let parent = run.parent, let step = run.forkStep {
      parts.append(StyledText(Words.fromRun(run: listing.name(of: parent), step: step), ink.dim))
    }
    if let note = run.note { parts.append(StyledText(TextWidth.cleaned(note), ink.dim)) }
    return parts.dropFirst().reduce(into: parts.first ?? StyledText()) { $0 += " " + $1 }
  }

  /// The lines as tab-separated values, with their heading; only those whose knobs are known have them.
  func lines(_ range: Range<Int>) -> [String] {
    let shown = columns.filter { $0 != .mark }
    let rows = range.compactMap { line -> String? in
      guard case .ground = listing.lines[line] else {
        return zip(columns, row(line).cells).filter { $0.0 != .mark }.map(\.1.plainText).joined(separator: "\t")
      }
      return nil
    }
    return [shown.map(title).joined(separator: "\t")] + rows
  }
}
