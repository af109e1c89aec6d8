import Basics
import Datasets
import Networks
import Telemetry
import Tensors

/// A model that was trained before, with whose weights others begin.
package struct InitialModel: Sendable {
  /// The model's file, as a session keeps it: opened again, it must hold the same weights.
  package struct Source: Hashable, Sendable, Codable {
    package let path: String
    /// As it was named: a file's name, or that of a run.
    package let name: String
    package let recipe: Recipe
    /// The kind of data that it was trained on.
    let content: Content
    /// Of all weights, in hexadecimal.
    package let hash: String

    /// Whether the file still holds those weights.
    package var isThere: Bool { (try? InitialModel(self)) != nil }

    /// - Throws: ``FittedModelError`` where the data are of another kind.
    func check(_ dataset: Dataset) throws(FittedModelError) {
      guard content != dataset.kind else { return }
      throw .wrongKind(found: dataset.kind.words, expected: content.words)
    }
  }

  package let source: Source
  package let model: FittedModel

  /// - Throws: ``FittedModelError`` where the file holds no model of this program.
  package init(path: String, name: String) throws(FittedModelError) {
    model = try FittedModel(path: path)
    source = Source(
      path: path, name: name, recipe: model.recipe, content: model.settings.content,
      hash: hexadecimal(model.weightsHash))
  }

  /// - Throws: ``FittedModelError``, also where the file's weights have changed since a session was opened with them.
  init(_ source: Source) throws(FittedModelError) {
    try self.init(path: source.path, name: source.name)
    guard self.source == source else { throw .changed(path: source.path) }
  }

  /// Knobs that decide what the weights mean.
  private static let shape: Set<Knob> = [
    .units, .trendWidth, .pools, .kernel, .activation, .normalization, .baseNetwork, .join, .lookback, .inputs, .scaler,
  ]

  /// Gives a recipe's first settings the shape of this model, where it is of that recipe.
  func shape(_ settings: inout Settings) {
    guard model.recipe == settings.recipe, model.settings.content == settings.content else { return }
    for knob in Knob.inOrderOfSetting where Self.shape.contains(knob) {
      // What these data cannot take stays as it is, and the networks are found to be others.
      try? settings.set(knob, to: model.settings.value(of: knob))
    }
  }

  /// Gives the networks of a learner the model's weights, fine to coarse: all of them, or none where one has other layers.
  /// What learns without a network is left alone.
  func begin(_ learner: any Learner, _ recipe: Recipe) {
    let networks = learner.learningNetworks.map(\.network)
    guard !networks.isEmpty else { return }
    let trained = model.functions.compactMap { function -> NetworkWeights? in
      if case .network(let weights) = function { weights } else { nil }
    }
    guard recipe == model.recipe, trained.count == networks.count else {
      return learner.outline.keepRandom(
        Words.initialOtherModel(file: source.name, found: model.recipe.rawValue, networks: trained.count))
    }
    let pairs = zip(networks, trained)
    let own = learner.fitted()
    guard own.columnsRead == model.columnsRead else {
      return learner.outline.keepRandom(
        Words.initialOtherColumns(
          file: source.name, found: Listing.some(model.columnsRead), columns: Listing.some(own.columnsRead)))
    }
    // Other classes are other outputs, as many as they may be.
    let keepsLast = own.classNames == model.classNames
    if let (network, other) = pairs.first(where: { $0.beginning(with: $1.architecture, last: keepsLast) == .nothing }) {
      return learner.outline.keepRandom(
        Words.initialOtherLayers(
          file: source.name, foundInputs: other.architecture.inputs, found: other.architecture.summary,
          expectedInputs: network.architecture.inputs, expected: network.architecture.summary))
    }
    let isWhole = keepsLast && pairs.allSatisfy { $0.beginning(with: $1.architecture) == .everything }
    for (network, weights) in pairs { network.begin(with: weights, last: keepsLast) }
    learner.outline.remarks.append(
      isWhole ? Words.initialTaken(file: source.name) : Words.initialTakenButLast(file: source.name))
    if own.targetName != model.targetName {
      learner.outline.remarks.append(
        Words.initialOtherTarget(file: source.name, found: model.targetName, target: own.targetName))
    }
  }
}

extension LearnerOutline {
  fileprivate mutating func keepRandom(_ reason: String) {
    randomStart = reason
    remarks.append(Words.initialRandom(reason: reason))
  }
}

extension FittedModel {
  /// Of all weights.
  var weightsHash: UInt64 {
    var hash = bitHashSeed
    for array in arrays { array.values.withUnsafeBufferPointer { bitHash($0, into: &hash) } }
    return hash
  }

  /// The grains that it reads, fine to coarse; nil for rows of a table.
  package var grains: [String]? {
    switch subject {
    case .forecast(let forecast):
      forecast.frame.members.flatMap { $0.windows.map(\.grain.label) }.reduce(into: []) { found, label in
        if !found.contains(label) { found.append(label) }
      }
    case .samples(let samples):
      samples.frame.members.contains { $0.grain == nil } ? nil : samples.frame.members.map(\.rung)
    }
  }

  /// How far a forecast reaches, as `1d`; nil for samples.
  package var horizon: String? {
    switch subject {
    case .forecast(let forecast): forecast.frame.horizon.label
    case .samples: nil
    }
  }
}
