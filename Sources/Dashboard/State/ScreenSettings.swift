/// What a user has settled about the screen once and for all: keys, layout, and how curves are drawn at first.
package struct ScreenSettings: Sendable {
  package var keymap: Keymap
  package var layout: LayoutChoice
  package var smoothing: Smoothing
  package var isLogarithmic: Bool
  /// The bytes that the open runs may hold together.
  package var runMemory: Int

  package static let usualRunMemory = 512_000_000

  package init(
    keymap: Keymap = Keymap(), layout: LayoutChoice = LayoutChoice(), smoothing: Smoothing = .light,
    isLogarithmic: Bool = true, runMemory: Int = Self.usualRunMemory
  ) {
    self.keymap = keymap
    self.layout = layout
    self.smoothing = smoothing
    self.isLogarithmic = isLogarithmic
    self.runMemory = runMemory
  }
}

/// Which panels the Lab has beside the curve, and how large some of them are.
package struct LayoutChoice: Sendable, Hashable {
  /// By their titles on the screen; where the data are others than a series, another panel takes such a place.
  package enum Panel: String, Sendable, CaseIterable {
    case knobs, forecast, predictions, rungs, inside, journal
  }

  package var panels: Set<Panel>
  /// Percent of the width that the knobs take; nil for what suits the screen.
  package var knobsWidth: Int?
  /// Percent of the rows beyond 80×24 that go to the curve.
  package var curveHeight: Int

  package static let knobsWidths = 20...70
  package static let curveHeights = 0...80
  package static let usualCurveHeight = 40

  package init(
    panels: Set<Panel> = Set(Panel.allCases), knobsWidth: Int? = nil, curveHeight: Int = usualCurveHeight
  ) {
    self.panels = panels
    self.knobsWidth = knobsWidth
    self.curveHeight = curveHeight
  }
}
