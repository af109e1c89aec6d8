import Models
import Telemetry

/// What was read, how, and what it is asked: the options of a session with what was taken where nothing was said.
struct DataFields: Encodable {
  let path, hash, kind: String
  let target: String
  let task: String
  /// Of a forecast.
  let horizon, evaluationGrain: String?
  let season: OrNull<String>?
  let band: Double?
  let grains: [String]
  let seed: UInt64
  let zone: String?
  let gaps: String?
  let clipOutliers: Double?
  let columns, without: [String]?
  let selectFeatures: Int?
  let split: String?
  let validationSplit: Double?
  let weights: String?

  init(_ info: SessionInfo, _ identity: DataIdentity, _ options: SessionOptions) {
    (path, hash) = (identity.path, identity.hash)
    kind = info.content.kind.rawValue
    target = info.targetName
    task = "\(info.target.task)"
    let forecast = info.forecast
    (horizon, evaluationGrain) = (forecast?.horizonLabel, forecast?.grainLabel)
    season = forecast.map { OrNull($0.seasonLabel) }
    band = forecast.map { _ in options.band ?? Experiments.bandLevel }
    grains = info.rungs.map(\.id.label)
    seed = options.seed
    zone = options.zone
    let preparation = options.preparation ?? .untouched
    // What was done about them where it was left to the data.
    gaps = forecast.map { _ in info.policies.first { $0.name == "gaps" }?.value ?? preparation.gaps.label }
    clipOutliers = preparation.clip
    columns = preparation.columns
    without = preparation.without.isEmpty ? nil : preparation.without
    selectFeatures = preparation.features
    split = options.split?.rawValue
    validationSplit = options.validationShare
    weights = options.weights
  }
}
