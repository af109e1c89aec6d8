import Datasets
import Models

/// The protocol's figures as lines, ours beside those that are published.
struct ProtocolTable {
  let published: [PublishedModel]
  let isJSON: Bool

  func begin(_ series: TimeSeries, borders: [Int], source: String) {
    if isJSON {
      struct Line: Encodable {
        let event = "protocol"
        let columns: Int
        let borders: [Int]
        let source: String
      }
      write(Line(columns: series.columns.count, borders: borders, source: source))
      return
    }
    Standard.output.write(
      "\(series.columns.count) columns; training rows [0, \(borders[0])), validation [\(borders[0]), \(borders[1])), test "
        + "[\(borders[1]), \(borders[2])) (\(source))\n")
    var header = "recipe   horizon  windows  lookback   valid     MSE     MAE"
    if !published.isEmpty { header += "    published    MSE" }
    Standard.output.write(header + "  chosen on validation\n")
  }

  func report(_ result: LongHorizonProtocol.Result) {
    let model = published.first { $0.recipe == result.recipe }
    let score = model?.scores[result.horizon]
    if isJSON {
      struct Line: Encodable {
        let event = "score"
        let recipe, choice: String
        let horizon, lookback, windows, candidates: Int
        let validationMSE, mse, mae: Double
        let publishedMSE, publishedMAE: Double?
      }
      write(
        Line(
          recipe: result.recipe.rawValue, choice: result.choice, horizon: result.horizon, lookback: result.lookback,
          windows: result.testWindows, candidates: result.candidates, validationMSE: result.validationMSE,
          mse: result.testMSE, mae: result.testMAE, publishedMSE: score?.mse, publishedMAE: score?.mae))
      return
    }
    var line = result.recipe.rawValue.padded(to: 8)
    line += String(result.horizon).padded(to: -8) + String(result.testWindows).padded(to: -9)
    line += String(result.lookback).padded(to: -10)
    for value in [result.validationMSE, result.testMSE, result.testMAE] {
      line += ScoreTable.number(value).padded(to: -8)
    }
    if !published.isEmpty {
      line += (score.map(text) ?? "").padded(to: -13)
      let change = score.map { 100 * (result.testMSE / $0.mse - 1) }
      line += (change.map { ($0 > 0 ? "+" : "") + ScoreTable.fixed($0, decimals: 1) + " %" } ?? "").padded(to: -9)
    }
    Standard.output.write(line + "  \(result.choice)\n")
  }

  /// The figures of all published models.
  func end(horizons: [Int]) {
    guard !isJSON, !published.isEmpty else { return }
    let shown = horizons.filter { horizon in published.contains { $0.scores[horizon] != nil } }
    guard !shown.isEmpty else { return }
    Standard.output.write(
      "\nPublished of this set, MSE / MAE, by horizon:\n" + "".padded(to: 10)
        + shown.map { String($0).padded(to: -15) }.joined() + "\n")
    for model in published {
      let cells = shown.map { (model.scores[$0].map(text) ?? "–").padded(to: -15) }
      Standard.output.write(model.name.padded(to: 10) + cells.joined() + "\n")
    }
    Standard.output.write("Not all of them are like for like: see the manual, Scores as the literature reports them.\n")
  }

  private func text(_ score: LongHorizonScore) -> String {
    [score.mse, score.mae].map { String(ScoreTable.fixed($0, decimals: 3).drop { $0 == "0" }) }.joined(separator: " / ")
  }

  private func write(_ line: some Encodable) {
    if let text = try? JSON.line(line) { Standard.output.write(text + "\n") }
  }
}

extension String {
  /// Followed by spaces up to a width, or preceded by them up to a negative one's magnitude.
  fileprivate func padded(to width: Int) -> String {
    let spaces = String(repeating: " ", count: max(0, abs(width) - count))
    return width < 0 ? spaces + self : self + spaces
  }
}
