import Basics
import Models
import Telemetry

/// Scores on one part, and where they were made: the same fields for both parts, every rung and every baseline.
struct PartFields: Encodable {
  private let scores: Scores
  /// Equal where scores were made at the same origins or samples, and the same happened there; nil where scores are of some
  /// of the part's origins alone.
  private let originsHash: String?
  /// What a perfect forecast at that grain would score.
  private let floor: Double?
  private let matrix: [MatrixFields]?
  private let predicted: PredictedValues?
  private let parts: [Part]?
  /// From which errors the weights of the parts come with which this part is scored.
  private let weightsLearnt: WeightsLearnt?
  private let classes: [ClassFields]?
  private let cascade: CascadeReport?
  /// What bands of several levels held.
  private let bands: [BandFields]?
  /// Half-widths of the band, `[origins][steps]` of the evaluation grain; none at an origin without a band.
  private let bandHalfWidths: [[Double]?]?

  /// A rung of a joined run by itself.
  private struct Part: Encodable {
    let rung: String
    let weight: Double?
    let scores: Scores
    let predicted: PredictedValues?
  }

  private enum Key: String, CodingKey {
    case originsHash, thin, floor, matrix, predicted, parts, weightsLearnt, classes, cascade, bands, bandHalfWidths
  }

  /// Of a run; nil where it has no such part.
  init?(_ record: RunRecord, _ part: ScoredPart, _ info: SessionInfo, withPredictions: Bool) {
    guard let own = record.newestScores?[part] else { return nil }
    let judged = record.evaluation?[part]
    let predictions = withPredictions ? judged.flatMap { PredictionFields($0, part, info) } : nil
    let origins = info.target.count(part)
    predicted = predictions?.predicted
    scores = own.scores
    originsHash = Self.originsHash(own.scores, part, info)
    floor = info.rungs.first { $0.id == record.plan.rung }?.floor(part)
    matrix = MatrixFields.of(own.matrix, predictions)
    parts = judged.flatMap { judged in
      judged.parts.isEmpty
        ? nil
        : judged.parts.map { own in
          Part(
            rung: own.rung.label, weight: own.weight, scores: own.scores,
            predicted: withPredictions ? PredictedValues(forecasts: own.predicted, origins: origins) : nil)
        }
    }
    weightsLearnt = judged?.weightsLearnt
    let names = info.classes?.classNames ?? []
    classes = judged?.classes.map { ClassFields.of($0, names: names) }
    cascade = judged?.cascade
    bands = judged?.forecast.flatMap { $0.bandLevels.isEmpty ? nil : $0.bandLevels.map(BandFields.init) }
    let steps = info.forecast?.steps ?? 0
    bandHalfWidths = judged?.forecast.flatMap { forecast in
      withPredictions && !forecast.band.isEmpty ? (0..<origins).map { forecast.band(at: $0, steps: steps) } : nil
    }
  }

  /// Of a baseline, or of means over seeds.
  init(_ scores: Scores, matrix: [GrainScores] = [], _ part: ScoredPart, _ info: SessionInfo) {
    self.scores = scores
    self.matrix = MatrixFields.of(matrix, nil)
    predicted = nil
    originsHash = Self.originsHash(scores, part, info)
    (floor, parts, weightsLearnt, classes, cascade, bands, bandHalfWidths) = (nil, nil, nil, nil, nil, nil, nil)
  }

  /// Nil where some of the part's origins have no scores: they are not those of others.
  private static func originsHash(_ scores: Scores, _ part: ScoredPart, _ info: SessionInfo) -> String? {
    scores.count == info.target.count(part) ? info.target.originsHash(part).map(hexadecimal) : nil
  }

  func encode(to encoder: any Encoder) throws {
    try scores.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encodeIfPresent(originsHash, forKey: .originsHash)
    try container.encode(scores.isThin, forKey: .thin)
    try container.encodeIfPresent(floor, forKey: .floor)
    try container.encodeIfPresent(matrix, forKey: .matrix)
    try container.encodeIfPresent(predicted, forKey: .predicted)
    try container.encodeIfPresent(parts, forKey: .parts)
    try container.encodeIfPresent(weightsLearnt, forKey: .weightsLearnt)
    try container.encodeIfPresent(classes, forKey: .classes)
    try container.encodeIfPresent(cascade, forKey: .cascade)
    try container.encodeIfPresent(bands, forKey: .bands)
    try container.encodeIfPresent(bandHalfWidths, forKey: .bandHalfWidths)
  }
}

/// What bands of one level held.
private struct BandFields: Encodable {
  let level, coverage, width, intervalScore: Double?
  let origins: Int
  /// `[steps]`
  let coverageBySteps: [Double]

  init(_ band: BandLevel) {
    (level, coverage) = (band.scores.level, band.scores.coverage)
    (width, intervalScore, origins) = (band.scores.width, band.scores.intervalScore, band.scores.origins)
    coverageBySteps = band.coverageBySteps
  }
}

/// Both parts under their names: one that is not to be seen is left out, one that there is not, as it has no origin, is null.
struct BothParts<Fields: Encodable>: Encodable {
  let validation, test: OrNull<Fields>?

  /// - Parameter shown: the parts that may be seen.
  init(_ shown: [ScoredPart], _ fields: (ScoredPart) -> Fields?) {
    validation = shown.contains(.validation) ? OrNull(fields(.validation)) : nil
    test = shown.contains(.test) ? OrNull(fields(.test)) : nil
  }
}

/// What a model has to beat, on both parts.
struct Baselines: Encodable {
  private(set) var naive, seasonalNaive, commonestClass, trainingMean: BothParts<PartFields>?

  /// - Parameter shown: the parts that may be seen.
  init(_ info: SessionInfo, _ shown: [ScoredPart]) {
    switch info.target {
    case .forecast(let target):
      naive = BothParts(shown) { part in
        target[part].map { PartFields($0.naiveScores, matrix: $0.naiveMatrix, part, info) }
      }
      guard target.hasSeason else { return }
      seasonalNaive = BothParts(shown) { part in
        target[part].map { PartFields($0.seasonalNaiveScores, matrix: $0.seasonalNaiveMatrix, part, info) }
      }
    case .classes(let target):
      commonestClass = BothParts(shown) { part in
        target[part].map { PartFields($0.majorityScores(on: part), part, info) }
      }
    case .number(let target):
      trainingMean = BothParts(shown) { part in target[part].map { PartFields($0.meanScores, part, info) } }
    }
  }
}

extension ClassPart {
  /// Of always saying the most frequent training class.
  func majorityScores(on part: ScoredPart) -> Scores {
    Scores(count: actual.count, isRanked: actual.count >= part.leastRanked(.classes), accuracy: majorityAccuracy)
  }
}
