import Basics
import Canvas
import Telemetry

/// A line of the key table: what keys do, how they are named, and when they work.
///
/// A reference, as a hundred of them are gone through for every frame.
package final class Binding: Sendable {
  package let action: Action
  package let keys: [Key]
  /// The action named together with this one in the key bar, as in `←→ adjust`.
  let partner: Action?
  private let labelWords: @Sendable () -> String
  private let helpWords: @Sendable () -> String
  package let group: Group
  /// The screens that have this key; nil for all.
  package let screens: Set<ScreenID>?
  let condition: Condition
  /// As the key bar shows the keys, both of a pair in one: `←→`.
  package let caption: String
  /// The screen that the keys show, where they show one.
  let shownScreen: ScreenID?

  init(
    _ action: Action, _ keys: [Key], with partner: Action? = nil,
    _ label: @autoclosure @escaping @Sendable () -> String, _ group: Group,
    _ help: @autoclosure @escaping @Sendable () -> String, on screens: Set<ScreenID>? = nil, when condition: Condition
  ) {
    self.action = action
    self.keys = keys
    self.partner = partner
    labelWords = label
    self.group = group
    helpWords = help
    self.screens = screens
    self.condition = condition
    caption = keys.first?.description ?? ""
    shownScreen = ScreenID.allCases.first { $0.actionID == action.id }
  }

  private init(_ other: Binding, keys: [Key], caption: String) {
    self.keys = keys
    self.caption = caption
    (action, partner, group, screens) = (other.action, other.partner, other.group, other.screens)
    (labelWords, helpWords, condition) = (other.labelWords, other.helpWords, other.condition)
    shownScreen = other.shownScreen
  }

  /// The same with other keys.
  func with(keys: [Key]) -> Binding { Binding(self, keys: keys, caption: caption) }

  func with(caption: String) -> Binding { Binding(self, keys: keys, caption: caption) }

  /// One or two words for the key bar; empty for a key that only the help names.
  package var label: String { labelWords() }

  /// A sentence for the help.
  package var help: String { helpWords() }

  package func isAvailable(in state: State) -> Bool { isMeant(Situation(state)) }

  func isMeant(_ situation: Situation) -> Bool {
    screens?.contains(situation.screen) ?? true && condition.holds(situation)
  }

  /// Whether the key can ever mean something with what is open: what is said of forecasts has no place among pictures.
  func suits(_ session: SessionInfo?) -> Bool {
    guard let session else { return true }
    switch group {
    case .forecast:
      switch session.content {
      case .series, .stream, .table, .images(_, .number): return true
      case .images(_, .classes): return false
      }
    case .pictures:
      switch session.target {
      case .classes: return true
      case .forecast, .number: return false
      }
    case .training, .rungs, .knobs, .curve, .screen, .program:
      switch session.target {
      case .forecast: return !Self.ofClasses.contains(action)
      case .classes: return !Self.ofSeries.contains(action)
      case .number: return !Self.ofClasses.contains(action) && !Self.ofSeries.contains(action)
      }
    }
  }

  private static let ofSeries: Set<Action> = [.measure, .reconcile, .previousMethod, .nextMethod, .chooseGrain, .adapt]
  private static let ofClasses: Set<Action> = [.classMeasure]

  var isScreenKey: Bool { shownScreen != nil }

  /// Why the key does nothing now, as half a sentence; nil where it works.
  func objection(_ situation: Situation) -> String? {
    if let screens, !screens.contains(situation.screen) {
      return Words.notNowElsewhere(screens: Listing.all(screens.map(\.name).sorted()), count: screens.count)
    }
    return condition.holds(situation) ? nil : condition.objection(situation)
  }

  /// Where the help names it.
  package enum Group: Hashable, Sendable {
    case training, rungs, knobs, curve, forecast, pictures, program
    /// What one screen has for itself.
    case screen(ScreenID)

    var title: String {
      switch self {
      case .training: Words.groupTraining
      case .rungs: Words.groupRungs
      case .knobs: Words.groupKnobs
      case .curve: Words.groupCurve
      case .forecast: Words.groupForecast
      case .pictures: Words.groupPictures
      case .program: Words.groupProgram
      case .screen(let screen): screen.name
      }
    }
  }
}

/// When a key works, and what is to be said where it does not.
struct Condition: Sendable {
  /// Half a sentence.
  let objection: @Sendable (Situation) -> String
  let holds: @Sendable (Situation) -> Bool

  init(else objection: @autoclosure @escaping @Sendable () -> String, _ holds: @escaping @Sendable (Situation) -> Bool)
  {
    self.init(because: { _ in objection() }, holds)
  }

  /// Where the reason lies in what the key would act on.
  init(
    because objection: @escaping @Sendable (Situation) -> String, _ holds: @escaping @Sendable (Situation) -> Bool
  ) {
    self.objection = objection
    self.holds = holds
  }

  static let always = Condition(else: "") { _ in true }
  static let isOpen = Condition(else: Words.notNowNothingOpen) { $0.isOpen }
  static let canPause = Condition(because: { $0.standstill.ofSteps }) { $0.canPause }
  static let canBranch = Condition(because: { $0.standstill.ofBranches }) { $0.canBranch }
  static let canContinue = Condition(because: { $0.standstill.ofEpochs }) { $0.canContinue }
  static let hasRungs = Condition(else: Words.notNowOneRung) { $0.hasRungs }
  static let hasRun = Condition(because: { $0.standstill.ofRuns }) { $0.hasRun }
  static let canCopyCommand = Condition(else: Words.notNowNoCommand) { $0.canCopyCommand }
  static let hasRuns = Condition(else: Words.notNowNoRunYet) { $0.hasRuns }
  static let listsKept = Condition(else: Words.notNowNothingKept) { $0.listsKept }
  static let hasListedRuns = Condition(else: Words.notNowNoRunListed) { $0.hasListedRuns }
  static let hasKeptChoice = Condition(
    because: { $0.listsKept ? Words.notNowNoRunListed : Words.notNowNothingKept }) { $0.hasKeptChoice }
  static let canOpenListed = Condition(else: Words.notNowNothingToOpen) { $0.canOpenListed && !$0.hasBrush }
  static let canCompareRuns = Condition(else: Words.notNowTwoRuns) { $0.canCompareRuns }
  static let hasMarks = Condition(else: Words.notNowNothingMarked) { $0.hasMarks }
  static let choosesRuns = Condition(
    because: { $0.isOnParallel ? Words.notNowNeedsRunList : Words.notNowNoRunListed }
  ) { $0.hasListedRuns && !$0.isOnParallel }
  static let isOnParallel = Condition(else: Words.notNowNeedsParallel) { $0.isOnParallel }
  static let hasBrush = Condition(else: Words.notNowNothingBrushed) { $0.hasBrush }
  static let isReadingMarked = Condition(else: Words.notNowNeedsCrossHair) { $0.isReadingMarked }
  static let hasReveal = Condition(else: Words.notNowNoReveal) { $0.hasReveal }
  static let hasSiblings = Condition(else: Words.notNowOneRun) { $0.hasSiblings }
  static let canClose = Condition(because: { $0.hasSiblings ? Words.notNowStreamRuns : Words.notNowOneRun }) {
    $0.hasSiblings && $0.keepsSteps
  }
  static let isTurning = Condition(else: Words.notNowNeedsKnobs) { $0.isTurning }
  static let canScale = Condition(else: Words.notNowNeedsNumber) { $0.canScale }
  static let canFindRate = Condition(else: Words.notNowNoRate) { $0.canFindRate }
  static let hasCurve = Condition(else: Words.notNowNoCurve) { $0.hasCurve }
  static let hasBest = Condition(else: Words.notNowNoBest) { $0.hasBest }
  static let isReading = Condition(else: Words.notNowNeedsCrossHair) { $0.isReading }
  static let isPanning = Condition(else: Words.notNowNeedsZoomedCurve) { $0.isPanning }
  static let isZoomed = Condition(else: Words.notNowNotZoomed) { $0.isZoomed }
  static let isPannedAway = Condition(else: Words.notNowNewestInSight) { $0.isPannedAway }
  static let hasOrigins = Condition(else: Words.notNowOneOrigin) { $0.hasOrigins }
  static let isReadingForecast = Condition(else: Words.notNowNeedsForecast) { $0.isReadingForecast }
  static let isScrolling = Condition(else: Words.notNowNeedsLongTable) { $0.isScrolling }
  static let hasPictures = Condition(else: Words.notNowNoPicturesYet) { $0.hasPictures }
  static let isOnGallery = Condition(else: Words.notNowNeedsGallery) { $0.isOnGallery }
  static let canLookInside = Condition(because: { $0.whyNotInside }) { $0.canLookInside || $0.isInsideChosen }
  static let isOnInside = Condition(else: Words.notNowNeedsInside) { $0.isOnInside }
  static let isOnLayers = Condition(else: Words.notNowNeedsLayers) { $0.isOnLayers }
  static let isOnConfusion = Condition(else: Words.notNowNeedsConfusion) { $0.isOnConfusion }
  static let canShowCell = Condition(else: Words.notNowNeedsPictureConfusion) {
    $0.isOnConfusion && $0.hasPictures
  }
  static let canJoin = Condition(else: Words.notNowNoRungsToJoin) { $0.canJoin }
  static let hasPanels = Condition(else: Words.notNowOnePanel) { $0.hasPanels }
  static let hasThemes = Condition(else: Words.notNowOneTheme) { $0.hasThemes }
  static let canUndo = Condition(else: Words.notNowNothingChanged) { $0.canUndo }
  static let canLeave = Condition(else: Words.notNowNothingToLeave) { $0.canLeave }

  static func canShow(_ screen: ScreenID) -> Condition {
    Condition(else: Words.notNowShown) { $0.otherScreens.contains(screen) }
  }
}
