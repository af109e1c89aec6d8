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

  private enum Detail {
    /// As ``full``, and which run a score is of, where a rung has several.
    case named
    case full
    /// As ``full`` with a single blank between rungs.
    case tight
    case chosenScoreOnly, marksOnly

    /// Whether scores are shown, which are then named.
    var hasScores: Bool { self != .marksOnly }
  }

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
    // Blanks between rungs give way before what is predicted does, and that before scores do.
    let wordings: [(Detail, needsTarget: Bool)] =
      [(.named, true), (.full, true), (.tight, true), (.full, false), (.tight, false)]
      + [.chosenScoreOnly, .marksOnly].map { ($0, false) }
    for (detail, needsTarget) in wordings {
      let slots = state.rungs.indices.map { (index: $0, text: slot($0, best, comparable, detail)) }
      let used = slots.reduce(0) { $0 + $1.text.width }
      for (head, target) in ends(session, hasScores: detail.hasScores)
      where used + head.width + target.width <= width && !(needsTarget && target.isEmpty) {
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
    let head = width >= 60 ? briefHead(session) : state.isTestRevealed ? PartLabel(state: state, ink: ink).name : ""
    func fits(_ range: Range<Int>) -> Bool { slots[range].reduce(4 + head.width) { $0 + $1.text.width } <= width }
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
      head: head + StyledText(range.lowerBound > 0 ? " ‹" : "  ", ink.dim), slots: Array(slots[range]),
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
    let isOut = state.obstacle(to: rung) != nil
    text.append(Self.progress(run, isOut: isOut), progressStyle(run, isOut: isOut))
    if detail == .named || detail == .full || detail == .tight || (detail == .chosenScoreOnly && isChosen) {
      let scores = comparable[rung.id]?.scores
      let known = scores.flatMap(headline)
      let headline = known ?? (run == nil ? "" : "    ")
      // Without a score there is nothing to put in brackets.
      let isRanked = known == nil || scores?.isRanked ?? true && run?.canBeRanked ?? true
      let style = best == rung.id ? ink.good.with(.bold) : isRanked ? ink.text : ink.dim
      if !headline.isEmpty {
        text.append(" ")
        text.append(isRanked ? headline : "(\(headline))", style)
      }
      if best == rung.id { text.append("★", ink.good) }
      if known != nil, let epoch = run?.bestBeforeDivergence?.epoch {
        text.append(" " + (detail == .named ? Words.weightsBest(epoch: "\(epoch)") : "@\(epoch)"), ink.dim)
      }
      if detail == .named, scores != nil, let run, state.runsOfRung[rung.id]?.count ?? 0 > 1 {
        text.append(" \(run.plan.run)", ink.dim)
      }
    }
    text.append((isChosen ? "◂" : " ") + (detail == .tight ? "" : " "), ink.accent)
    return text
  }

  /// `24%` in three columns while it trains, then a mark.
  ///
  /// - Parameter isOut: there is no run, and there will be none.
  static func progress(_ run: LiveRun?, isOut: Bool) -> String {
    guard let run else { return isOut ? "✗" : "·" }
    switch run.phase {
    case .finished: return run.dead != nil ? "✗" : HeaderLine.mark(of: run.phase)
    case .waiting: return "·"
    case .running, .paused:
      if run.isOpenEnded { return HeaderLine.mark(of: run.phase) }
      if run.plan.isClosedForm { return "…" }
      let share = Numbers.percent(run.share)
      return String(repeating: " ", count: max(3 - share.count, 0)) + share
    }
  }

  private func progressStyle(_ run: LiveRun?, isOut: Bool) -> Style {
    guard let run else { return isOut ? ink.bad : ink.dim }
    return run.dead != nil ? ink.bad : HeaderLine.style(of: run.phase, ink)
  }

  private static func name(of axis: Axis) -> String {
    switch axis {
    case .time: Words.axisTime
    case .space: Words.axisSpace
    case .rows: Words.axisRows
    }
  }

  /// What stands before and behind the rungs: along which axis they are, of which part and in which measure their scores
  /// are, and what is predicted. Where there is little room the part takes the axis's place.
  private func ends(_ session: SessionInfo, hasScores: Bool) -> [(head: StyledText, target: StyledText)] {
    let axis = StyledText(" " + Self.name(of: session.axis) + " ", ink.dim)
    let names = names(of: session)
    guard hasScores || state.isTestRevealed else { return names.map { (axis, $0) } }
    let brief = briefHead(session)
    guard state.hasReveal else { return names.map { (axis + measure(session), $0) } + [(brief, StyledText())] }
    let whole = names.filter { !$0.isEmpty }
    guard !state.isTestRevealed else { return whole.map { (axis + brief, $0) } + names.map { (brief, $0) } }
    let part = StyledText(" ") + PartLabel(state: state, ink: ink).name + StyledText(" ") + measure(session)
    let weighted = part + StyledText(Words.ladderBestWeights + " ", ink.dim)
    return whole.map { (axis + weighted, $0) } + whole.map { (axis + part, $0) } + whole.map { (part, $0) }
      + names.map { (brief, $0) }
  }

  /// Part and measure alone.
  private func briefHead(_ session: SessionInfo) -> StyledText {
    guard state.hasReveal else { return StyledText(" ") + measure(session) }
    let part = state.isTestRevealed ? PartLabel(state: state, ink: ink).name : StyledText(" " + Words.valid, ink.dim)
    return part + StyledText(" ") + measure(session)
  }

  private func measure(_ session: SessionInfo) -> StyledText {
    StyledText(session.target.task.headlineNames.first + " ", ink.dim)
  }

  private func names(of session: SessionInfo) -> [StyledText] {
    switch session.target {
    case .forecast(let target):
      let words = Words.ladderNext(horizon: target.horizonLabel)
      let next = Span(words + " ", ink.text)
      return [
        [Span(Words.ladderCommonTarget + " ", ink.dim), next], [Span(Words.ladderTarget + " ", ink.dim), next],
        [Span("→ ", ink.dim), Span(words, ink.text)],
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
