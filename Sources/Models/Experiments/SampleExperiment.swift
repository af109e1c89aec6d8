import Basics
import Datasets
import Granularity
import Networks
import Telemetry
import Tensors

/// Samples without order, images at several resolutions or rows of a table, to be classified or regressed.
package struct SampleExperiment: Experiment {
  /// What a sample's target is.
  enum Target: Sendable {
    case classes(labels: [Int32], names: [String])
    case numbers([Double])
  }

  /// A rung's own features of every sample, `[samples, features]`.
  struct View: Sendable {
    let rung: RungID
    let features: SampleFeatures
    /// How a row is an image; nil where rows are a table's.
    var shape: Shape?
    /// To which images were averaged.
    var grain: SpatialGrain?
  }

  package let info: SessionInfo
  package let dataHash: UInt64
  let views: [View]
  let target: Target
  /// What raw samples are.
  let source: SampleFrame.Source
  let split: SampleSplit
  let weights: BaseWeights?
  package let initial: InitialModel?

  init(
    info: SessionInfo, views: [View], target: Target, source: SampleFrame.Source, split: SampleSplit,
    weights: BaseWeights? = nil, initial: InitialModel?
  ) {
    self.info = info
    self.views = views
    self.target = target
    self.source = source
    self.split = split
    self.weights = weights
    self.initial = initial
    var hash = bitHashSeed
    for view in views { view.features.hash(into: &hash) }
    switch target {
    case .classes(let labels, _): labels.map(Float.init).withUnsafeBufferPointer { bitHash($0, into: &hash) }
    case .numbers(let values): values.withUnsafeBufferPointer { bitHash($0, into: &hash) }
    }
    if let weights { hash = (hash ^ weights.hash) &* 0x100_0000_01B3 }
    dataHash = hash
  }

  package var originsHash: UInt64 {
    var hash = bitHashSeed
    for part in [split.validation, split.test] {
      bitHash([Int64(part.count)], into: &hash)
      bitHash(part.map(Int64.init), into: &hash)
      switch target {
      case .classes(let labels, let names):
        // By name: the order of classes is no matter of what is predicted.
        for row in part { bitHash(names[Int(labels[row])].utf8.map(Int64.init), into: &hash) }
      case .numbers(let values): bitHash(part.map { Int64(bitPattern: values[$0].bitPattern) }, into: &hash)
      }
    }
    return hash
  }

  package func defaultSettings(_ recipe: Recipe) -> Settings {
    var settings = Settings(recipe, on: content, classifying: isClassifying)
    if let weights { settings.composite.base = weights.form.base }
    initial?.shape(&settings)
    return settings
  }

  /// For the auditor: how many test samples stand among the training samples too, with the same features at the finest
  /// rung, of how many.
  package var repeatedTestSamples: (repeated: Int, tested: Int) {
    guard let features = views.first?.features else { return (0, 0) }
    let known = Set(split.train.map(features.hash(ofRow:)))
    return (split.test.count { known.contains(features.hash(ofRow: $0)) }, split.test.count)
  }

  /// Samples of each part.
  package var partSizes: (training: Int, validation: Int, test: Int) {
    (split.train.count, split.validation.count, split.test.count)
  }

  var content: Content { info.content.kind }

  var isClassifying: Bool {
    switch target {
    case .classes: true
    case .numbers: false
    }
  }
}
