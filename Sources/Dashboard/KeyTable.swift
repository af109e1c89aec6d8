import Canvas

/// A line of the key table: what keys do, how they are named, and when they work.
package struct Binding: Sendable {
  package let action: Action
  package let keys: [Key]
  /// As the key bar shows them, both keys of a pair in one: `←→`.
  package let caption: String
  /// One or two words for the key bar; empty for a key that only the help names.
  package let label: String
  /// A sentence for the help.
  package let help: String
  package let group: Group
  let isMeant: @Sendable (Situation) -> Bool

  package func isAvailable(in state: State) -> Bool { isMeant(Situation(state)) }

  package enum Group: String, CaseIterable, Sendable {
    case training = "Training"
    case rungs = "Rungs and runs"
    case knobs = "Knobs"
    case curve = "Curve"
    case forecast = "Forecast and table"
    case program = "Program"
  }
}

/// The single source of key dispatch, key bar and help.
///
/// Ordered by importance: the key bar shows from the left what fits. One key may stand in several lines; the first that
/// works now decides.
package enum KeyTable {
  package static let bindings: [Binding] = always + arrows + changes + looks + program

  /// What `key` does now.
  static func action(for key: Key, in state: State) -> Action? {
    let situation = Situation(state)
    return bindings.first { $0.keys.contains(key) && $0.isMeant(situation) }?.action
  }

  private static func line(
    _ action: Action, _ keys: [Key], _ caption: String, _ label: String, _ group: Binding.Group, _ help: String,
    _ isMeant: @escaping @Sendable (Situation) -> Bool
  ) -> Binding {
    Binding(
      action: action, keys: keys, caption: caption, label: label, help: help, group: group, isMeant: isMeant)
  }

  private static let always: [Binding] = [
    line(.pause, [.character(" ")], "space", "pause", .training, "Pauses training, or goes on.") { $0.canPause },
    line(.step, [.character("s")], "s", "step", .training, "Trains one step, then pauses.") { $0.canPause },
    line(
      .nextRung, [.character("g")], "g G", "grain", .rungs, "Shows the next coarser rung; nothing restarts."
    ) { $0.hasRungs },
    line(.previousRung, [.character("G")], "G", "", .rungs, "Shows the next finer rung.") { $0.hasRungs },
  ]

  /// Arrows, Home, End and ⏎ belong to the panel with the bright border.
  private static let arrows: [Binding] = [
    line(.decrease, [.left], "←→", "adjust", .knobs, "Turns the chosen knob down.") { $0.isTurning },
    line(.increase, [.right], "→", "", .knobs, "Turns the chosen knob up.") { $0.isTurning },
    line(.type, [.enter], "⏎", "type", .knobs, "Types the chosen knob's value.") { $0.isTurning },
    line(.knobUp, [.up], "↑↓", "", .knobs, "Chooses the knob above.") { $0.isTurning },
    line(.knobDown, [.down], "↓", "", .knobs, "Chooses the knob below.") {
      $0.isTurning
    },
    line(.readLeft, [.left], "←→", "read", .curve, "Moves the cross-hair back.") { $0.isReading },
    line(.readRight, [.right], "→", "", .curve, "Moves the cross-hair on.") { $0.isReading },
    line(.readFirst, [.home], "Home", "", .curve, "Moves the cross-hair to the first step in sight.") { $0.isReading },
    line(.readLast, [.end], "End", "", .curve, "Moves the cross-hair to the newest step.") { $0.isReading },
    line(.panLeft, [.left, .shiftLeft], "←→", "pan", .curve, "In its panel: moves the zoomed curve back.") {
      $0.isPanning
    },
    line(.panRight, [.right, .shiftRight], "→", "", .curve, "In its panel: moves the zoomed curve on.") {
      $0.isPanning
    },
    line(.rowUp, [.up, .pageUp], "↑↓", "rows", .forecast, "Scrolls the table up.") { $0.isScrolling },
    line(.rowDown, [.down, .pageDown], "↓", "", .forecast, "Scrolls the table down.") { $0.isScrolling },
    line(.previousOrigin, [.left], "←→", "origin", .forecast, "In these panels: the origin before.") {
      $0.isReadingForecast
    },
    line(.nextOrigin, [.right], "→", "", .forecast, "In these panels: the next origin.") { $0.isReadingForecast },
    line(.firstOrigin, [.home], "Home", "", .forecast, "The first origin of the test part.") { $0.isReadingForecast },
    line(.lastOrigin, [.end], "End", "", .forecast, "The last origin.") { $0.isReadingForecast },
  ]

  private static let changes: [Binding] = [
    line(
      .branch, [.character("b")], "b", "branch", .training,
      "Branches a new run at the cross-hair or now, with changed ⟳ knobs."
    ) { $0.canBranch },
    line(.halve, [.character("[")], "[ ]", "halve", .knobs, "Halves the chosen knob.") { $0.canScale },
    line(.double, [.character("]")], "]", "", .knobs, "Doubles the chosen knob.") { $0.canScale },
    line(.view, [.character("v")], "v", "compare", .curve, "Shows all rungs, score against cost, or this rung's curve.")
    {
      $0.hasRuns
    },
    line(.crosshair, [.character("c")], "c", "cross-hair", .curve, "Reads exact values on the curve.") { $0.hasCurve },
    line(
      .scope, [.character("a")], "a", "all", .knobs,
      "Knobs, pause, step, restart: on every rung, or this one alone."
    ) { $0.hasRungs },
    line(
      .restart, [.character("r")], "r", "restart", .training,
      "Begins again at step 0 with the present knobs; asks first."
    ) { $0.hasRun },
    line(.nextRun, [.character("n")], "n", "run", .rungs, "Shows the rung's next run: parent and branches in turn.") {
      $0.hasSiblings
    },
  ]

  private static let looks: [Binding] = [
    line(.previousOrigin, [.character(",")], ", .", "origin", .forecast, "Shows the forecast from the origin before.") {
      $0.hasOrigins
    },
    line(.nextOrigin, [.character(".")], ".", "", .forecast, "Shows the forecast from the next origin.") {
      $0.hasOrigins
    },
    line(.zoomIn, [.character("+"), .character("=")], "+ -", "zoom", .curve, "Zooms in on the curve.") { $0.hasCurve },
    line(.zoomOut, [.character("-"), .character("_")], "-", "", .curve, "Zooms out; far enough, all is seen.") {
      $0.isZoomed
    },
    line(.panLeft, [.character("h"), .shiftLeft], "h l", "pan", .curve, "Moves the zoomed curve back; it stays there.")
    {
      $0.isZoomed
    },
    line(.panRight, [.character("l"), .shiftRight], "l", "", .curve, "Moves the zoomed curve on.") { $0.isZoomed },
    line(.follow, [.character("f")], "f", "follow", .curve, "Follows the newest step again.") {
      $0.isPannedAway
    },
    line(.logarithmic, [.character("L")], "L", "log", .curve, "Draws losses on a logarithmic or a linear scale.") {
      $0.hasCurve
    },
    line(.smoothing, [.character("S")], "S", "smooth", .curve, "Smooths more, or not at all; the raw band stays.") {
      $0.hasCurve
    },
    line(
      .nextPanel, [.tab], "Tab", "panel", .program, "Moves to the next panel: its border is bright, it has the arrows."
    ) {
      $0.isOpen
    },
    line(.previousPanel, [.backTab], "⇧Tab", "", .program, "Moves to the panel before.") { $0.isOpen },
    line(.theme, [.character("t")], "t", "theme", .program, "Changes the colours.") { $0.hasThemes },
  ]

  private static let program: [Binding] = [
    line(
      .leave, [.escape], "Esc", "back", .program, "Goes back: out of cross-hair, ⟳ changes, comparison, zoom, panel."
    ) { $0.canLeave },
    line(.help, [.character("?"), .function(1)], "?", "help", .program, "Shows every key.") { _ in true },
    line(.quit, [.character("q"), .control("c")], "q", "quit", .program, "Quits; asks while a run is training.") { _ in
      true
    },
    line(.suspend, [.control("z")], "^Z", "", .program, "Goes to the shell; fg comes back.") { _ in true },
    line(.redraw, [.control("l")], "^L", "", .program, "Draws the screen anew.") { _ in true },
  ]
}
