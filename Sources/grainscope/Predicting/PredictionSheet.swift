import Basics
import Tensors

/// Predictions for samples as rows for a file.
struct PredictionSheet {
  enum Layout: String, CaseIterable, Sendable {
    case csv
    /// A JSON object for each sample.
    case ndjson
  }

  /// What names each sample beside its place.
  struct Identity {
    let name: String
    /// Of each sample; empty where it has none.
    let texts: [String]
  }

  enum Values {
    /// `[samples, classes]`, NaN where a sample lacks a value.
    case classes(names: [String], probabilities: Matrix)
    /// `[samples, numbers]`, NaN where a sample lacks a value.
    case numbers(names: [String], DoubleMatrix)
  }

  private struct Line: Encodable {
    let row: Int
    let id: [String: String]?
    var predicted: String?
    var probability: Float?
    var probabilities: [String: Float]?
    var numbers: [String: Double]?
    let actual: String?

    private enum CodingKeys: String, CodingKey { case row, id, predicted, probability, probabilities, actual }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(row, forKey: .row)
      try container.encodeIfPresent(id, forKey: .id)
      if let numbers {
        try container.encode(numbers, forKey: .predicted)
        try container.encodeIfPresent(actual.flatMap(Double.init), forKey: .actual)
      } else {
        try container.encode(predicted, forKey: .predicted)
        try container.encode(probability, forKey: .probability)
        try container.encode(probabilities, forKey: .probabilities)
        try container.encodeIfPresent(actual, forKey: .actual)
      }
    }
  }

  let identities: [Identity]
  let values: Values
  /// What each sample is in the file; empty texts where that is not known, nil where it is known of none.
  let actual: [String]?

  var count: Int {
    switch values {
    case .classes(_, let probabilities): probabilities.rows
    case .numbers(_, let numbers): numbers.rows
    }
  }

  /// The likeliest class of a sample and its probability; nil where a value is missing.
  func likeliest(_ row: Int) -> (name: String, probability: Float)? {
    guard case .classes(let names, let probabilities) = values else { return nil }
    let shares = probabilities.row(row)
    guard shares.allSatisfy(\.isFinite) else { return nil }
    return zip(names, shares).max { $0.1 < $1.1 }.map { ($0.0, $0.1) }
  }

  func isKnown(_ row: Int) -> Bool {
    switch values {
    case .classes(_, let probabilities): probabilities.row(row).allSatisfy(\.isFinite)
    case .numbers(_, let numbers): numbers.row(row).allSatisfy(\.isFinite)
    }
  }

  func text(_ layout: Layout) throws -> String {
    switch layout {
    case .csv: csv
    case .ndjson: try (0..<count).map { try JSON.line(line($0)) + "\n" }.joined()
    }
  }

  // MARK: CSV

  private var csv: String {
    var text = CSVLine.text(["row"] + identities.map(\.name) + headings + (actual == nil ? [] : ["actual"]))
    for row in 0..<count {
      text += CSVLine.text(
        ["\(row + 1)"] + identities.map { $0.texts[row] } + cells(row) + (actual.map { [$0[row]] } ?? []))
    }
    return text
  }

  private var headings: [String] {
    switch values {
    case .classes(let names, _): ["predicted", "probability"] + names.map { "p_\($0)" }
    case .numbers(let names, _): names.count == 1 ? ["predicted"] : names.map { "predicted_\($0)" }
    }
  }

  /// As few digits as give the same number again; empty where there is none.
  private func cells(_ row: Int) -> [String] {
    switch values {
    case .classes(_, let probabilities):
      let likeliest = likeliest(row)
      return [likeliest?.name ?? "", likeliest.map { "\($0.probability)" } ?? ""]
        + probabilities.row(row).map { $0.isFinite ? "\($0)" : "" }
    case .numbers(_, let numbers): return numbers.row(row).map { $0.isFinite ? "\($0)" : "" }
    }
  }

  // MARK: JSON

  private func line(_ row: Int) -> Line {
    let ids = Dictionary(identities.map { ($0.name, $0.texts[row]) }, uniquingKeysWith: { first, _ in first })
    var line = Line(
      row: row + 1, id: ids.isEmpty ? nil : ids, actual: actual.flatMap { $0[row].isEmpty ? nil : $0[row] })
    switch values {
    case .classes(let names, let probabilities):
      let likeliest = likeliest(row)
      line.predicted = likeliest?.name
      line.probability = likeliest?.probability
      if likeliest != nil {
        line.probabilities = Dictionary(
          zip(names, probabilities.row(row)), uniquingKeysWith: { first, _ in first })
      }
    case .numbers(let names, let numbers):
      line.numbers = Dictionary(
        zip(names, numbers.row(row)).filter { $0.1.isFinite }, uniquingKeysWith: { first, _ in first })
    }
    return line
  }
}
