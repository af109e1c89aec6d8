import Canvas

/// Keys of the Lab, some of which other screens share.
extension LabScreen {
  static let bindings = arrows + pictureArrows
  static let laterBindings = changes + pictureKeys + looks

  /// Arrows, Home, End and ⏎ belong to the panel with the bright border.
  private static let arrows: [Binding] = [
    lab(
      .decrease, [.left], with: .increase, Words.keyTurn, .knobs, Words.helpDecrease, when: .isTurning),
    lab(.increase, [.right], "", .knobs, Words.helpIncrease, when: .isTurning),
    lab(.type, [.enter], Words.keyType, .knobs, Words.helpTypeValue, when: .isTurning),
    lab(.knobUp, [.up], with: .knobDown, "", .knobs, Words.helpKnobAbove, when: .isTurning),
    lab(.knobDown, [.down], "", .knobs, Words.helpKnobBelow, when: .isTurning),
    lab(.readLeft, [.left], with: .readRight, Words.keyRead, .curve, Words.helpReadBack, when: .isReading),
    lab(.readRight, [.right], "", .curve, Words.helpReadOn, when: .isReading),
    lab(.readFirst, [.home], "", .curve, Words.helpReadFirst, when: .isReading),
    lab(.readLast, [.end], "", .curve, Words.helpReadNewest, when: .isReading),
    lab(
      .panLeft, [.left, .shiftLeft], with: .panRight, Words.keyPan, .curve, Words.helpPanBackInPanel,
      when: .isPanning),
    lab(
      .panRight, [.right, .shiftRight], "", .curve, Words.helpPanOnInPanel, when: .isPanning),
    lab(
      .rowUp, [.up], with: .rowDown, Words.keyRead, .forecast, Words.helpRowAbove,
      when: .isScrolling),
    lab(.rowDown, [.down], "", .forecast, Words.helpRowBelow, when: .isScrolling),
    lab(.pageUp, [.pageUp], "", .forecast, Words.helpPageAbove, when: .isScrolling),
    lab(.pageDown, [.pageDown], "", .forecast, Words.helpPageBelow, when: .isScrolling),
    lab(
      .previousOrigin, [.left], with: .nextOrigin, Words.keyOrigin, .forecast, Words.helpPreviousOriginInPanel,
      when: .isReadingForecast),
    lab(.nextOrigin, [.right], "", .forecast, Words.helpNextOriginInPanel, when: .isReadingForecast),
    lab(.firstOrigin, [.home], "", .forecast, Words.helpFirstOrigin, when: .isReadingForecast),
    lab(.lastOrigin, [.end], "", .forecast, Words.helpLastOrigin, when: .isReadingForecast),
    lab(
      .measuredLayerAbove, [.up], with: .measuredLayerBelow, Words.keyLayer, .curve, Words.helpMeasuredLayerAbove,
      when: .isOnLayers),
    lab(.measuredLayerBelow, [.down], "", .curve, Words.helpMeasuredLayerBelow, when: .isOnLayers),
  ]

  private static let changes: [Binding] = [
    lab(
      .branch, [.character("b")], Words.keyBranch, .training,
      Words.helpBranch, when: .canBranch),
    lab(
      .moreEpochs, [.character("E")], Words.keyMoreEpochs, .training, Words.helpMoreEpochs, when: .canContinue),
    Binding(
      .join, [.character("j")], Words.keyJoin, .training,
      Words.helpJoin, on: [.lab, .tradeoffs],
      when: .canJoin),
    lab(
      .findRate, [.character("F")], Words.actionFindRate, .knobs, Words.helpFindRate, when: .canFindRate),
    lab(.halve, [.character("[")], with: .double, Words.keyHalve, .knobs, Words.helpHalve, when: .canScale),
    lab(.double, [.character("]")], "", .knobs, Words.helpDouble, when: .canScale),
    lab(
      .view, [.character("v")], Words.keyCompare, .curve, Words.helpCompare,
      when: .hasRuns),
    lab(.crosshair, [.character("c")], Words.keyCrossHair, .curve, Words.helpCrossHair, when: .hasCurve),
    lab(.toBest, [.character("B")], Words.best, .curve, Words.helpToBest, when: .hasBest),
    lab(.inside, [.character("i")], Words.keyInside, .curve, Words.helpInside, when: .canLookInside),
    Binding(
      .scope, [.character("a")], Words.keyAllRungs, .knobs, Words.helpAllRungs,
      on: [.lab, .tradeoffs], when: .hasRungs),
    Binding(
      .restart, [.character("r")], Words.keyRestart, .training,
      Words.helpRestart, on: [.lab, .tradeoffs], when: .hasRun),
    Binding(
      .nextRun, [.character("n")], Words.keyRun, .rungs, Words.helpNextRun,
      on: [.lab, .tradeoffs], when: .hasSiblings),
    lab(.closeRun, [.character("D")], Words.keyCloseRun, .rungs, Words.helpCloseRun, when: .canClose),
  ]

  private static let looks: [Binding] = [
    lab(
      .previousOrigin, [.character(",")], with: .nextOrigin, Words.keyOrigin, .forecast,
      Words.helpPreviousOrigin, when: .hasOrigins),
    lab(.nextOrigin, [.character(".")], "", .forecast, Words.helpNextOrigin, when: .hasOrigins),
    lab(
      .zoomIn, [.character("+"), .character("=")], with: .zoomOut, Words.keyZoom, .curve, Words.helpZoomIn,
      when: .hasCurve),
    lab(
      .zoomOut, [.character("-"), .character("_")], "", .curve, Words.helpZoomOut,
      when: .isZoomed),
    lab(
      .panLeft, [.character("h"), .shiftLeft], with: .panRight, Words.keyPan, .curve,
      Words.helpPanBack, when: .isZoomed),
    lab(.panRight, [.character("l"), .shiftRight], "", .curve, Words.helpPanOn, when: .isZoomed),
    lab(.follow, [.character("f")], Words.keyFollow, .curve, Words.helpFollow, when: .isPannedAway),
    lab(
      .logarithmic, [.character("L")], Words.keyLog, .curve, Words.helpLogScale,
      when: .hasCurve),
    lab(
      .smoothing, [.character("S")], Words.keySmooth, .curve, Words.helpSmoothing,
      when: .hasCurve),
    lab(.unit, [.character("x")], Words.curveByEpoch, .curve, Words.helpCurveAxis, when: .hasCurve),
    lab(.gradient, [.character("N")], Words.keyGradient, .curve, Words.helpGradient, when: .hasCurve),
  ]

  private static func lab(
    _ action: Action, _ keys: [Key], with partner: Action? = nil,
    _ label: @autoclosure @escaping @Sendable () -> String,
    _ group: Binding.Group,
    _ help: @autoclosure @escaping @Sendable () -> String, when condition: Condition
  ) -> Binding {
    Binding(action, keys, with: partner, label(), group, help(), on: [.lab], when: condition)
  }
}
