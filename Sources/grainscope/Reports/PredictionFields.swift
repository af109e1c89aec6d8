import Basics
import Models
import Telemetry

/// What was predicted, or what happened, at all origins or samples of a part, in their order.
enum PredictedValues: Encodable {
  /// `[origins][steps]`, in the target's own units; null where there is no forecast.
  case forecasts([[Double?]])
  /// One for each sample, in the target's own units.
  case numbers([Double])
  /// One for each sample, by name.
  case classes([String])

  /// - Parameter forecasts: `[origins, steps]`; NaN where there is none. Nil where nothing was kept.
  init?(forecasts: [Double], origins: Int) {
    guard origins > 0, !forecasts.isEmpty else { return nil }
    let steps = forecasts.count / origins
    self = .forecasts(
      (0..<origins).map { row in forecasts[row * steps..<(row + 1) * steps].map { $0.isFinite ? $0 : nil } })
  }

  init(classes: [Int], names: [String]) { self = .classes(classes.map { names[$0] }) }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .forecasts(let rows): try container.encode(rows)
    case .numbers(let values): try container.encode(values)
    case .classes(let names): try container.encode(names)
    }
  }
}

/// The predictions behind the scores of one part.
struct PredictionFields {
  /// At the common target.
  let predicted: PredictedValues?
  /// At every column of the evaluation matrix.
  let atColumns: [PredictedValues?]

  /// Nil where they were not kept.
  init?(_ judged: JudgedPart, _ part: ScoredPart, _ info: SessionInfo) {
    let origins = info.target.count(part)
    switch judged.predictions {
    case .forecast(let forecast):
      predicted = PredictedValues(forecasts: forecast.predicted, origins: origins)
      atColumns = forecast.atColumns.map { PredictedValues(forecasts: $0, origins: origins) }
    case .classes(let classes):
      predicted = PredictedValues(classes: classes.predicted, names: info.classes?.classNames ?? [])
      atColumns = []
    case .number(let numbers):
      predicted = .numbers(numbers.predicted)
      atColumns = []
    case nil: return nil
    }
  }
}

/// A cell of the evaluation matrix, with what was forecast at its grain where that was asked for.
struct MatrixFields: Encodable {
  let grain: RungID
  let scores: Scores
  let predicted: PredictedValues?

  /// Nil where there is no matrix.
  static func of(_ matrix: [GrainScores], _ predictions: PredictionFields?) -> [MatrixFields]? {
    guard !matrix.isEmpty else { return nil }
    return matrix.enumerated().map { column, cell in
      let known = predictions?.atColumns ?? []
      return MatrixFields(
        grain: cell.grain, scores: cell.scores, predicted: known.indices.contains(column) ? known[column] : nil)
    }
  }
}
