import Canvas
import Telemetry

/// The knobs of the shown run: live ones above structural ones (⟳), each with its value and its place in its range.
struct KnobsPanel {
  let state: State
  let ink: Ink

  func draw(on surface: inout Surface, in rect: Rect) {
    let knobs = state.knobs
    let visible = Self.visible(state, in: rect)
    let (first, last) = (visible.lowerBound, visible.upperBound)
    let isAlone = state.scope == .rung
    var panel = Panel(StyledText(Words.knobsTitle, ink.title), whose, isFocused: state.labFocus == .knobs)
    if state.shown?.pending.step != nil {
      panel.topRight = [ink.hint(.branch, Words.keyStartBranch, state.keymap)]
    } else if state.rungs.count > 1 {
      panel.topRight = [ink.hint(.scope, isAlone ? Words.keyAllRungs : Words.keyThisRung, state.keymap)]
    }
    if knobs.contains(where: { !$0.isLive }) { panel.bottomLeft = [StyledText("⟳ " + Words.knobsBranch, ink.dim)] }
    if visible.count < knobs.count {
      let arrow = first > 0 ? (last < knobs.count ? "↕" : "↑") : "↓"
      panel.bottomRight = [StyledText(Words.placeOf(place: last, count: knobs.count) + " " + arrow, ink.dim)]
    }
    panel.draw(on: &surface, in: rect, look: ink.look)
    let inner = panel.interior(of: rect)
    guard let run = state.shown, !knobs.isEmpty else {
      surface.put(
        StyledText(state.obstacle(to: state.rung) == nil ? Words.noRun : Words.notTrained, ink.dim),
        in: inner.row(0).inset(left: 1))
      return
    }
    for index in first..<last {
      draw(knobs[index], of: run, isChosen: index == state.knobIndex, on: &surface, in: inner.row(index - first))
    }
    explain(on: &surface, in: inner.inset(left: 1, top: last - first + 1, right: 1))
  }

  /// What the knobs belong to, and whether they can still act.
  private var whose: StyledText {
    if let step = state.shown?.pending.step { return StyledText(Words.knobsOfBranch(step: step), ink.warning) }
    guard state.scope == .rung else { return StyledText(Words.knobsOfAll, ink.warning) }
    guard let run = state.shown, run.isFinished, state.knobs.contains(where: { $0.isLive && !run.acts($0) }) else {
      return StyledText(Words.knobsOfRung, ink.dim)
    }
    return StyledText(Words.knobsOfEnded, ink.warning)
  }

  /// The knobs in sight: the chosen one always is.
  static func visible(_ state: State, in rect: Rect) -> Range<Int> {
    let count = state.knobs.count
    let rows = max(rect.height - 2, 0)
    let first = max(min(state.knobIndex - rows + 1, count - rows), 0)
    return first..<min(first + rows, count)
  }

  /// Where the slider of a row stands; empty where there is no room.
  static func slider(in row: Rect) -> Rect {
    let rest = row.inset(left: 26, right: 1)
    return rest.width >= 5 ? rest.inset(right: max(rest.width - 40, 0)) : rest.inset(left: rest.width)
  }

  private func draw(_ knob: Knob, of run: LiveRun, isChosen: Bool, on surface: inout Surface, in row: Rect) {
    let isActive = isChosen && state.labFocus == .knobs
    defer { if isActive, state.entry == nil { surface.select(row, look: ink.look) } }
    var title = StyledText(isChosen ? "▸" : " ", ink.accent)
    let isInert = run.objection(to: knob, state.keymap) != nil
    title.append(knob.title, isInert ? ink.dim : isChosen ? ink.strong : ink.text)
    if !knob.isLive { title.append(" ⟳", ink.dim) }
    let field = Rect(x: row.x + 16, y: row.y, width: min(8, row.width - 16), height: 1)
    let isTyped = isActive && state.entry != nil
    let shown = isTyped ? nil : run.value(of: knob).map { run.range(of: knob)?.text(of: $0) ?? $0.display }
    // A long title takes the blanks before the value.
    let used = shown.map(TextWidth.width) ?? field.width
    let room = max(field.maxX - row.x - 1 - min(used, field.width), 14)
    surface.put(title, in: row.inset(right: max(row.width - room, 0)), ellipsis: ink.look.ellipsis)
    if isActive, let entry = state.entry {
      edit(entry, on: &surface, in: field.inset(right: -max(row.width - 26, 0)), of: row)
      return
    }
    guard let value = run.value(of: knob) else { return }
    let isDrafted = run.pending.edits[knob] != nil
    let isPending = run.requested[knob] != nil || isInert
    let style = isDrafted ? ink.warning : isPending ? ink.dim : ink.strong
    let range = run.range(of: knob)
    let text = range?.text(of: value) ?? value.display
    let slider = Self.slider(in: row)
    if TextWidth.width(of: text) > field.width, range?.fraction(of: value) == nil, !isDrafted {
      // A long name takes the room that a slider would have.
      surface.put(
        StyledText(text, style), in: row.inset(left: 17, right: 1), ellipsis: ink.look.ellipsis)
      return
    }
    surface.put(StyledText(text, style), in: field, alignment: .right)
    if isDrafted, let was = run.start(of: knob) {
      surface.put(StyledText(Words.knobWas(value: was.display), ink.dim), in: row.inset(left: 26, right: 1))
    } else if !isInert, let rate = effectiveRate(of: run, at: knob, shown: value) {
      say(Words.knobNow(value: rate), orBriefly: rate, beside: row, on: &surface)
    } else if let taken = taken(of: run, at: knob, shown: value) {
      say(Words.knobTakes(value: taken), orBriefly: taken, beside: row, on: &surface)
    } else if !isInert, let fraction = range?.fraction(of: value), !slider.isEmpty {
      Slider(fraction, isFocused: isActive).draw(on: &surface, in: slider, look: ink.look)
    }
  }

  /// In the slider's room.
  private func say(_ text: String, orBriefly value: String, beside row: Rect, on surface: inout Surface) {
    let room = row.inset(left: 26, right: 1)
    surface.put(StyledText(TextWidth.width(of: text) <= room.width ? text : "→" + value, ink.text), in: room)
  }

  /// What a knob that stands at 0, and so leaves it to the rung or the run, was taken as; nil of any other.
  private func taken(of run: LiveRun, at knob: Knob, shown value: KnobValue) -> String? {
    guard value == .integer(0), knob.isUnsetAtZero else { return nil }
    return run.plan.suited[knob]?.display
  }

  /// What the schedule makes of the learning rate at this moment, to two digits; nil where that is the knob's own.
  private func effectiveRate(of run: LiveRun, at knob: Knob, shown value: KnobValue) -> String? {
    guard knob == .learningRate, !run.isFinished, run.pending.step == nil, let rate = run.progress.learningRate,
      !KnobValue.number(rate).isClose(to: value)
    else { return nil }
    return Numbers.learningRate(rate)
  }

  private func edit(_ entry: State.TextEntry, on surface: inout Surface, in field: Rect, of row: Rect) {
    surface.select(row, look: ink.look)
    let visible = String(entry.text.suffix(max(field.width - 1, 1)))
    surface.fill(field, style: ink.field)
    // The old value stands marked until something is typed over it.
    let style = entry.isFresh ? ink.field.with(.reverse) : ink.field
    surface.put(visible, at: field.origin, style: style, maxWidth: field.width)
    surface.cursor = Point(field.x + TextWidth.width(of: visible), field.y)
  }

  /// What the chosen knob does, where there is room below the list for the whole sentence.
  private func explain(on surface: inout Surface, in rect: Rect) {
    guard let knob = state.knob else { return }
    let objection = state.shown?.objection(to: knob, state.keymap)
    let lines = Wrapping.lines(objection ?? knob.explanation, width: rect.width)
    guard lines.count <= rect.height else { return }
    for (index, line) in lines.enumerated() {
      surface.put(StyledText(line, ink.dim), in: rect.row(index))
    }
  }
}
