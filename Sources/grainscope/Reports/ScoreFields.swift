import Telemetry

/// Scores under the names of the field.
struct ScoreFields: Encodable {
  let origins: Int
  let ranked: Bool
  let mse, mae, rmse, r2, smape, rmsse, mase, skill, accuracy, precision, recall, f1: Double?
  /// The band around the forecast: the share it is to hold, the share it held, and the origins it was fitted to.
  let bandLevel, bandCoverage: Double?
  let bandOrigins: Int?

  init(_ scores: Scores) {
    origins = scores.count
    ranked = scores.isRanked
    mse = scores.mse
    mae = scores.mae
    rmse = scores.rmse
    r2 = scores.r2
    smape = scores.smape
    rmsse = scores.rmsse
    mase = scores.mase
    skill = scores.skill
    accuracy = scores.accuracy
    precision = scores.precision
    recall = scores.recall
    f1 = scores.f1
    bandLevel = scores.band?.level
    bandCoverage = scores.band?.coverage
    bandOrigins = scores.band?.origins
  }
}

/// One class under the names of the field, with what its test samples were called.
struct ClassFields: Encodable {
  let name: String
  let count: Int
  let precision, recall, f1: Double
  /// In the order of the classes.
  let predictedAs: [Int]

  static func of(_ predictions: ClassPredictions, names: [String]) -> [ClassFields] {
    let classes = predictions.figures.count
    return predictions.figures.enumerated().map { index, figures in
      ClassFields(
        name: names.indices.contains(index) ? names[index] : String(index), count: figures.count,
        precision: figures.precision, recall: figures.recall, f1: figures.f1,
        predictedAs: Array(predictions.confusion[index * classes..<(index + 1) * classes]))
    }
  }
}
