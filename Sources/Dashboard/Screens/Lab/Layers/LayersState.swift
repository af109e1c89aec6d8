import Telemetry

/// What is looked at where the layers of a network are measured.
package struct LayersState: Sendable {
  /// How the layers of the shown run stood last.
  var report: (run: RunID, report: LayerReport)?
  /// The chosen layer of all; nil for the first.
  var chosen: Int?
}

extension State {
  /// How the layers of the shown run stood last; nil before that was measured.
  var layerReport: LayerReport? {
    lab.layers.report.flatMap { $0.run == shown?.plan.run ? $0.report : nil }
  }

  /// Whether the shown run has layers that can be measured.
  var canMeasureLayers: Bool { shown.map { keepsSteps && !$0.plan.isClosedForm } ?? false }

  /// Why it has none, or none yet, as half a sentence.
  var whyNotLayers: String {
    guard let run = shown else { return Words.noRun }
    if !keepsSteps { return Words.layersNotOfStream }
    return run.plan.isClosedForm ? Words.insideNoLayers : Words.insideWaiting
  }

  mutating func take(_ report: LayerReport, of run: RunID) {
    // Only what is looked at now is kept.
    lab.layers.report = (run, report)
  }

  /// The place of the chosen layer among those of a report.
  func chosenLayer(of count: Int) -> Int { min(max(lab.layers.chosen ?? 0, 0), max(count - 1, 0)) }

  /// Another layer.
  mutating func moveMeasuredLayer(by layers: Int) {
    guard let count = layerReport?.layers.count, count > 0 else { return }
    lab.layers.chosen = min(max(chosenLayer(of: count) + layers, 0), count - 1)
  }

  /// From filters and maps to the table of layers, and out again.
  mutating func lookFurtherInside() { lab.chosenPanel = nextInside }

  /// What the key that looks inside shows next; nil where it leads back.
  fileprivate var nextInside: LabScreen.Panel? {
    switch labFocus {
    case .layers: nil
    case .inside: canMeasureLayers ? .layers : nil
    case .curve, .knobs, .forecast, .table: canLookInside ? .inside : canMeasureLayers ? .layers : nil
    }
  }

  /// As the key bar calls that.
  fileprivate var insideLabel: String {
    switch nextInside {
    case .inside: Words.keyInside
    case .layers: Words.keyLayers
    case .curve, .knobs, .forecast, .table, nil: Words.keyOutside
    }
  }
}

/// Looking into the network of the shown run.
extension Action {
  static let inside = Action("inside", Words.actionInside, label: { $0.insideLabel }) { $0.lookFurtherInside() }
  static let measuredLayerAbove = Action("layer-above", Words.actionLayerAbove) { $0.moveMeasuredLayer(by: -1) }
  static let measuredLayerBelow = Action("layer-below", Words.actionLayerBelow) { $0.moveMeasuredLayer(by: 1) }
}
