import Telemetry

/// What decides whether a key works, found once for all keys.
struct Situation {
  let screen: ScreenID
  /// Screens that could be shown instead.
  let otherScreens: Set<ScreenID>
  let isOpen: Bool
  let hasThemes: Bool
  /// The screen has panels to move among.
  let hasPanels: Bool
  let hasRungs: Bool
  let hasRuns: Bool
  let hasRun: Bool
  /// Runs of the store are listed; else those of the session alone.
  let listsKept: Bool
  /// There is a run to choose on the Runs screen.
  let hasListedRuns: Bool
  /// A line of runs of the store is chosen.
  let hasKeptChoice: Bool
  /// ⏎ does something with what is chosen on the Runs screen.
  let canOpenListed: Bool
  /// There are two runs to hold against each other, or the difference is on view.
  let canCompareRuns: Bool
  let hasMarks: Bool
  /// Arrows move the cross-hair through marked runs.
  let isReadingMarked: Bool
  /// Arrows choose an axis of parallel coordinates and brush it.
  let isOnParallel: Bool
  let hasBrush: Bool
  /// There is a test part to reveal.
  let hasReveal: Bool
  let hasSiblings: Bool
  /// Runs begin from steps that were passed, and can be closed; not those of a stream.
  let keepsSteps: Bool
  /// A run of a file is shown, which a command trains again.
  let canCopyCommand: Bool
  let hasOrigins: Bool
  /// Something in the scope could still train.
  let canPause: Bool
  let canBranch: Bool
  /// A run that has ended could do more epochs.
  let canContinue: Bool
  /// Why they could not.
  let standstill: Standstill
  /// Compute can be shared out among rungs, or is.
  let canAdapt: Bool
  /// There are rungs to join, and recipes that join.
  let canJoin: Bool
  let canScale: Bool
  /// The learning rate of the shown run can be searched.
  let canFindRate: Bool
  let canLeave: Bool
  let canUndo: Bool
  let hasCurve: Bool
  /// An epoch of the shown curve has the best validation loss.
  let hasBest: Bool
  let isZoomed: Bool
  let isPannedAway: Bool
  /// Arrows turn knobs.
  let isTurning: Bool
  /// Arrows move the cross-hair.
  let isReading: Bool
  /// Arrows move the zoomed curve.
  let isPanning: Bool
  /// Arrows step origins.
  let isReadingForecast: Bool
  /// Pictures are classified.
  let hasPictures: Bool
  /// Arrows choose a picture.
  let isOnGallery: Bool
  /// There is a network that reads pictures, or layers that can be measured.
  let canLookInside: Bool
  /// Why there is none.
  let whyNotInside: String
  /// The user moved to the inside, of whatever rung it was.
  let isInsideChosen: Bool
  /// Arrows choose layer and picture.
  let isOnInside: Bool
  /// Arrows choose a measured layer.
  let isOnLayers: Bool
  /// Arrows choose a cell of the confusion matrix.
  let isOnConfusion: Bool
  /// Arrows choose other values on the Data screen.
  let isOnOptions: Bool
  /// A rung waits that could train.
  let canTrainMore: Bool
  let hasEvaluations: Bool
  let hasMatrix: Bool
  /// Classes are predicted.
  let hasClasses: Bool
  /// Forecasts of two rungs are there to be made to add up.
  let canReconcile: Bool
  let hasMethods: Bool
  /// Arrows go through the methods.
  let isOnReconciliation: Bool
  /// Arrows scroll a table.
  let isScrolling: Bool

  init(_ state: State) {
    let shown = state.shown
    let focus = state.labFocus
    screen = state.screen
    otherScreens = state.session == nil ? [] : Set(state.screens).subtracting([state.screen])
    isOpen = state.session != nil
    hasThemes = state.themes.count > 1
    hasPanels = isOpen && state.screen.type.hasPanels(state)
    hasRungs = state.rungs.count > 1
    hasRuns = !state.runs.isEmpty
    hasRun = shown != nil
    let kept = state.kept
    listsKept = kept.listing != nil
    hasListedRuns = kept.listing.map { !$0.lines.isEmpty } ?? hasRuns
    hasKeptChoice = kept.choice != nil
    switch kept.choice {
    case .seeds: canOpenListed = true
    case .run: canOpenListed = kept.run.map { state.openingWords(of: $0) != nil } ?? false
    case nil: canOpenListed = !listsKept && hasRuns
    }
    canCompareRuns = kept.pair != nil || kept.panel == .difference
    hasMarks = !kept.marked.isEmpty
    isReadingMarked = kept.crosshair != nil
    isOnParallel = state.isOnParallel
    hasBrush = isOnParallel && !kept.brush.isEmpty
    canCopyCommand = shown != nil && state.keepsSteps
    hasReveal = state.hasReveal
    hasSiblings = state.siblings.count > 1
    keepsSteps = state.keepsSteps
    hasPictures = state.gallery != nil && state.judged?.classes != nil
    canPause = state.addressed.contains { $0.canTrain }
    canBranch = state.addressed.contains { !$0.plan.isClosedForm || !$0.pending.edits.isEmpty }
    canContinue = state.addressed.contains { $0.canContinue }
    standstill = Standstill(state)
    canAdapt = state.tradeoffs.allocation.isOn || state.adaptable.count > 1
    canJoin = !state.joins.isEmpty && state.joinable.count > 1
    let knob = focus == .knobs ? state.knob : nil
    isTurning = knob != nil
    canScale = knob.flatMap { shown?.range(of: $0)?.scaled(.integer(2), by: 2) } != nil
    canFindRate = state.canFindRate
    let isOnCurve = focus == .curve
    hasCurve = state.lab.plot == .losses && shown.map { !$0.plan.isClosedForm } ?? false
    hasBest = hasCurve && shown?.best != nil
    isReading = isOnCurve && hasCurve && state.lab.crosshair != nil
    isZoomed = hasCurve && state.lab.window.span != nil
    isPannedAway = hasCurve && state.lab.window.end != nil
    isPanning = isOnCurve && isZoomed && !isReading
    let isBelow = focus == .forecast || focus == .table
    isOnOptions = state.dataFocus == .options
    isOnGallery = focus == .forecast && hasPictures
    let showsPictures = hasPictures && state.canLookInside
    canLookInside = showsPictures || state.canMeasureLayers
    whyNotInside = state.whyNotLayers
    isInsideChosen = focus == .inside || focus == .layers
    isOnInside = focus == .inside && showsPictures
    isOnLayers = focus == .layers && state.layerReport != nil
    switch state.session?.target {
    case .forecast:
      hasOrigins = state.originCount > 1 || state.hasFuture
      isOnConfusion = false
      isScrolling = isBelow && state.rowCount > 1
      hasClasses = false
    case .classes:
      hasOrigins = false
      isOnConfusion = focus == .table && state.judged?.classes != nil
      isScrolling =
        focus == .forecast && state.gallery == nil && state.rowCount > LabLayout(state: state).tableRows
      hasClasses = true
    case .number:
      hasOrigins = false
      isOnConfusion = false
      isScrolling = isBelow && state.rowCount > 1
      hasClasses = false
    case nil: (hasOrigins, isOnConfusion, isScrolling, hasClasses) = (false, false, false, false)
    }
    isReadingForecast = isBelow && hasOrigins
    canTrainMore = state.rungs.contains { rung in
      state.record(of: rung.id).map { $0.canTrain && $0.phase != .running } ?? false
    }
    let isEvaluated = state.rungs.contains { state.record(of: $0.id)?.evaluation != nil }
    switch state.session?.content {
    case .series:
      hasEvaluations = isEvaluated
      hasMatrix = true
      canReconcile = state.reconciledRuns.count > 1
    case .table, .images:
      hasEvaluations = isEvaluated
      (hasMatrix, canReconcile) = (false, false)
    // A stream cannot be gone back in: nothing is trained on it again, and it is scored at its finest grain.
    case .stream, nil: (hasEvaluations, hasMatrix, canReconcile) = (false, false, false)
    }
    hasMethods = state.tradeoffs.reconciliation.report != nil
    isOnReconciliation = hasMethods && state.tradeoffsFocus == .reconciliation
    canUndo = !state.undoSteps.isEmpty
    canLeave = state.screen.type.canLeave(state)
  }
}
