/// What a key can do. Each has its line in ``KeyTable``; the raw value is its name in palette and configuration.
package enum Action: String, Hashable, Sendable, CaseIterable {
  case pause, step, restart, branch, join, adapt
  case nextRung = "next-rung"
  case previousRung = "previous-rung"
  case nextRun = "next-run"
  case knobUp = "knob-above"
  case knobDown = "knob-below"
  case decrease, increase, halve, double
  case type = "type-value"
  case scope = "all-rungs"
  case view = "compare"
  case crosshair = "cross-hair"
  case readLeft = "read-back"
  case readRight = "read-on"
  case readFirst = "read-first"
  case readLast = "read-newest"
  case zoomIn = "zoom-in"
  case zoomOut = "zoom-out"
  case panLeft = "pan-back"
  case panRight = "pan-on"
  case follow
  case logarithmic = "log-scale"
  case smoothing
  case previousOrigin = "previous-origin"
  case nextOrigin = "next-origin"
  case firstOrigin = "first-origin"
  case lastOrigin = "last-origin"
  case previousPicture = "previous-picture"
  case nextPicture = "next-picture"
  case pictureAbove = "picture-above"
  case pictureBelow = "picture-below"
  case galleryBack = "gallery-back"
  case galleryOn = "gallery-on"
  case firstPicture = "first-picture"
  case lastPicture = "last-picture"
  case enlarge
  case inside
  case layerBefore = "layer-before"
  case layerAfter = "layer-after"
  case cellLeft = "cell-left"
  case cellRight = "cell-right"
  case cellAbove = "cell-above"
  case cellBelow = "cell-below"
  case showCell = "show-cell"
  case rowUp = "row-above"
  case rowDown = "row-below"
  case pageUp = "page-above"
  case pageDown = "page-below"
  case openRung = "open-rung"
  case trainAll = "train-all"
  case seeds, measure, cost, reconcile
  case classMeasure = "class-measure"
  case nextMethod = "next-method"
  case previousMethod = "previous-method"
  case chooseGrain = "choose-grain"
  case showLab = "lab"
  case showTradeoffs = "trade-offs"
  case showData = "data"
  case itemAbove = "item-above"
  case itemBelow = "item-below"
  case itemsAbove = "items-above"
  case itemsBelow = "items-below"
  case choiceBefore = "value-before"
  case choiceAfter = "value-after"
  case choose = "use-chosen"
  case nextPanel = "next-panel"
  case previousPanel = "previous-panel"
  case leave = "back"
  case palette, undo, copy, mouse, theme, help, redraw, suspend, quit

  /// In words: `next rung`.
  package var name: String { String(rawValue.map { $0 == "-" ? " " : $0 }) }
}
