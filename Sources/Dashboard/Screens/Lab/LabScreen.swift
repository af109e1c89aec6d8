import Canvas
import Telemetry

/// Screen 1: pick a grain, turn knobs, watch.
package struct LabScreen: Screen {
  enum Panel: CaseIterable { case curve, knobs, forecast, table, inside, layers }
  package enum Plot: Sendable { case losses, comparison }

  static let id = ScreenID.lab
  static var name: String { Words.screenLab }

  var chosenPanel: Panel?
  package internal(set) var plot: Plot = .losses
  package internal(set) var window = CurveWindow()
  package internal(set) var isLogarithmic = true
  package internal(set) var smoothing: Smoothing = .light
  /// What the curve's horizontal axis counts.
  package internal(set) var unit: CurveUnit = .steps
  /// The norm of the gradient is drawn among the losses.
  package internal(set) var showsGradient = false
  package internal(set) var crosshair: Int?
  /// Where the arrows go back to when the cross-hair is put away.
  var panelBeforeCrosshair: Panel?
  package internal(set) var origin = 0
  /// The forecast beyond the end of the data is looked at, not that of an origin.
  package internal(set) var isBeyond = false
  /// The newest answer about it.
  var future: (wish: FutureWish, answer: FutureAnswer)?
  package internal(set) var firstRow = 0
  /// The step ahead that is read: a row of the table, and a cross-hair in the forecast.
  package internal(set) var row: Int?
  /// Nil before one was chosen: the first.
  var chosenKnob: Knob?
  /// What is looked at where the data are pictures.
  package internal(set) var pictures = PictureState()
  /// What is looked at where layers are measured.
  package internal(set) var layers = LayersState()

  /// How curves are drawn.
  func reopened(with session: SessionInfo) -> LabScreen {
    var lab = LabScreen()
    (lab.plot, lab.isLogarithmic, lab.smoothing) = (plot, isLogarithmic, smoothing)
    (lab.unit, lab.showsGradient) = (unit, showsGradient)
    return lab
  }

  /// The knobs, where they are in sight, so that turning one is a single key.
  static func firstPanel(_ state: State) -> Panel {
    LabLayout(size: state.size, focus: .curve, choice: state.settings.layout).knobs == nil ? .curve : .knobs
  }

  static func has(_ panel: Panel, _ state: State) -> Bool {
    switch panel {
    case .curve, .knobs, .forecast, .table: true
    case .inside: state.canLookInside
    // Its key brings it forward.
    case .layers: state.labFocus == .layers
    }
  }

  static func rect(of panel: Panel, _ state: State) -> Rect? { LabLayout(state: state).rect(of: panel) }

  static func draw(
    _ state: State, _ session: SessionInfo, on surface: inout Surface, in body: Rect, ink: Ink,
    curves: some CurveSource
  ) {
    LabView(state: state, session: session, ink: ink, curves: curves).draw(on: &surface)
  }

  /// What the chosen knob does, or that another run of the grain is better.
  static func remark(_ state: State, ink: Ink) -> StyledText? {
    if let remarks = state.futureForecast?.remarks, !remarks.isEmpty {
      return [Span(" · ", ink.dim), Span(remarks.joined(separator: " "), ink.text)]
    }
    if state.labFocus == .layers, state.layerReport != nil {
      return [Span(" " + Words.layersTitle + ": ", ink.text), Span(Words.layersRemark, ink.dim)]
    }
    guard state.labFocus == .knobs, let knob = state.knob else {
      return state.betterRunWords.map { [Span(" · ", ink.dim), Span($0, ink.text)] }
    }
    if let objection = state.shown?.objection(to: knob, state.keymap) {
      let title: StyledText = [Span(" \(knob.title): ", ink.text)]
      let wordings = [objection, Standstill(state).ofEnd].map { title + StyledText($0, ink.warning) }
      return StyledText.richest(of: wordings, within: state.size.width)
    }
    return [Span(" \(knob.title): ", ink.text), Span(knob.explanation, ink.dim)]
  }

  /// The table as lines of tab-separated values, another panel as it is drawn.
  static func copySource(_ state: State) -> CopySource? {
    let panel = rect(of: state.labFocus, state).map { CopySource.screen($0, named: Words.copiedPanel) }
    let ink = Ink(Look())
    if state.labFocus == .layers, state.layerReport != nil {
      return .rows(
        LayersPanel(state: state, ink: ink).lines, named: Words.copiedLayers,
        caption: Caption(state).text([state.rung?.id.label ?? ""]))
    }
    guard state.labFocus == .table else { return panel }
    switch state.session?.target {
    case .forecast(let target):
      let table = PredictionsPanel(state: state, ink: ink, target: target)
      return .rows(table.lines, named: Words.copiedPredictions, caption: table.caption)
    case .number(let target):
      let table = ResidualsPanel(state: state, ink: ink, target: target)
      return .rows(table.lines, named: Words.copiedResiduals, caption: Caption(state).text([table.shown]))
    case .classes, nil: return panel
    }
  }

  static func canLeave(_ state: State) -> Bool {
    let lab = state.lab
    return lab.crosshair != nil || lab.row != nil || lab.plot == .comparison || lab.window.span != nil
      || lab.pictures.isEnlarged || lab.pictures.held != nil || lab.pictures.filter != nil
      || state.addressed.contains { !$0.pending.isEmpty } || lab.chosenPanel != nil
  }

  static func leave(_ state: inout State) {
    if state.lab.crosshair != nil {
      state.putCrosshairAway()
    } else if state.leavePictures() {
      return
    } else if state.lab.row != nil {
      state.lab.row = nil
    } else if state.addressed.contains(where: { !$0.pending.isEmpty }) {
      state.forgetBranches()
    } else if state.lab.plot == .comparison {
      state.lab.plot = .losses
    } else if state.lab.window.span != nil {
      state.lab.window = CurveWindow()
    } else {
      state.lab.chosenPanel = nil
    }
  }
}

extension State {
  /// What is looked at in the Lab.
  package internal(set) var lab: LabScreen {
    get { self[LabScreen.self] }
    set { self[LabScreen.self] = newValue }
  }

  var labFocus: LabScreen.Panel { focus(on: LabScreen.self) }
}
