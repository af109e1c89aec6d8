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
    let title = Words.protocolTitle(
      columns: series.columns.count, training: "\(borders[0])", validation: "\(borders[1])", test: "\(borders[2])",
      source: source)
    let heads = [
      Words.protocolHeadRecipe, Words.protocolHeadHorizon, Words.protocolHeadWindows, Words.protocolHeadLookback,
      Words.protocolHeadValidation, "MSE", "MAE", Words.protocolHeadPublished, "MSE",
    ]
    Standard.output.write(title + "\n" + line(heads, Words.protocolHeadChoice))
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
    let change = score.map { 100 * (result.testMSE / $0.mse - 1) }
    let cells = [
      result.recipe.rawValue, String(result.horizon), String(result.testWindows), String(result.lookback),
      ScoreTable.number(result.validationMSE), ScoreTable.number(result.testMSE), ScoreTable.number(result.testMAE),
      score.map(text) ?? "", change.map { ($0 > 0 ? "+" : "") + NumberFormat.fixed($0, decimals: 1) + " %" } ?? "",
    ]
    Standard.output.write(line(cells, result.choice))
  }

  /// Of the columns, the last two for what is published.
  private static let widths = [8, 8, 9, 10, 8, 8, 8, 13, 9]

  /// Cells under each other, what was chosen behind them.
  private func line(_ cells: [String], _ choice: String) -> String {
    let shown = zip(cells, Self.widths).prefix(published.isEmpty ? 7 : 9)
    let padded = shown.enumerated().map { index, cell in
      TextWidth.padded(cell.0, to: cell.1, index == 0 ? .left : .right)
    }
    return padded.joined() + "  \(choice)\n"
  }

  /// The figures of all published models.
  func end(horizons: [Int]) {
    guard !isJSON, !published.isEmpty else { return }
    let shown = horizons.filter { horizon in published.contains { $0.scores[horizon] != nil } }
    guard !shown.isEmpty else { return }
    Standard.output.write(
      "\n" + Words.protocolPublished + "\n" + TextWidth.padded("", to: 10)
        + shown.map { TextWidth.padded(String($0), to: 15, .right) }.joined() + "\n")
    for model in published {
      let cells = shown.map { TextWidth.padded(model.scores[$0].map(text) ?? "–", to: 15, .right) }
      Standard.output.write(TextWidth.padded(model.name, to: 10) + cells.joined() + "\n")
    }
    Standard.output.write(Words.protocolNotAlike + "\n")
  }

  private func text(_ score: LongHorizonScore) -> String {
    [score.mse, score.mae].map { String(NumberFormat.fixed($0, decimals: 3).drop { $0 == "0" }) }.joined(
      separator: " / ")
  }

  private func write(_ line: some Encodable) {
    if let text = try? JSON.line(line) { Standard.output.write(text + "\n") }
  }
}
