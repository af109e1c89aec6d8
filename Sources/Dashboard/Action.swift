/// What a key can do. Each has its line in ``KeyTable``.
package enum Action: String, Hashable, Sendable, CaseIterable {
  case pause, step, restart, branch
  case nextRung, previousRung, nextRun
  case knobUp, knobDown, decrease, increase, halve, double, type, scope
  case view, crosshair, readLeft, readRight, readFirst, readLast
  case zoomIn, zoomOut, panLeft, panRight, follow, logarithmic, smoothing
  case previousOrigin, nextOrigin, firstOrigin, lastOrigin
  case rowUp, rowDown
  case nextPanel, previousPanel, leave
  case theme, help, redraw, suspend, quit
}
