import Basics
import Canvas
import Telemetry

/// The second line: the rungs from fine to coarse, each with its own progress or result, and the common target.
struct LadderLine {
  let state: State
  let ink: Ink

  /// What fits: a beginning, some rungs, an end, and the target at the right.
  private struct Arrangement {
    var head: StyledText
    var slots: [(index: Int, text: StyledText)]
    var tail = StyledText()
    var target = StyledText()
  }

  /// `named` says which run a score is of, where a rung has several.
  private enum Detail: CaseIterable { case named, full, chosenScoreOnly, marksOnly }

  func draw(on surface: inout Surface, in rect: Rect) {
    guard let session = state.session else { return }
    let arrangement = arranged(session, width: rect.width)
    var line = arrangement.head
    for slot in arrangement.slots { line += slot.text }
    surface.put(line + arrangement.tail, in: rect)
    surface.put(arrangement.target, in: rect, alignment: .right)
  }

  /// The rung under a column, for clicks.
  func rung(atColumn column: Int, in rect: Rect) -> Int? {
    guard let session = state.session else { return nil }
    let arrangement = arranged(session, width: rect.width)
    var x = rect.x + arrangement.head.width
    for slot in arrangement.slots {
      if (x..<x + slot.text.width).contains(column) { return slot.index }
      x += slot.text.width
    }
    return nil
  }

  private func arranged(_ session: SessionInfo, width: Int) -> Arrangement {
    let best = state.preferred
    let comparable = state.comparableParts
    for detail in Detail.allCases {
      let slots = state.rungs.indices.map { (index: $0, text: slot($0, best, comparable, detail)) }
      let used = slots.reduce(0) { $0 + $1.text.width }
      for (head, target) in ends(session) where used + head.width + target.width <= width {
        // What is predicted keeps its room before whose a score is.
        if detail == .named, target.isEmpty { continue }
        return Arrangement(head: head, slots: slots, target: target)
      }
    }
    return around(session, best, comparable, width: width)
  }

  /// With too many rungs for the line, those around the chosen one, with arrows where there are more.
  private func around(
    _ session: SessionInfo, _ best: RungID?, _ comparable: [RungID: PartScores], width: Int
  ) -> Arrangement {
    let slots = state.rungs.indices.map { (index: $0, text: slot($0, best, comparable, .chosenScoreOnly)) }
    var range = state.rungIndex..<min(state.rungIndex + 1, slots.count)
    let revealed = state.isTestRevealed ? PartLabel(state: state, ink: ink).name : StyledText()
    func fits(_ range: Range<Int>) -> Bool { slots[range].reduce(4 + revealed.width) { $0 + $1.text.width } <= width }
    while true {
      if range.upperBound < slots.count, fits(range.lowerBound..<range.upperBound + 1) {
        range = range.lowerBound..<range.upperBound + 1
      } else if range.lowerBound > 0, fits(range.lowerBound - 1..<range.upperBound) {
        range = range.lowerBound - 1..<range.upperBound
      } else {
        break
      }
    }
    return Arrangement(
      head: revealed + StyledText(range.lowerBound > 0 ? " ‹" : "  ", ink.dim), slots: Array(slots[range]),
      tail: StyledText(range.upperBound < slots.count ? "›" : "", ink.dim))
  }

  /// One rung in columns that stay the same while it trains: name, progress or mark, score.
  private func slot(
    _ index: Int, _ best: RungID?, _ comparable: [RungID: PartScores], _ detail: Detail
  ) -> StyledText {
    let rung = state.rungs[index]
    let isChosen = index == state.rungIndex
    let name = TextWidth.cleaned(rung.id.label)
    let run = state.record(of: rung.id)
    var text: StyledText = [
      Span(isChosen ? "▸" : " ", ink.accent), Span(name, isChosen ? ink.chosen : ink.text),
    ]
    text.append(" ")
    text.append(Self.progress(rung, run), progressStyle(rung, run))
    if detail == .named || detail == .full || (detail == .chosenScoreOnly && isChosen) {
      let scores = comparable[rung.id]?.scores
      let headline = scores.flatMap(headline) ?? (run == nil ? "" : "    ")
      let isRanked = scores?.isRanked ?? true
      let style = best == rung.id ? ink.good.with(.bold) : isRanked ? ink.text : ink.dim
      if !headline.isEmpty {
        text.append(" ")
        text.append(isRanked ? headline : "(\(headline))", style)
      }
      if best == rung.id { text.append("★", ink.good) }
      if detail == .named, scores != nil, let run, state.runsOfRung[rung.id]?.count ?? 0 > 1 {
        text.append(" \(run.plan.run)", ink.dim)
      }
    }
    text.append(isChosen ? "◂ " : "  ", ink.accent)
    return text
  }

  /// `24%` in three columns while it trains, then a mark.
  static func progress(_ rung: RungInfo, _ run: LiveRun?) -> String {
    guard let run else { return rung.exclusion == nil ? "·" : "✗" }
    switch run.phase {
    case .finished(.diverged): return "✗"
    case .finished: return "✓"
    case .waiting: return "·"
    case .running, .paused:
      if run.isOpenEnded { return HeaderLine.mark(of: run.phase) }
      if run.plan.isClosedForm { return "…" }
      let share = Numbers.percent(run.share)
      return String(repeating: " ", count: max(3 - share.count, 0)) + share
    }
  }

  private func progressStyle(_ rung: RungInfo, _ run: LiveRun?) -> Style {
    guard let run else { return rung.exclusion == nil ? ink.dim : ink.bad }
    return HeaderLine.style(of: run.phase, ink)
  }

  private static func name(of axis: Axis) -> String {
    switch axis {
    case .time: Words.axisTime
    case .space: Words.axisSpace
    case .rows: Words.axisRows
    }
  }

  /// What stands before and behind the rungs: along which axis they are, of which part their scores are, and what is
  /// predicted. Where there is little room the part takes the axis's place.
  private func ends(_ session: SessionInfo) -> [(head: StyledText, target: StyledText)] {
    let axis = StyledText(" " + Self.name(of: session.axis) + " ", ink.dim)
    let names = names(of: session)
    guard state.hasReveal else { return names.map { (axis, $0) } }
    let part = PartLabel(state: state, ink: ink).name
    let measured = part + StyledText(" \(session.target.task.headlineNames.first)", ink.dim)
    let named = names.filter { !$0.isEmpty }
    guard !state.isTestRevealed else {
      let head = part + StyledText(" ")
      return named.prefix(1).map { (axis + measured + StyledText(" "), $0) } + named.map { (axis + head, $0) }
        + names.map { (head, $0) }
    }
    let brief = StyledText(" \(Words.valid) ", ink.dim)
    func before(_ part: StyledText, _ name: StyledText) -> StyledText { part + StyledText(" · ", ink.dim) + name }
    return named.prefix(1).map { (axis, before(measured, $0)) } + named.map { (axis, before(part, $0)) }
      + names.map { (brief, $0) }
  }

  private func names(of session: SessionInfo) -> [StyledText] {
    switch session.target {
    case .forecast(let target):
      let next = Span(Words.ladderNext(horizon: target.horizonLabel) + " ", ink.text)
      return [
        [Span(Words.ladderCommonTarget + " ", ink.dim), next], [Span(Words.ladderTarget + " ", ink.dim), next],
        [Span("→ ", ink.dim), next],
        StyledText(),
      ]
    case .classes:
      return [
        [Span(Words.ladderCommonTarget + " ", ink.dim), Span(Words.ladderClass + " ", ink.text)],
        [Span(Words.ladderClass + " ", ink.text)], "",
      ]
    case .number:
      let name = Span(TextWidth.cleaned(session.targetName) + " ", ink.text)
      return [[Span(Words.ladderCommonTarget + " ", ink.dim), name], [name], ""]
    }
  }

  /// A rung's first score.
  private func headline(_ scores: Scores) -> String? {
    state.task.flatMap { task in scores.headlines(task).first.map(task.text) }
  }
}
