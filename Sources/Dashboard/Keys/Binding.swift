import Canvas
import Telemetry

/// A line of the key table: what keys do, how they are named, and when they work.
package struct Binding: Sendable {
  package let action: Action
  package internal(set) var keys: [Key]
  /// The action named together with this one in the key bar, as in `←→ adjust`.
  let partner: Action?
  /// One or two words for the key bar; empty for a key that only the help names.
  package let label: String
  /// A sentence for the help.
  package let help: String
  package let group: Group
  /// The screens that have this key; nil for all.
  package let screens: Set<ScreenID>?
  let condition: Condition
  /// As the key bar shows the keys, both of a pair in one: `←→`.
  package internal(set) var caption: String

  init(
    _ action: Action, _ keys: [Key], with partner: Action? = nil, _ label: String, _ group: Group, _ help: String,
    on screens: Set<ScreenID>? = nil, when condition: Condition
  ) {
    self.action = action
    self.keys = keys
    self.partner = partner
    self.label = label
    self.group = group
    self.help = help
    self.screens = screens
    self.condition = condition
    caption = keys.first?.description ?? ""
  }

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

  var isScreenKey: Bool { ScreenID.allCases.contains { .show($0) == action } }

  /// Why the key does nothing now, as half a sentence; nil where it works.
  func objection(_ situation: Situation) -> String? {
    if let screens, !screens.contains(situation.screen) {
      return "on screen " + screens.map(\.name).sorted().joined(separator: ", ")
    }
    return condition.holds(situation) ? nil : condition.objection
  }

  /// Where the help names it.
  package enum Group: Hashable, Sendable {
    case training, rungs, knobs, curve, forecast, pictures, program
    /// What one screen has for itself.
    case screen(ScreenID)

    var title: String {
      switch self {
      case .training: "Training"
      case .rungs: "Rungs and runs"
      case .knobs: "Knobs"
      case .curve: "Curve"
      case .forecast: "Forecast and table"
      case .pictures: "Pictures and classes"
      case .program: "Program"
      case .screen(let screen): screen.name
      }
    }
  }
}

/// When a key works, and what is to be said where it does not.
struct Condition: Sendable {
  /// Half a sentence.
  let objection: String
  let holds: @Sendable (Situation) -> Bool

  init(else objection: String, _ holds: @escaping @Sendable (Situation) -> Bool) {
    self.objection = objection
    self.holds = holds
  }

  static let always = Condition(else: "") { _ in true }
  static let isOpen = Condition(else: "nothing is open") { $0.isOpen }
  static let canPause = Condition(else: "nothing is left to train") { $0.canPause }
  static let canBranch = Condition(else: "there is no run to branch from") { $0.canBranch }
  static let hasRungs = Condition(else: "there is one rung only") { $0.hasRungs }
  static let hasRun = Condition(else: "this rung has no run") { $0.hasRun }
  static let hasRuns = Condition(else: "there is no run yet") { $0.hasRuns }
  static let hasSiblings = Condition(else: "this rung has one run only") { $0.hasSiblings }
  static let isTurning = Condition(else: "with the focus on the knobs") { $0.isTurning }
  static let canScale = Condition(else: "with the focus on a knob that is a number") { $0.canScale }
  static let hasCurve = Condition(else: "no loss curve is shown") { $0.hasCurve }
  static let isReading = Condition(else: "while the cross-hair is out") { $0.isReading }
  static let isPanning = Condition(else: "with the focus on a zoomed curve") { $0.isPanning }
  static let isZoomed = Condition(else: "the curve is not zoomed") { $0.isZoomed }
  static let isPannedAway = Condition(else: "the newest step is in sight") { $0.isPannedAway }
  static let hasOrigins = Condition(else: "there is one origin only") { $0.hasOrigins }
  static let isReadingForecast = Condition(else: "with the focus on forecast or table") { $0.isReadingForecast }
  static let isScrolling = Condition(else: "with the focus on a table with more rows") { $0.isScrolling }
  static let hasPictures = Condition(else: "the data are no pictures that were told apart yet") { $0.hasPictures }
  static let isOnGallery = Condition(else: "with the focus on the gallery") { $0.isOnGallery }
  static let canLookInside = Condition(else: "no network of this rung has seen a picture yet") { $0.canLookInside }
  static let isOnInside = Condition(else: "with the focus on the inside of the network") { $0.isOnInside }
  static let isOnConfusion = Condition(else: "with the focus on the confusion matrix") { $0.isOnConfusion }
  static let canShowCell = Condition(else: "with the focus on the confusion matrix of pictures") {
    $0.isOnConfusion && $0.hasPictures
  }
  static let canJoin = Condition(else: "there are no rungs to join") { $0.canJoin }
  static let hasPanels = Condition(else: "this screen has one panel") { $0.hasPanels }
  static let hasThemes = Condition(else: "there is one theme only") { $0.hasThemes }
  static let canUndo = Condition(else: "nothing was changed") { $0.canUndo }
  static let canLeave = Condition(else: "there is nothing to go back from") { $0.canLeave }

  static func canShow(_ screen: ScreenID) -> Condition {
    Condition(else: "it is shown now, or these data have none") { $0.otherScreens.contains(screen) }
  }
}
