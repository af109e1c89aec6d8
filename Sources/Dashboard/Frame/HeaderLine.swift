import Canvas
import Telemetry

/// The first line: the screens, what is open, and how the shown run stands.
struct HeaderLine {
  let state: State
  let ink: Ink

  func draw(on surface: inout Surface, in rect: Rect) {
    let (left, right) = sides(width: rect.width)
    surface.put(left, in: rect.inset(right: right.width))
    surface.put(right, in: rect, alignment: .right)
  }

  /// The screen whose name stands at a place, for clicks.
  func screen(at point: Point, in rect: Rect) -> ScreenID? {
    var x = rect.x
    for span in sides(width: rect.width).left.spans {
      if (x..<x + span.width).contains(point.x) {
        return state.screens.first { span.text == Self.name(of: $0) || span.text == Self.number(of: $0) }
      }
      x += span.width
    }
    return nil
  }

  private func sides(width: Int) -> (left: StyledText, right: StyledText) {
    // What is open is named whole before how the run stands is told at length.
    let fitting = status.filter { $0.width <= max(width - 14, width / 2) }
    let right =
      fitting.first { $0.width + 1 + leastNames.width <= width } ?? fitting.first ?? status.last ?? StyledText()
    let room = width - right.width - 1
    return (StyledText.richest(of: names(within: room), within: room), right)
  }

  // MARK: Tabs

  private static func name(of screen: ScreenID) -> String { " \(screen.rawValue) \(screen.name) " }
  private static func number(of screen: ScreenID) -> String { " \(screen.rawValue) " }

  /// The names of all screens where there is more than one.
  private var tabs: StyledText { tabs { _ in true } }

  /// The present screen's name, and the keys of the others.
  private var briefTabs: StyledText { tabs { $0 == state.screen } }

  private func tabs(isNamed: (ScreenID) -> Bool) -> StyledText {
    guard state.screens.count > 1 else { return StyledText() }
    return StyledText(
      state.screens.map { screen in
        Span(
          isNamed(screen) ? Self.name(of: screen) : Self.number(of: screen),
          screen == state.screen ? ink.selection.with(.bold) : ink.dim)
      })
  }

  // MARK: What is open

  private func names(within room: Int) -> [StyledText] {
    let brand: StyledText = [Span(" Grainscope", ink.brand)]
    guard let session = state.session else { return [brand] }
    let target: StyledText = [Span(" ▸ ", ink.dim), Span(TextWidth.cleaned(session.targetName), ink.strong)]
    let whole = StyledText("  " + TextWidth.cleaned(session.fileName), ink.text) + target
    let tabs = tabs
    let heads = tabs.isEmpty ? [brand] : [brand + "  " + tabs, tabs, briefTabs]
    let here = heads.last ?? brand
    func short(_ others: Int) -> StyledText {
      let columns = room - here.width - others - 1
      return StyledText(" " + TextWidth.truncated(TextWidth.cleaned(session.fileName), to: max(columns, 6)), ink.text)
    }
    let treated = treatment(session)
    let telling =
      treated.isEmpty
      ? [] : heads.map { $0 + whole + treated } + [here + short(target.width + treated.width) + target + treated]
    let name: StyledText = [Span(" " + state.screen.name, ink.accent.with(.bold))]
    return telling + heads.map { $0 + whole } + [
      leastNames, here + short(target.width) + target, here + short(0), here, name,
    ]
  }

  /// What is done to the data and what of the session is lost, which is never silent; empty where nothing is.
  private func treatment(_ session: SessionInfo) -> StyledText {
    let lost = state.unkept.sorted().map { what in
      switch what {
      case .journal: Words.headerNoJournal
      case .runs: Words.headerNoRuns
      }
    }
    let policies = lost + session.policies.filter { !$0.isDefault }.map { "\($0.name) \($0.value)" }
    return policies.isEmpty ? StyledText() : StyledText("  " + policies.joined(separator: " · "), ink.warning)
  }

  /// Tabs, file, target and treatment, as briefly as none of them is cut.
  private var leastNames: StyledText {
    guard let session = state.session else { return StyledText() }
    return briefTabs + [
      Span(" " + TextWidth.cleaned(session.fileName), ink.text), Span(" ▸ ", ink.dim),
      Span(TextWidth.cleaned(session.targetName), ink.strong),
    ] + treatment(session)
  }

  /// From the richest wording to the barest.
  private var status: [StyledText] {
    guard let run = state.shown else {
      let word = state.session == nil ? "" : Words.noRun + " "
      return [StyledText(word, ink.dim)]
    }
    let mark = Self.mark(of: run.phase)
    let style = Self.style(of: run.phase, ink)
    var recipe = StyledText(run.plan.recipe, ink.text)
    if let widths = run.settings[.units]?.display { recipe.append(" " + widths, ink.text) }
    if let parent = run.plan.parent {
      recipe.append(" ↳\(parent.run.number)", ink.accent)
    }
    if case .stream(let stream, _) = state.session?.content {
      return StreamStatus(stream: stream, run: run, ink: ink).wordings
    }
    if run.plan.isClosedForm {
      let word = run.isFinished ? "✓ \(Words.headerSolved) " : "▶ \(Words.headerSolving) "
      return [recipe + StyledText("   " + word, style), StyledText(word, style)]
    }
    let planned = String(run.plannedEpochs)
    if run.endedPastPlan { return pastPlan(run, recipe) }
    let done = String(run.isFinished ? run.completedEpochs : min(run.completedEpochs + 1, run.plannedEpochs))
    let padded = String(repeating: " ", count: max(planned.count - done.count, 0)) + done
    let epoch = StyledText([
      Span(mark + " ", style), Span(Words.epoch + " ", ink.dim), Span(padded, ink.strong),
      Span("/" + planned, ink.dim),
    ])
    if let failure = Self.failure(of: run.record) {
      let rest = StyledText("  " + failure + " ", ink.bad)
      let brief = StyledText([Span(mark + " ", style), Span(failure + " ", ink.bad)])
      return [recipe + "   " + epoch + rest, epoch + rest, brief, epoch + " "]
    }
    let rest: StyledText =
      switch run.phase {
      case .finished(let reason): StyledText("  " + Self.word(for: reason) + " ", style)
      case .paused: StyledText("  \(Words.phasePaused) ", style)
      case .waiting: StyledText("  \(Words.phaseWaiting) ", style)
      case .running:
        run.secondsLeft.map { [Span("  " + Numbers.clock($0), ink.text), Span(" \(Words.headerTimeLeft) ", ink.dim)] }
          ?? " "
      }
    return [recipe + "   " + epoch + rest, epoch + rest, epoch + " "]
  }

  /// A run that has done more than is planned now: both are said, never one out of the other.
  private func pastPlan(_ run: LiveRun, _ recipe: StyledText) -> [StyledText] {
    let ended: StyledText = [
      Span(Self.mark(of: run.phase) + " ", Self.style(of: run.phase, ink)),
      Span(Words.headerEndedAt(epoch: run.completedEpochs), ink.strong),
    ]
    let planned = StyledText(", " + Words.headerPlanned(epochs: run.plannedEpochs), ink.dim)
    let failure = Self.failure(of: run.record).map { StyledText("  " + $0, ink.bad) } ?? ""
    return [
      recipe + "   " + ended + planned + failure + " ", ended + planned + failure + " ", ended + failure + " ",
      ended + " ",
    ]
  }

  /// In some words: where the loss or the network was lost; nil where nothing was.
  static func failure(of run: RunRecord) -> String? {
    run.divergence.map { Words.phaseDivergedAt(step: $0.step) } ?? run.dead.map { Words.deadSince(epoch: $0.epoch) }
  }

  /// The same in a word or two, for a column.
  static func briefFailure(of run: RunRecord) -> String? {
    run.divergence != nil ? Words.phaseDiverged : run.dead == nil ? nil : Words.curveDead
  }

  static func mark(of phase: Phase) -> String {
    switch phase {
    case .waiting: "·"
    case .running: "▶"
    case .paused: "‖"
    case .finished(.diverged): "✗"
    case .finished(.interrupted): "‖"
    case .finished(.stopped): "■"
    case .finished(.completed), .finished(.earlyStopped): "✓"
    }
  }

  static func style(of phase: Phase, _ ink: Ink) -> Style {
    switch phase {
    case .waiting: ink.dim
    case .running, .finished(.completed), .finished(.earlyStopped): ink.good
    case .paused, .finished(.stopped), .finished(.interrupted): ink.warning
    case .finished(.diverged): ink.bad
    }
  }

  static func word(for reason: EndReason) -> String {
    switch reason {
    case .completed: Words.phaseDone
    case .earlyStopped: Words.phaseStoppedEarly
    case .stopped: Words.phaseStopped
    case .diverged: Words.phaseDiverged
    case .interrupted: Words.phaseInterrupted
    }
  }
}
