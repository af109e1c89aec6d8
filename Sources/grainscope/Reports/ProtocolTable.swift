import Basics
import Canvas
import Datasets
import Models
import Studies

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
    var line = TextWidth.padded(result.recipe.rawValue, to: 8)
    line += TextWidth.padded(String(result.horizon), to: 8, .right)
    line += TextWidth.padded(String(result.testWindows), to: 9, .right)
    line += TextWidth.padded(String(result.lookback), to: 10, .right)
    for value in [result.validationMSE, result.testMSE, result.testMAE] {
      line += TextWidth.padded(ScoreTable.number(value), to: 8, .right)
    }
    if !published.isEmpty {
      line += TextWidth.padded(score.map(text) ?? "", to: 13, .right)
      let change = score.map { 100 * (result.testMSE / $0.mse - 1) }
      let shift = change.map { ($0 > 0 ? "+" : "") + NumberFormat.fixed($0, decimals: 1) + " %" } ?? ""
      line += TextWidth.padded(shift, to: 9, .right)
    }
    Standard.output.write(line + "  \(result.choice)\n")
  }

  /// The figures of all published models.
  func end(horizons: [Int]) {
    guard !isJSON, !published.isEmpty else { return }
    let shown = horizons.filter { horizon in published.contains { $0.scores[horizon] != nil } }
    guard !shown.isEmpty else { return }
    Standard.output.write(
      "\nPublished of this set, MSE / MAE, by horizon:\n" + TextWidth.padded("", to: 10)
        + shown.map { TextWidth.padded(String($0), to: 15, .right) }.joined() + "\n")
    for model in published {
      let cells = shown.map { TextWidth.padded(model.scores[$0].map(text) ?? "–", to: 15, .right) }
      Standard.output.write(TextWidth.padded(model.name, to: 10) + cells.joined() + "\n")
    }
    Standard.output.write("Not all of them are like for like: see the manual, Scores as the literature reports them.\n")
  }

  private func text(_ score: LongHorizonScore) -> String {
    [score.mse, score.mae].map { String(NumberFormat.fixed($0, decimals: 3).drop { $0 == "0" }) }.joined(
      separator: " / ")
  }

  private func write(_ line: some Encodable) {
    if let text = try? JSON.line(line) { Standard.output.write(text + "\n") }
  }
}
