import Canvas
import Telemetry

/// The second line: the rungs from fine to coarse, each with its own progress or result, and the common target.
struct LadderLine {
  let state: State
  let ink: Ink

  func draw(on surface: inout Surface, in rect: Rect) {
    guard let session = state.session else { return }
    let ranking = state.ranking
    for detail in Detail.allCases {
      let slots = session.rungs.indices.map { slot($0, ranking.first?.rung, detail) }
      for target in targets(session) {
        let left = 2 + TextWidth.width(of: session.axis) + 1
        guard left + slots.reduce(0, { $0 + $1.width }) + target.width <= rect.width else { continue }
        draw(session.axis, slots, target, on: &surface, in: rect)
        return
      }
    }
    drawAround(session, ranking.first?.rung, on: &surface, in: rect)
  }

  private enum Detail: CaseIterable { case full, chosenScoreOnly, marksOnly }

  private func draw(
    _ axis: String, _ slots: [StyledText], _ target: StyledText, on surface: inout Surface, in rect: Rect
  ) {
    var line: StyledText = [Span(" " + axis + " ", ink.dim)]
    for slot in slots { line.append(slot) }
    surface.put(line, in: rect)
    surface.put(target, in: rect, alignment: .right)
  }

  /// With too many rungs for the line, those around the chosen one, with arrows where there are more.
  private func drawAround(_ session: SessionInfo, _ best: RungID?, on surface: inout Surface, in rect: Rect) {
    let slots = session.rungs.indices.map { slot($0, best, .chosenScoreOnly) }
    var range = state.rungIndex..<min(state.rungIndex + 1, slots.count)
    let room = rect.width - 4
    func width(_ range: Range<Int>) -> Int { slots[range].reduce(0) { $0 + $1.width } }
    while true {
      let wider = range.lowerBound > 0 ? range.lowerBound - 1..<range.upperBound : range
      let longer = range.upperBound < slots.count ? range.lowerBound..<range.upperBound + 1 : range
      if longer != range, width(longer) <= room {
        range = longer
      } else if wider != range, width(wider) <= room {
        range = wider
      } else {
        break
      }
    }
    var line: StyledText = [Span(range.lowerBound > 0 ? " ‹" : "  ", ink.dim)]
    for slot in slots[range] { line.append(slot) }
    if range.upperBound < slots.count { line.append("›", ink.dim) }
    surface.put(line, in: rect)
  }

  /// One rung in columns that stay the same while it trains: name, progress or mark, score.
  private func slot(_ index: Int, _ best: RungID?, _ detail: Detail) -> StyledText {
    let rung = state.rungs[index]
    let isChosen = index == state.rungIndex
    let name = TextWidth.cleaned(rung.id.label)
    let run = state.record(of: rung.id)
    var text: StyledText = [
      Span(isChosen ? "▸" : " ", ink.accent), Span(name, isChosen ? ink.chosen : ink.text),
    ]
    text.append(" " + Self.progress(rung, run), progressStyle(rung, run))
    if detail == .full || (detail == .chosenScoreOnly && isChosen) {
      let scores = run?.evaluation?.scores
      let headline = scores?.headline ?? "    "
      let isRanked = scores?.isRanked ?? true
      let style = best == rung.id ? ink.good.with(.bold) : isRanked ? ink.text : ink.dim
      text.append(rung.exclusion != nil && scores == nil ? "" : isRanked ? " " + headline : " (\(headline))", style)
      if best == rung.id { text.append("★", ink.good) }
    }
    text.append(isChosen ? "◂ " : "  ", ink.accent)
    return text
  }

  /// `24%` in three columns while it trains, then a mark.
  static func progress(_ rung: RungInfo, _ run: RunRecord?) -> String {
    guard let run else { return rung.exclusion == nil ? "·" : "✗" }
    switch run.phase {
    case .finished(.diverged): return "✗"
    case .finished: return "✓"
    case .waiting: return "·"
    case .running, .paused:
      if run.plan.isClosedForm { return "…" }
      let share = Numbers.percent(run.share)
      return String(repeating: " ", count: max(3 - share.count, 0)) + share
    }
  }

  private func progressStyle(_ rung: RungInfo, _ run: RunRecord?) -> Style {
    guard let run else { return rung.exclusion == nil ? ink.dim : ink.bad }
    return HeaderLine.style(of: run.phase, ink)
  }

  private func targets(_ session: SessionInfo) -> [StyledText] {
    guard let target = session.target else {
      guard session.classTarget != nil else { return [StyledText()] }
      return [[Span("common target: ", ink.dim), Span("class ", ink.text)], [Span("class ", ink.text)], ""]
    }
    let next = Span("next \(target.horizonLabel) ", ink.text)
    return [
      [Span("common target: ", ink.dim), next], [Span("target: ", ink.dim), next], [Span("→ ", ink.dim), next],
      StyledText(),
    ]
  }
}
