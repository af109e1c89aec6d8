import Canvas

/// A line of the key table: what keys do, how they are named, and when they work.
package struct Binding: Sendable {
  package let action: Action
  package let keys: [Key]
  /// As the key bar and the help show them: `←→`.
  package let caption: String
  /// One or two words for the key bar; empty for a key that only the help names.
  package let label: String
  /// A sentence for the help.
  package let help: String
  package let group: Group
  /// Two lines that the key bar shows as one, as `g` and `G`, carry their caption and label in the first.
  package let isAvailable: @Sendable (State) -> Bool

  package enum Group: String, CaseIterable, Sendable {
    case training = "Training", rungs = "Rungs and runs", knobs = "Knobs", curve = "Curve"
    case forecast = "Forecast and table", program = "Program"
  }
}

/// The single source of key dispatch, key bar and help. Ordered by importance: the key bar shows what fits.
package enum KeyTable {
  package static let bindings: [Binding] = training + rungs + knobs + curve + forecast + program

  /// What `key` does now; the first line that works decides, so one key may serve several panels.
  static func action(for key: Key, in state: State) -> Action? {
    bindings.first { $0.keys.contains(key) && $0.isAvailable(state) }?.action
  }

  private static func line(
    _ action: Action, _ keys: [Key], _ caption: String, _ label: String, _ help: String, _ group: Binding.Group,
    _ isAvailable: @escaping @Sendable (State) -> Bool = { $0.session != nil }
  ) -> Binding {
    Binding(
      action: action, keys: keys, caption: caption, label: label, help: help, group: group, isAvailable: isAvailable)
  }

  private static let training: [Binding] = [
    line(
      .pause, [.character(" ")], "space", "pause", "Pauses training, or goes on.", .training, { $0.canPause }),
    line(.step, [.character("s")], "s", "step", "Trains one step, then pauses.", .training, { $0.canStep }),
  ]

  private static let rungs: [Binding] = [
    line(
      .nextRung, [.character("g")], "g G", "grain", "Shows the next rung of the ladder, coarser; nothing restarts.",
      .rungs,
      { $0.rungs.count > 1 }),
    line(
      .previousRung, [.character("G")], "G", "", "Shows the finer rung before.", .rungs, { $0.rungs.count > 1 }),
  ]

  private static let knobs: [Binding] = [
    line(
      .decrease, [.left], "←→", "adjust", "Turns the chosen knob down by its range.", .knobs,
      { $0.focus == .knobs && $0.knob != nil }),
    line(
      .increase, [.right], "→", "", "Turns the chosen knob up.", .knobs, { $0.focus == .knobs && $0.knob != nil }),
    line(
      .type, [.enter], "⏎", "type", "Types the chosen knob's value.", .knobs,
      { $0.focus == .knobs && $0.knob != nil }),
    line(
      .knobUp, [.up], "↑↓", "", "Chooses a knob; what it does is said below.", .knobs,
      { $0.focus == .knobs && $0.knob != nil }),
    line(.knobDown, [.down], "↓", "", "Chooses the next knob.", .knobs, { $0.focus == .knobs && $0.knob != nil }),
    line(
      .branch, [.character("b")], "b", "branch",
      "Branches: a new run from the cross-hair's step, or from now, with the structural knobs that were changed (⟳).",
      .training, { $0.canBranch }),
    line(
      .halve, [.character("[")], "[ ]", "halve", "Halves the chosen knob, as the learning rate in mid-run.", .knobs,
      { $0.canScale }),
    line(.double, [.character("]")], "]", "", "Doubles the chosen knob.", .knobs, { $0.canScale }),
    line(
      .scope, [.character("a")], "a", "all",
      "Lets knobs, pause, step and restart act on every rung, or on this one alone.", .knobs, { $0.rungs.count > 1 }),
    line(
      .restart, [.character("r")], "r", "restart", "Begins again at step 0 with the present knobs; asks first.",
      .training, { $0.shown != nil }),
    line(
      .nextRun, [.character("n")], "n", "run", "Shows the next run of this rung: parent and branches in turn.", .rungs,
      { $0.siblings.count > 1 }),
  ]

  private static let curve: [Binding] = [
    line(
      .readLeft, [.left], "←→", "read", "Moves the cross-hair one visible step back.", .curve,
      { $0.focus == .curve && $0.crosshair != nil }),
    line(
      .readRight, [.right], "→", "", "Moves the cross-hair one visible step on.", .curve,
      { $0.focus == .curve && $0.crosshair != nil }),
    line(
      .readFirst, [.home], "Home", "", "Moves the cross-hair to the first step in sight.", .curve,
      { $0.focus == .curve && $0.crosshair != nil }),
    line(
      .readLast, [.end], "End", "", "Moves the cross-hair to the newest step.", .curve,
      { $0.focus == .curve && $0.crosshair != nil }),
    line(
      .view, [.character("v")], "v", "view",
      "Shows all rungs as RMSSE against multiply-adds spent, or the curve of this rung.", .curve,
      { $0.canCompare }),
    line(
      .crosshair, [.character("c")], "c", "cross-hair", "Reads exact values on the curve.", .curve, { $0.hasCurve }),
    line(
      .zoomIn, [.character("+"), .character("=")], "+ -", "zoom", "Zooms in on the curve.", .curve, { $0.hasCurve }),
    line(
      .zoomOut, [.character("-"), .character("_")], "-", "", "Zooms out; far enough, all is seen.", .curve,
      { $0.hasCurve && $0.window.span != nil }),
    line(
      .panLeft, [.character("h")], "h l", "pan", "Moves the zoomed curve back in time; it stays until f.", .curve,
      { $0.hasCurve && $0.window.span != nil }),
    line(
      .panRight, [.character("l")], "l", "", "Moves the zoomed curve on.", .curve,
      { $0.hasCurve && $0.window.span != nil }),
    line(
      .panLeft, [.left], "←→", "pan", "Moves the zoomed curve back, in the curve's panel.", .curve,
      { $0.focus == .curve && $0.hasCurve && $0.window.span != nil }),
    line(
      .panRight, [.right], "→", "", "Moves the zoomed curve on, in the curve's panel.", .curve,
      { $0.focus == .curve && $0.hasCurve && $0.window.span != nil }),
    line(
      .follow, [.character("f")], "f", "follow", "Follows the newest step again.", .curve,
      { $0.hasCurve && $0.window.end != nil }),
    line(
      .logarithmic, [.character("L")], "L", "log", "Draws losses on a logarithmic or a linear scale.", .curve,
      { $0.hasCurve }),
    line(
      .smoothing, [.character("S")], "S", "smooth",
      "Smooths the curve more, or not at all; the band of raw losses stays.", .curve, { $0.hasCurve }),
  ]

  private static let forecast: [Binding] = [
    line(
      .previousOrigin, [.character(",")], ", .", "origin", "Shows the forecast from the origin before.", .forecast,
      { $0.originCount > 1 }),
    line(
      .nextOrigin, [.character(".")], ".", "", "Shows the forecast from the next origin.", .forecast,
      { $0.originCount > 1 }),
    line(
      .previousOrigin, [.left], "←→", "origin", "Shows the origin before, in the forecast's and the table's panel.",
      .forecast, { $0.isReadingForecast }),
    line(
      .nextOrigin, [.right], "→", "", "Shows the next origin, in these panels.", .forecast, { $0.isReadingForecast }),
    line(
      .firstOrigin, [.home], "Home", "", "Shows the first origin of the test part.", .forecast,
      { $0.isReadingForecast }),
    line(.lastOrigin, [.end], "End", "", "Shows the last origin.", .forecast, { $0.isReadingForecast }),
    line(
      .rowUp, [.up, .pageUp], "↑↓", "rows", "Scrolls the table.", .forecast, { $0.focus == .table && $0.rowCount > 1 }),
    line(
      .rowDown, [.down, .pageDown], "↓", "", "Scrolls the table on.", .forecast,
      { $0.focus == .table && $0.rowCount > 1 }),
  ]

  private static let program: [Binding] = [
    line(
      .nextPanel, [.tab], "Tab", "panel", "Moves to the next panel: the bright border; arrows belong to it.", .program),
    line(.previousPanel, [.backTab], "⇧Tab", "", "Moves to the panel before.", .program),
    line(
      .leave, [.escape], "Esc", "back", "Goes back: out of the cross-hair, the drafts, the comparison, the zoom.",
      .program, { $0.canLeave }),
    line(
      .theme, [.character("t")], "t", "theme", "Changes the colours.", .program, { $0.themes.count > 1 }),
    line(.help, [.character("?"), .function(1)], "?", "help", "Shows every key.", .program, { _ in true }),
    line(
      .quit, [.character("q"), .control("c")], "q", "quit", "Quits; asks while a run is training.", .program,
      { _ in true }),
    line(.suspend, [.control("z")], "^Z", "", "Goes to the shell; fg comes back.", .program, { _ in true }),
    line(.redraw, [.control("l")], "^L", "", "Draws the screen anew.", .program, { _ in true }),
  ]
}

/// When keys work.
extension State {
  var canPause: Bool { addressed.contains { !$0.isFinished && !$0.plan.isClosedForm } }
  var canStep: Bool { canPause }
  var canBranch: Bool { shown.map { !$0.plan.isClosedForm || !$0.drafts.isEmpty } ?? false }
  var canScale: Bool {
    guard focus == .knobs, let knob, let range = shown?.range(of: knob) else { return false }
    if case .choices = range { return false }
    return true
  }
  var hasCurve: Bool { plot == .losses && shown.map { !$0.plan.isClosedForm } ?? false }
  var canCompare: Bool { !runs.isEmpty }
  var isReadingForecast: Bool { (focus == .forecast || focus == .table) && originCount > 1 }
  /// Rows that the table can scroll over.
  var rowCount: Int {
    if let target = session?.target { return target.steps }
    return session?.classTarget?.classNames.count ?? 0
  }
  var canLeave: Bool {
    crosshair != nil || plot == .comparison || window.span != nil || !(shown?.drafts.isEmpty ?? true)
      || focus != .knobs
  }
}
