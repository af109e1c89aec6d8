import Canvas
import Telemetry

extension State {
  mutating func perform(_ action: Action) -> [Effect] {
    switch action {
    case .pause: return pauseOrResume()
    case .step: return addressedEffects(.step) { $0.canTrain }
    case .restart: return restart()
    case .branch: return branch()
    case .quit:
      guard isTraining else { return [.quit] }
      let count = runs.values.filter { $0.phase == .running }.count
      ask(
        .quit,
        "\(count) \(count == 1 ? "run is" : "runs are") still training: \(keymap.name(of: .quit)) again quits · Esc stays"
      )
    case .nextRung, .previousRung, .nextRun: choose(action)
    case .knobUp, .knobDown, .decrease, .increase, .halve, .double, .type, .scope: return turn(action)
    case .view, .crosshair, .readLeft, .readRight, .readFirst, .readLast, .zoomIn, .zoomOut, .panLeft, .panRight,
      .follow, .logarithmic, .smoothing:
      look(action)
    case .previousOrigin: origin = max(origin - 1, 0)
    case .nextOrigin: origin = min(origin + 1, max(originCount - 1, 0))
    case .firstOrigin: origin = 0
    case .lastOrigin: origin = max(originCount - 1, 0)
    case .previousPicture, .nextPicture, .pictureAbove, .pictureBelow, .galleryBack, .galleryOn, .firstPicture,
      .lastPicture, .enlarge, .inside, .layerBefore, .layerAfter, .cellLeft, .cellRight, .cellAbove, .cellBelow,
      .showCell:
      performPictures(action)
    case .rowUp: moveRow(by: -1)
    case .rowDown: moveRow(by: 1)
    case .pageUp: moveRow(by: -max(LabLayout(state: self).tableRows, 1))
    case .pageDown: moveRow(by: max(LabLayout(state: self).tableRows, 1))
    case .reconcile, .nextMethod, .previousMethod: return performReconciliation(action)
    case .chooseGrain: return chooseGrain()
    case .measure, .classMeasure, .cost, .seeds, .trainAll: return performTradeoffs(action)
    case .showLab, .openRung: screen = .lab
    case .showTradeoffs: screen = .tradeoffs
    case .showData: screen = .data
    case .itemAbove, .itemBelow, .itemsAbove, .itemsBelow, .choiceBefore, .choiceAfter, .choose:
      return performData(action)
    case .nextPanel: moveFocus(by: 1)
    case .previousPanel: moveFocus(by: -1)
    case .leave: leave()
    case .join: openJoins()
    case .adapt: return adapt()
    case .theme: openThemes()
    case .help: overlay = .help(firstRow: 0)
    case .palette: overlay = .palette(CommandPalette())
    case .undo: return undo()
    case .copy: return copySource.map { [.copy($0)] } ?? []
    case .mouse:
      usesMouse.toggle()
      let key = keymap.name(of: .mouse)
      note = Note(
        text: usesMouse
          ? "the mouse chooses, drags and scrolls again" : "the mouse selects text as in a shell; \(key) takes it back",
        kind: .answer)
      return [.setMouse(usesMouse)]
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    }
    return []
  }

  // MARK: Training

  private mutating func ask(_ action: Action, _ question: String) {
    confirming = action
    note = Note(text: question, kind: .warning)
  }

  private func addressedEffects(_ command: Command, where isMeant: (RunRecord) -> Bool) -> [Effect] {
    addressed.filter(isMeant).map { .send($0.plan.run, command) }
  }

  private func pauseOrResume() -> [Effect] {
    let open = addressed.filter { $0.canTrain }
    let isPausing = isPausing
    return open.filter { ($0.phase != .paused) == isPausing }.map { .send($0.plan.run, isPausing ? .pause : .resume) }
  }

  /// From the cross-hair where there is one, else from the newest step.
  private func branch() -> [Effect] {
    guard let shown else { return [] }
    let step = min(crosshair ?? shown.step, shown.step)
    return [.branch(from: shown.plan.run, atStep: step, edits: shown.drafts)]
  }

  // MARK: Rungs and runs

  private mutating func choose(_ action: Action) {
    guard !rungs.isEmpty else { return }
    switch action {
    case .nextRun:
      let siblings = siblings
      guard let rung, let run = current[rung.id], let index = siblings.firstIndex(of: run) else { return }
      current[rung.id] = siblings[(index + 1) % siblings.count]
      lookAnew()
    default: show(rung: (rungIndex + (action == .nextRung ? 1 : rungs.count - 1)) % rungs.count)
    }
  }

  /// Chooses what is shown; nothing restarts.
  mutating func show(rung index: Int) {
    guard rungs.indices.contains(index), index != rungIndex else { return }
    let knob = self.knob
    rungIndex = index
    // The same knob stays chosen where the other rung has it.
    knobIndex = knob.flatMap { knobs.firstIndex(of: $0) } ?? 0
    firstRow = min(firstRow, max(rowCount - 1, 0))
    row = row.map { min($0, max(rowCount - 1, 0)) }
    lookAnew()
  }

  private mutating func lookAnew() {
    window = CurveWindow()
    putCrosshairAway()
    if let divergence = shown?.divergence { note = Note(text: divergence.explanation, kind: .warning) }
  }

  // MARK: Knobs

  private mutating func turn(_ action: Action) -> [Effect] {
    switch action {
    case .knobUp: knobIndex = max(knobIndex - 1, 0)
    case .knobDown: knobIndex = min(knobIndex + 1, max(knobs.count - 1, 0))
    case .scope:
      scope = scope == .rung ? .all : .rung
      note = Note(text: scope == .all ? "keys act on every rung" : "keys act on this rung alone")
    default:
      guard let knob, let range = shown?.range(of: knob), let value = shown?.value(of: knob) else { return [] }
      switch action {
      case .type: entry = TextEntry(knob: knob, text: range.text(of: value), isFresh: true)
      case .halve: return range.scaled(value, by: 0.5).map { set(knob, to: $0) } ?? []
      case .double: return range.scaled(value, by: 2).map { set(knob, to: $0) } ?? []
      default: return set(knob, to: range.turned(value, by: action == .increase ? 1 : -1))
      }
    }
    return []
  }

  /// A live knob goes to the trainer at once; a structural one waits for the branch.
  mutating func set(_ knob: Knob, to value: KnobValue) -> [Effect] {
    guard let shown, let present = shown.value(of: knob), !present.isClose(to: value) else { return [] }
    let text = shown.range(of: knob)?.text(of: value) ?? value.display
    guard knob.isLive else {
      let run = shown.plan.run
      remember(.drafts(run, shown.drafts))
      runs[run]?.drafts[knob] = shown.settings[knob] == value ? nil : value
      let isUndone = shown.settings[knob] == value
      note = Note(
        text: isUndone
          ? "\(knob.title) is as it was"
          : "\(knob.title) \(text) needs a new start: \(keymap.name(of: .branch)) branches · Esc forgets it",
        kind: .answer)
      return []
    }
    let changed = addressed.compactMap { record in
      record.value(of: knob).flatMap { $0.isClose(to: value) ? nil : (record.plan.run, $0) }
    }
    remember(.knob(knob, before: Dictionary(changed) { first, _ in first }))
    return addressed.compactMap { record in
      guard let present = record.value(of: knob), !present.isClose(to: value) else { return nil }
      runs[record.plan.run]?.requested[knob] = value
      return .send(record.plan.run, .set(knob, value))
    }
  }

  // MARK: Program

  private mutating func moveFocus(by direction: Int) {
    let boards = TradeoffsScreen.boards(self)
    let panels = screen.panels.filter { panel in
      switch screen {
      case .lab: panel != .inside || canLookInside
      case .tradeoffs: panel == .rungs || boards.contains(panel)
      case .data: true
      }
    }
    guard let index = panels.firstIndex(of: focus) else { return }
    chosenFocus = panels[(index + direction + panels.count) % panels.count]
    if screen == .tradeoffs, focus != .rungs { tradeoffs.board = focus }
  }

  /// One step out: of what the screen shows in particular, of a panel, of the screen.
  private mutating func leave() {
    switch screen {
    case .lab: leaveLab()
    case .tradeoffs: leaveScreen()
    case .data: if !leaveData() { leaveScreen() }
    }
  }

  private mutating func leaveScreen() {
    if chosenFocus != nil { chosenFocus = nil } else { screen = .lab }
  }

  private mutating func leaveLab() {
    if crosshair != nil {
      putCrosshairAway()
    } else if leavePictures() {
      return
    } else if row != nil {
      row = nil
    } else if let shown, !shown.drafts.isEmpty {
      remember(.drafts(shown.plan.run, shown.drafts))
      runs[shown.plan.run]?.drafts = [:]
    } else if plot == .comparison {
      plot = .losses
    } else if window.span != nil {
      window = CurveWindow()
    } else {
      chosenFocus = nil
    }
  }
}
