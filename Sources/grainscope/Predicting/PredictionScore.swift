import Basics
import Models
import Telemetry

/// How predictions fare where the file says what each sample is.
struct PredictionScore {
  private let sheet: PredictionSheet

  init(_ sheet: PredictionSheet) { self.sheet = sheet }

  /// nil where nothing can be compared.
  var sentence: String? {
    guard let actual = sheet.actual else { return nil }
    let rows = (0..<sheet.count).filter { sheet.isKnown($0) && !actual[$0].isEmpty }
    guard !rows.isEmpty else { return nil }
    switch sheet.values {
    case .classes:
      let right = rows.count { sheet.likeliest($0)?.name == actual[$0] }
      return Words.predictAccuracy(
        accuracy: shortDecimal(Double(right) / Double(rows.count), digits: 3), count: rows.count)
    case .numbers(_, let numbers):
      let pairs = rows.compactMap { row in Double(actual[row]).map { (numbers[row, 0], $0) } }
      let scores = Scores(of: pairs.map(\.0), against: pairs.map(\.1), on: .test)
      guard let rmse = scores.rmse, let mae = scores.mae else { return nil }
      return Words.predictErrors(
        rmse: shortDecimal(rmse, digits: 4), mae: shortDecimal(mae, digits: 4),
        r2: scores.r2.map { shortDecimal($0, digits: 3) } ?? "–", count: pairs.count)
    }
  }
}
