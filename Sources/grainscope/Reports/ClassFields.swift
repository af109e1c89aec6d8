import Telemetry

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
