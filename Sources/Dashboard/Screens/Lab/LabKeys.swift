import Canvas

/// Keys of the Lab, some of which other screens share.
extension LabScreen {
  static let bindings = arrows + pictureArrows
  static let laterBindings = changes + pictureKeys + looks

  /// Arrows, Home, End and ⏎ belong to the panel with the bright border.
  private static let arrows: [Binding] = [
    lab(
      .decrease, [.left], with: .increase, "turn", .knobs, "Turns the chosen knob down.", when: .isTurning),
    lab(.increase, [.right], "", .knobs, "Turns the chosen knob up.", when: .isTurning),
    lab(.type, [.enter], "type", .knobs, "Types the chosen knob's value.", when: .isTurning),
    lab(.knobUp, [.up], with: .knobDown, "", .knobs, "Chooses the knob above.", when: .isTurning),
    lab(.knobDown, [.down], "", .knobs, "Chooses the knob below.", when: .isTurning),
    lab(.readLeft, [.left], with: .readRight, "read", .curve, "Moves the cross-hair back.", when: .isReading),
    lab(.readRight, [.right], "", .curve, "Moves the cross-hair on.", when: .isReading),
    lab(.readFirst, [.home], "", .curve, "Moves the cross-hair to the first step in sight.", when: .isReading),
    lab(.readLast, [.end], "", .curve, "Moves the cross-hair to the newest step.", when: .isReading),
    lab(
      .panLeft, [.left, .shiftLeft], with: .panRight, "pan", .curve, "In its panel: moves the zoomed curve back.",
      when: .isPanning),
    lab(
      .panRight, [.right, .shiftRight], "", .curve, "In its panel: moves the zoomed curve on.", when: .isPanning),
    lab(
      .rowUp, [.up], with: .rowDown, "read", .forecast, "Reads the step before, in the table and on the curve.",
      when: .isScrolling),
    lab(.rowDown, [.down], "", .forecast, "Reads the next step.", when: .isScrolling),
    lab(.pageUp, [.pageUp], "", .forecast, "Moves up by what the table shows.", when: .isScrolling),
    lab(.pageDown, [.pageDown], "", .forecast, "Moves down by what the table shows.", when: .isScrolling),
    lab(
      .previousOrigin, [.left], with: .nextOrigin, "origin", .forecast, "In these panels: the origin before.",
      when: .isReadingForecast),
    lab(.nextOrigin, [.right], "", .forecast, "In these panels: the next origin.", when: .isReadingForecast),
    lab(.firstOrigin, [.home], "", .forecast, "The first origin of the test part.", when: .isReadingForecast),
    lab(.lastOrigin, [.end], "", .forecast, "The last origin.", when: .isReadingForecast),
  ]

  private static let changes: [Binding] = [
    lab(
      .branch, [.character("b")], "branch", .training,
      "Branches a new run at the cross-hair or now, with changed ⟳ knobs.", when: .canBranch),
    Binding(
      .join, [.character("j")], "join", .training,
      "Trains several rungs as one: fused, coupled, sharing weights.", on: [.lab, .tradeoffs],
      when: .canJoin),
    lab(.halve, [.character("[")], with: .double, "halve", .knobs, "Halves the chosen knob.", when: .canScale),
    lab(.double, [.character("]")], "", .knobs, "Doubles the chosen knob.", when: .canScale),
    lab(
      .view, [.character("v")], "compare", .curve, "Shows all rungs, score against cost, or this rung's curve.",
      when: .hasRuns),
    lab(.crosshair, [.character("c")], "cross-hair", .curve, "Reads exact values on the curve.", when: .hasCurve),
    Binding(
      .scope, [.character("a")], "all", .knobs, "Knobs, pause, step, restart: on every rung, or this one alone.",
      on: [.lab, .tradeoffs], when: .hasRungs),
    Binding(
      .restart, [.character("r")], "restart", .training,
      "Begins again at step 0 as a new run; undo goes back to the old.", on: [.lab, .tradeoffs], when: .hasRun),
    Binding(
      .nextRun, [.character("n")], "run", .rungs, "Shows the rung's next run: parent and branches in turn.",
      on: [.lab, .tradeoffs], when: .hasSiblings),
  ]

  private static let looks: [Binding] = [
    lab(
      .previousOrigin, [.character(",")], with: .nextOrigin, "origin", .forecast,
      "Shows the forecast from the origin before.", when: .hasOrigins),
    lab(.nextOrigin, [.character(".")], "", .forecast, "Shows the forecast from the next origin.", when: .hasOrigins),
    lab(
      .zoomIn, [.character("+"), .character("=")], with: .zoomOut, "zoom", .curve, "Zooms in on the curve.",
      when: .hasCurve),
    lab(
      .zoomOut, [.character("-"), .character("_")], "", .curve, "Zooms out; far enough, all is seen.",
      when: .isZoomed),
    lab(
      .panLeft, [.character("h"), .shiftLeft], with: .panRight, "pan", .curve,
      "Moves the zoomed curve back; it stays there.", when: .isZoomed),
    lab(.panRight, [.character("l"), .shiftRight], "", .curve, "Moves the zoomed curve on.", when: .isZoomed),
    lab(.follow, [.character("f")], "follow", .curve, "Follows the newest step again.", when: .isPannedAway),
    lab(
      .logarithmic, [.character("L")], "log", .curve, "Draws losses on a logarithmic or a linear scale.",
      when: .hasCurve),
    lab(
      .smoothing, [.character("S")], "smooth", .curve, "Smooths more, or not at all; the raw band stays.",
      when: .hasCurve),
  ]

  private static func lab(
    _ action: Action, _ keys: [Key], with partner: Action? = nil, _ label: String, _ group: Binding.Group,
    _ help: String, when condition: Condition
  ) -> Binding {
    Binding(action, keys, with: partner, label, group, help, on: [.lab], when: condition)
  }
}
