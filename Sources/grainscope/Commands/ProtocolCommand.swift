import ArgumentParser
import Datasets
import Models

struct ProtocolCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "protocol",
    abstract: "Score ridge regression as the literature scores long forecasts (the ETT sets and their like).",
    discussion: """
      All columns are forecast on the z-scored scale, windows have stride 1 and none is dropped; the penalty is chosen
      on the validation part alone. Borders are the rows at which training, validation and test end.

        grainscope protocol ETTh1.csv --lookback 336 --horizons 96,192,336,720 --borders 8640,11520,14400
        grainscope protocol ETTm1.csv --lookback 336 --horizons 96 --borders 34560,46080,57600
      """)

  @Argument(help: "A CSV of a series; every number column is forecast.", completion: .file(extensions: ["csv"]))
  var file: String

  @Option(name: .long, help: ArgumentHelp("Rows that a forecast looks back on.", valueName: "rows"))
  var lookback = 336

  @Option(
    name: [.customLong("horizons"), .customLong("horizon")],
    help: ArgumentHelp("Rows forecast, several with commas.", valueName: "rows"))
  var horizons = "96,192,336,720"

  @Option(name: .long, help: ArgumentHelp("Rows at which training, validation and test end.", valueName: "rows"))
  var borders = "8640,11520,14400"

  @OptionGroup(title: "How to read the file") var reading: ReadArguments

  @Flag(name: .long, help: "One JSON object a line.")
  var json = false

  private static let penalties: [Double] = [1, 10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000]

  func run() throws {
    let horizons = try numbers(self.horizons, option: "--horizons")
    let borders = try numbers(self.borders, option: "--borders")
    guard lookback > 1 else { throw Failure.input("--lookback \(lookback): give at least 2 rows.") }
    do {
      var options = SessionOptions(path: try SessionArguments.path(file), zone: reading.zone)
      options.reading = try reading.options()
      guard case .series(let series) = try Opening.dataset(options) else {
        throw Failure.input("\(file) is no series; the protocol needs a time column and one row a step.")
      }
      let scoring = try LongHorizonProtocol(series, borders: borders)
      if !json { Standard.output.write("horizon  windows    lambda     MSE     MAE\n") }
      for horizon in horizons {
        report(try scoring.ridge(lookback: lookback, horizon: horizon, penalties: Self.penalties))
      }
    } catch let error as DatasetError {
      throw Failure.input(error.sentence)
    } catch let error as OpeningError {
      throw Failure.input(error.sentence)
    }
  }

  private func report(_ result: LongHorizonProtocol.Result) {
    if json {
      struct Line: Encodable {
        let event = "score"
        let recipe = "ridge"
        let horizon, lookback, windows: Int
        let lambda, validationMSE, mse, mae: Double
      }
      let line = Line(
        horizon: result.horizon, lookback: result.lookback, windows: result.testWindows, lambda: result.penalty,
        validationMSE: result.validationError, mse: result.testMSE, mae: result.testMAE)
      if let text = try? JSON.line(line) { Standard.output.write(text + "\n") }
      return
    }
    func padded(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - text.count)) + text
    }
    Standard.output.write(
      padded(String(result.horizon), 7) + padded(String(result.testWindows), 9)
        + padded(ScoreTable.number(result.penalty, decimals: 0), 10)
        + padded(ScoreTable.number(result.testMSE), 8) + padded(ScoreTable.number(result.testMAE), 8) + "\n")
  }

  private func numbers(_ text: String, option: String) throws -> [Int] {
    let numbers = text.split(separator: ",").map { Int($0) }
    guard !numbers.isEmpty, !numbers.contains(where: { ($0 ?? 0) < 1 }) else {
      throw Failure.input("\(option) “\(text)” is not a list of row counts; give numbers with commas, as 96,192.")
    }
    return numbers.compactMap { $0 }
  }
}
